import type { HeardBefore } from '@doorstep/contracts/embed';
import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../access/index.js';
import { writeAudit } from '../audit/index.js';
import { photosOnTheirWay, photosShown } from '../handoffs/index.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { instant } from '../platform/database/instant.js';
import { householdOf, kindNow, lightbulbBeside, recordUnknown, type StaffAtRecord } from '../records/index.js';
import { latestBeside } from './read-voices.js';

/** As many as somebody reads before a visit. */
const most = 50;

/** What the household of the record said before, for staff at it. Reading it is in the audit. */
@Injectable()
export class HeardBeforeOf {
  constructor(private readonly database: Database) {}

  /** Throws `Problem`: 403, before anything is looked up, for a role that may not read voices. */
  async run(staff: StaffAtRecord): Promise<{ items: HeardBefore[]; total: number }> {
    refuseUnless(staff.roles, 'voices.read');
    return this.database.inOrganisation(staff.organisationId, async (db) => {
      const owner = await householdOf(db, staff.systems, staff.record);
      if (!owner) throw recordUnknown();
      const items = owner.householdId === null ? [] : await readHeardBefore(db, owner.householdId, staff.staffId, most);
      await writeAudit(db, {
        actor: `staff:${staff.staffId}`,
        action: 'voices.read',
        subject: `${staff.record.type}:${owner.personId ?? owner.householdId ?? 'none'}`,
        detail: { shown: items.length },
      });
      return { items, total: items.length };
    });
  }
}

/**
 * What this household said before, newest first: notes, answers that were tapped without words, and that they
 * want to take part. A note that was
 * corrected gives way to the newer one; what is about somebody else is shown to who took it alone.
 */
export async function readHeardBefore(
  db: Transaction,
  householdId: string,
  staffId: string,
  limit: number,
): Promise<HeardBefore[]> {
  return db.rows<HeardBefore>(
    `SELECT * FROM (
       SELECT v.outcome_id AS "outcomeId", v.id AS "voiceId", ${kindNow} AS heard, ${instant('v.said_at')} AS "saidAt", q.say AS asked,
         v.words, v.whose, v.speaker, v.taken_through AS "takenThrough", v.supported_by AS "supportedBy",
         ${nameOfOperative} AS "takenBy", NULL::text AS "takesPart",
         ${photosShown(ofTheNote)} AS photos, ${photosOnTheirWay(ofTheNote)} AS "photosOnTheirWay",
         (b.id IS NOT NULL) AS "hasLightbulb", NULL::jsonb AS "wantsWords",
         (w.voice_id IS NOT NULL) AS "isReplyOwed",
         v.taken_by = $3 AND v.recorded_at > now() - interval '24 hours' AS "canWithdraw"
       FROM voices v
       ${latestBeside}
       ${lightbulbBeside()}
       LEFT JOIN outcomes o ON o.organisation_id = $1 AND o.id = v.outcome_id
       LEFT JOIN prompts q ON q.organisation_id = $1 AND q.id = o.prompt_id
       LEFT JOIN replies_owed w ON w.organisation_id = $1 AND w.voice_id = v.id AND w.settled_at IS NULL
       WHERE v.organisation_id = $1 AND v.household_id = $2 AND v.withdrawn_at IS NULL
         AND (NOT v.is_about_another OR v.taken_by = $3)
         AND NOT EXISTS (SELECT FROM voices n WHERE n.organisation_id = $1 AND n.corrects = v.id)
       UNION ALL
       SELECT o.id, NULL, o.heard, ${instant('o.said_at')}, q.say, NULL, NULL, NULL, NULL, NULL, NULL, d.takes_part, '[]'::jsonb, 0, false,
         CASE WHEN ${isToBeRemindedOf} THEN jsonb_build_object('promptId', q.id, 'promptKind', q.kind, 'probe', q.probe) END,
         false,
         o.staff_id = $3 AND o.recorded_at > now() - interval '24 hours'
       FROM outcomes o JOIN prompts q ON q.organisation_id = $1 AND q.id = o.prompt_id
       LEFT JOIN outcome_details d ON d.organisation_id = $1 AND d.outcome_id = o.id
       WHERE o.organisation_id = $1 AND o.household_id = $2 AND o.outcome IN ('heard', 'take-part') AND o.withdrawn_at IS NULL
         AND NOT EXISTS (SELECT FROM voices v WHERE v.organisation_id = $1 AND v.outcome_id = o.id)
     ) heard ORDER BY "saidAt" DESC, "voiceId" DESC LIMIT $4`,
    [db.organisationId, householdId, staffId, limit],
  );
}

/** An hour gives whoever stays with it the time to write, and leaves whoever chose not to in peace for as long. */
const isToBeRemindedOf = `o.staff_id = $3 AND o.outcome = 'heard' AND o.heard IS NOT NULL AND o.reminder_ended_at IS NULL
  AND o.recorded_at < now() - interval '1 hour'
  AND (o.recorded_at AT TIME ZONE 'Europe/London')::date = (now() AT TIME ZONE 'Europe/London')::date`;

/** The visits of a note and of those that it puts right: what was photographed then belongs to it still. */
const ofTheNote = `e.voice_id IN (
  WITH RECURSIVE notes AS (
    SELECT v.id, v.corrects
    UNION ALL
    SELECT x.id, x.corrects FROM notes n JOIN voices x ON x.organisation_id = $1 AND x.id = n.corrects
  ) SELECT id FROM notes)`;

/** Who took it at a door, as their link names them; null for staff at a record. */
const nameOfOperative = `(SELECT coalesce(x.operative_name, x.operative_id) FROM phones x
  WHERE x.organisation_id = $1 AND v.taken_by = 'operative:' || x.operative_id
  ORDER BY x.operative_name IS NULL, x.last_contact_at DESC LIMIT 1)`;
