import type { PackShown } from '@doorstep/contracts/http';
import type { Transaction } from '../platform/database/database.js';
import { isRestricted } from '../records/index.js';
import { outsideRefuges } from '../records/index.js';
import type { StoryTold } from './compose-pack.js';
import { namesOfHousehold } from './names-of-household.js';

/**
 * The stories of a pack: those that somebody agreed to by then and has not withdrawn since, of the ask, or agreed to in the
 * year. One whose voice was taken back is in none, nor one of somebody who asked that what is held of them is not used.
 */
export async function readStories(db: Transaction, { ask, year, asOf }: PackShown): Promise<StoryTold[]> {
  return db.rows<StoryTold>(
    `SELECT s.happened, s.felt, s.changed, CASE WHEN s.told_as = 'with-first-name' THEN p.given_name END AS "firstName",
       coalesce(n.names, '{}') AS names
     FROM stories s JOIN voices v ON v.organisation_id = $1 AND v.id = s.voice_id AND v.withdrawn_at IS NULL
     LEFT JOIN people p ON p.organisation_id = $1 AND p.id = v.person_id
     ${namesOfHousehold('v.household_id')}
     WHERE s.organisation_id = $1 AND ${outsideRefuges('v')} AND s.consented_at <= $4 AND s.withdrawn_at IS NULL AND NOT ${isRestricted('v.person_id')}
       AND ($3::int IS NULL OR extract(year FROM s.consented_at AT TIME ZONE 'Europe/London') = $3)
       AND ($2::uuid IS NULL OR EXISTS (SELECT FROM topic_voices t
         JOIN asks a ON a.organisation_id = $1 AND a.topic_id = t.topic_id AND a.id = $2
         WHERE t.organisation_id = $1 AND t.voice_id = v.id))
     ORDER BY s.recorded_at, s.id`,
    [db.organisationId, ask, year, asOf],
  );
}
