import type { InviteStaff } from '@doorstep/contracts/http';
import type { Transaction } from '../platform/database/database.js';
import { writeAudit } from '../audit/index.js';

/** Writes down somebody who will sign in by a link. Answers whether they are new: the same id is the same person. */
export async function addStaff(
  db: Transaction,
  actor: string,
  id: string,
  { name, email, roles }: InviteStaff,
): Promise<boolean> {
  const [added] = await db.rows<{ id: string }>(
    `INSERT INTO staff (organisation_id, id, name, email, roles, added_by, changed_by) VALUES ($1, $2, $3, $4, $5, $6, $6)
     ON CONFLICT (organisation_id, id) DO NOTHING RETURNING id`,
    [db.organisationId, id, name, email ?? null, roles, actor],
  );
  if (!added) return false;
  await writeAudit(db, {
    actor,
    action: 'staff.add',
    subject: `staff:${id}`,
    detail: { roles: roles.join(' ') },
  });
  return true;
}
