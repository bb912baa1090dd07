import { chooseWay, type ReachNeed, type ReachWay } from '@doorstep/domain';
import { v7 as uuidv7 } from 'uuid';
import type { Transaction } from '../platform/database/database.js';
import { notice } from '../platform/queue/notices.js';
import { personNow } from '../records/index.js';

interface Recipient {
  readonly voiceId: string;
  readonly householdId: string | null;
  readonly personId: string | null;
  readonly way: ReachWay | null;
  readonly needs: readonly ReachNeed[];
  readonly hasEmail: boolean;
  readonly hasMobile: boolean;
  readonly language: string | null;
}

/**
 * Makes one telling of a reply for each of these voices that is owed one or was told before, whoever said it, in the
 * way that the person wants; null where there is no reply yet. Whatever still waited for them is replaced, and the debt
 * is open again. A voice that was withdrawn, corrected or wants no reply gets none, and no voice gets two of one reply.
 * Answers how many were made.
 */
export async function makeTellings(
  db: Transaction,
  replyId: string | null,
  voiceIds: readonly string[],
): Promise<number> {
  const recipients = await db.rows<Recipient>(
    `SELECT v.id AS "voiceId", v.household_id AS "householdId", who.id AS "personId", r.way,
       coalesce(r.needs, '{}') AS needs, r.email IS NOT NULL AS "hasEmail", r.mobile IS NOT NULL AS "hasMobile", r.language
     FROM replies_owed w
     JOIN voices v ON v.organisation_id = $1 AND v.id = w.voice_id
     CROSS JOIN LATERAL (SELECT ${personNow('v.person_id')} AS id OFFSET 0) who
     LEFT JOIN ways_to_reach r ON r.organisation_id = $1 AND r.person_id = who.id AND r.ended_at IS NULL
     WHERE w.organisation_id = $1 AND w.voice_id = ANY ($2::uuid[]) AND (w.settled_as IS NULL OR w.settled_as = 'told')
     ORDER BY w.voice_id FOR UPDATE OF w`,
    [db.organisationId, voiceIds],
  );
  const following = recipients.map(({ voiceId }) => voiceId);
  await db.rows(
    `UPDATE tellings SET state = 'replaced'
     WHERE organisation_id = $1 AND voice_id = ANY ($2::uuid[]) AND state = 'waiting' AND reply_id IS DISTINCT FROM $3`,
    [db.organisationId, following, replyId],
  );
  if (replyId === null || recipients.length === 0) return 0;
  const tellings = recipients.map((one) => ({
    id: uuidv7(),
    voiceId: one.voiceId,
    householdId: one.householdId,
    personId: one.personId,
    ...wayFor(one),
  }));
  const made = await db.rows<{ id: string; voiceId: string; way: ReachWay }>(
    `INSERT INTO tellings (organisation_id, id, reply_id, voice_id, household_id, person_id, way, form, language)
     SELECT $1, t.id, $2, t."voiceId", t."householdId", t."personId", t.way, t.form, t.language
     FROM jsonb_to_recordset($3::jsonb)
       AS t(id uuid, "voiceId" uuid, "householdId" uuid, "personId" uuid, way text, form text, language text)
     ON CONFLICT (organisation_id, reply_id, voice_id) DO NOTHING RETURNING id, voice_id AS "voiceId", way`,
    [db.organisationId, replyId, JSON.stringify(tellings)],
  );
  await db.rows(
    `UPDATE replies_owed SET settled_at = NULL, settled_as = NULL
     WHERE organisation_id = $1 AND voice_id = ANY ($2::uuid[])`,
    [db.organisationId, made.map(({ voiceId }) => voiceId)],
  );
  await notice(
    db,
    'telling',
    made.filter(({ way }) => isSent(way)).map(({ id }) => id),
  );
  return made.length;
}

/** Whether it goes out by itself. */
export function isSent(way: ReachWay): way is 'email' | 'text' {
  return way === 'email' || way === 'text';
}

/** Without a person to write to, or a household to look at before it is sent, somebody says it. */
function wayFor({ personId, householdId, ...wanted }: Recipient) {
  const chosen = chooseWay(wanted);
  return personId === null || householdId === null ? { ...chosen, way: 'in-person' as const } : chosen;
}
