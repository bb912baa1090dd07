import { handOffRoutes, type HandOffRoute } from './hand-off-route.js';
import { type OwnPhrase, saidPhrases } from './own-phrases.js';
import { routeFeatures } from './route-features.js';
import type { RouteModel } from './route-model.js';
import { type SpokenWord, spokenWords } from './spoken-words.js';

/** A hand-off to offer to the member of staff, and the words of the text that led to it. */
export interface RouteOffer {
  readonly route: HandOffRoute;
  readonly because: readonly string[];
}

/** What is longer than one breath is read a sentence or two at a time, or one alarm drowns in a long letter. In words. */
const ONE_BREATH = 60;
const SHORTEST_BREATH = 12;
const LONGEST_BREATH = 40;
const MOST_OFFERS = 4;
const MOST_REASONS = 3;

interface Judged {
  readonly route: HandOffRoute;
  readonly score: number;
  /** How far behind the strongest route it is still offered. */
  readonly closeness: number;
  readonly words: readonly SpokenWord[];
}

/**
 * The hand-offs to offer for what somebody said, the most urgent first and at most four besides the landlord's own;
 * none where nothing in it is for anyone to act on. It only ever offers: a person decides. Deterministic, never throws,
 * and its time grows with the length of the text up to `longestText`.
 */
export function matchRoutes(text: string, model: RouteModel, own: readonly OwnPhrase[] = []): readonly RouteOffer[] {
  const words = spokenWords(text);
  const said = saidPhrases(words, own);
  const muted = new Set(said.filter(({ kind }) => kind === 'never').map(({ route }) => route));
  const offers = new Map<HandOffRoute, readonly string[]>();
  for (const { route, words: breath } of judged(words, model)) offers.set(route, reasons(text, breath, route, model));
  for (const { route, kind, start, end } of said) if (kind === 'offers') offers.set(route, [text.slice(start, end)]);
  return handOffRoutes.flatMap((route) => {
    const because = muted.has(route) ? undefined : offers.get(route);
    return because ? [{ route, because }] : [];
  });
}

function judged(words: readonly SpokenWord[], model: RouteModel): readonly Judged[] {
  const best = new Map<HandOffRoute, Judged>();
  for (const breath of breaths(words))
    for (const judgement of judgedIn(breath, model))
      if (judgement.score > (best.get(judgement.route)?.score ?? -Infinity)) best.set(judgement.route, judgement);
  const ranked = [...best.values()].toSorted((one, other) => other.score - one.score);
  const strongest = ranked[0]?.score ?? 0;
  return ranked.slice(0, MOST_OFFERS).filter(({ score, closeness }) => score >= strongest - closeness);
}

function judgedIn(words: readonly SpokenWord[], model: RouteModel): readonly Judged[] {
  const scores = scoresOf(words, model);
  const routes = model.outputs.flatMap((route, output): readonly Judged[] =>
    route === 'any' ? [] : [{ route, score: scores[output] ?? 0, closeness: model.closeness[output] ?? 0, words }],
  );
  const strongest = Math.max(...routes.map(({ score }) => score));
  const any = scores[model.outputs.indexOf('any')] ?? 0;
  return any + model.borrowed * strongest > model.threshold ? routes : [];
}

function breaths(words: readonly SpokenWord[]): readonly (readonly SpokenWord[])[] {
  if (words.length === 0) return [];
  if (words.length <= ONE_BREATH) return [words];
  const all: SpokenWord[][] = [];
  let breath: SpokenWord[] = [];
  for (const word of words) {
    breath.push(word);
    if (breath.length < LONGEST_BREATH && (word.form !== '.' || breath.length < SHORTEST_BREATH)) continue;
    all.push(breath);
    breath = [];
  }
  if (breath.length > 0) all.push(breath);
  return all;
}

function scoresOf(words: readonly SpokenWord[], model: RouteModel): readonly number[] {
  const { places, weights } = routeFeatures(words);
  const sums = model.outputs.map(() => 0);
  places.forEach((place, at) => {
    const row = place * sums.length;
    for (let output = 0; output < sums.length; output += 1)
      sums[output] = (sums[output] ?? 0) + (model.table[row + output] ?? 0) * (weights[at] ?? 0);
  });
  return sums.map((sum, output) => (model.starts[output] ?? 0) + sum * (model.scales[output] ?? 0));
}

/** The words that alone speak most for the route, in the order they were said; a full stop is no reason to read out. */
function reasons(
  text: string,
  words: readonly SpokenWord[],
  route: HandOffRoute,
  model: RouteModel,
): readonly string[] {
  const output = model.outputs.indexOf(route);
  return words
    .filter(({ start, end }) => /[\p{L}\p{N}]/u.test(text.slice(start, end)))
    .map((word) => ({ word, score: (scoresOf([word], model)[output] ?? 0) - (model.starts[output] ?? 0) }))
    .filter(({ score }) => score > 0)
    .toSorted((one, other) => other.score - one.score)
    .slice(0, MOST_REASONS)
    .map(({ word }) => word)
    .toSorted((one, other) => one.start - other.start)
    .map(({ start, end }) => text.slice(start, end));
}
