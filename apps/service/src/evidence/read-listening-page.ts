import { createHash } from 'node:crypto';
import type { ListeningPage } from '@doorstep/contracts/http';
import type { Transaction } from '../platform/database/database.js';
import { homeOutsideRefuges } from '../records/index.js';
import { refuseYearToCome } from './request-pack.js';
import { asksOfYear, landlordName } from './make-packs.js';
import { composeListeningPage } from './compose-listening-page.js';
import { readAskEvidence, type AskEvidence } from './read-ask-evidence.js';
import { readYearEvidence } from './read-year-evidence.js';

/** What a year would show everybody now, and what its hash is. Throws `Problem` for a year that has not begun. */
export async function readListeningPage(db: Transaction, year: number): Promise<{ page: ListeningPage; hash: Buffer }> {
  await refuseYearToCome(db, year);
  const [now] = await db.rows<{ at: string }>(`SELECT date_trunc('milliseconds', now())::text AS at`);
  const asOf = now!.at;
  const asks: AskEvidence[] = [];
  for (const ask of await asksOfYear(db, year, asOf)) asks.push(await readAskEvidence(db, ask, asOf));
  const page = composeListeningPage({
    landlord: await landlordName(db),
    year,
    homes: await homesHeard(db, year),
    asks,
    around: await readYearEvidence(db, year, asOf),
  });
  return { page, hash: createHash('sha256').update(JSON.stringify(page)).digest() };
}

/** Homes that somebody lives in, and those where somebody said something in the year. Refuges are in no figure. */
async function homesHeard(db: Transaction, year: number): Promise<{ heard: number; of: number }> {
  const [homes] = await db.rows<{ heard: number; of: number }>(
    `WITH heard AS (
       SELECT DISTINCT v.household_id FROM voices v
       WHERE v.organisation_id = $1 AND v.withdrawn_at IS NULL AND v.whose <> 'reading'
         AND v.said_at >= make_timestamptz($2, 1, 1, 0, 0, 0, 'Europe/London')
         AND v.said_at < make_timestamptz($2 + 1, 1, 1, 0, 0, 0, 'Europe/London'))
     SELECT count(DISTINCT t.home_id)::int AS of,
       (count(DISTINCT t.home_id) FILTER (WHERE heard.household_id IS NOT NULL))::int AS heard
     FROM tenancies t
     JOIN homes h ON h.organisation_id = $1 AND h.id = t.home_id AND ${homeOutsideRefuges('h.id')}
     LEFT JOIN heard ON heard.household_id = t.id
     WHERE t.organisation_id = $1 AND t.is_active AND t.deleted_at IS NULL`,
    [db.organisationId, year],
  );
  return homes!;
}
