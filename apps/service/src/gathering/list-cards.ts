import type { AskCards } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../access/index.js';
import { Database } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';

/** What came through links by its part: always and never across everybody, and each recipe as one card. */
@Injectable()
export class ListCards {
  constructor(private readonly database: Database) {}

  /** Words are as they were written; the same, but for case and space, are one line. Throws `Problem`. */
  async run(caller: Caller, askId: string): Promise<AskCards> {
    refuseUnless(caller.roles, 'voices.read');
    return this.database.inOrganisation(caller.organisationId, async (db) => {
      const said = `FROM gather_links l
        JOIN said_entries e ON e.organisation_id = $1 AND e.link_id = l.id
        JOIN said_parts p ON p.organisation_id = $1 AND p.entry_id = e.id
        JOIN voices v ON v.organisation_id = $1 AND v.id = p.voice_id AND v.withdrawn_at IS NULL
        WHERE l.organisation_id = $1 AND l.ask_id = $2`;
      const lines = await db.rows<{ part: 'always' | 'never'; words: string; times: number }>(
        `SELECT p.part, (array_agg(v.words ORDER BY v.recorded_at, v.id))[1] AS words, count(*)::int AS times
         ${said} AND p.part IN ('always', 'never')
         GROUP BY p.part, lower(regexp_replace(btrim(v.words), '\\s+', ' ', 'g')) ORDER BY times DESC, words`,
        [db.organisationId, askId],
      );
      const recipes = await db.rows<AskCards['recipes'][number]>(
        `SELECT jsonb_agg(jsonb_build_object('part', p.part, 'words', v.words) ORDER BY p.number) AS parts
         ${said} AND p.part IN ('ingredients', 'method', 'spoils')
         GROUP BY e.id, e.received_at ORDER BY e.received_at DESC, e.id`,
        [db.organisationId, askId],
      );
      const listOf = (part: 'always' | 'never') =>
        lines.filter((one) => one.part === part).map(({ words, times }) => ({ words, times }));
      return { always: listOf('always'), never: listOf('never'), recipes };
    });
  }
}
