import { askingRoleOf, shippedCanDo, type CanDo } from '@doorstep/domain';
import type { Transaction } from '../platform/database/database.js';

/** What somebody with these roles can do about what they hear (seed row 48): the landlord's own lines, else those that ship. */
export async function readCanDo(
  db: Transaction,
  held: readonly string[],
): Promise<{ readonly en: CanDo; readonly cy: CanDo | null }> {
  const role = askingRoleOf(held);
  const [own] = await db.rows<{ en: CanDo; cy: CanDo | null }>(
    'SELECT en, cy FROM can_do_lines WHERE organisation_id = $1 AND role = $2',
    [db.organisationId, role],
  );
  return own ?? shippedCanDo[role];
}
