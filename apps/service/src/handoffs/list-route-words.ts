import type { RouteWords } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '../platform/database/database.js';

/** The words of the landlord's own that count now, by route. */
@Injectable()
export class ListRouteWords {
  constructor(private readonly database: Database) {}

  async run(organisationId: string): Promise<RouteWords[]> {
    return this.database.inOrganisation(organisationId, (db) => readRouteWords(db, 'true', []));
  }
}

/** Those that fit a condition of ours; its parameters begin at `$2`. */
export async function readRouteWords(
  db: Transaction,
  condition: string,
  parameters: readonly unknown[],
): Promise<RouteWords[]> {
  return db.rows<RouteWords>(
    `SELECT id, route, phrase, kind, added_by AS "addedBy", added_at AS "addedAt"
     FROM route_words WHERE organisation_id = $1 AND ended_at IS NULL AND ${condition} ORDER BY route, lower(phrase)`,
    [db.organisationId, ...parameters],
  );
}
