import type { SkillOffersView } from '@doorstep/contracts/embed';
import type { Transaction } from '../platform/database/database.js';
import { samePeople } from '../records/index.js';

/** In SQL: an offer that may still be looked up. */
export const stands = (offer: string) =>
  `(${offer}.withdrawn_at IS NULL AND ${offer}.expires_on > (now() AT TIME ZONE 'Europe/London')::date)`;

/** What a person could bring, the newest first, and for how long another is kept. */
export async function readSkillOffers(db: Transaction, personId: string): Promise<SkillOffersView> {
  const items = await db.rows<SkillOffersView['items'][number]>(
    `SELECT o.id, o.kind, o.words, o.expires_on::text AS "expiresOn" FROM skill_offers o
     WHERE o.organisation_id = $1 AND o.person_id = ANY (${samePeople('$2::uuid')}) AND ${stands('o')}
     ORDER BY o.consented_at DESC, o.id`,
    [db.organisationId, personId],
  );
  return { items, months: await readSkillMonths(db) };
}

/** For how many months an offer is kept. */
export async function readSkillMonths(db: Transaction): Promise<number> {
  const [row] = await db.rows<{ months: number }>(
    'SELECT skill_offer_months AS months FROM organisations WHERE id = $1',
    [db.organisationId],
  );
  return row!.months;
}
