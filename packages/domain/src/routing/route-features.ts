import { findSigns } from './find-signs.js';
import type { SpokenWord } from './spoken-words.js';
import { familiesOf } from './word-families.js';

/** What a text has, as places in the model's table with their weight. */
export interface RouteFeatures {
  readonly places: Int32Array;
  readonly weights: Float64Array;
}

/** How many places the model's table has: a power of two. */
export const tableSize = 1 << 16;

/** How much each kind of feature weighs in sum, however many of it a text has. */
const SHARES = { word: 0.8, pair: 0.6, spelling: 1, sign: 0.7, signs: 0.7, wide: 0.6, near: 0.6 } as const;
type Kind = keyof typeof SHARES;

const NEGATION = new Set(
  'no not never none nothing nowt without aint isnt wasnt dont doesnt didnt cant cannot couldnt wont wouldnt havent hasnt hadnt neither nor dim ddim heb'.split(
    ' ',
  ),
);
const NEGATION_REACH = 4;
const SHORTEST_SPELLING = 3;
const LONGEST_SPELLING = 5;
/** A text with fewer features of a kind than this is not made to shout. */
const FEW = 4;

/** The features of the words, the same for training and for matching. */
export function routeFeatures(words: readonly SpokenWord[]): RouteFeatures {
  const found: Record<Kind, Set<string>> = {
    word: new Set(),
    pair: new Set(),
    spelling: new Set(),
    sign: new Set(),
    signs: new Set(),
    wide: new Set(),
    near: new Set(),
  };
  addWords(words, found);
  addSpellings(words, found.spelling);
  addSigns(words, found);
  const sums = new Map<number, number>();
  for (const kind of Object.keys(SHARES) as Kind[]) {
    const weight = SHARES[kind] / Math.sqrt(Math.max(found[kind].size, FEW));
    for (const feature of found[kind]) {
      const place = placeOf(feature);
      sums.set(place, (sums.get(place) ?? 0) + weight);
    }
  }
  return { places: Int32Array.from(sums.keys()), weights: Float64Array.from(sums.values()) };
}

function addWords(words: readonly SpokenWord[], found: Record<Kind, Set<string>>): void {
  let denied = 0;
  words.forEach(({ form }, at) => {
    found.word.add(`w ${form}`);
    found.pair.add(`2 ${form} ${words[at + 1]?.form ?? '$'}`).add(`s ${form} ${words[at + 2]?.form ?? '$'}`);
    if (form === '.' || form === ',') denied = 0;
    if (denied > 0) found.pair.add(`n ${form}`);
    denied = NEGATION.has(form) ? NEGATION_REACH : Math.max(0, denied - 1);
    const families = familiesOf(form);
    if (families) {
      found.wide.add(`k ${families.wide}`);
      found.near.add(`f ${families.near}`);
    }
  });
}

/** Pieces of the running text, so that a misspelt or run-together word still shares most of its pieces. */
function addSpellings(words: readonly SpokenWord[], spellings: Set<string>): void {
  const spoken = words.filter(({ form }) => form !== '.' && form !== ',').map(({ form }) => form);
  const running = ` ${spoken.join(' ')} `;
  for (let size = SHORTEST_SPELLING; size <= LONGEST_SPELLING; size += 1)
    for (let at = 0; at + size <= running.length; at += 1) spellings.add(`c${running.slice(at, at + size)}`);
}

function addSigns(words: readonly SpokenWord[], found: Record<Kind, Set<string>>): void {
  const signs = [...new Set(findSigns(words).map(({ sign }) => sign))].toSorted((one, other) => one - other);
  signs.forEach((sign, at) => {
    found.sign.add(`g ${sign}`);
    for (const other of signs.slice(at + 1)) found.signs.add(`p ${sign} ${other}`);
  });
}

/** FNV-1a over UTF-16 code units. */
function placeOf(feature: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < feature.length; at += 1) hash = Math.imul(hash ^ feature.charCodeAt(at), 0x01000193);
  return (hash ^ (hash >>> 15)) & (tableSize - 1);
}
