import type { HandOffRoute } from './hand-off-route.js';
import { type SpokenWord, spokenWords } from './spoken-words.js';

/** A phrase a landlord added: it offers its route wherever it is said, or never lets the route be offered. */
export interface OwnPhrase {
  readonly route: HandOffRoute;
  readonly phrase: string;
  readonly kind: 'offers' | 'never';
}

/** An own phrase that was said, and where: code units of the text, `end` past the last. */
export interface SaidPhrase {
  readonly route: HandOffRoute;
  readonly kind: OwnPhrase['kind'];
  readonly start: number;
  readonly end: number;
}

/** The own phrases said in the words: whole words, whatever the capitals, accents and apostrophes. */
export function saidPhrases(words: readonly SpokenWord[], own: readonly OwnPhrase[]): readonly SaidPhrase[] {
  return own.flatMap(({ route, kind, phrase }): SaidPhrase[] => {
    const wanted = spokenWords(phrase).map(({ form }) => form);
    const at =
      wanted.length === 0
        ? -1
        : words.findIndex((_, from) => wanted.every((form, ahead) => words[from + ahead]?.form === form));
    const first = words[at];
    const last = words[at + wanted.length - 1];
    return first && last ? [{ route, kind, start: first.start, end: last.end }] : [];
  });
}
