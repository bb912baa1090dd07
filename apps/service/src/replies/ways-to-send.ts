import type { SendInstead } from '@doorstep/contracts/embed';
import { chooseWay, type ReachWay } from '@doorstep/domain';
import { isDeliverySet } from '../delivery/index.js';
import type { Transaction } from '../platform/database/database.js';
import type { TellingRead } from './read-telling.js';

/**
 * How each of these tellings could go out instead of being told, by its id: only to somebody we know, at an address we
 * have, in a form that their needs leave open, by a way that the landlord has set. Easy read is for replies that somebody
 * wrote an easy read text for. What may have arrived as a text is not sent as one again.
 */
export async function waysToSend(
  db: Transaction,
  tellings: readonly TellingRead[],
): Promise<ReadonlyMap<string, SendInstead[]>> {
  if (tellings.length === 0) return new Map();
  const sendsTexts = await isDeliverySet(db, 'text');
  return new Map(tellings.map((telling) => [telling.id, waysOf(telling, sendsTexts)]));
}

function waysOf(telling: TellingRead, sendsTexts: boolean): SendInstead[] {
  const { personId, householdId, address, answer, lastProblem } = telling;
  if (personId === null || householdId === null) return [];
  const text = sendsTexts && lastProblem !== 'cut-off' && isOpen(telling, 'text');
  const letter = address.length > 0 && isOpen(telling, 'letter');
  return [
    ...(text ? (['text'] as const) : []),
    ...(letter ? (['letter'] as const) : []),
    ...(letter && answer.easyRead !== null ? (['easy-read'] as const) : []),
  ];
}

/** Whether it would go this way if they wanted it: their needs, and the addresses we have, decide. */
function isOpen({ now }: TellingRead, way: ReachWay): boolean {
  const { needs, email, mobile, language } = now;
  return chooseWay({ way, needs, hasEmail: email !== null, hasMobile: mobile !== null, language }).way === way;
}
