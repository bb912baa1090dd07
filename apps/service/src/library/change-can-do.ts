import { canDoRole, changeCanDo, type CanDoShown, type ChangeCanDo as CanDoChange } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import { parseInput, Problem } from '../platform/problem.js';
import { listCanDo } from './list-can-do.js';

/** Writes what those of one role can do about what they hear. */
@Injectable()
export class ChangeCanDo {
  constructor(private readonly database: Database) {}

  /** Throws `Problem`; `can-do-changed` carries what stands now as `current`. */
  async run(actor: string, organisationId: string, roleText: string, raw: CanDoChange): Promise<CanDoShown> {
    const known = canDoRole.safeParse(roleText);
    if (!known.success)
      throw new Problem(
        'not-known',
        'role-unknown',
        `There is no such role here. There are: ${canDoRole.options.join(', ')}.`,
      );
    const role = known.data;
    const { en, cy, version } = parseInput(changeCanDo, raw);
    return this.database.inOrganisation(organisationId, async (db) => {
      const written = await db.rows(
        version === 0
          ? `INSERT INTO can_do_lines (organisation_id, role, en, cy, version, changed_by) VALUES ($1, $2, $3, $4, $5 + 1, $6)
             ON CONFLICT (organisation_id, role) DO NOTHING RETURNING version`
          : `UPDATE can_do_lines SET en = $3, cy = $4, version = version + 1, changed_by = $6, changed_at = now()
             WHERE organisation_id = $1 AND role = $2 AND version = $5 RETURNING version`,
        [organisationId, role, JSON.stringify(en), cy && JSON.stringify(cy), version, actor],
      );
      const now = (await listCanDo(db)).find((one) => one.role === role)!;
      if (written.length === 0)
        throw new Problem(
          'conflict',
          'can-do-changed',
          'Somebody changed this meanwhile. Look at what stands now and put your change on top.',
          now,
        );
      await writeAudit(db, {
        actor,
        action: 'can-do.change',
        subject: `organisation:${organisationId}`,
        detail: { role, version: now.version },
      });
      return now;
    });
  }
}
