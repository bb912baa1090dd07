import type { AgreedDecision as Agreed } from '@doorstep/contracts/embed';
import { isAgreedByResidents, type AgreedDecision } from '@doorstep/domain';
import type { Transaction } from '../platform/database/database.js';

interface DecidedOf extends AgreedDecision {
  readonly tellingId: string;
}

/**
 * The decision that each of some answers comes from, by the telling's id, where residents agreed to it: the latest one of
 * its ask by the day the answer was given.
 */
export async function readAgreed(db: Transaction, tellingIds: readonly string[]): Promise<Map<string, Agreed>> {
  const decided = await db.rows<DecidedOf>(
    `SELECT g.id AS "tellingId", d.decided_by AS "decidedBy", to_char(d.decided_on, 'YYYY-MM-DD') AS "decidedOn",
       d.residents_of AS "residentsOf", d.heard_count AS heard, d.scope_count AS scope
     FROM tellings g
     JOIN replies r ON r.organisation_id = $1 AND r.id = g.reply_id
     JOIN asks a ON a.organisation_id = $1 AND a.topic_id = r.topic_id
     CROSS JOIN LATERAL (
       SELECT * FROM ask_decisions d WHERE d.organisation_id = $1 AND d.ask_id = a.id
         AND d.decided_on <= (r.given_at AT TIME ZONE 'Europe/London')::date
       ORDER BY d.number DESC LIMIT 1) d
     WHERE g.organisation_id = $1 AND g.id = ANY ($2::uuid[])`,
    [db.organisationId, tellingIds],
  );
  return new Map(
    decided
      .filter(({ decidedBy }) => isAgreedByResidents(decidedBy))
      .map(({ tellingId, residentsOf, decidedOn, heard, scope }) => [
        tellingId,
        { residentsOf, decidedOn, heard, scope },
      ]),
  );
}
