import type { Transaction } from '../platform/database/database.js';
import { Problem } from '../platform/problem.js';
import { readReference } from './reference.js';

export interface FoundHandOff {
  readonly id: string;
  readonly route: string;
  readonly isAcknowledged: boolean;
  readonly isClosed: boolean;
}

/** By the reference that people use, or our id; locked until the transaction ends. Throws `Problem`. */
export async function findHandOff(db: Transaction, named: string): Promise<FoundHandOff> {
  const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(named);
  const [found] = await db.rows<FoundHandOff>(
    `SELECT id, route, acknowledged_at IS NOT NULL AS "isAcknowledged", closed_at IS NOT NULL AS "isClosed"
     FROM hand_offs WHERE organisation_id = $1 AND ${isId ? 'id' : 'reference'} = $2 FOR UPDATE`,
    [db.organisationId, isId ? named : readReference(named)],
  );
  if (!found)
    throw new Problem(
      'not-known',
      'hand-off-unknown',
      'There is no hand-off with that reference. It has six letters and digits, as in the e-mail or the list.',
    );
  return found;
}
