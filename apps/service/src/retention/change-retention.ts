import { changeRetention, type RetentionShown } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import { parseInput, Problem } from '../platform/problem.js';
import { kindOf, refuseTooShort } from './kind-of.js';
import { readRetention } from './read-retention.js';

/** Sets how long one kind of thing is kept. What is older is removed from the next day's look on. */
@Injectable()
export class ChangeRetention {
  constructor(private readonly database: Database) {}

  /** Throws `Problem`; when somebody else changed it meanwhile, with what stands now as `current`. */
  async run(actor: string, organisationId: string, kindText: string, raw: unknown): Promise<RetentionShown> {
    const kind = kindOf(kindText);
    const { months, version } = parseInput(changeRetention, raw);
    if (months !== null) refuseTooShort(kind, months);
    return this.database.inOrganisation(organisationId, async (db) => {
      const written = await db.rows(
        version === 0
          ? `INSERT INTO retention_settings (organisation_id, kind, months, version, changed_by)
             VALUES ($1, $2, $3, $4 + 1, $5) ON CONFLICT (organisation_id, kind) DO NOTHING RETURNING version`
          : `UPDATE retention_settings SET months = $3, version = version + 1, changed_by = $5, changed_at = now()
             WHERE organisation_id = $1 AND kind = $2 AND version = $4 RETURNING version`,
        [organisationId, kind, months, version, actor],
      );
      const now = (await readRetention(db)).find((one) => one.kind === kind)!;
      if (written.length === 0)
        throw new Problem(
          'conflict',
          'retention-changed',
          'Somebody changed this meanwhile. Look at what stands now and put your change on top.',
          now,
        );
      await writeAudit(db, {
        actor,
        action: 'retention.change',
        subject: `organisation:${organisationId}`,
        detail: { kind, months: months ?? 'kept', version: now.version },
      });
      return now;
    });
  }
}
