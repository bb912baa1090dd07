import type { CanDoShown } from '@doorstep/contracts/http';
import { askingRoles, shippedCanDo } from '@doorstep/domain';
import { Injectable } from '@nestjs/common';
import { nameOf } from '../access/index.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { instant } from '../platform/database/instant.js';

/** What whoever asks can do, by role, as the landlord wrote it or as it ships. */
@Injectable()
export class ListCanDo {
  constructor(private readonly database: Database) {}

  async run(organisationId: string): Promise<{ items: CanDoShown[]; total: number }> {
    const items = await this.database.inOrganisation(organisationId, listCanDo);
    return { items, total: items.length };
  }
}

/** One for each role, in the order in which they count. */
export async function listCanDo(db: Transaction): Promise<CanDoShown[]> {
  const own = await db.rows<CanDoShown>(
    `SELECT role, en, cy, version, ${nameOf('can_do_lines.changed_by')} AS "changedBy", ${instant('changed_at')} AS "changedAt"
     FROM can_do_lines WHERE organisation_id = $1`,
    [db.organisationId],
  );
  return askingRoles.map(
    (role) =>
      own.find((one) => one.role === role) ?? {
        ...{ role, ...shippedCanDo[role] },
        ...{ version: 0, changedBy: null, changedAt: null },
      },
  );
}
