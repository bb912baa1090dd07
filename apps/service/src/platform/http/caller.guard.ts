import { createParamDecorator, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { neededAct, refuseUnless, type Act } from '../../access/index.js';
import { CheckApiKey } from '../../organisations/index.js';
import { Problem } from '../problem.js';

/** The landlord a request acts for, and as whom. */
export interface Caller {
  readonly organisationId: string;
  /** `api-key:<id>` or `staff:<id>`. */
  readonly actor: string;
  readonly roles: readonly string[];
}

type CalledRequest = FastifyRequest & { caller?: Caller };

/**
 * Lets in a request with a landlord's API key, as `Authorization: Bearer dk_…`, that may do what its route needs. Who may
 * not is refused here, before anything is parsed or looked up.
 */
@Injectable()
export class CallerGuard implements CanActivate {
  constructor(
    private readonly checkApiKey: CheckApiKey,
    private readonly reflector: Reflector,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<CalledRequest>();
    const key = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1];
    const caller = key === undefined ? undefined : await this.checkApiKey.run(key);
    if (!caller)
      throw new Problem('not-signed-in', 'api-key', 'Send the landlord’s API key as: Authorization: Bearer dk_….');
    const act = this.reflector.get<Act | undefined>(neededAct, context.getHandler());
    if (act !== undefined) refuseUnless(caller.roles, act);
    request.caller = caller;
    return true;
  }
}

/** The caller the guard let in. */
export const CalledBy = createParamDecorator((_: unknown, context: ExecutionContext): Caller => {
  const { caller } = context.switchToHttp().getRequest<CalledRequest>();
  if (!caller) throw new Error('CalledBy needs CallerGuard on its route.');
  return caller;
});
