import type { TaskKind } from '@doorstep/contracts/http';
import { v7 as uuidv7 } from 'uuid';
import type { Transaction } from '../platform/database/database.js';
import { knownPerson } from './known-person.js';

export interface NewTask {
  readonly kind: TaskKind;
  /** What it is about, as `<kind>:<our id>`. Never a name or words. */
  readonly subject: string;
  readonly householdId?: string | null;
  readonly personId?: string | null;
  readonly voiceId?: string | null;
  /** Who is to do it; where nobody is named, whoever knows the home, else whoever takes it. */
  readonly owner?: string | null;
  /** `YYYY-MM-DD`. A date for staff: no resident is ever given one. */
  readonly dueOn: string;
}

/** Gives staff something to do, in the transaction of what it follows from. One of a kind about a subject is open at a time. */
export async function addTask(db: Transaction, task: NewTask): Promise<void> {
  const owner = task.owner ?? (await whoKnowsThem(db, task));
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
      owner,
      task.dueOn,
    ],
  );
}

/** What is followed up with a resident; what is done at a desk is whoever's it is. */
const followUps: readonly TaskKind[] = [
  'check-in',
  'call-back',
  'ask-preferences-again',
  'ask-recompense-again',
  'take-part',
];

async function whoKnowsThem(db: Transaction, { kind, householdId, personId }: NewTask): Promise<string | null> {
  if (!followUps.includes(kind)) return null;
  const [home] = await db.rows<{ id: string }>(
    `SELECT coalesce($2::uuid, (SELECT t.id FROM tenancy_parties y
       JOIN tenancies t ON t.organisation_id = $1 AND t.id = y.tenancy_id AND t.is_active AND t.deleted_at IS NULL
       WHERE y.organisation_id = $1 AND y.person_id = $3 ORDER BY t.start_date DESC NULLS LAST, t.id LIMIT 1)) AS id`,
    [db.organisationId, householdId ?? null, personId ?? null],
  );
  return home?.id ? knownPerson(db, home.id) : null;
}
