import {
  changeConsoleSession,
  consoleSession,
  signInLinkRequest,
  whoToAsk,
  whoToAskQuery,
  type ChangeConsoleSession,
  type ConsoleSession,
  type SignInLinkRequest,
  type WhoToAsk,
  type WhoToAskQuery,
} from '@doorstep/contracts/http';
import { Body, Controller, Get, HttpCode, Patch, Post, Query, Req, Res, UseGuards } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Entry } from '../access/index.js';
import { CallerGuard, CalledBy, refuseUnlessOurs, type Caller } from '../platform/http/caller.guard.js';
import { PublicOrigin, sessionCookie } from '../platform/http/public-origin.js';
import { Problem } from '../platform/problem.js';
import { ChangeLanguage } from './change-language.js';
import { CheckSession } from './check-session.js';
import { EndSession } from './end-session.js';
import { FindWhoToAsk } from './find-who-to-ask.js';
import { SignInAttempts } from './sign-in-attempts.js';
import { UseSignInLink } from './use-sign-in-link.js';

/** Who is signed in to the console; signing in with a one-time link, and out. */
@Controller('admin/v1')
export class SessionController {
  constructor(
    private readonly origin: PublicOrigin,
    private readonly checkSession: CheckSession,
    private readonly changeLanguage: ChangeLanguage,
    private readonly findWhoToAsk: FindWhoToAsk,
    private readonly attempts: SignInAttempts,
    private readonly useSignInLink: UseSignInLink,
    private readonly endSession: EndSession,
  ) {}

  @Get('session')
  @Entry('console-session')
  @UseGuards(CallerGuard)
  @ApiOkResponse({ standardSchema: consoleSession })
  async session(@Req() request: FastifyRequest): Promise<ConsoleSession> {
    return this.show(this.origin.readCookie(request, sessionCookie) ?? '');
  }

  @Patch('session')
  @Entry('console-session')
  @UseGuards(CallerGuard)
  @ApiOkResponse({ standardSchema: consoleSession })
  async change(
    @CalledBy() caller: Caller,
    @Req() request: FastifyRequest,
    @Body({ schema: changeConsoleSession }) body: ChangeConsoleSession,
  ): Promise<ConsoleSession> {
    await this.changeLanguage.run(caller, body);
    return this.session(request);
  }

  @Get('who-to-ask')
  @Entry('console-session')
  @UseGuards(CallerGuard)
  @ApiOkResponse({ standardSchema: whoToAsk })
  async ask(
    @CalledBy() { organisationId }: Caller,
    @Query({ schema: whoToAskQuery }) query: WhoToAskQuery,
  ): Promise<WhoToAsk> {
    return this.findWhoToAsk.run(organisationId, query);
  }

  @Post('sign-in/link')
  @Entry('public')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: consoleSession })
  async in(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body({ schema: signInLinkRequest }) { link }: SignInLinkRequest,
  ): Promise<ConsoleSession> {
    refuseUnlessOurs(this.origin, request);
    const session = await this.attempts.run(request.ip, 'link', () => this.useSignInLink.run(link));
    this.origin.setCookie(reply, sessionCookie, session, 'strict');
    return this.show(session);
  }

  @Post('sign-out')
  @Entry('public')
  @HttpCode(204)
  async out(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    refuseUnlessOurs(this.origin, request);
    await this.endSession.run(this.origin.readCookie(request, sessionCookie) ?? '');
    this.origin.clearCookie(reply, sessionCookie, 'strict');
  }

  private async show(session: string): Promise<ConsoleSession> {
    const shown = await this.checkSession.run(session);
    if (shown) return shown;
    throw new Problem('not-signed-in', 'session-over', 'Nobody is signed in to the console here. Sign in.');
  }
}
