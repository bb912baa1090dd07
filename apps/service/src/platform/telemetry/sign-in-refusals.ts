import { Counter } from 'prom-client';

/** Sign-ins from hosts and to the console that were refused, by which part was wrong. No landlord and no person is in it. */
export const signInRefusals = new Counter({
  name: 'doorstep_sign_in_refusals',
  help: 'Sign-ins from host CRMs and to the console that were refused, by the part that was wrong.',
  labelNames: ['reason'] as const,
  registers: [],
});
