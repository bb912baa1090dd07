import type { TellThem } from '@doorstep/contracts/embed';
import type { Transaction } from '../platform/database/database.js';
import { readTellingsToBring, type TellingRead } from './read-telling.js';
import { shortTitle } from './short-title.js';
import { answerParts, answerShort } from './telling-words.js';
import { waysToSend } from './ways-to-send.js';

/**
 * What waits to be told to a household in person or on the phone, longest owed first, with the ways it could go out to
 * them instead. Whether it may be told or sent now is for the caller to look at (`mayTellHousehold`). At one person's
 * record, `personId`, what is for another of the household is left out.
 */
export async function readTellThem(
  db: Transaction,
  householdId: string,
  personId: string | null = null,
): Promise<TellThem[]> {
  const tellings = await readTellingsToBring(db, householdId, personId);
  const ways = await waysToSend(db, tellings);
  return tellings.map((telling) => toBring(telling, ways.get(telling.id) ?? []));
}

function toBring(telling: TellingRead, sendInstead: TellThem['sendInstead']): TellThem {
  const { id, way, title, lastProblem, answer } = telling;
  return {
    tellingId: id,
    title: shortTitle(title, 45),
    theirWords: answer.theirWords,
    whose: answer.whose,
    saidAt: answer.saidAt.toISOString(),
    way: way === 'phone' ? 'phone' : 'in-person',
    result: answer.result,
    because: answer.because,
    passedTo: answer.passedTo,
    words: answer.words,
    saidBy: answer.saidBy,
    mayHaveArrived: lastProblem === 'cut-off',
    short: { language: answer.language, words: answerShort(answerParts(answer, 'standard')) },
    sendInstead,
  };
}
