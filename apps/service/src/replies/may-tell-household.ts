import { mayTell, resolveLengths, type StillAllowed } from '@doorstep/domain';
import type { Transaction } from '../platform/database/database.js';
import { gatherHousehold, readSettings, type AskMoment } from '../prompting/index.js';

/**
 * Whether an answer may be brought to a household, from facts and settings as they are now. Null where nothing is known
 * of the household. For sending, call it in the transaction that marks the try.
 */
export async function mayTellHousehold(
  db: Transaction,
  householdId: string,
  theme: string | null,
  moment: AskMoment,
): Promise<StillAllowed | null> {
  const facts = await gatherHousehold(db, householdId, moment);
  if (facts === null) return null;
  return mayTell(facts, theme, resolveLengths(await readSettings(db), facts.household.place));
}
