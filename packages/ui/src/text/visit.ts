import type { Locale } from './index.js';
import { fill, type GapsOf, type Message } from './message.js';
import { visitCy } from './visit-cy.js';
import { visitEnGB } from './visit-en-gb.js';

export type VisitTextKey = keyof typeof visitEnGB;

type Values<K extends VisitTextKey> = [GapsOf<(typeof visitEnGB)[K]>] extends [never]
  ? []
  : [values: Readonly<Record<GapsOf<(typeof visitEnGB)[K]>, string | number>>];

/** Looks up what the phone says by its key and fills its gaps; the gaps that a key needs are checked by the compiler. */
export type VisitText = <K extends VisitTextKey>(key: K, ...values: Values<K>) => string;

/** What the phone says, by locale. Apart from the panel's, so that neither app carries the other's words for nothing. */
export const visitCatalogues: Readonly<Record<Locale, Readonly<Record<VisitTextKey, Message>>>> = {
  'en-GB': visitEnGB,
  cy: visitCy,
};

/** The phone's words in one locale. */
export function visitTextIn(locale: Locale): VisitText {
  return (key, ...values) => fill(locale, visitCatalogues[locale][key], values[0] ?? {});
}
