import type { AskLevel } from '@doorstep/contracts/http';
import { involvementLevel } from '@doorstep/domain';
import type { Transaction } from '../platform/database/database.js';
import { factsOf, readUncounted } from './read-ask.js';

/** How much say residents have in an ask, by the evidence as it is now: what staff and residents are both shown. */
export async function levelOfAsk(db: Transaction, askId: string): Promise<AskLevel['level']> {
  const ask = await readUncounted(db, askId);
  return involvementLevel(factsOf(ask), ask.today).level;
}
