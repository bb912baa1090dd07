import type { PromiseAction, PromiseShown } from '@doorstep/contracts/http';
import { justWords } from '@doorstep/domain';
import { nameOf } from '../access/index.js';
import type { Transaction } from '../platform/database/database.js';
import { instant } from '../platform/database/instant.js';
import { Problem } from '../platform/problem.js';

type Stored = Omit<PromiseShown, 'justWords'> & {
  readonly madeOn: string;
  readonly today: string;
  readonly months: number;
  readonly actions: PromiseAction[];
};

const london = (expression: string) => `to_char(${expression} AT TIME ZONE 'Europe/London', 'YYYY-MM-DD')`;

/** The newest version of each promise, with every version and every action under it. */
const stored = `
  SELECT p.id, p.version, p.words, p.agreed_with AS "agreedWith", p.owner, p.ask_id AS "askId",
    (SELECT a.question FROM asks a WHERE a.organisation_id = $1 AND a.id = p.ask_id) AS "askQuestion",
    ${instant('f.made_at')} AS "madeAt", ${london('f.made_at')} AS "madeOn",
    ${nameOf('coalesce(p.ended_by, p.made_by)')} AS "changedBy",
    ${instant('coalesce(p.ended_at, p.made_at)')} AS "changedAt",
    ${instant('p.ended_at')} AS "endedAt", p.ended_because AS "endedBecause",
    coalesce((SELECT jsonb_agg(jsonb_build_object('id', c.id, 'what', c.what, 'owner', c.owner, 'dueOn', c.due_on,
        'doneOn', c.done_on, 'notDoneBecause', c.not_done_because) ORDER BY c.due_on, c.recorded_at, c.id)
      FROM promise_actions c WHERE c.organisation_id = $1 AND c.promise_id = p.id), '[]') AS actions,
    (SELECT jsonb_agg(jsonb_build_object('version', v.version, 'words', v.words, 'agreedWith', v.agreed_with,
        'owner', v.owner, 'why', v.why_changed, 'madeAt', ${instant('v.made_at')}) ORDER BY v.version)
      FROM promises v WHERE v.organisation_id = $1 AND v.id = p.id) AS versions,
    ${london('now()')} AS today, o.just_words_months AS months
  FROM promises p
  JOIN promises f ON f.organisation_id = $1 AND f.id = p.id AND f.version = 1
  JOIN organisations o ON o.id = $1
  WHERE p.organisation_id = $1
    AND NOT EXISTS (SELECT FROM promises n WHERE n.organisation_id = $1 AND n.id = p.id AND n.version > p.version)`;

/** Those in force in residents' order, then those that ended, the last first. */
export async function readPromises(db: Transaction): Promise<PromiseShown[]> {
  const rows = await db.rows<Stored>(
    `${stored} ORDER BY (p.ended_at IS NOT NULL), CASE WHEN p.ended_at IS NULL THEN p.place END, p.ended_at DESC,
       f.made_at, p.id`,
    [db.organisationId],
  );
  return rows.map(shown);
}

/** One promise as it stands. Throws `Problem` where it is not there. */
export async function readPromise(db: Transaction, id: string): Promise<PromiseShown> {
  const [row] = await db.rows<Stored>(`${stored} AND p.id = $2`, [db.organisationId, id]);
  if (!row) throw new Problem('not-known', 'promise-unknown', 'There is no such promise here.');
  return shown(row);
}

/**
 * The promise as it stands, for a change on top of the version that was seen; until the transaction ends nobody else
 * changes it. Throws `Problem` where it ended, and with what is stored where it is another version.
 */
export async function readPromiseAt(db: Transaction, id: string, version: number): Promise<PromiseShown> {
  await db.rows('SELECT pg_advisory_xact_lock(hashtextextended($1 || $2, 2))', [db.organisationId, id]);
  const promise = await readPromise(db, id);
  refuseEnded(promise);
  if (promise.version === version) return promise;
  throw new Problem(
    'conflict',
    'changed-since',
    'Somebody changed this promise since you opened it. Look at theirs, then decide which to keep.',
    promise,
  );
}

/** Throws `Problem` for a promise that is not in force any more. */
export function refuseEnded(promise: PromiseShown): void {
  if (promise.endedAt === null) return;
  throw new Problem('conflict', 'promise-ended', 'This promise has ended. Make a new one instead.', promise);
}

function shown({ madeOn, today, months, ...promise }: Stored): PromiseShown {
  const flag = promise.endedAt === null ? justWords({ madeOn, actions: promise.actions }, months, today) : null;
  return { ...promise, justWords: flag };
}
