import { keepVoicesNeededRequest, type AskShown } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { refuseUnless } from '../access/index.js';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { parseInput } from '../platform/problem.js';
import { readAskAt, refuseSettled } from './change-ask.js';
import { showAsk } from './show-ask.js';
import { changedBy, refuseUnknownPlaces } from './write-ask.js';

/**
 * Keeps which voices an ask needs: groups, never people (seed row 143). What stays the same keeps who said so and when; of a
 * group in plain words, which no data counts, a person says that it was heard.
 */
@Injectable()
export class KeepVoicesNeeded {
  constructor(private readonly database: Database) {}

  /** Throws `Problem`; `changed-since` carries what is stored now as `current`. */
  async run(caller: Caller, id: string, raw: unknown): Promise<AskShown> {
    refuseUnless(caller.roles, 'asks.change');
    const { version, groups } = parseInput(keepVoicesNeededRequest, raw);
    return this.database.inOrganisation(caller.organisationId, async (db) => {
      refuseSettled(await readAskAt(db, id, version, caller.roles));
      const places = groups.filter(({ by }) => by === 'place').map(({ of }) => of);
      await refuseUnknownPlaces(db, { kind: 'places', places });
      const given = JSON.stringify(
        groups.map((group) => ({
          ...{ id: uuidv7(), kind: group.by, wanted: group.of },
          is_heard: group.by === 'words' && group.isHeard,
        })),
      );
      await db.rows(
        `UPDATE ask_voices_needed n SET ended_at = now()
         WHERE n.organisation_id = $1 AND n.ask_id = $2 AND n.ended_at IS NULL AND NOT EXISTS (
           SELECT FROM jsonb_to_recordset($3::jsonb) AS g(kind text, wanted text, is_heard boolean)
           WHERE g.kind = n.kind AND g.wanted = n.wanted AND g.is_heard = n.is_heard)`,
        [db.organisationId, id, given],
      );
      await db.rows(
        `INSERT INTO ask_voices_needed (organisation_id, id, ask_id, kind, wanted, is_heard, kept_by)
         SELECT $1, g.id, $2, g.kind, g.wanted, g.is_heard, $4
         FROM jsonb_to_recordset($3::jsonb) AS g(id uuid, kind text, wanted text, is_heard boolean)
         ON CONFLICT (organisation_id, ask_id, kind, wanted) WHERE ended_at IS NULL DO NOTHING`,
        [db.organisationId, id, given, caller.actor],
      );
      await db.rows(`UPDATE asks SET ${changedBy('$3')} WHERE organisation_id = $1 AND id = $2`, [
        ...[db.organisationId, id, caller.actor],
      ]);
      const detail = { groups: groups.length };
      await writeAudit(db, { actor: caller.actor, action: 'ask.voices-needed', subject: `ask:${id}`, detail });
      return showAsk(db, id, caller.roles);
    });
  }
}
