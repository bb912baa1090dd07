import type { PrivacyCase } from '@doorstep/contracts/http';
import { nameOf } from '../access/index.js';
import type { Transaction } from '../platform/database/database.js';
import { instant } from '../platform/database/instant.js';
import { Problem } from '../platform/problem.js';

/** SELECT and FROM of a case as it is shown, with whose it is. $1: the landlord. */
export const casesShown = `
  SELECT c.id, c.kind, c.person_id AS "personId", CASE WHEN NOT EXISTS (SELECT FROM privacy_cases e
      WHERE e.organisation_id = $1 AND e.person_id = c.person_id AND e.closed_as = 'erased') THEN p.reference_id END AS reference,
    c.received_on::text AS "receivedOn", c.due_on::text AS "dueOn", c.paused_on::text AS "pausedOn",
    c.paused_because AS "pausedBecause", ${instant('c.restricted_at')} AS "restrictedAt", ${instant('c.lifted_at')} AS "liftedAt",
    c.closed_on::text AS "closedOn", c.closed_as AS "closedAs", c.version, ${nameOf('c.changed_by')} AS "changedBy",
    ${instant('c.changed_at')} AS "changedAt"
  FROM privacy_cases c JOIN people p ON p.organisation_id = $1 AND p.id = c.person_id`;

export type StoredCase = PrivacyCase & { readonly personId: string };

/** One case, for whoever changes it until they are done. Throws `Problem` for one that is not there. */
export async function readCase(db: Transaction, id: string): Promise<StoredCase> {
  const [found] = await db.rows<StoredCase>(
    `${casesShown} WHERE c.organisation_id = $1 AND c.id = $2 FOR UPDATE OF c`,
    [db.organisationId, id],
  );
  if (!found) throw new Problem('not-known', 'case-unknown', 'There is no such case. Look at the list of cases.');
  return found;
}

/** The same, open and of this kind. Throws `Problem` otherwise. */
export async function readOpenCase(db: Transaction, id: string, kind: PrivacyCase['kind']): Promise<StoredCase> {
  const found = await readCase(db, id);
  if (found.kind !== kind)
    throw new Problem('conflict', 'case-kind', 'This case asks for something else. Open one for what they ask for.');
  refuseClosed(found);
  return found;
}

export function refuseClosed(found: StoredCase): void {
  if (found.closedOn !== null)
    throw new Problem(
      'conflict',
      'case-closed',
      'This case is closed. Open another where they ask again.',
      shown(found),
    );
}

/** A case as the world sees it. */
export function shown({ personId: _, ...rest }: StoredCase): PrivacyCase {
  return rest;
}

/** Today, as the calendar in London has it: SQL. */
export const todayInLondon = `(now() AT TIME ZONE 'Europe/London')::date`;

/** Writes what became of a case, on top of what was read under its lock. `sets` is SQL over $4 and on. */
export async function changeCaseRow(
  db: Transaction,
  actor: string,
  id: string,
  sets: string,
  values: readonly unknown[] = [],
): Promise<PrivacyCase> {
  await db.rows(
    `UPDATE privacy_cases SET ${sets}, version = version + 1, changed_by = $3, changed_at = now()
     WHERE organisation_id = $1 AND id = $2`,
    [db.organisationId, id, actor, ...values],
  );
  return shown(await readCase(db, id));
}
