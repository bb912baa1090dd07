import type { JobTopic } from '@doorstep/contracts/http';
import type { JobName } from '@doorstep/contracts/jobs';
import type { Transaction } from '../database/database.js';
import { wakeRelay } from './wake-relay.js';

/** What follows from a fact, each with the job that does it. Contacts have a lane of their own. */
export const followUps = {
  'hand-off': 'handoffs.send',
  'hand-off-check': 'handoffs.check',
  alarm: 'alarms.send',
  telling: 'replies.tell',
  'reply-check': 'replies.check',
  'preference-review': 'preferences.review',
  'recompense-review': 'recompense.review',
  'write-back': 'write-back.send',
  hint: 'sync.reread',
  'held-voices': 'listening.attach',
  webhook: 'webhooks.send',
  evidence: 'evidence.make',
} as const satisfies Record<Exclude<JobTopic, 'contact'>, JobName>;

export type FollowUp = keyof typeof followUps;

/**
 * Asks, in the transaction of the fact itself, that something be done about it, now or not before `dueAt` (RFC 3339, by
 * the database's clock). Asked again it is due again, once.
 */
export async function notice(
  db: Transaction,
  topic: FollowUp,
  subjectIds: readonly string[],
  dueAt: string | null = null,
): Promise<void> {
  if (subjectIds.length === 0) return;
  await db.rows(
    `INSERT INTO outbox (organisation_id, topic, subject_id, due_at)
     SELECT $1, $2, id, coalesce($4::timestamptz, now()) FROM unnest($3::uuid[]) AS id
     ON CONFLICT (organisation_id, topic, subject_id)
     DO UPDATE SET due_at = excluded.due_at, sent_at = NULL, done_at = NULL`,
    [db.organisationId, topic, subjectIds, dueAt],
  );
  if (dueAt === null) await wakeRelay(db);
}

/**
 * Those of the notices that still wait and are due, locked until the transaction ends: a job that comes twice, or
 * beside another, finds nothing.
 */
export async function takeNotices(db: Transaction, topic: FollowUp, subjectIds: readonly string[]): Promise<string[]> {
  const rows = await db.rows<{ id: string }>(
    `SELECT subject_id AS id FROM outbox
     WHERE organisation_id = $1 AND topic = $2 AND subject_id = ANY ($3::uuid[]) AND done_at IS NULL AND due_at <= now()
     FOR UPDATE SKIP LOCKED`,
    [db.organisationId, topic, subjectIds],
  );
  return rows.map(({ id }) => id);
}

/** Nothing is left to do about them. */
export async function noticesDone(db: Transaction, topic: FollowUp, subjectIds: readonly string[]): Promise<void> {
  await db.rows(
    `UPDATE outbox SET done_at = now() WHERE organisation_id = $1 AND topic = $2 AND subject_id = ANY ($3::uuid[])`,
    [db.organisationId, topic, subjectIds],
  );
}

/** Puts one off. After `tries` failures it waits 1 minute, then twice as long each time, at most 6 hours. */
export async function tryAgainLater(db: Transaction, topic: FollowUp, subjectId: string, tries: number): Promise<void> {
  await db.rows(
    `UPDATE outbox SET due_at = now() + make_interval(mins => $4), sent_at = NULL
     WHERE organisation_id = $1 AND topic = $2 AND subject_id = $3`,
    [db.organisationId, topic, subjectId, Math.min(360, 2 ** Math.max(0, tries - 1))],
  );
}
