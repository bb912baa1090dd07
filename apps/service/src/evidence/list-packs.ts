import type { PackShown } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../access/index.js';
import { Database } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { packsShown } from './show-pack.js';

/** Lists the packs that were asked for, the newest first, each with how far it is. */
@Injectable()
export class ListPacks {
  constructor(private readonly database: Database) {}

  /** Throws `Problem`. */
  async run(caller: Caller, limit: number): Promise<{ items: PackShown[]; total: number }> {
    refuseUnless(caller.roles, 'evidence.read');
    return this.database.inOrganisation(caller.organisationId, async (db) => {
      const items = await db.rows<PackShown>(`${packsShown} ORDER BY p.asked_at DESC, p.id DESC LIMIT $2`, [
        db.organisationId,
        limit,
      ]);
      const [all] = await db.rows<{ count: number }>(
        'SELECT count(*)::int AS count FROM evidence_packs WHERE organisation_id = $1',
        [db.organisationId],
      );
      return { items, total: all?.count ?? 0 };
    });
  }
}
