import { writeAudit } from '../audit/index.js';
import type { Transaction } from '../platform/database/database.js';
import type { SecretChange } from './connection.entity.js';
import { holdConnection } from './open-connection.js';

/**
 * After a run: forgets the secrets of before whose day is over. Where the system refused what we said, the ones that are
 * still kept come back into use, so that a new password which was taken away again stops nothing. Answers whether any did.
 */
export async function takeBackSecrets(db: Transaction, connectionId: string, isRefused: boolean): Promise<boolean> {
  const { sealedSecrets, secretChanges } = await holdConnection(db, connectionId);
  const now = new Date().toISOString();
  const kept = Object.entries(secretChanges).filter(([, { former }]) => former !== null);
  const back = isRefused ? kept.filter(([, { formerUntil }]) => formerUntil !== null && formerUntil > now) : [];
  const over = isRefused ? kept : kept.filter(([, { formerUntil }]) => formerUntil === null || formerUntil <= now);
  if (over.length === 0) return false;
  const secrets = { ...sealedSecrets };
  for (const [field, { former }] of back) if (former !== null) secrets[field] = former;
  const changes: Record<string, SecretChange> = { ...secretChanges };
  for (const [field, change] of over) changes[field] = { ...change, former: null, formerUntil: null };
  await db.rows(
    'UPDATE connections SET sealed_secrets = $3, secret_changes = $4 WHERE organisation_id = $1 AND id = $2',
    [db.organisationId, connectionId, JSON.stringify(secrets), JSON.stringify(changes)],
  );
  for (const [field] of back) {
    const subject = `connection:${connectionId}`;
    await writeAudit(db, { actor: 'system', action: 'connection.secret-back', subject, detail: { field } });
  }
  return back.length > 0;
}
