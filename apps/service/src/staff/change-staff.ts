import { changeStaff, type ChangeStaff as StaffChange, type StaffShown } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { writeAudit } from '../audit/index.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { parseInput, Problem } from '../platform/problem.js';
import { readStaff } from './list-staff.js';
import { staffUnknown } from './make-sign-in-link.js';

/** Changes somebody's name or roles, removes them or takes them back. What they may do changes at once. */
@Injectable()
export class ChangeStaff {
  constructor(private readonly database: Database) {}

  /**
   * Throws `Problem`: for the last administrator, for roles that come from groups, and when somebody else changed them
   * meanwhile, with what stands now as `current`.
   */
  async run(actor: string, organisationId: string, id: string, raw: StaffChange): Promise<StaffShown> {
    const change = parseInput(changeStaff, raw);
    return this.database.inOrganisation(organisationId, async (db) => {
      // One after the other, so that two administrators cannot take each other's role at the same moment.
      await db.rows('SELECT id FROM staff WHERE organisation_id = $1 ORDER BY id FOR UPDATE', [organisationId]);
      const [before] = await readStaff(db, id);
      if (!before) throw staffUnknown();
      if (before.version !== change.version) throw changedMeanwhile(before);
      if (before.signsInBy === 'provider' && (change.roles ?? change.name) !== undefined) throw fromGroups();
      const isRemoved = change.removed ?? before.removedAt !== null;
      const roles = change.roles ?? before.roles;
      if (isAdministrator(before) && (isRemoved || !roles.includes('administrator'))) await refuseLast(db, id);
      await db.rows(
        `UPDATE staff SET name = $3, roles = $4, removed_at = CASE WHEN $5 THEN coalesce(removed_at, now()) END,
           version = version + 1, changed_by = $6, changed_at = now()
         WHERE organisation_id = $1 AND id = $2`,
        [organisationId, id, change.name ?? before.name, roles, isRemoved, actor],
      );
      if (isRemoved) await signOutEverywhere(db, id);
      await tell(db, actor, before, roles, isRemoved);
      return (await readStaff(db, id))[0]!;
    });
  }
}

function isAdministrator({ roles, removedAt }: StaffShown): boolean {
  return removedAt === null && roles.includes('administrator');
}

async function refuseLast(db: Transaction, id: string): Promise<void> {
  const all = await readStaff(db);
  if (all.some((one) => one.id !== id && isAdministrator(one))) return;
  throw new Problem(
    'conflict',
    'last-administrator',
    'This is the only administrator. Make somebody else one first, so that there is always one.',
  );
}

async function signOutEverywhere(db: Transaction, id: string): Promise<void> {
  await db.rows(
    'UPDATE console_sessions SET ended_at = now() WHERE organisation_id = $1 AND staff_id = $2 AND ended_at IS NULL',
    [db.organisationId, id],
  );
  await db.rows('DELETE FROM sign_in_links WHERE organisation_id = $1 AND staff_id = $2 AND used_at IS NULL', [
    db.organisationId,
    id,
  ]);
}

async function tell(
  db: Transaction,
  actor: string,
  before: StaffShown,
  roles: StaffShown['roles'],
  isRemoved: boolean,
): Promise<void> {
  const subject = `staff:${before.id}`;
  const wasRemoved = before.removedAt !== null;
  if (isRemoved !== wasRemoved)
    await writeAudit(db, { actor, action: isRemoved ? 'staff.remove' : 'staff.take-back', subject });
  const [was, now] = [before.roles.join(' '), roles.join(' ')];
  if (was !== now) await writeAudit(db, { actor, action: 'staff.change-roles', subject, detail: { was, roles: now } });
  else if (isRemoved === wasRemoved) await writeAudit(db, { actor, action: 'staff.change', subject });
}

function changedMeanwhile(current: StaffShown): Problem {
  return new Problem(
    'conflict',
    'staff-changed',
    'Somebody changed this person meanwhile. Look at what stands now and put your change on top.',
    current,
  );
}

function fromGroups(): Problem {
  return new Problem(
    'conflict',
    'roles-from-groups',
    'Their name and roles come from the account they sign in with. Change their groups there.',
  );
}
