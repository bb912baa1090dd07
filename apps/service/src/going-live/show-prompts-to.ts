import { showPromptsToRequest, type GoingLive } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { parseInput } from '../platform/problem.js';
import { readGoingLive } from './show-going-live.js';

/** Sets whether everyone is shown prompts, or only the teams that are live. */
@Injectable()
export class ShowPromptsTo {
  constructor(private readonly database: Database) {}

  async run({ actor, organisationId }: Pick<Caller, 'actor' | 'organisationId'>, raw: unknown): Promise<GoingLive> {
    const { showsPromptsTo } = parseInput(showPromptsToRequest, raw);
    return this.database.inOrganisation(organisationId, async (db) => {
      await db.rows('UPDATE organisations SET shows_prompts_to = $2 WHERE id = $1', [organisationId, showsPromptsTo]);
      await writeAudit(db, {
        actor,
        action: 'going-live.show-to',
        subject: `organisation:${organisationId}`,
        detail: { showsPromptsTo },
      });
      return readGoingLive(db);
    });
  }
}
