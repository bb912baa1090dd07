import type { DecisionFacts } from '../facts.js';
import { ANSWER } from '../suppression/check.js';
import { someoneToAsk } from '../suppression/relevance.js';
import { type ResolvedLengths, shippedLengths } from '../suppression/settings.js';
import { suppress } from '../suppression/suppress.js';
import type { StillAllowed } from './decision.js';
import { allowedUnless } from './still-allowed.js';

/**
 * Whether an answer may be brought to this household now, in the way and at the moment of the facts. It is owed, so no
 * budget stands in its way, and it needs no contact to be said at; all else that keeps us from asking keeps us from
 * telling too, but for those who asked to be told. `theme` is that of the voice, or null while it is unsorted. Throws
 * `RangeError` when `facts.now` or an ask's instant cannot be read.
 */
export function mayTell(
  facts: DecisionFacts,
  theme: string | null,
  lengths: ResolvedLengths = shippedLengths,
): StillAllowed {
  return allowedUnless([someoneToAsk(facts, lengths), suppress(facts, theme, ANSWER, lengths)]);
}
