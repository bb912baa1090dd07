import type { ConsoleSession as SessionShown } from '@doorstep/contracts/http';
import { v7 as uuidv7 } from 'uuid';
import { writeAudit } from '../audit/index.js';
import { makeCredential } from '../organisations/index.js';
import type { Transaction } from '../platform/database/database.js';

/** A session ends after so long with nothing done, and at the latest after so long. */
export const idleMinutes = 60;
const mostHours = 12;
/** Days that a session that is over is kept, for whoever asks who was here. */
const daysKept = 90;

/** Opens a session for somebody who has just signed in, in the transaction that found that out. Answers its text, this once. */
export async function openSession(
  db: Transaction,
  staffId: string,
  signedInBy: SessionShown['signedInBy'],
): Promise<string> {
  const id = uuidv7();
  const { text, secretHash } = makeCredential('cs', db.organisationId, id);
  await db.rows(
    `DELETE FROM console_sessions WHERE organisation_id = $1 AND staff_id = $2 AND expires_at < now() - make_interval(days => $3)`,
    [db.organisationId, staffId, daysKept],
  );
  await db.rows(
    `INSERT INTO console_sessions (organisation_id, id, secret_hash, staff_id, signed_in_by, expires_at)
     VALUES ($1, $2, $3, $4, $5, now() + make_interval(hours => $6))`,
    [db.organisationId, id, secretHash, staffId, signedInBy, mostHours],
  );
  await db.rows('UPDATE staff SET last_seen_at = now() WHERE organisation_id = $1 AND id = $2', [
    db.organisationId,
    staffId,
  ]);
  await writeAudit(db, {
    actor: `staff:${staffId}`,
    action: 'console.sign-in',
    subject: `staff:${staffId}`,
    detail: { by: signedInBy },
  });
  return text;
}
