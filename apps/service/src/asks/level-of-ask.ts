import type { AskLevel } from '@doorstep/contracts/http';
import type { Transaction } from '../platform/database/database.js';
import { readAsk, summaryOf } from './read-ask.js';

/** How much say residents have in an ask, by the evidence as it is now: what staff and residents are both shown. */
export async function levelOfAsk(db: Transaction, askId: string): Promise<AskLevel['level']> {
  return summaryOf(await readAsk(db, askId)).level.level;
}
