import type { HandOffRoute } from '@doorstep/domain';
import { raiseAlarm } from '../alarms/index.js';
import { writeAudit } from '../audit/index.js';
import type { Transaction } from '../platform/database/database.js';
import { noticesDone } from '../platform/queue/notices.js';
import { addTask } from '../tasks/index.js';
import type { WaitingWrite } from './prepare-write.js';

/** Days that staff have to write in what concerns nobody's safety. What was handed over is for today. */
const daysForNote = 7;

/**
 * Ends the tries: staff get a task, and of a hand-off or of what should have gone and did not, somebody is alarmed. `why`
 * says what went wrong or what to do, and never a word of what was said.
 */
export async function leaveToPeople(
  db: Transaction,
  write: Pick<WaitingWrite, 'id' | 'handOffId' | 'voiceId' | 'householdId'>,
  route: HandOffRoute | null,
  state: 'failed' | 'by-hand',
  why: string,
): Promise<void> {
  const { id, handOffId, voiceId, householdId } = write;
  await db.rows(`UPDATE write_backs SET state = $3, last_problem = $4 WHERE organisation_id = $1 AND id = $2`, [
    db.organisationId,
    id,
    state,
    why,
  ]);
  await noticesDone(db, 'write-back', [id]);
  const [found] = await db.rows<{ dueOn: string; escalateTo: string | null }>(
    `SELECT ((now() AT TIME ZONE 'Europe/London')::date + $2::int)::text AS "dueOn",
       (SELECT escalate_to FROM hand_off_routes WHERE organisation_id = $1 AND route = $3) AS "escalateTo"`,
    [db.organisationId, handOffId === null ? daysForNote : 0, route],
  );
  const { dueOn, escalateTo } = found!;
  await addTask(db, { kind: 'write-in-host', subject: `write-back:${id}`, householdId, voiceId, dueOn });
  if (handOffId !== null || state === 'failed') {
    const subject = handOffId === null ? `write-back:${id}` : `hand-off:${handOffId}`;
    await raiseAlarm(db, { kind: 'cannot-send', subject, toEmail: escalateTo });
  }
  await writeAudit(db, { actor: 'doorstep', action: `write-back.${state}`, subject: `write-back:${id}` });
}
