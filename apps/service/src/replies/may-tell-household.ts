import { mayTell, resolveLengths, type Channel, type StillAllowed } from '@doorstep/domain';
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

/** Whether a letter of an answer may go out to its household today; where no household is known, it may. */
export async function mayPostToday(
  db: Transaction,
  { householdId, theme }: { readonly householdId: string | null; readonly theme: string | null },
): Promise<boolean> {
  if (householdId === null) return true;
  const moment = { at: 'send', channel: 'letter', staff: null, supportPresent: [] } as const;
  return (await mayTellHousehold(db, householdId, theme, moment))?.allowed ?? false;
}

/** By which channel an answer goes out that is sent instead of told. */
export const channelOf = { text: 'message', letter: 'letter', 'easy-read': 'letter' } as const;

/** What may be done now about the answers that wait for a household. */
export interface MayTellOrSend {
  readonly isTold: boolean;
  /** Channels by which one may go out now, or once quiet hours are over. */
  readonly sentBy: readonly Channel[];
}

/** Whether answers may be brought to a household at this moment, and in which ways they may go out instead. */
export async function mayTellOrSend(db: Transaction, householdId: string, moment: AskMoment): Promise<MayTellOrSend> {
  const facts = await gatherHousehold(db, householdId, moment);
  if (facts === null) return { isTold: false, sentBy: [] };
  const lengths = resolveLengths(await readSettings(db), facts.household.place);
  const isSent = (channel: Channel) => {
    const sending = { at: 'send' as const, channel, staff: null, supportPresent: [], taps: facts.moment.taps };
    const { allowed, holdUntil } = mayTell({ ...facts, moment: sending }, null, lengths);
    return allowed || holdUntil !== null;
  };
  return {
    isTold: mayTell(facts, null, lengths).allowed,
    sentBy: (['message', 'letter'] as const).filter(isSent),
  };
}
