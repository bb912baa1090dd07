import { createHash } from 'node:crypto';
import type { EvaluationShown, EvaluationSummary, PromiseJudgement } from '@doorstep/contracts/http';
import { missingFrom } from '@doorstep/domain';
import { mayDo, nameOf } from '../access/index.js';
import type { Transaction } from '../platform/database/database.js';
import { instant } from '../platform/database/instant.js';
import { Problem } from '../platform/problem.js';
import { readPromises } from './read-promises.js';

type Content = NonNullable<EvaluationShown['content']>;

/** A judgement as it is stored, with the promise as it was worded then. */
interface StoredCheck {
  readonly promiseId: string;
  readonly promiseVersion: number;
  readonly promise: string;
  readonly judgement: PromiseJudgement;
  readonly words: string | null;
}

/** An evaluation as it is stored. */
export interface StoredEvaluation extends EvaluationSummary {
  readonly themes: Content['themes'];
  readonly report: string | null;
  /** By promise. */
  readonly checks: readonly StoredCheck[];
  /** Hexadecimal. */
  readonly hash: string | null;
  readonly answered: EvaluationShown['answered'];
}

const summary = `
  e.id, e.version, CASE WHEN e.ask_id IS NULL THEN 'promises' ELSE 'ask' END AS "of", e.ask_id AS "askId",
  (SELECT a.question FROM asks a WHERE a.organisation_id = $1 AND a.id = e.ask_id) AS "askQuestion",
  e.is_baseline AS "isBaseline", e.year, ${instant('e.opened_at')} AS "openedAt", ${nameOf('e.written_by')} AS "writtenBy",
  ${instant('e.written_at')} AS "writtenAt", ${instant('e.locked_at')} AS "lockedAt",
  (SELECT count(*)::int FROM evaluation_answers w WHERE w.organisation_id = $1 AND w.evaluation_id = e.id) AS answers`;

/** Those that are being written first, then the newest, as they are shown to somebody with these roles. */
export async function readEvaluations(db: Transaction, roles: readonly string[]): Promise<EvaluationSummary[]> {
  const evaluations = await db.rows<EvaluationSummary>(
    `SELECT ${summary} FROM evaluations e WHERE e.organisation_id = $1
     ORDER BY (e.locked_at IS NOT NULL), e.opened_at DESC, e.id`,
    [db.organisationId],
  );
  return evaluations.map((one) => ({ ...one, writtenBy: writerFor(roles, one) }));
}

/** Whoever writes it is a resident: their name is for those who write with them, or may read people. */
function writerFor(roles: readonly string[], { writtenBy }: EvaluationSummary): string | null {
  return mayDo(roles, 'evaluations.write') || mayDo(roles, 'people.read') ? writtenBy : null;
}

/** One of them; with `forChange`, until the transaction ends nobody else changes it. Throws `Problem` where it is not there. */
export async function readEvaluation(db: Transaction, id: string, forChange = false): Promise<StoredEvaluation> {
  const [row] = await db.rows<StoredEvaluation>(
    `SELECT ${summary}, e.themes, e.report, encode(e.seal, 'hex') AS hash,
       coalesce((SELECT jsonb_agg(jsonb_build_object('promiseId', c.promise_id, 'promiseVersion', c.promise_version,
           'promise', p.words, 'judgement', c.judgement, 'words', c.words) ORDER BY p.place, c.promise_id)
         FROM promise_checks c
         JOIN promises p ON p.organisation_id = $1 AND p.id = c.promise_id AND p.version = c.promise_version
         WHERE c.organisation_id = $1 AND c.evaluation_id = e.id), '[]') AS checks,
       coalesce((SELECT jsonb_agg(jsonb_build_object('id', w.id, 'words', w.words, 'answeredBy', ${nameOf('w.answered_by')},
           'answeredAt', ${instant('w.answered_at')}) ORDER BY w.answered_at, w.id)
         FROM evaluation_answers w WHERE w.organisation_id = $1 AND w.evaluation_id = e.id), '[]') AS answered
     FROM evaluations e WHERE e.organisation_id = $1 AND e.id = $2${forChange ? ' FOR UPDATE OF e' : ''}`,
    [db.organisationId, id],
  );
  if (!row) throw new Problem('not-known', 'evaluation-unknown', 'There is no such evaluation here.');
  return row;
}

/** As it is shown to somebody with these roles: what is still being written is nobody's to read but theirs who write it. */
export async function showEvaluation(db: Transaction, id: string, roles: readonly string[]): Promise<EvaluationShown> {
  const { themes, report, checks, hash, answered, ...rest } = await readEvaluation(db, id);
  const stored = { ...rest, themes, report, checks, hash, answered };
  const isReadable = rest.lockedAt !== null || mayDo(roles, 'evaluations.write');
  return {
    ...rest,
    writtenBy: writerFor(roles, rest),
    answered,
    content: isReadable
      ? { themes, report, checks: await everyCheck(db, stored), missing: [...(await missing(db, stored))] }
      : null,
    seal: hash === null ? null : { hash, isWhole: sealOf(stored).toString('hex') === hash },
  };
}

/** What is missing before it can be locked; nothing where it is locked. */
export async function missing(db: Transaction, stored: StoredEvaluation): Promise<Content['missing']> {
  if (stored.lockedAt !== null) return [];
  const unjudged = (await everyCheck(db, stored)).filter(({ judgement }) => judgement === null).length;
  return [...missingFrom({ report: stored.report, themes: stored.themes, unjudged })];
}

/** Over all that an evaluation says: whoever changes a word of it has another seal. */
export function sealOf({ id, askId, isBaseline, year, themes, report, checks }: StoredEvaluation): Buffer {
  const said = [
    ...[id, askId, isBaseline, year, report],
    themes.map(({ name, words, findings }) => [name, words, findings]),
    checks
      .map((check) => [check.promiseId, check.promiseVersion, check.judgement, check.words] as const)
      .toSorted(([one], [other]) => (one < other ? -1 : 1)),
  ];
  return createHash('sha256').update(JSON.stringify(said)).digest();
}

/** What was judged and, while it is being written, every promise in force that was not yet. */
async function everyCheck(db: Transaction, { of, lockedAt, checks }: StoredEvaluation): Promise<Content['checks']> {
  if (of === 'ask' || lockedAt !== null) return [...checks];
  const inForce = (await readPromises(db)).filter(({ endedAt }) => endedAt === null);
  const left = checks.filter(({ promiseId }) => !inForce.some(({ id }) => id === promiseId));
  const each = inForce.map(
    ({ id, version, words }) =>
      checks.find(({ promiseId }) => promiseId === id) ?? {
        promiseId: id,
        promiseVersion: version,
        promise: words,
        judgement: null,
        words: null,
      },
  );
  return [...each, ...left];
}
