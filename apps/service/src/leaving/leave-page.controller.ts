import { leaveForm, type LeaveForm } from '@doorstep/contracts/http';
import { Body, Controller, Get, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Entry } from '../access/index.js';
import { PerMinute } from '../platform/http/per-minute.js';
import { Problem } from '../platform/problem.js';
import { LeaveByLink, type AtLandlord } from './leave-by-link.js';
import { leavePageHtml, leavePolicy, type LeavePage } from './leave-page-html.js';
import type { PageIn } from './leave-page-words.js';

/**
 * The page on which somebody leaves an ask, in English, and in Welsh under `/cy`. Opening it changes nothing, whoever or
 * whatever opens it, and its address holds no code that reaches us: what stands after `#` stays with them.
 */
@ApiExcludeController()
@Controller('leave/:landlord')
export class LeavePageController {
  private readonly asked = new PerMinute();

  constructor(private readonly leaveByLink: LeaveByLink) {}

  @Get()
  @Entry('public')
  async english(@Param('landlord') slug: string, @Res({ passthrough: true }) answer: FastifyReply): Promise<string> {
    return page({ shows: 'ask' }, await this.landlord(slug), 'en', answer);
  }

  @Get('cy')
  @Entry('public')
  async welsh(@Param('landlord') slug: string, @Res({ passthrough: true }) answer: FastifyReply): Promise<string> {
    return page({ shows: 'ask' }, await this.landlord(slug), 'cy', answer);
  }

  @Post()
  @HttpCode(200)
  @Entry('public')
  async inEnglish(
    @Param('landlord') slug: string,
    @Body({ schema: leaveForm }) form: LeaveForm,
    @Res({ passthrough: true }) answer: FastifyReply,
  ): Promise<string> {
    return this.act(slug, form, 'en', answer);
  }

  @Post('cy')
  @HttpCode(200)
  @Entry('public')
  async inWelsh(
    @Param('landlord') slug: string,
    @Body({ schema: leaveForm }) form: LeaveForm,
    @Res({ passthrough: true }) answer: FastifyReply,
  ): Promise<string> {
    return this.act(slug, form, 'cy', answer);
  }

  private async act(slug: string, { act, code }: LeaveForm, at: PageIn, answer: FastifyReply): Promise<string> {
    const landlord = await this.landlord(slug);
    const now = await (act === 'leave'
      ? this.leaveByLink.leave(landlord.id, code)
      : this.leaveByLink.comeBack(landlord.id, code));
    if (now === null) {
      answer.status(404);
      return page({ shows: 'unknown' }, landlord, at, answer);
    }
    const shown: LeavePage = now.takesPart
      ? { shows: 'back', code }
      : { shows: 'left', code: now.mayComeBack ? code : null };
    return page(shown, landlord, at, answer);
  }

  private async landlord(slug: string): Promise<AtLandlord> {
    this.asked.refuseTooMany(slug);
    const landlord = await this.leaveByLink.landlord(slug);
    if (landlord === null) throw new Problem('not-known', 'page-unknown', 'There is no such page here.');
    return landlord;
  }
}

function page(shown: LeavePage, landlord: AtLandlord, at: PageIn, answer: FastifyReply): string {
  answer.header('content-type', 'text/html; charset=utf-8').header('content-security-policy', leavePolicy);
  return leavePageHtml(shown, landlord, at);
}
