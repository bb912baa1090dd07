import type { AskShown, EdraShown } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../access/index.js';
import { readVoicesNeeded } from '../asks/index.js';
import { Database } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { Problem } from '../platform/problem.js';
import { readEdra } from './read-edra.js';

/** Shows how equal, diverse, reciprocal and accessible an ask is so far, in figures. */
@Injectable()
export class ShowEdra {
  constructor(private readonly database: Database) {}

  /** Throws `Problem`. */
  async run(caller: Caller, askId: string): Promise<EdraShown> {
    refuseUnless(caller.roles, 'asks.read');
    return this.database.counting(caller.organisationId, async (db) => {
      const [ask] = await db.rows<{ formats: AskShown['content']['formats']; offered: string | null }>(
        'SELECT formats, recompense AS offered FROM asks WHERE organisation_id = $1 AND id = $2',
        [db.organisationId, askId],
      );
      if (!ask) throw new Problem('not-known', 'ask-unknown', 'There is no such ask here.');
      const now = { asOf: null, heard: null };
      const { groups, gaps } = await readVoicesNeeded(db, askId, now);
      return readEdra(db, { askId, ...ask, groups: groups.length, gaps, ...now });
    });
  }
}
