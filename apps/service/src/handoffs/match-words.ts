import type { WordsMatched, WordsMatchRequest } from '@doorstep/contracts/embed';
import { handOffRules, matchRoutes, type OwnPhrase, shippedRouteModel } from '@doorstep/domain';
import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '../platform/database/database.js';
import { adviceFor, routesSet } from './route-settings.js';

/** Which hand-offs words suggest, each with what to say and whom to ring. Keeps nothing. */
@Injectable()
export class MatchWords {
  constructor(private readonly database: Database) {}

  async run(organisationId: string, { words }: WordsMatchRequest): Promise<WordsMatched> {
    return this.database.inOrganisation(organisationId, async (db) => ({ offers: await offersFor(db, words) }));
  }
}

/** The hand-offs that words suggest, the most urgent first; the landlord's own words count as well. */
export async function offersFor(db: Transaction, words: string): Promise<WordsMatched['offers']> {
  const matched = matchRoutes(words, shippedRouteModel, await ownPhrases(db));
  if (matched.length === 0) return [];
  const advice = await adviceFor(db, await routesSet(db));
  return matched.map(({ route, because }) => {
    const { title, say, mustChoose, showsNumbersAtOnce } = handOffRules[route];
    const { phones, whatToDo } = advice(route);
    return {
      route,
      title,
      sayThis: say,
      mustChoose,
      phoneFirst: showsNumbersAtOnce,
      phones: [...phones],
      because: [...because],
      whatToDo,
    };
  });
}

/** What the landlord added to the words that offer a route, or never do. */
export async function ownPhrases(db: Transaction): Promise<readonly OwnPhrase[]> {
  return db.rows<OwnPhrase>(
    `SELECT route, phrase, kind FROM route_words WHERE organisation_id = $1 AND ended_at IS NULL ORDER BY added_at, id`,
    [db.organisationId],
  );
}
