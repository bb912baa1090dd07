import type { Transaction } from '../platform/database/database.js';
import { jobState } from '../records/index.js';
import { addTask, dueIn } from '../tasks/index.js';

const daysToTell = 7;

/**
 * Where the host has the works of a decision otherwise than before, keeps how it has them now and gives whoever answers for
 * the ask a task: to tell those who were heard (seed row 18). Once for each change; nobody is told by it. `references` are
 * those of the jobs that a page changed.
 */
export async function followWorks(db: Transaction, connectionId: string, references: readonly string[]): Promise<void> {
  if (references.length === 0) return;
  const moved = await db.rows<{ topicId: string; owner: string }>(
    `WITH now AS (
       SELECT d.ask_id, d.number, ${jobState('r')} AS state
       FROM ask_decisions d
       JOIN repairs r ON r.organisation_id = $1 AND r.connection_id = $2 AND r.reference_id = d.works_reference
         AND r.deleted_at IS NULL
       WHERE d.organisation_id = $1 AND d.works_connection_id = $2 AND d.works_reference = ANY ($3::text[]))
     UPDATE ask_decisions d SET works_state = n.state, works_moved_at = now()
     FROM now n JOIN asks a ON a.organisation_id = $1 AND a.id = n.ask_id
     WHERE d.organisation_id = $1 AND d.ask_id = n.ask_id AND d.number = n.number AND d.works_state IS DISTINCT FROM n.state
     RETURNING a.topic_id AS "topicId", a.owner`,
    [db.organisationId, connectionId, references],
  );
  for (const { topicId, owner } of moved)
    await addTask(db, { kind: 'tell-works', subject: `topic:${topicId}`, owner, dueOn: await dueIn(db, daysToTell) });
}
