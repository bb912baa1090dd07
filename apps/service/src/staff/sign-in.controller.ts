import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import * as z from 'zod';
import { Entry } from '../access/index.js';
import { PublicOrigin, sessionCookie } from '../platform/http/public-origin.js';
import { Problem } from '../platform/problem.js';
import { BeginSignIn } from './begin-sign-in.js';
import { FinishSignIn } from './finish-sign-in.js';
import { SignInAttempts } from './sign-in-attempts.js';

const beginQuery = z.object({ organisation: z.string().max(63).optional(), return: z.string().max(2000).optional() });

/** What a provider's page has to bring back: the browser sends it along when that page sends it here. */
const underWayCookie = 'sign-in';

/**
 * Signing in with an organisation's account. A browser goes to these addresses itself, so each answers with where to go
 * next; what went wrong is shown by the console's own sign-in page, by its code.
 */
@Controller('admin/v1/sign-in')
export class SignInController {
  constructor(
    private readonly origin: PublicOrigin,
    private readonly attempts: SignInAttempts,
    private readonly beginSignIn: BeginSignIn,
    private readonly finishSignIn: FinishSignIn,
  ) {}

  @Get()
  @Entry('public')
  @ApiResponse({ status: 302, description: 'To the provider, or to the console’s sign-in page with `problem=<code>`.' })
  async begin(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Query({ schema: beginQuery }) query: z.infer<typeof beginQuery>,
  ): Promise<void> {
    await goOn(reply, async () => {
      const begin = () => this.beginSignIn.run(query.organisation, this.origin.of(request), query.return);
      const { address, secret } = await this.attempts.run(request.ip, 'provider', begin);
      this.origin.setCookie(reply, underWayCookie, secret, 'lax');
      return address;
    });
  }

  @Get('back')
  @Entry('public')
  @ApiResponse({ status: 302, description: 'To the console: signed in, or with `problem=<code>`.' })
  async back(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await goOn(reply, async () => {
      const secret = this.origin.readCookie(request, underWayCookie);
      this.origin.clearCookie(reply, underWayCookie, 'lax');
      const { search } = new URL(request.url, 'http://ours.example');
      const finish = () => this.finishSignIn.run(secret, search, this.origin.of(request));
      const { session, returnPath } = await this.attempts.run(request.ip, 'provider', finish);
      this.origin.setCookie(reply, sessionCookie, session, 'strict');
      return returnPath;
    });
  }
}

async function goOn(reply: FastifyReply, work: () => Promise<string>): Promise<void> {
  try {
    await reply.redirect(await work());
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    await reply.redirect(`/console/sign-in?${new URLSearchParams({ problem: error.code }).toString()}`);
  }
}
