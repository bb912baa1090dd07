/**
 * Learns the hand-offs from the phrases in this folder and writes packages/domain/src/routing/packed-route-model.ts:
 *
 *   node --import ./packages/testing/run-typescript.mjs --conditions @doorstep/source tools/routes/train.mjs
 *
 * Same phrases, same file: the order of training is drawn from a fixed seed. It first measures itself by leaving out one
 * author after another, and takes from that the threshold at which its share of false offers is as wanted. It never
 * reads held-out.jsonl.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { handOffRoutes } from '../../packages/domain/src/routing/hand-off-route.ts';
import { routeFeatures, tableSize } from '../../packages/domain/src/routing/route-features.ts';
import { spokenWords } from '../../packages/domain/src/routing/spoken-words.ts';

/** Each is left out in turn. The others are always learned from: they were written to be hard, or after a look at errors. */
const AUTHORS = ['at-the-door', 'on-the-phone', 'in-writing', 'said-plainly', 'in-passing'];
const OURS = ['more', 'near-the-border', 'in-short', 'no-more-than-a-view'];
const FALSE_OFFERS = 0.15;
const CLOSENESS = 4.5;
/** Where somebody may come to harm today, an offer too many is better than one too few. */
const ALARMS = ['emergency', 'crisis', 'safeguarding_da', 'safeguarding'];
const CLOSENESS_OF_ALARMS = 6;
/** The share of what is due to a route that it may lose by being offered less often beside another. */
const MISSED_BESIDE = 0.005;
const MOST_OFFERS = 4;
const BORROWED = 0.3;
const EPOCHS = 15;
const RATE = 0.1;
const SHRINK = 1e-5;
const SEEDS = [7, 8, 9];
const outputs = [...handOffRoutes, 'any'];
const ANY = outputs.length - 1;

const examples = [...AUTHORS, ...OURS].flatMap((author) => phrasesOf(author).map((phrase) => ({ ...phrase, author })));
const { threshold, closeness } = crossValidate();
const { starts, weights } = train(examples);
const scales = outputs.map((_, output) => largest(weights, output) / 127);
const table = Int8Array.from(weights, (weight, at) => Math.round(weight / (scales[at % outputs.length] || 1)));
write({
  outputs,
  starts: [...starts].map(short),
  scales: scales.map(short),
  borrowed: BORROWED,
  threshold,
  closeness,
  table,
});

function phrasesOf(author) {
  const lines = readLines(`phrases/${author}.jsonl`);
  return lines.map((line) => {
    const { text, routes } = JSON.parse(line);
    const wanted = outputs.map((output) => ((output === 'any' ? routes.length > 0 : routes.includes(output)) ? 1 : 0));
    return { routes, wanted, features: routeFeatures(spokenWords(text)) };
  });
}

function readLines(path) {
  try {
    return readFileSync(new URL(path, import.meta.url), 'utf8')
      .split('\n')
      .filter((line) => line.trim() !== '');
  } catch {
    process.stderr.write(`${path} is not there: trained without it\n`);
    return [];
  }
}

function crossValidate() {
  const judged = AUTHORS.flatMap((author) => {
    const model = train(examples.filter((example) => example.author !== author));
    const left = examples.filter((example) => example.author === author);
    return left.map((example) => ({ ...example, scores: scoresOf(model, example.features) }));
  });
  const silent = judged.filter(({ routes }) => routes.length === 0).map(({ scores }) => urgeOf(scores));
  const chosen = silent.toSorted((one, other) => other - one)[Math.floor(silent.length * FALSE_OFFERS)];
  const closeness = handOffRoutes.map((route) => short(closenessOf(route, judged)));
  report(judged.map(({ routes, scores }) => ({ routes, offers: offersOf(scores, chosen, closeness) })));
  return { threshold: short(chosen), closeness };
}

/** How far a route may lie behind the strongest one and still be offered: as little as keeps nearly all that is due to it. */
function closenessOf(route, judged) {
  const output = outputs.indexOf(route);
  const behind = judged
    .filter(({ routes }) => routes.includes(route))
    .map(({ scores }) => Math.max(...scores.slice(0, ANY)) - scores[output])
    .toSorted((one, other) => one - other);
  return Math.min(
    ALARMS.includes(route) ? CLOSENESS_OF_ALARMS : CLOSENESS,
    behind[Math.floor(behind.length * (1 - MISSED_BESIDE)) - 1],
  );
}

