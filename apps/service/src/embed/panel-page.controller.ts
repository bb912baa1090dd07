import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Entry } from '../access/index.js';
import { FindAllowedOrigins } from './find-allowed-origins.js';
import { framePage, linkPage, type Page } from './pages-of-ours.js';

/** The pages that hold the panel where a host page cannot: inside a frame, and behind a one-time link. */
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
