import type { GatherLink } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../access/index.js';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { Problem } from '../platform/problem.js';
import { readLinks } from './list-links.js';

/** Ends a link at once. What came in through it stays; withdrawn again, nothing changes. */
@Injectable()
export class WithdrawLink {
  constructor(private readonly database: Database) {}

  /** Throws `Problem` for a link that is not there. */
  async run(caller: Caller, id: string): Promise<GatherLink> {
    refuseUnless(caller.roles, 'links.manage');
    return this.database.inOrganisation(caller.organisationId, async (db) => {
      const [withdrawn] = await db.rows<{ id: string }>(
        `UPDATE gather_links SET withdrawn_at = now(), withdrawn_by = $3
         WHERE organisation_id = $1 AND id = $2 AND withdrawn_at IS NULL RETURNING id`,
        [db.organisationId, id, caller.actor],
      );
      if (withdrawn) await writeAudit(db, { actor: caller.actor, action: 'link.withdraw', subject: `link:${id}` });
      const [link] = await readLinks(db, 1, id);
      if (!link) throw new Problem('not-known', 'link-unknown', 'There is no such link here.');
      return link;
    });
  }
}
