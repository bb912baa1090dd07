import type { AlarmSummary } from '@doorstep/contracts/http';
import { v7 as uuidv7 } from 'uuid';
import type { Transaction } from '../platform/database/database.js';
import { notice } from '../platform/queue/notices.js';

/** Something that somebody has to look at. */
export interface Alarm {
  readonly kind: AlarmSummary['kind'];
  /** `<kind>:<our id>`, never a name or words. */
  readonly subject: string;
  /** 1, and higher each time it is raised again because nothing was done. */
  readonly level?: number;
  /** Who is told by e-mail; null: it stands in the list alone. */
  readonly toEmail: string | null;
}

/** Raises an alarm in the transaction of what it is about, once for each kind, subject and level. */
export async function raiseAlarm(db: Transaction, { kind, subject, level = 1, toEmail }: Alarm): Promise<void> {
  const [raised] = await db.rows<{ id: string }>(
    `INSERT INTO alarms (organisation_id, id, kind, subject, level, to_email) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (organisation_id, kind, subject, level) DO NOTHING RETURNING id`,
    [db.organisationId, uuidv7(), kind, subject, level, toEmail],
  );
  if (raised && toEmail !== null) await notice(db, 'alarm', [raised.id]);
}
