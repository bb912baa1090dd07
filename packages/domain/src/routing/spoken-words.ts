/** One word, or one mark that ends a clause, as it is matched; `start` and `end` are its place in the text. */
export interface SpokenWord {
  readonly form: string;
  readonly start: number;
  readonly end: number;
}

/** How much of a text is read, in UTF-16 code units: several pages. */
export const longestText = 20_000;

const WORD = /[\p{L}\p{N}\p{M}\u00ad\u200b-\u200f\u2060\ufeff]+(?:['’`´][\p{L}\p{M}]+)*|[.!?;:,\n—–]|£/gu;
const INVISIBLE = /[\u00ad\u200b-\u200f\u2060\ufeff'’`´\p{M}]/gu;
const DRAWN_OUT = /(\p{L})\1{2,}/gu;

/**
 * The words of a text without capitals, accents, apostrophes, invisible characters and drawn-out letters ("sooo" is
 * "soo"), and its clause marks as "," and ".". Never fails; reads the first {@link longestText} code units.
 */
export function spokenWords(text: string): readonly SpokenWord[] {
  const words: SpokenWord[] = [];
  for (const match of text.slice(0, longestText).matchAll(WORD)) {
    const form = formOf(match[0]);
    if (form !== '') words.push({ form, start: match.index, end: match.index + match[0].length });
  }
  return words;
}

function formOf(word: string): string {
  if (/^[.!?\n]$/u.test(word)) return '.';
  if (/^[;:,—–]$/u.test(word)) return ',';
  const plain = word.normalize('NFKD').toLowerCase().replace(INVISIBLE, '').replace(DRAWN_OUT, '$1$1').slice(0, 24);
  return plain.replace(/\p{N}+/gu, '0');
}
