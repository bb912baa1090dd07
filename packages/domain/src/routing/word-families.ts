import { packedWordFamilies } from './packed-word-families.js';

/** The families of words of like meaning that a word belongs to: one of a few wide ones, one of many near ones. */
export interface WordFamilies {
  readonly wide: number;
  readonly near: number;
}

const WIDE_CODE = 2;
const BASE = 36;
/** Unpacked when words are first looked at: most who load the rules never ask. */
let families: ReadonlyMap<string, WordFamilies> | undefined;

/** The families of a word as spokenWords gives it; nothing for a word that is not known, as Welsh words are not. */
export function familiesOf(form: string): WordFamilies | undefined {
  families ??= unpack();
  return families.get(form);
}

function unpack(): ReadonlyMap<string, WordFamilies> {
  const map = new Map<string, WordFamilies>();
  let at = 0;
  packedWordFamilies.near.split('|').forEach((words, near) => {
    for (const word of words.split(' ').filter(Boolean)) {
      map.set(word, { near, wide: Number.parseInt(packedWordFamilies.wide.slice(at, at + WIDE_CODE), BASE) });
      at += WIDE_CODE;
    }
  });
  return map;
}
