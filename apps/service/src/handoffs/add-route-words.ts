import { routeWordsRequest, type RouteWords, type RouteWordsRequest } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import { parseInput, Problem } from '../platform/problem.js';
import { readRouteWords } from './list-route-words.js';

/** Adds words of the landlord's own that offer a hand-off, or never let it be offered. The same words again are the same. */
@Injectable()
export class AddRouteWords {
  constructor(private readonly database: Database) {}

  /** Throws `Problem` when the words stand there the other way round. */
  async run(actor: string, organisationId: string, raw: RouteWordsRequest): Promise<RouteWords> {
    const { route, phrase, kind } = parseInput(routeWordsRequest, raw);
    return this.database.inOrganisation(organisationId, async (db) => {
      const [added] = await db.rows<{ id: string }>(
        `INSERT INTO route_words (organisation_id, id, route, phrase, kind, added_by) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (organisation_id, route, lower(phrase)) WHERE ended_at IS NULL DO NOTHING RETURNING id`,
        [organisationId, uuidv7(), route, phrase, kind, actor],
      );
      const [words] = await readRouteWords(db, 'route = $2 AND lower(phrase) = lower($3)', [route, phrase]);
      if (!words || words.kind !== kind)
        throw new Problem(
          'conflict',
          'words-otherwise',
          'These words stand here the other way round. End them first, and add them again.',
        );
      if (added) await writeAudit(db, { actor, action: 'route-words.add', subject: `route-words:${added.id}` });
      return words;
    });
  }
}
