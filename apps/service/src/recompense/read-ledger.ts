import type { LedgerItem, LedgerTotals } from '@doorstep/contracts/http';
import { offerDue, type RecompenseRule } from '@doorstep/domain';
import type { Transaction } from '../platform/database/database.js';
import { instant } from '../platform/database/instant.js';
import { personNow, samePeople } from '../records/index.js';

/** Which involvements: of one person, or of all (null), from and to which day (`YYYY-MM-DD`, both included; null: any). */
export interface LedgerPart {
  readonly personId: string | null;
  readonly from: string | null;
  readonly to: string | null;
}

/** `$2` person, `$3` from, `$4` to. */
const ofPart = `i.organisation_id = $1 AND ($2::uuid IS NULL OR i.person_id = ANY (${samePeople('$2::uuid')}))
  AND ($3::date IS NULL OR (i.happened_at AT TIME ZONE 'Europe/London')::date >= $3)
  AND ($4::date IS NULL OR (i.happened_at AT TIME ZONE 'Europe/London')::date <= $4)`;

/** Involvements, newest first, at most so many (null: all), each with its entries in the order they were made. */
export async function readLedger(
  db: Transaction,
  { personId, from, to }: LedgerPart,
  rules: readonly RecompenseRule[],
  limit: number | null,
): Promise<LedgerItem[]> {
  const items = await db.rows<Omit<LedgerItem, 'offerDue'>>(
    `SELECT i.id AS "involvementId", p.reference_id AS person, i.kind, i.minutes, i.owner,
            ${instant('i.happened_at')} AS "happenedAt",
            coalesce((
              SELECT jsonb_agg(jsonb_build_object('id', e.id, 'line', e.line, 'step', e.step, 'kind', e.kind,
                'valuePence', e.value_pence, 'notice', e.notice,
                'at', ${instant('e.recorded_at')}) ORDER BY e.recorded_at, e.id)
              FROM recompense_entries e WHERE e.organisation_id = $1 AND e.involvement_id = i.id), '[]') AS entries
     FROM involvements i CROSS JOIN LATERAL (SELECT ${personNow('i.person_id')} AS id OFFSET 0) who
     JOIN people p ON p.organisation_id = $1 AND p.id = who.id
     WHERE ${ofPart} ORDER BY i.happened_at DESC, i.id LIMIT $5`,
    [db.organisationId, personId, from, to, limit],
  );
  return items.map((item) => ({
    ...item,
    offerDue:
      !item.entries.some(({ line }) => line === 'thank-you') && offerDue({ ...item, id: item.involvementId }, rules),
  }));
}

/** Sums of everything in the part. Thanks and expenses never meet in one figure. */
export async function totalLedger(db: Transaction, part: LedgerPart, offersDue: number): Promise<LedgerTotals> {
  const [totals] = await db.rows<Omit<LedgerTotals, 'offersDue'>>(
    `WITH part AS (SELECT i.id, i.minutes FROM involvements i WHERE ${ofPart}),
     given AS (
       SELECT e.line, e.kind, e.value_pence FROM part
       JOIN recompense_entries e ON e.organisation_id = $1 AND e.involvement_id = part.id AND e.step = 'given'),
     latest AS (
       SELECT DISTINCT ON (e.involvement_id) e.step FROM part
       JOIN recompense_entries e ON e.organisation_id = $1 AND e.involvement_id = part.id AND e.line = 'thank-you'
       ORDER BY e.involvement_id, e.recorded_at DESC, e.id DESC)
     SELECT (SELECT count(*)::int FROM part) AS involvements, (SELECT coalesce(sum(minutes), 0)::int FROM part) AS minutes,
       ${sumOf(`line = 'thank-you'`)} AS "thankYouPence", ${sumOf(`line <> 'thank-you'`)} AS "expensesPence",
       jsonb_build_object('travel', ${sumOf(`line = 'travel'`)}, 'childcare', ${sumOf(`line = 'childcare'`)},
         'other-expense', ${sumOf(`line = 'other-expense'`)}) AS expenses,
       jsonb_build_object('money', ${countOf('money')}, 'voucher', ${countOf('voucher')}, 'training', ${countOf('training')},
         'time', ${countOf('time')}) AS given,
       (SELECT count(*)::int FROM latest WHERE step = 'turned-down') AS "turnedDown"`,
    [db.organisationId, part.personId, part.from, part.to],
  );
  if (!totals) throw new Error('A sum is one row.');
  return { ...totals, offersDue };
}

function sumOf(where: string): string {
  return `(SELECT coalesce(sum(value_pence), 0)::int FROM given WHERE ${where})`;
}

function countOf(kind: string): string {
  return `(SELECT count(*)::int FROM given WHERE line = 'thank-you' AND kind = '${kind}')`;
}
