import type { SpokenWord } from './spoken-words.js';
import { toldSigns } from './told-signs.js';

/** A sign found in the words: its place in the list of signs and the words it covers, first and past-last. */
export interface FoundSign {
  readonly sign: number;
  readonly from: number;
  readonly to: number;
}

interface SignPhrase {
  readonly sign: number;
  readonly words: readonly string[];
}

export const signNames: readonly string[] = Object.keys(toldSigns);

const SHORTEST_STEM = 2;
const phrases = signNames.flatMap((name, sign) =>
  (toldSigns[name] ?? '').split('|').map((phrase): SignPhrase => ({ sign, words: phrase.split(' ') })),
);
const byFirstWord = phrasesBy((first) => !first.endsWith('*'));
const byFirstStem = phrasesBy((first) => first.endsWith('*'));

/** Every sign in the words, in their order; a phrase never reaches over a clause mark it does not name. */
export function findSigns(words: readonly SpokenWord[]): readonly FoundSign[] {
  const found: FoundSign[] = [];
  words.forEach(({ form }, at) => {
    for (const { sign, words: phrase } of candidates(form))
      if (follows(words, at, phrase)) found.push({ sign, from: at, to: at + phrase.length });
  });
  return found;
}

function* candidates(form: string): Iterable<SignPhrase> {
  yield* byFirstWord.get(form) ?? [];
  for (let length = SHORTEST_STEM; length <= form.length; length += 1)
    yield* byFirstStem.get(form.slice(0, length)) ?? [];
}

function follows(words: readonly SpokenWord[], at: number, phrase: readonly string[]): boolean {
  return phrase.every((part, ahead) => {
    const form = words[at + ahead]?.form;
    if (form === undefined) return false;
    return part.endsWith('*') ? form.startsWith(part.slice(0, -1)) : form === part;
  });
}

function phrasesBy(wanted: (first: string) => boolean): ReadonlyMap<string, readonly SignPhrase[]> {
  const map = new Map<string, SignPhrase[]>();
  for (const phrase of phrases) {
    const first = phrase.words[0] ?? '';
    if (!wanted(first)) continue;
    const key = first.replace('*', '');
    map.set(key, [...(map.get(key) ?? []), phrase]);
  }
  return map;
}
