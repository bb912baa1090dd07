import type { CanDoView } from '@doorstep/contracts/embed';
import type { VisitJob, VisitJobs } from '@doorstep/contracts/visit';
import { choosePanelPrompts } from '@doorstep/domain';
import { Injectable } from '@nestjs/common';
import { readOpenPrompts, type OpenPrompt } from '../asks/index.js';
import { writeAudit } from '../audit/index.js';
import { showsNothingTo } from '../going-live/index.js';
import { readCanDo } from '../library/index.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { atDisplay, checkPrompts, type AskMoment } from '../prompting/index.js';
import { readCalled } from '../preferences/index.js';
import { homeOutsideRefuges } from '../records/index.js';
import { mayTellHousehold, readTellThem } from '../replies/index.js';
import { CheckPhone, type PhoneOnShift } from './check-phone.js';
import { jobIdOf } from './place-of-job.js';
import { actorOf } from './shift-scope.js';

/**
 * The visits of today and tomorrow in London, as far as the shift may see them: where, when, which trade, and what may be
 * said there, and what those who live there like to be called. Whether it may be said is asked here again, from facts as
 * they are now; why it may not never leaves. A refuge is on no list.
 */
@Injectable()
export class ShowJobs {
  constructor(
    private readonly database: Database,
    private readonly checkPhone: CheckPhone,
  ) {}

  /** Throws `Problem`: 401 without a shift, 423 for a removed phone. */
  async run(authorization: string | undefined): Promise<VisitJobs> {
    const phone = await this.checkPhone.onShift(authorization);
    return this.database.inOrganisation(phone.organisationId, async (db) => {
      const jobs = await readJobs(db, phone);
      const visited = [...new Set(jobs.flatMap(({ householdId }) => householdId ?? []))];
      const said = await readSayings(db, phone.operativeId, visited);
      const canDo = await readCanDo(db, ['operative']);
      const called = byHousehold(await readCalled(db, visited));
      const items = jobs.map(({ repairId, householdId, startsAt, endsAt, startsAtSeconds, ...job }): VisitJob => ({
        ...job,
        id: jobIdOf(repairId, startsAtSeconds),
        startsAt: startsAt.toISOString(),
        endsAt: endsAt?.toISOString() ?? null,
        called: (called.get(householdId ?? '') ?? []).map(({ name, saidAs }) => ({ name, saidAs })),
        prompt: withCanDo(said.get(householdId ?? '')?.prompt ?? null, canDo),
        tellThem: said.get(householdId ?? '')?.tellThem ?? null,
      }));
      await writeAudit(db, {
        actor: actorOf(phone.operativeId),
        action: 'visit.jobs',
        subject: `phone:${phone.phoneId}`,
        detail: { shown: items.length },
      });
      const [clock] = await db.rows<{ at: Date }>('SELECT now() AS at');
      return { items, total: items.length, at: clock!.at.toISOString() };
    });
  }
}

interface JobRow extends Pick<VisitJob, 'jobNumber' | 'address' | 'trade' | 'state'> {
  readonly repairId: string;
  readonly householdId: string | null;
  readonly startsAt: Date;
  readonly endsAt: Date | null;
  readonly startsAtSeconds: number;
}

async function readJobs(db: Transaction, { scope }: PhoneOnShift): Promise<JobRow[]> {
  return db.rows<JobRow>(
    `SELECT DISTINCT ON (a.starts_at, r.id) r.id AS "repairId", r.reference_id AS "jobNumber",
       concat_ws(', ', nullif(array_to_string(h.address_lines, ', '), ''), h.postal_code) AS address,
       a.starts_at AS "startsAt", a.ends_at AS "endsAt", extract(epoch FROM a.starts_at)::int8::float8 AS "startsAtSeconds",
       r.trade_name AS trade, t.id AS "householdId",
       CASE WHEN r.phase IN ('cancelled', 'superseded') THEN 'cancelled'
            WHEN a.lifecycle = 'unknown' THEN 'planned' ELSE a.lifecycle END AS state
     FROM (SELECT date_trunc('day', now() AT TIME ZONE 'Europe/London') AS today) d
     JOIN appointments a ON a.organisation_id = $1
       AND a.starts_at >= d.today AT TIME ZONE 'Europe/London'
       AND a.starts_at < (d.today + interval '2 days') AT TIME ZONE 'Europe/London'
     JOIN repairs r ON r.organisation_id = $1 AND r.id = a.repair_id AND r.deleted_at IS NULL
     JOIN homes h ON h.organisation_id = $1 AND h.id = r.home_id AND h.deleted_at IS NULL AND ${homeOutsideRefuges('h.id')}
     LEFT JOIN LATERAL (
       SELECT id FROM tenancies WHERE organisation_id = $1 AND home_id = h.id AND is_active AND deleted_at IS NULL
       ORDER BY start_date DESC NULLS LAST, id LIMIT 1) t ON true
     WHERE r.contractor = $2 OR r.reference_id = ANY ($3::text[])
     ORDER BY a.starts_at, r.id`,
    [db.organisationId, 'contractor' in scope ? scope.contractor : null, 'jobs' in scope ? scope.jobs : []],
  );
}

