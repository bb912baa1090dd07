import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import * as z from 'zod';
import { Entry } from '../access/index.js';
import { FindAllowedOrigins } from './installations/find-allowed-origins.js';
import { canvasPage, framePage, linkPage, type Page } from './pages-of-ours.js';

/** What Salesforce posts into a canvas: two parts of base64 with a dot between, a few thousand characters. */
const canvasForm = z.object({
  signed_request: z
    .string()
    .regex(/^[A-Za-z0-9+/=]+\.[A-Za-z0-9+/=]+$/)
    .max(32_768),
});

/** The pages that hold the panel where a host page cannot: inside a frame or a canvas, and behind a one-time link. */
@ApiExcludeController()
@Controller('embed/v1')
export class PanelPageController {
  constructor(private readonly findAllowedOrigins: FindAllowedOrigins) {}

  @Get('panel')
  @Entry('public')
  async panel(@Query('installation') code: unknown, @Res({ passthrough: true }) answer: FastifyReply): Promise<string> {
    const origins = await this.findAllowedOrigins.run(code);
    answer.status(origins ? 200 : 404);
    return show(framePage(origins && { code: String(code), origins }), answer);
  }

  /** Nothing of what was posted is looked at or kept here: the page itself exchanges it, as it would a token. */
  @Post('canvas/:installation')
  @Entry('public')
  @HttpCode(200)
  async canvas(
    @Param('installation') code: string,
    @Body() form: unknown,
    @Res({ passthrough: true }) answer: FastifyReply,
  ): Promise<string> {
    const origins = await this.findAllowedOrigins.run(code);
    const posted = canvasForm.safeParse(form);
    if (!origins) answer.status(404);
    else if (!posted.success) answer.status(400);
    return show(
      canvasPage(origins && { code, origins }, origins && posted.success ? posted.data.signed_request : ''),
      answer,
    );
  }

  @Get('open')
  @Entry('public')
  open(@Res({ passthrough: true }) answer: FastifyReply): string {
    return show(linkPage(), answer);
  }
}

function show({ html, policy }: Page, answer: FastifyReply): string {
  answer.header('content-type', 'text/html; charset=utf-8').header('content-security-policy', policy);
  return html;
}
