import type { AskFact, DecisionFacts } from '../facts.js';
import { askedRecently, budgetUsed, resting } from '../suppression/ask-checks.js';
import { type ResolvedLengths, shippedLengths } from '../suppression/settings.js';
import { instantText, readInstant } from '../time/instants.js';
import type { StandingPrompt } from './decision.js';

const checks = [askedRecently, budgetUsed, resting];

/**
 * Until when what a household was asked keeps it from being asked again: the last of those reasons to end. RFC 3339; null
 * where none has an end. Throws `RangeError` when an instant cannot be read.
 */
export function restsUntil(facts: DecisionFacts, lengths: ResolvedLengths = shippedLengths): string | null {
  const ends = checks.flatMap((check) => check(facts, { theme: null, promptCode: null }, lengths).until ?? []);
  return ends.length === 0 ? null : instantText(Math.max(...ends));
}

/**
 * The same, if this prompt were turned down now: what is said before the tap is what the rules come to after it. Prompts
 * that stand open count for nothing: nobody was asked them yet.
 */
export function restIfTurnedDown(
  prompt: StandingPrompt,
  facts: DecisionFacts,
  lengths: ResolvedLengths = shippedLengths,
): string | null {
  const turnedDown: AskFact = {
    askedAt: prompt.createdAt,
    promptCode: prompt.promptCode,
    theme: prompt.theme,
    channel: null,
    result: 'not-this-time',
  };
  const asks = [turnedDown, ...facts.household.asks.filter(({ result }) => result !== 'open')].toSorted(
    (one, other) => readInstant(other.askedAt) - readInstant(one.askedAt),
  );
  return restsUntil({ ...facts, household: { ...facts.household, asks } }, lengths);
}
