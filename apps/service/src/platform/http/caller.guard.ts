import type { Act } from '@doorstep/contracts/http';
import { createParamDecorator, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { chosenEntry, neededAct, refuseUnless, type EntryWay } from '../../access/index.js';
import { CheckApiKey } from '../../organisations/index.js';
import { Problem } from '../problem.js';
import { PublicOrigin, sessionCookie } from './public-origin.js';

/** The landlord a request acts for, and as whom. */
export interface Caller {
  readonly organisationId: string;
  /** `api-key:<id>` or `staff:<id>`. */
  readonly actor: string;
  readonly roles: readonly string[];
}

/** A request, and who sent it once the guard has let it in. */
export type CalledRequest = FastifyRequest & { caller?: Caller };

/** Knows who is signed in to the console; the room that signs people in says how. */
export abstract class ConsoleSessions {
  /** Answers whose session it is, or undefined for one that is unknown, over or not a session. */
  abstract callerOf(session: string): Promise<Caller | undefined>;
}

const reads = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Whether a request changes nothing. */
export function isRead({ method }: FastifyRequest): boolean {
  return reads.has(method);
}

/**
 * Lets in a request with a landlord's API key, as `Authorization: Bearer dk_…`, or with the cookie of a console session,
 * that may do what its route needs. Who may not is refused here, before anything is parsed or looked up.
 */
@Injectable()
export class CallerGuard implements CanActivate {
  constructor(
    private readonly checkApiKey: CheckApiKey,
    private readonly sessions: ConsoleSessions,
    private readonly origin: PublicOrigin,
    private readonly reflector: Reflector,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<CalledRequest>();
    const session = this.origin.readCookie(request, sessionCookie);
    const caller =
      request.headers.authorization === undefined && session !== undefined
        ? await this.bySession(request, session)
        : await this.byKey(request);
    const act = this.reflector.get<Act | undefined>(neededAct, context.getHandler());
    if (act !== undefined) refuseUnless(caller.roles, act);
    else if (this.reflector.get<EntryWay | undefined>(chosenEntry, context.getHandler()) !== 'console-session')
      throw new Problem(
        'not-allowed',
        'no-policy',
        'Nobody may do this: no role was ever given it. Tell whoever runs Doorstep.',
      );
    request.caller = caller;
    return true;
  }

  private async byKey({ headers }: CalledRequest): Promise<Caller> {
    const key = /^Bearer (\S+)$/.exec(headers.authorization ?? '')?.[1];
    const caller = key === undefined ? undefined : await this.checkApiKey.run(key);
    if (caller) return caller;
    throw new Problem(
      'not-signed-in',
      'api-key',
      'Sign in to the console, or send the landlord’s API key as: Authorization: Bearer dk_….',
    );
  }

  private async bySession(request: CalledRequest, session: string): Promise<Caller> {
    const caller = await this.sessions.callerOf(session);
    if (!caller) throw new Problem('not-signed-in', 'session-over', 'Your session is over. Sign in again.');
    if (!isRead(request)) refuseUnlessOurs(this.origin, request);
    return caller;
  }
}

/** Throws `Problem` (403) for what a page of somebody else's had a browser send. */
export function refuseUnlessOurs(origin: PublicOrigin, request: FastifyRequest): void {
  if (origin.sent(request)) return;
  throw new Problem(
    'not-allowed',
    'another-page',
    'This did not come from a page of Doorstep, so nothing was changed. Open the console and do it there.',
  );
}

/** The caller the guard let in. */
export const CalledBy = createParamDecorator((_: unknown, context: ExecutionContext): Caller => {
  const { caller } = context.switchToHttp().getRequest<CalledRequest>();
  if (!caller) throw new Error('CalledBy needs CallerGuard on its route.');
  return caller;
});
