import { createParamDecorator, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { CheckApiKey } from '../../organisations/index.js';
import { Problem } from '../problem.js';

/** The landlord a request acts for, and as whom. */
export interface Caller {
  readonly organisationId: string;
  readonly actor: string;
  readonly roles: readonly string[];
}

type CalledRequest = FastifyRequest & { caller?: Caller };

/** Lets in a request with a landlord's API key, as `Authorization: Bearer dk_…`. */
@Injectable()
export class ApiKeyGuard implements CanActivate {
  constructor(private readonly checkApiKey: CheckApiKey) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<CalledRequest>();
    const key = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1];
    const caller = key === undefined ? undefined : await this.checkApiKey.run(key);
    if (!caller)
      throw new Problem('not-signed-in', 'api-key', 'Send the landlord’s API key as: Authorization: Bearer dk_….');
    request.caller = caller;
    return true;
  }
}

/** The caller the guard let in. */
export const CalledBy = createParamDecorator((_: unknown, context: ExecutionContext): Caller => {
  const { caller } = context.switchToHttp().getRequest<CalledRequest>();
  if (!caller) throw new Error('CalledBy needs ApiKeyGuard on its route.');
  return caller;
});
