import type { AlarmSummary } from '@doorstep/contracts/http';
import type { Transaction } from '../platform/database/database.js';
import { raiseAlarm } from './raise-alarm.js';

/**
 * Raises an alarm about something that may happen more than once: while one stands that nobody has looked at, another
 * would say nothing new.
 */
export async function raiseAgain(db: Transaction, kind: AlarmSummary['kind'], subject: string): Promise<void> {
  const [before] = await db.rows<{ raised: number; unseen: number }>(
    `SELECT count(*)::int AS raised, (count(*) FILTER (WHERE seen_at IS NULL))::int AS unseen
     FROM alarms WHERE organisation_id = $1 AND kind = $2 AND subject = $3`,
    [db.organisationId, kind, subject],
  );
  if (before?.unseen === 0) await raiseAlarm(db, { kind, subject, level: before.raised + 1, toEmail: null });
}
