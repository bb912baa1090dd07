import type { AskFact, DecisionFacts } from '../facts.js';
import { type ResolvedLengths, shippedLengths } from '../suppression/settings.js';
import { suppress } from '../suppression/suppress.js';
import { readInstant } from '../time/instants.js';
import type { StandingPrompt } from './decision.js';

/**
 * Until when a household would rest if this prompt were turned down now, as far as staff may know: what is told before
 * the tap is what the same rules come to after it. RFC 3339; null where nothing that may be told keeps it from being
 * asked. Prompts that stand open count for nothing: nobody was asked them yet. Throws `RangeError` when an instant
 * cannot be read.
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
  const then: DecisionFacts = { ...facts, household: { ...facts.household, asks } };
  return suppress(then, null, null, lengths).openStop?.until ?? null;
}
