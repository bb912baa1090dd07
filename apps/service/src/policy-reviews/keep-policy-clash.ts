import { themes } from '@doorstep/domain';
import { randomUUID } from 'node:crypto';
import { writeAudit } from '../audit/index.js';
import { withoutNames } from '../evidence/index.js';
import type { Transaction } from '../platform/database/database.js';
import { Problem } from '../platform/problem.js';
import { refuseReuse, takeTurn, type WriteOnce } from '../platform/write-once.js';
import { placeOfClash } from './place-of-clash.js';

/** What a member of staff says of a policy of the landlord’s. */
export interface PolicyClash {
  readonly theme: string;
  /** One short sentence, about the policy and never about who lives there. */
  readonly words: string;
}

/**
 * Keeps that a policy and real life clash (seed row 22), in the caller's transaction. `homeId` says which place it is about
 * and is not kept; null: no place in particular. Nor is anything that leads back to it by way of who said it and when:
 * no staff, no hour, of the day only that there was one more, and an audit entry of the day that names nobody. Throws
 * `Problem`.
 */
export async function keepPolicyClash(
  db: Transaction,
  homeId: string | null,
  { theme, words }: PolicyClash,
  once: WriteOnce,
): Promise<void> {
  if (!themes.some(({ code }) => code === theme))
    throw new Problem('bad-input', 'theme', `Choose a theme: ${themes.map(({ code }) => code).join(', ')}.`);
  await refuseWhoLivesThere(db, homeId, words);
  // Whoever said it is kept nowhere: a key is one among all of them.
  await takeTurn(db, 'policy-clash', once);
  const [before] = await db.rows<{ request_hash: Buffer }>(
    'SELECT request_hash FROM policy_clashes WHERE organisation_id = $1 AND idempotency_key = $2',
    [db.organisationId, once.idempotencyKey],
  );
  if (before) return refuseReuse(before, once);
  const place = await placeOfClash(db, homeId);
  const [review] = await db.rows<{ id: string }>(
    `INSERT INTO policy_reviews AS r (organisation_id, id, place, theme, days, last_day)
     VALUES ($1, $2, $3, $4, 1, (now() AT TIME ZONE 'Europe/London')::date)
     ON CONFLICT (organisation_id, place, theme) WHERE raised_on IS NULL
     DO UPDATE SET days = r.days + CASE WHEN r.last_day < excluded.last_day THEN 1 ELSE 0 END,
       last_day = greatest(r.last_day, excluded.last_day)
     RETURNING id`,
    [db.organisationId, randomUUID(), place, theme],
  );
  await db.rows(
    `INSERT INTO policy_clashes (organisation_id, id, review_id, words, said_in, idempotency_key, request_hash)
     VALUES ($1, $2, $3, $4, date_trunc('month', now() AT TIME ZONE 'Europe/London')::date, $5, $6)`,
    [db.organisationId, randomUUID(), review!.id, words, once.idempotencyKey, once.requestHash],
  );
  await writeAudit(db, {
    actor: 'doorstep',
    action: 'policy-clash.keep',
    subject: `organisation:${db.organisationId}`,
    isByDay: true,
  });
}

/** Names, the address of the home, numbers and postcodes would say whose home it is. */
async function refuseWhoLivesThere(db: Transaction, homeId: string | null, words: string): Promise<void> {
  const names = await db.rows<{ name: string }>(
    `SELECT unnest(ARRAY[p.full_name, p.given_name, p.family_name]) AS name
     FROM tenancies t JOIN tenancy_parties y ON y.organisation_id = $1 AND y.tenancy_id = t.id
     JOIN people p ON p.organisation_id = $1 AND p.id = y.person_id
     WHERE t.organisation_id = $1 AND t.home_id = $2 AND t.is_active AND t.deleted_at IS NULL
     UNION ALL
     SELECT address_lines[1] FROM homes WHERE organisation_id = $1 AND id = $2 AND address_lines[1] ~ '[0-9]'`,
    [db.organisationId, homeId],
  );
  const known = names.flatMap(({ name }) => name ?? []);
  if (withoutNames(words, known) !== words)
    throw new Problem(
      'bad-input',
      'names-a-home',
      'Write about the policy alone: leave out names, addresses, numbers and postcodes of who lives there.',
      { namesAHome: true },
    );
}