type Saying = Pick<VisitJob, 'prompt' | 'tellThem'>;

/** What may be said to each household, by its id. One that is not in it and one with nothing look the same. */
async function readSayings(
  db: Transaction,
  operativeId: string,
  visited: readonly string[],
): Promise<ReadonlyMap<string, Saying>> {
  const off = await showsNothingTo(db, visited, []);
  const households = visited.filter((id) => !off.has(id));
  const [open, tellings] = [
    byHousehold(await readOpenPrompts(db, households)),
    await readWaitingTellings(db, households),
  ];
  const sayings = new Map<string, Saying>();
  for (const householdId of households) {
    const [prompts, themes] = [open.get(householdId) ?? [], tellings.get(householdId)];
    if (prompts.length === 0 && themes === undefined) continue;
    const moment = await momentAt(db, operativeId, householdId);
    const checked = await checkPrompts(db, prompts, moment);
    const [prompt] = choosePanelPrompts(
      checked.filter(({ check }) => check.allowed).map((one) => one.prompt),
      1,
    );
    sayings.set(householdId, {
      prompt: prompt === undefined ? null : asSaid(prompt),
      tellThem: themes === undefined ? null : await firstToTell(db, householdId, themes, moment),
    });
  }
  return sayings;
}

function withCanDo(prompt: VisitJob['prompt'], canDo: CanDoView): VisitJob['prompt'] {
  return prompt && { ...prompt, canDo };
}

/** As whoever is at the door may put it, with what is settled and what is not. */
function asSaid({ id, say, probe, whyAsking, howDecided, alreadyDecided, stillOpen }: OpenPrompt): VisitJob['prompt'] {
  return { id, say, probe, whyAsking, howDecided, alreadyDecided, stillOpen };
}

/** Of each household with something to tell: what each telling is about, by the telling's id. */
async function readWaitingTellings(
  db: Transaction,
  households: readonly string[],
): Promise<Map<string, ReadonlyMap<string, string | null>>> {
  const rows = await db.rows<{ id: string; householdId: string; theme: string | null }>(
    `SELECT g.id, g.household_id AS "householdId", x.theme FROM tellings g
     JOIN replies r ON r.organisation_id = $1 AND r.id = g.reply_id
     JOIN topics x ON x.organisation_id = $1 AND x.id = r.topic_id
     WHERE g.organisation_id = $1 AND g.household_id = ANY ($2::uuid[]) AND g.state = 'waiting'
       AND g.way IN ('in-person', 'phone')`,
    [db.organisationId, households],
  );
  return new Map(
    [...byHousehold(rows)].map(([household, tellings]) => [
      household,
      new Map(tellings.map(({ id, theme }) => [id, theme])),
    ]),
  );
}

function byHousehold<Row extends { readonly householdId: string }>(rows: readonly Row[]): Map<string, Row[]> {
  const grouped = new Map<string, Row[]>();
  for (const row of rows) grouped.set(row.householdId, [...(grouped.get(row.householdId) ?? []), row]);
  return grouped;
}

async function firstToTell(
  db: Transaction,
  householdId: string,
  themes: ReadonlyMap<string, string | null>,
  moment: AskMoment,
): Promise<VisitJob['tellThem']> {
  for (const { tellingId, title, words } of await readTellThem(db, householdId)) {
    const may = await mayTellHousehold(db, householdId, themes.get(tellingId) ?? null, moment);
    if (may?.allowed === true) return { tellingId, say: `You told us about “${title}”. ${words}` };
  }
  return null;
}

/**
 * The moment before an operative is shown a prompt. A concern about them may name them as the job system does, or as
 * our own records do: either counts.
 */
async function momentAt(db: Transaction, operativeId: string, householdId: string): Promise<AskMoment> {
  const ours = await atDisplay(db, actorOf(operativeId), householdId);
  const theirs = await atDisplay(db, operativeId, householdId);
  const isConcerned = [ours, theirs].some(({ staff }) => staff?.isConcernedByOpenConcern !== false);
  return { ...ours, staff: { askedToday: ours.staff?.askedToday ?? 0, isConcernedByOpenConcern: isConcerned } };
}
