import { visitService } from '../src/outbox/service.js';
import { Phone } from '../src/phone.js';
import { Store } from '../src/store/store.js';

/** The part without screens, for tests that need more visits than anybody can tap. */
let ahead = 0;
const phone = new Phone(visitService('/visit/v1', fetch.bind(globalThis)), () => Date.now() + ahead, '0.0.0-core');
Object.assign(globalThis, {
  core: {
    phone,
    Store,
    setClock: (by: number) => {
      ahead = by;
    },
  },
});
