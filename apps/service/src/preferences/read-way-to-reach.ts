import type { WayToReachShown } from '@doorstep/contracts/http';
import type { Transaction } from '../platform/database/database.js';
import { instant } from '../platform/database/instant.js';

/** How a person wants to be reached, as far as these roles may see it. All nulls where they never said. */
export async function readWayToReach(
  db: Transaction,
  personId: string,
  roles: readonly string[],
): Promise<WayToReachShown> {
  const kept = await readWhole(db, personId);
  if (!kept) return unknown;
  if (!kept.isRestricted || roles.includes('lead')) return kept;
  const { isRestricted, isStale, reviewAfter, recordedAt } = kept;
  return { ...unknown, isRestricted, isStale, reviewAfter, recordedAt };
}

async function readWhole(db: Transaction, personId: string): Promise<WayToReachShown | undefined> {
  const [kept] = await db.rows<WayToReachShown>(
    `SELECT way, email, mobile, times, place, speaks_for_them AS "speaksForThem", speaker_relation AS "speakerRelation",
            needs, language, preferred_name AS "preferredName", said_as AS "saidAs", is_restricted AS "isRestricted",
            review_after <= (now() AT TIME ZONE 'Europe/London')::date AS "isStale", review_after::text AS "reviewAfter",
            ${instant('recorded_at')} AS "recordedAt"
     FROM ways_to_reach WHERE organisation_id = $1 AND person_id = $2 AND ended_at IS NULL`,
    [db.organisationId, personId],
  );
  return kept;
}

const unknown: WayToReachShown = {
  way: null,
  email: null,
  mobile: null,
  times: [],
  place: null,
  speaksForThem: null,
  speakerRelation: null,
  needs: [],
  language: null,
  preferredName: null,
  saidAs: null,
  isRestricted: false,
  isStale: false,
  reviewAfter: null,
  recordedAt: null,
};
