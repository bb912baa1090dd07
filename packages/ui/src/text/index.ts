import { cy } from './cy.js';
import { enGB } from './en-gb.js';
import { fill, type GapsOf, type Message } from './message.js';

export { localeFor } from './locale-for.js';
export type { ResidentWord } from './resident-word.js';
export { saidCatalogues, saidTextIn, type SaidText, type SaidTextKey } from './said.js';
export { visitCatalogues, visitTextIn, type VisitText, type VisitTextKey } from './visit.js';

export type Locale = 'en-GB' | 'cy';
export type TextKey = keyof typeof enGB;

type Values<K extends TextKey> = [GapsOf<(typeof enGB)[K]>] extends [never]
  ? []
  : [values: Readonly<Record<GapsOf<(typeof enGB)[K]>, string | number>>];

/** Looks a message up by its key and fills its gaps; the gaps that a key needs are checked by the compiler. */
export type Text = <K extends TextKey>(key: K, ...values: Values<K>) => string;

/** Every catalogue, by locale. Welsh has not yet been reviewed by a Welsh speaker. */
export const catalogues: Readonly<Record<Locale, Readonly<Record<TextKey, Message>>>> = { 'en-GB': enGB, cy };

/** The words of one locale. Carries every catalogue; the panel fetches its own (`panel-text.ts`). */
export function textIn(locale: Locale): Text {
  return (key, ...values) => fill(locale, catalogues[locale][key], values[0] ?? {});
}
