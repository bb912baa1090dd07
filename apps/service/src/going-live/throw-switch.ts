import { throwSwitchRequest, type GoingLive } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { parseInput } from '../platform/problem.js';
import { readGoingLive } from './show-going-live.js';

/** Switches prompts off, for everything, a team or a place: none is shown from the end of this transaction on. */
@Injectable()
export class ThrowSwitch {
  constructor(private readonly database: Database) {}

  /** Throws `Problem`. Thrown twice, it is off once. A place or team that is not known is switched off all the same. */
  async run({ actor, organisationId }: Pick<Caller, 'actor' | 'organisationId'>, raw: unknown): Promise<GoingLive> {
    const { covers, subject, because } = parseInput(throwSwitchRequest, raw);
    return this.database.inOrganisation(organisationId, async (db) => {
      const id = uuidv7();
      await db.rows(
        `INSERT INTO off_switches (organisation_id, id, covers, subject, because, thrown_by) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (organisation_id, covers, coalesce(subject, '')) WHERE lifted_at IS NULL DO NOTHING`,
        [organisationId, id, covers, subject, because, actor],
      );
      await writeAudit(db, { actor, action: 'off-switch.throw', subject: `off-switch:${id}`, detail: { covers } });
      return readGoingLive(db);
    });
  }
}
