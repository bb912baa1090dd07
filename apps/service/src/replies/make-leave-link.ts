import { createHash, randomInt } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import type { Transaction } from '../platform/database/database.js';

/** Crockford's base 32: no I, L, O or U, so that nobody has to guess which it is. */
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** 80 bits: four groups of four, as on a bank card. */
const codeLength = 16;

/** How somebody who takes part in an ask can leave it by themselves. */
export interface LeaveLink {
  /** The landlord's short name, which is in the address. */
  readonly landlord: string;
  /** Shown this once. */
  readonly code: string;
}

/**
 * Makes a link by which a household can leave the ask of a topic, and nothing else; null where the topic is of no ask or
 * the household is not known. Each message has one of its own: only the hash of its code is kept, for 90 days.
 */
export async function makeLeaveLink(
  db: Transaction,
  { topicId, householdId }: { readonly topicId: string; readonly householdId: string | null },
): Promise<LeaveLink | null> {
  const [about] = await db.rows<{ askId: string; landlord: string }>(
    `SELECT a.id AS "askId", o.slug AS landlord FROM asks a JOIN organisations o ON o.id = $1
     WHERE a.organisation_id = $1 AND a.topic_id = $2`,
    [db.organisationId, topicId],
  );
  if (!about || householdId === null) return null;
  await db.rows('DELETE FROM leave_links WHERE organisation_id = $1 AND expires_at < now()', [db.organisationId]);
  const code = Array.from({ length: codeLength }, () => letters.charAt(randomInt(letters.length))).join('');
  await db.rows(
    'INSERT INTO leave_links (organisation_id, id, code_hash, ask_id, household_id) VALUES ($1, $2, $3, $4, $5)',
    [db.organisationId, uuidv7(), hashOfCode(db.organisationId, code), about.askId, householdId],
  );
  return { landlord: about.landlord, code };
}

/** A code as it is kept, however it was typed: in groups, in small letters, with an O for a nought. */
export function hashOfCode(organisationId: string, typed: string): Buffer {
  const code = typed
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
  return createHash('sha256').update(`${organisationId}:${code}`).digest();
}
