import { visitService } from '../src/outbox/service.js';
import { Phone } from '../src/phone.js';

/** The part without screens, for tests that need more visits than anybody can tap. */
let ahead = 0;
const phone = new Phone(visitService('/visit/v1', fetch.bind(globalThis)), () => Date.now() + ahead, '0.0.0-core');
const core = {
  phone,
  /** @param by Milliseconds by which the phone's clock is ahead. */
  setClock: (by: number) => {
    ahead = by;
  },
};
export type Core = typeof core;
Object.assign(globalThis, { core });
