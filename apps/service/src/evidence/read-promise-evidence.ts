import type { Transaction } from '../platform/database/database.js';

/** A promise as it stood at an instant. Days are `YYYY-MM-DD` in London. */
export interface PromiseEvidence {
  /** In residents' words. */
  readonly words: string;
  readonly agreedWith: string;
  readonly owner: string;
  readonly madeOn: string;
  readonly endedOn: string | null;
  readonly endedBecause: string | null;
  /** What was to be done for it. */
  readonly actions: { readonly done: number; readonly notDone: number; readonly toDo: number };
}

/** The promises that came of an ask, or that stood at some time in a year, in the order in which they were made. */
export async function readPromiseEvidence(
  db: Transaction,
  of: { readonly ask: string } | { readonly year: number },
  asOf: string,
): Promise<PromiseEvidence[]> {
  return db.rows<PromiseEvidence>(stood, [
    db.organisationId,
    asOf,
    'ask' in of ? of.ask : null,
    'year' in of ? of.year : null,
  ]);
}

const day = (expression: string) => `to_char(${expression} AT TIME ZONE 'Europe/London', 'YYYY-MM-DD')`;

/** A later version ends the one before it: only the end of the newest is the end of the promise. */
const stood = `
  SELECT n.words, n.agreed_with AS "agreedWith", n.owner, ${day('f.made_at')} AS "madeOn",
    CASE WHEN n.ended_at <= $2 THEN ${day('n.ended_at')} END AS "endedOn",
    CASE WHEN n.ended_at <= $2 THEN n.ended_because END AS "endedBecause", c.actions
  FROM promises f
  JOIN LATERAL (SELECT * FROM promises v WHERE v.organisation_id = $1 AND v.id = f.id AND v.made_at <= $2
    ORDER BY v.version DESC LIMIT 1) n ON true
  CROSS JOIN LATERAL (SELECT jsonb_build_object(
      'done', count(*) FILTER (WHERE a.done_on IS NOT NULL AND a.settled_at <= $2),
      'notDone', count(*) FILTER (WHERE a.not_done_because IS NOT NULL AND a.settled_at <= $2),
      'toDo', count(*) FILTER (WHERE a.settled_at IS NULL OR a.settled_at > $2)) AS actions
    FROM promise_actions a WHERE a.organisation_id = $1 AND a.promise_id = f.id AND a.recorded_at <= $2) c
  WHERE f.organisation_id = $1 AND f.version = 1 AND f.made_at <= $2
    AND ($3::uuid IS NULL OR f.ask_id = $3)
    AND ($4::int IS NULL OR (f.made_at < make_timestamptz($4 + 1, 1, 1, 0, 0, 0, 'Europe/London')
      AND (n.ended_at IS NULL OR n.ended_at > $2
        OR n.ended_at >= make_timestamptz($4, 1, 1, 0, 0, 0, 'Europe/London'))))
  ORDER BY f.made_at, f.id`;
