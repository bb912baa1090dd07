import type { DecisionFacts } from '../facts.js';
import { contactToAskAt, someoneToAsk } from '../suppression/relevance.js';
import { type ResolvedLengths, shippedLengths } from '../suppression/settings.js';
import { suppress } from '../suppression/suppress.js';
import type { Suppression } from '../suppression/suppression.js';
import { readInstant } from '../time/instants.js';
import type { StandingPrompt, StillAllowed } from './decision.js';

const QUIET_HOURS = 'quiet-hours';

/**
 * Whether a prompt that was decided may still be shown or sent, on facts read now. Everything that could have stopped
 * it is examined again, but for what the prompt itself caused: its own line in the log of asks, and that it stands
 * open. A suppression that came in between wins. Throws `RangeError` when an instant cannot be read.
 */
export function stillAllowed(
  prompt: StandingPrompt,
  facts: DecisionFacts,
  lengths: ResolvedLengths = shippedLengths,
): StillAllowed {
  const created = readInstant(prompt.createdAt);
  const asks = facts.household.asks.filter(
    ({ promptCode, askedAt, result }) =>
      !(promptCode === prompt.promptCode && result === 'open' && readInstant(askedAt) >= created),
  );
  const withoutItself: DecisionFacts = { ...facts, household: { ...facts.household, asks } };
  const examined = [
    someoneToAsk(withoutItself, lengths),
    suppress(withoutItself, prompt.theme, prompt.promptCode, lengths),
    contactToAskAt(withoutItself, lengths),
  ];
  return allowedUnless(examined);
}

/** Allowed where none of these stopped; held where nothing did but the hour of the day. */
export function allowedUnless(examined: readonly Suppression[]): StillAllowed {
  const stops = examined.flatMap(({ stop }) => stop ?? []);
  const whyNot = stops.find(({ code }) => code !== QUIET_HOURS) ?? stops[0] ?? null;
  const holdUntil = whyNot?.code === QUIET_HOURS ? whyNot.until : null;
  return { allowed: whyNot === null, whyNot, holdUntil, trace: examined.flatMap(({ trace }) => trace) };
}
