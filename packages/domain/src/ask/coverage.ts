import type { Stakes } from './ask.js';

/** Of a hundred households in scope, how many are to be heard before it is decided (seed row 14). */
export const coverageWanted: Readonly<Record<Stakes, number>> = { light: 10, policy: 30, contract: 60, rent: 60 };

/** Whether enough were heard for what is at stake. A scope with nobody in it is never enough. */
export function isHeardEnough(heard: number, scope: number, stakes: Stakes): boolean {
  return scope > 0 && heard * 100 >= coverageWanted[stakes] * scope;
}
