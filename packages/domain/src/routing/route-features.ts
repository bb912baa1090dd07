import { findSigns } from './find-signs.js';
import type { SpokenWord } from './spoken-words.js';

/** What a text has, as places in the model's table with their weight; each kind of feature weighs the same in sum. */
export interface RouteFeatures {
  readonly places: Int32Array;
  readonly weights: Float64Array;
}

/** How many places the model's table has: a power of two. */
export const tableSize = 1 << 15;

const NEGATION = new Set(
  'no not never none nothing nowt without aint isnt wasnt dont doesnt didnt cant cannot couldnt wont wouldnt havent hasnt hadnt neither nor dim ddim heb'.split(
    ' ',
  ),
);
const NEGATION_REACH = 4;

/** The features of the words, the same for training and for matching. */
export function routeFeatures(words: readonly SpokenWord[]): RouteFeatures {
  const kinds = [wordFeatures(words), spellingFeatures(words), signFeatures(words)];
  const sums = new Map<number, number>();
  for (const { features, share } of kinds) {
    const weight = share / Math.sqrt(Math.max(features.size, 4));
    for (const feature of features) {
      const place = placeOf(feature);
      sums.set(place, (sums.get(place) ?? 0) + weight);
    }
  }
  return { places: Int32Array.from(sums.keys()), weights: Float64Array.from(sums.values()) };
}

interface KindOfFeature {
  readonly features: ReadonlySet<string>;
  readonly share: number;
}

function wordFeatures(words: readonly SpokenWord[]): KindOfFeature {
  const features = new Set<string>();
  let denied = 0;
  words.forEach(({ form }, at) => {
    const next = words[at + 1]?.form ?? '$';
    const afterNext = words[at + 2]?.form ?? '$';
    features.add(`w ${form}`).add(`2 ${form} ${next}`).add(`s ${form} ${afterNext}`);
    if (form === '.' || form === ',') denied = 0;
    if (denied > 0) features.add(`n ${form}`);
    denied = NEGATION.has(form) ? NEGATION_REACH : Math.max(0, denied - 1);
  });
  return { features, share: 1 };
}

function spellingFeatures(words: readonly SpokenWord[]): KindOfFeature {
  const features = new Set<string>();
  for (const { form } of words) {
    const edged = `#${form}#`;
    for (let size = 3; size <= 5; size += 1)
      for (let at = 0; at + size <= edged.length; at += 1) features.add(`c ${edged.slice(at, at + size)}`);
  }
  return { features, share: 1 };
}

function signFeatures(words: readonly SpokenWord[]): KindOfFeature {
  const features = new Set<string>();
  const found = findSigns(words);
  const signs = [...new Set(found.map(({ sign }) => sign))].toSorted((one, other) => one - other);
  for (const sign of signs) {
    features.add(`g ${sign}`);
    for (const other of signs) if (other > sign) features.add(`p ${sign} ${other}`);
  }
  return { features, share: 1 };
}

/** FNV-1a over UTF-16 code units. */
function placeOf(feature: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < feature.length; at += 1) hash = Math.imul(hash ^ feature.charCodeAt(at), 0x01000193);
  return (hash ^ (hash >>> 15)) & (tableSize - 1);
}
