import { explainQuery, type ExplainedContact, type ExplainQuery, type Explanation } from '@doorstep/contracts/http';
import { contactTypeOf, type RuleConsidered, type TraceStep } from '@doorstep/domain';
import { Injectable } from '@nestjs/common';
import { writeAudit } from '../audit/index.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { instant } from '../platform/database/instant.js';
import { Problem, parseInput } from '../platform/problem.js';
import { wordsOfReason } from './reason-words.js';

/** Whose decisions are asked for, by the host's own reference. */
export interface ExplainedRecord {
  readonly type: 'person' | 'tenancy' | 'home';
  readonly reference: string;
}

/**
 * Answers an auditor why a household was, or was not, asked in some time: every contact, what was decided about it,
 * each reason that was looked at, and what came of it. Restricted reasons are in it, so looking is in the audit.
 */
@Injectable()
export class ExplainHousehold {
  constructor(private readonly database: Database) {}

  /** Throws `Problem` when nothing here has the reference. */
  async run(actor: string, organisationId: string, record: ExplainedRecord, raw: ExplainQuery): Promise<Explanation> {
    const { from, to } = parseInput(explainQuery, raw);
    return this.database.inOrganisation(organisationId, async (db) => {
      const period = await periodOf(db, from, to);
      const ids = await findRecords(db, record);
      const contacts = await readContacts(db, record.type, ids, period);
      for (const id of ids) {
        await writeAudit(db, {
          actor,
          action: 'decisions.explain',
          subject: `${record.type}:${id}`,
          detail: { ...period, shown: contacts.length },
        });
      }
      const items = contacts.map(explain);
      return { ...period, answer: answerOf(items, period), items, total: items.length };
    });
  }
}

interface Period {
  readonly from: string;
  readonly to: string;
}

async function periodOf(db: Transaction, from: string | undefined, to: string | undefined): Promise<Period> {
  const [period] = await db.rows<Period & { isForwards: boolean }>(
    `SELECT x.from_day::text AS "from", x.to_day::text AS "to", x.from_day <= x.to_day AS "isForwards"
     FROM (SELECT coalesce($1::date, coalesce($2::date, t.today) - interval '1 year')::date AS from_day,
                  coalesce($2::date, t.today) AS to_day
           FROM (SELECT (now() AT TIME ZONE 'Europe/London')::date AS today) t) x`,
    [from ?? null, to ?? null],
  );
  if (!period?.isForwards) throw new Problem('bad-input', 'period', 'Write a first day that is not after the last.');
  return { from: period.from, to: period.to };
}

async function findRecords(db: Transaction, { type, reference }: ExplainedRecord): Promise<readonly string[]> {
  const tables = { person: 'people', tenancy: 'tenancies', home: 'homes' } as const;
  const rows = await db.rows<{ id: string }>(
    `SELECT id FROM ${tables[type]} WHERE organisation_id = $1 AND reference_id = $2 ORDER BY id`,
    [db.organisationId, reference],
  );
  if (rows.length > 0) return rows.map(({ id }) => id);
  throw new Problem('not-known', `${type}-unknown`, `There is no ${type} with the reference ${reference} here.`);
}

type Step = TraceStep | RuleConsidered;

interface StoredContact extends Omit<ExplainedContact, 'what' | 'answer' | 'decision' | 'occurredAt'> {
  readonly occurredAt: Date;
  readonly source: string;
  readonly decision:
    | (Omit<NonNullable<ExplainedContact['decision']>, 'looked'> & {
        readonly trace: readonly Step[];
      })
    | null;
}

