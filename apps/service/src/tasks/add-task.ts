import type { TaskKind } from '@doorstep/contracts/http';
import { v7 as uuidv7 } from 'uuid';
import type { Transaction } from '../platform/database/database.js';

export interface NewTask {
  readonly kind: TaskKind;
  /** What it is about, as `<kind>:<our id>`. Never a name or words. */
  readonly subject: string;
  readonly householdId?: string | null;
  readonly personId?: string | null;
  readonly voiceId?: string | null;
  /** Who is to do it; left out, whoever takes it. */
  readonly owner?: string | null;
  /** `YYYY-MM-DD`. A date for staff: no resident is ever given one. */
  readonly dueOn: string;
}

/** Gives staff something to do, in the transaction of what it follows from. One of a kind about a subject is open at a time. */
export async function addTask(db: Transaction, task: NewTask): Promise<void> {
  await db.rows(
    `INSERT INTO staff_tasks (organisation_id, id, kind, subject, household_id, person_id, voice_id, owner, due_on)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     ON CONFLICT (organisation_id, kind, subject) WHERE done_at IS NULL DO NOTHING`,
    [
      db.organisationId,
      uuidv7(),
      task.kind,
      task.subject,
      task.householdId ?? null,
      task.personId ?? null,
      task.voiceId ?? null,
      task.owner ?? null,
      task.dueOn,
    ],
  );
}
