import { findPhrase, withoutPhrases } from '../wording/phrases.js';
import { entryRepairSignals } from './signals.js';

/**
 * Whether a repair is work at the way into a home: a lock, a door, glass. Such work can mean that someone was harmed
 * there (row 26 of the table of when not to prompt).
 */
export function isEntryRepair(repair: {
  readonly description: string;
  readonly tradeCode: string | null;
  readonly tradeName: string | null;
}): boolean {
  const told = withoutPhrases(`${repair.tradeName ?? ''} | ${repair.description}`, entryRepairSignals.harmless);
  return (
    findPhrase(told, entryRepairSignals.words) !== null ||
    entryRepairSignals.tradeCodes.some((each) => each === repair.tradeCode)
  );
}
