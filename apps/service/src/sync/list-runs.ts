import type { RunShown } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { Problem } from '../platform/problem.js';
import { readRuns } from './read-runs.js';

/** Lists what was brought in, the newest first, and shows one run. */
@Injectable()
export class ListRuns {
  constructor(private readonly database: Database) {}

  async run(organisationId: string, limit: number): Promise<{ items: RunShown[]; total: number }> {
    return this.database.inOrganisation(organisationId, async (db) => {
      const items = await readRuns(db, { limit });
      const [all] = await db.rows<{ count: number }>(
        'SELECT count(*)::int AS count FROM runs WHERE organisation_id = $1',
        [organisationId],
      );
      return { items, total: all?.count ?? 0 };
    });
  }

  /** Throws `Problem`. */
  async one(organisationId: string, id: string): Promise<RunShown> {
    const [run] = await this.database.inOrganisation(organisationId, (db) => readRuns(db, { id, limit: 1 }));
    if (!run) throw new Problem('not-known', 'run-unknown', 'There is no such run here.');
    return run;
  }
}
