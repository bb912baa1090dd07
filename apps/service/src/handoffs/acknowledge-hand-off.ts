import { acknowledgeRequest, type AcknowledgeRequest } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { writeAudit } from '../audit/index.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { parseInput } from '../platform/problem.js';
import { noticesDone } from '../platform/queue/notices.js';
import { findHandOff } from './find-hand-off.js';
import { forgetContent } from './hand-off-content.js';

/** Keeps that the other side has a hand-off. Its words are gone from here with that; said again it changes nothing. */
@Injectable()
export class AcknowledgeHandOff {
  constructor(private readonly database: Database) {}

  /** `named` is the reference, or our id. Throws `Problem`. */
  async run(actor: string, organisationId: string, named: string, raw: AcknowledgeRequest): Promise<void> {
    const { by, hostReference } = parseInput(acknowledgeRequest, raw);
    await this.database.inOrganisation(organisationId, async (db) => {
      const { id } = await findHandOff(db, named);
      await acknowledgeHandOff(db, id, by, hostReference ?? null, actor);
    });
  }
}

/**
 * The same in the caller's transaction, for whoever has the receipt of the other side: `by` says who that is, and
 * `hostReference` is their case. What was said before stays: only a reference that was missing is added.
 */
export async function acknowledgeHandOff(
  db: Transaction,
  handOffId: string,
  by: string,
  hostReference: string | null,
  actor = 'doorstep',
): Promise<void> {
  const [before] = await db.rows<{ isNew: boolean }>(
    `SELECT acknowledged_at IS NULL AS "isNew" FROM hand_offs WHERE organisation_id = $1 AND id = $2 FOR UPDATE`,
    [db.organisationId, handOffId],
  );
  await db.rows(
    `UPDATE hand_offs SET acknowledged_at = coalesce(acknowledged_at, now()), acknowledged_by = coalesce(acknowledged_by, $3),
       host_reference = coalesce(host_reference, $4)
     WHERE organisation_id = $1 AND id = $2`,
    [db.organisationId, handOffId, by, hostReference],
  );
  await forgetContent(db, handOffId);
  await noticesDone(db, 'hand-off', [handOffId]);
  await noticesDone(db, 'hand-off-check', [handOffId]);
  if (before?.isNew) await writeAudit(db, { actor, action: 'hand-off.acknowledge', subject: `hand-off:${handOffId}` });
}
