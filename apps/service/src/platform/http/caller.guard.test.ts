import { describe, expect, it } from '@jest/globals';
import type { ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { Entry, Needs } from '../../access/index.js';
import type { CheckApiKey } from '../../organisations/index.js';
import { CallerGuard, type ConsoleSessions } from './caller.guard.js';
import { PublicOrigin } from './public-origin.js';

class Routes {
  @Needs('settings.read')
  held(): void {}
  @Entry('console-session')
  ownSession(): void {}
  @Entry('public')
  public(): void {}
  forgotten(): void {}
}

const caller = { organisationId: 'elm', actor: 'api-key:1', roles: ['system'] };
const guard = new CallerGuard(
  { run: async () => caller } as unknown as CheckApiKey,
  { callerOf: async () => undefined } as ConsoleSessions,
  new PublicOrigin(undefined),
  new Reflector(),
);

async function enter(route: keyof Routes): Promise<boolean> {
  const request = { headers: { authorization: 'Bearer dk_1' }, cookies: {}, method: 'GET' };
  const context = { switchToHttp: () => ({ getRequest: () => request }), getHandler: () => Routes.prototype[route] };
  return guard.canActivate(context as unknown as ExecutionContext);
}

describe('the guard', () => {
  it.each(['held', 'ownSession'] as const)('lets a caller in to a route that says what it needs: %s', async (route) => {
    expect(await enter(route)).toBe(true);
  });

  it.each(['forgotten', 'public'] as const)('lets nobody in to a route without an act: %s', async (route) => {
    await expect(enter(route)).rejects.toMatchObject({ kind: 'not-allowed', code: 'no-policy' });
  });
});