function report(judged) {
  const speaking = judged.filter(({ routes }) => routes.length > 0);
  const share = (all, counts) => (all.filter(counts).length / all.length).toFixed(3);
  for (const route of handOffRoutes) {
    const recall = share(
      judged.filter(({ routes }) => routes.includes(route)),
      ({ offers }) => offers.includes(route),
    );
    const precision = share(
      judged.filter(({ offers }) => offers.includes(route)),
      ({ routes }) => routes.includes(route),
    );
    process.stdout.write(`${route.padEnd(20)} recall ${recall} precision ${precision}\n`);
  }
  const wanted = speaking.flatMap(({ routes, offers }) => routes.map((route) => offers.includes(route)));
  process.stdout.write(`offers ${(speaking.flatMap(({ offers }) => offers).length / speaking.length).toFixed(2)}\n`);
  process.stdout.write(`recall ${share(wanted, Boolean)} at ${FALSE_OFFERS} false offers, `);
  process.stdout.write(`some offer where one was due ${share(speaking, ({ offers }) => offers.length > 0)}\n`);
}

function urgeOf(scores) {
  return scores[ANY] + BORROWED * Math.max(...scores.slice(0, ANY));
}

function offersOf(scores, least, closeness) {
  if (urgeOf(scores) <= least) return [];
  const ranked = [...scores.slice(0, ANY)]
    .map((score, output) => ({ score, route: outputs[output], closeness: closeness[output] }))
    .toSorted((one, other) => other.score - one.score);
  return ranked
    .slice(0, MOST_OFFERS)
    .filter(({ score, closeness }) => score >= ranked[0].score - closeness)
    .map(({ route }) => route);
}

/** The mean of what each seed learns: for sums, as good as asking every one of them. */
function train(from) {
  const models = SEEDS.map((seed) => trainOnce(from, seed));
  const mean = (values) => values[0].map((_, at) => values.reduce((sum, value) => sum + value[at], 0) / values.length);
  return { starts: mean(models.map((model) => model.starts)), weights: mean(models.map((model) => model.weights)) };
}

/** Logistic regression for each output by AdaGrad. */
function trainOnce(from, seed) {
  const count = outputs.length;
  const learnt = new Float64Array(tableSize * count);
  const learntSquares = new Float64Array(tableSize * count).fill(1e-3);
  const first = new Float64Array(count);
  const firstSquares = new Float64Array(count).fill(1e-3);
  const next = randomFrom(seed);
  const order = [...from];
  for (let epoch = 0; epoch < EPOCHS; epoch += 1) {
    for (let at = order.length - 1; at > 0; at -= 1) {
      const other = Math.floor(next() * (at + 1));
      [order[at], order[other]] = [order[other], order[at]];
    }
    for (const { features, wanted } of order) {
      const errors = scoresOf({ starts: first, weights: learnt }, features);
      for (let output = 0; output < count; output += 1) {
        errors[output] = 1 / (1 + Math.exp(-errors[output])) - wanted[output];
        firstSquares[output] += errors[output] ** 2;
        first[output] -= (RATE * errors[output]) / Math.sqrt(firstSquares[output]);
      }
      for (let at = 0; at < features.places.length; at += 1)
        for (let output = 0; output < count; output += 1) {
          const cell = features.places[at] * count + output;
          const slope = errors[output] * features.weights[at] + SHRINK * learnt[cell];
          learntSquares[cell] += slope * slope;
          learnt[cell] -= (RATE * slope) / Math.sqrt(learntSquares[cell]);
        }
    }
  }
  return { starts: first, weights: learnt };
}

function scoresOf({ starts: from, weights: learnt }, { places, weights: present }) {
  const scores = Float64Array.from(from);
  for (let at = 0; at < places.length; at += 1)
    for (let output = 0; output < scores.length; output += 1)
      scores[output] += learnt[places[at] * scores.length + output] * present[at];
  return scores;
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

function largest(values, output) {
  let most = 0;
  for (let at = output; at < values.length; at += outputs.length) most = Math.max(most, Math.abs(values[at]));
  return most;
}

function short(value) {
  return Number(value.toPrecision(6));
}

function write({ table: cells, ...rest }) {
  const packed = { ...rest, table: Buffer.from(cells.buffer).toString('base64') };
  const file = new URL('../../packages/domain/src/routing/packed-route-model.ts', import.meta.url);
  writeFileSync(
    file,
    `import type { PackedRouteModel } from './route-model.js';\n\n/** Written by tools/routes/train.mjs; never by hand. */\nexport const packedRouteModel: PackedRouteModel = ${JSON.stringify(packed)};\n`,
  );
}