async function readContacts(
  db: Transaction,
  type: ExplainedRecord['type'],
  ids: readonly string[],
  { from, to }: Period,
): Promise<StoredContact[]> {
  const theirs: Record<ExplainedRecord['type'], string> = {
    person: `(c.person_id = ANY ($2::uuid[]) OR c.tenancy_id IN (
      SELECT y.tenancy_id FROM tenancy_parties y WHERE y.organisation_id = $1 AND y.person_id = ANY ($2::uuid[])))`,
    tenancy: 'c.tenancy_id = ANY ($2::uuid[])',
    home: `(c.home_id = ANY ($2::uuid[]) OR c.tenancy_id IN (
      SELECT t.id FROM tenancies t WHERE t.organisation_id = $1 AND t.home_id = ANY ($2::uuid[])))`,
  };
  return db.rows<StoredContact>(
    `SELECT c.occurred_at AS "occurredAt", c.type_code AS type, c.type_source AS source,
       CASE WHEN d.id IS NOT NULL THEN jsonb_build_object('id', d.id, 'decidedAt', ${instant('d.decided_at')}, 'outcome', d.outcome,
         'whyNot', CASE WHEN d.why_not IS NOT NULL THEN jsonb_build_object('code', d.why_not, 'form', d.why_not_form) END,
         'libraryVersion', d.library_version, 'trace', d.trace) END AS decision,
       CASE WHEN q.id IS NOT NULL THEN jsonb_build_object('code', q.code, 'say', q.say, 'state', q.state,
         'closedAt', ${instant('q.closed_at')}) END AS prompt,
       coalesce((SELECT jsonb_agg(jsonb_build_object('outcome', o.outcome, 'heard', o.heard, 'reason', o.reason,
           'saidAt', ${instant('o.said_at')}, 'withdrawnAt', ${instant('o.withdrawn_at')}) ORDER BY o.recorded_at)
         FROM outcomes o WHERE o.organisation_id = $1 AND o.prompt_id = q.id), '[]') AS outcomes
     FROM contacts c
     LEFT JOIN decisions d ON d.organisation_id = $1 AND d.contact_id = c.id
     LEFT JOIN prompts q ON q.organisation_id = $1 AND q.decision_id = d.id
     WHERE c.organisation_id = $1 AND ${theirs[type]}
       AND c.occurred_at >= $3::date::timestamp AT TIME ZONE 'Europe/London'
       AND c.occurred_at < ($4::date + 1)::timestamp AT TIME ZONE 'Europe/London'
     ORDER BY c.occurred_at, c.id`,
    [db.organisationId, ids, from, to],
  );
}

function explain({ occurredAt, source, decision, ...contact }: StoredContact): ExplainedContact {
  const what = contactTypeOf(contact.type)?.name ?? source;
  const day = dayInLondon(occurredAt);
  return {
    ...contact,
    occurredAt: occurredAt.toISOString(),
    what,
    answer: `${what}, ${day}: ${answerTo(decision?.whyNot?.code ?? null, decision !== null, contact.prompt)}`,
    decision: decision === null ? null : explainDecision(decision),
  };
}

function explainDecision({
  trace,
  ...decision
}: NonNullable<StoredContact['decision']>): NonNullable<ExplainedContact['decision']> {
  return { ...decision, looked: trace.map(explainStep) };
}

function explainStep(step: Step): NonNullable<ExplainedContact['decision']>['looked'][number] {
  if ('evaluation' in step) {
    const { matches } = step.evaluation;
    const words = `Rule ${step.code}, version ${step.version}: ${matches ? 'holds' : 'does not hold'}`;
    return { row: null, code: step.code, stopped: false, words, seen: [] };
  }
  const { row, code, stopped, because } = step;
  return {
    // Which of the taps it was stays untold.
    row: code === 'not-now' ? null : row,
    code,
    stopped,
    words: `${stopped ? 'Stopped' : 'Clear'}: ${wordsOfReason(code)}`,
    seen: because.map(({ fact, value }) => `${fact}: ${value ?? 'not known'}`),
  };
}

function answerTo(whyNot: string | null, isDecided: boolean, prompt: ExplainedContact['prompt']): string {
  if (prompt !== null) return `asked “${prompt.say}” (${prompt.state}).`;
  if (whyNot !== null) return `not asked, because ${wordsOfReason(whyNot)}.`;
  return isDecided ? 'a question was decided on.' : 'not decided yet.';
}

function answerOf(items: readonly ExplainedContact[], { from, to }: Period): string {
  const when = `From ${dayInLondon(new Date(`${from}T12:00:00Z`))} to ${dayInLondon(new Date(`${to}T12:00:00Z`))}`;
  if (items.length === 0) return `${when} no everyday contact with them is known, so there was nothing to decide.`;
  const asked = items.filter(({ prompt }) => prompt !== null).length;
  const reasons = new Map<string, number>();
  for (const { decision } of items) {
    const code = decision?.whyNot?.code;
    if (code !== undefined) reasons.set(code, (reasons.get(code) ?? 0) + 1);
  }
  const whys = [...reasons]
    .toSorted(([, one], [, other]) => other - one)
    .map(([code, times]) => `${wordsOfReason(code)}${times > 1 ? ` (${times} times)` : ''}`);
  const waiting = items.filter(({ decision }) => decision === null).length;
  return [
    `${when} there ${items.length === 1 ? 'was 1 contact' : `were ${items.length} contacts`}; ${asked === 0 ? 'none' : asked} led to a question.`,
    ...(whys.length === 0 ? [] : [`Not asked because ${whys.join('; ')}.`]),
    ...(waiting === 0 ? [] : [`${waiting} not decided yet.`]),
  ].join(' ');
}

const londonDay = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
});

function dayInLondon(at: Date): string {
  return londonDay.format(at);
}
