import {
  involvementRecorded,
  ledger,
  listOf,
  personLedger,
  recompenseKept,
  recompenseRuleShown,
  type InvolvementKind,
  type RecompenseRuleRequest,
} from '@doorstep/contracts/http';
import { benefitNotices } from '@doorstep/domain';
import { startHousingSim, type HousingSim } from '@doorstep/housing-sim';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Command } from 'commander';
import pg from 'pg';
import { addLandlord, bringIn, get, post, type Landlord } from '../../test/landlord.js';
import { startService, type StartedService } from '../../test/start-service.js';
import { findLandlord } from '../organisations/index.js';
import { CommandLine } from '../platform/command-line/command-line.js';
import type { StaffAtRecord } from '../records/index.js';
import {
  addRecompenseCommands,
  followMergedPreferences,
  RecordInvolvement,
  ReviewRecompense,
  ShowLedger,
} from './index.js';

const DAY = 86_400_000;
const daysAgo = (days: number) => new Date(Date.now() - days * DAY).toISOString();
const dateIn = (days: number) => daysAgo(-days).slice(0, 10);
const noticeShown = benefitNotices.at(-1)!.code;
const host = 'jo.marsh@alder.example';

let housing: HousingSim;
let service: StartedService;
let landlord: Landlord;
let owner: pg.Client;
let people: string[];
let person: string;
let keys = 0;

beforeAll(async () => {
  housing = await startHousingSim({ port: 0, homes: 60, seed: 11, apiKey: 'key' });
  service = await startService();
  landlord = await addLandlord(service, 'alder');
  await bringIn(service, landlord, housing.url, 'key');
  owner = new pg.Client({ connectionString: service.databaseUrl });
  await owner.connect();
  const { rows } = await owner.query<{ id: string }>(
    `SELECT reference_id AS id FROM people WHERE deleted_at IS NULL ORDER BY reference_id`,
  );
  people = rows.map(({ id }) => id);
});
afterAll(async () => {
  await owner.end();
  await service.close();
  await housing.close();
});

/** Each test begins with a ledger in which nothing stands, and a person of its own. */
beforeEach(async () => {
  await owner.query(
    `DELETE FROM recompense_entries; DELETE FROM involvements; DELETE FROM recompense_preferences; DELETE FROM recompense_rules;
     DELETE FROM alarms; DELETE FROM staff_tasks; DELETE FROM outbox WHERE topic <> 'contact'`,
  );
  person = people.shift()!;
});

const newKey = () => `recompense-${(keys += 1)}`;
const write = (path: string, body: object, key = newKey()) =>
  post<Record<string, unknown>>(service, `/api/v1/${path}`, body, {
    authorization: `Bearer ${landlord.apiKey}`,
    'idempotency-key': key,
  });
const involvement = (kind: InvolvementKind = 'workshop', minutes = 90, happenedAt = daysAgo(1)) => ({
  ...{ kind, minutes, happenedAt, owner: host },
});
async function involve(...given: Parameters<typeof involvement>) {
  return involvementRecorded.parse((await write(`people/${person}/involvements`, involvement(...given))).body);
}
const step = (id: string, what: 'offers' | 'choices' | 'gifts' | 'refusals', body: object, key?: string) =>
  write(`people/${person}/involvements/${id}/${what}`, body, key);
const offer = (id: string) => step(id, 'offers', { line: 'thank-you' });
const theirs = async () =>
  personLedger.parse((await get(service, `/api/v1/people/${person}/recompense`, landlord.apiKey)).body);
const everyone = async (query = '') =>
  ledger.parse((await get(service, `/api/v1/recompense${query}`, landlord.apiKey)).body);
const alarms = async (kind: string) =>
  (await owner.query(`SELECT subject, to_email FROM alarms WHERE kind = $1`, [kind])).rows;
const rule = (changes: Partial<RecompenseRuleRequest> = {}) =>
  write('recompense-rules', {
    ...{ kind: 'meeting', offerFromMinutes: 60, minimumPence: 2500, effectiveFrom: dateIn(0) },
    ...changes,
  });

describe('an involvement', () => {
  it('is to be followed by an offer from the minutes of the rule on, and the ledger says so until it is', async () => {
    expect(await involve('workshop', 29)).toMatchObject({ offerDue: false, suggestion: [] });
    const { involvementId, offerDue } = await involve('workshop', 30);
    expect(offerDue).toBe(true);
    expect((await theirs()).items.filter((one) => one.offerDue)).toMatchObject([{ involvementId }]);
    expect((await offer(involvementId)).status).toBe(201);
    expect((await theirs()).totals).toMatchObject({ involvements: 2, minutes: 59, offersDue: 0 });
  });

  it('is kept once under its key, however many send it at once, and no other under it', async () => {
    const key = newKey();
    const given = involvement();
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => write(`people/${person}/involvements`, given, key)),
    );
    expect(new Set(answers.map(({ status, body }) => `${status} ${String(body['involvementId'])}`)).size).toBe(1);
    expect((await theirs()).total).toBe(1);
    expect(await write(`people/${person}/involvements`, { ...given, minutes: 91 }, key)).toMatchObject({
      status: 422,
    });
    expect(await write(`people/${people[0]}/involvements`, given, key)).toMatchObject({ status: 422 });
    expect(await write(`people/${person}/involvements`, given, '')).toMatchObject({
      body: { code: 'idempotency-key-needed' },
    });
  });

  it('that is still to come is refused', async () => {
    expect(await write(`people/${person}/involvements`, involvement('panel', 60, daysAgo(-3)))).toMatchObject({
      status: 400,
      body: { code: 'not-yet' },
    });
  });

  it('is written by those who work with residents alone', async () => {
    const staff = (roles: string[]): StaffAtRecord => ({
      organisationId: landlord.id,
      staffId: 'officer-1',
      roles,
      record: { type: 'person', id: person },
      systems: { person: 'hackney/person', tenancy: 'hackney/tenure', home: 'hackney/asset' },
    });
    const once = { idempotencyKey: newKey(), requestHash: Buffer.alloc(32) };
    const verb = service.app.get(RecordInvolvement);
    for (const roles of [['operative'], ['viewer'], ['officer', 'income']])
      await expect(verb.run(staff(roles), involvement(), once)).rejects.toMatchObject({ code: 'not-your-role' });
    expect((await verb.run(staff(['officer']), involvement(), once)).offerDue).toBe(true);
    await expect(service.app.get(ShowLedger).ofPerson(staff(['operative']))).rejects.toMatchObject({
      code: 'not-your-role',
    });
    expect((await service.app.get(ShowLedger).ofPerson(staff(['officer']))).total).toBe(1);
  });
});

describe('the third time without an offer', () => {
  it('is said to whoever asked them, once, however many come at once and after', async () => {
    await involve('meeting', 60, daysAgo(300));
    await Promise.all([involve('meeting', 60, daysAgo(90)), involve('meeting', 60, daysAgo(2))]);
    expect(await alarms('third-time-unpaid')).toMatchObject([{ to_email: host }]);
    await involve('meeting', 60, daysAgo(1));
    await involve();
    expect(await alarms('third-time-unpaid')).toHaveLength(1);
  });

  it('is not where one of them was followed by an offer, even one that was turned down', async () => {
    const { involvementId } = await involve('meeting', 60, daysAgo(30));
    await offer(involvementId);
    await step(involvementId, 'refusals', { line: 'thank-you' });
    await involve('meeting', 60, daysAgo(20));
    await involve('meeting', 60, daysAgo(10));
    expect(await alarms('third-time-unpaid')).toEqual([]);
    await involve('meeting', 60, daysAgo(5));
    expect(await alarms('third-time-unpaid')).toHaveLength(1);
  });

  it('is not made good by paying back what it cost them', async () => {
    for (const days of [30, 20, 10]) {
      const { involvementId } = await involve('meeting', 60, daysAgo(days));
      await step(involvementId, 'gifts', { line: 'travel', valuePence: 480 });
    }
    expect(await alarms('third-time-unpaid')).toHaveLength(1);
  });
});

describe('a heavy load', () => {
  it('gives staff one task to ask how they are', async () => {
    for (const days of [9, 8, 7, 6, 5]) await involve('conversation', 20, daysAgo(days));
    const tasks = async () => (await owner.query(`SELECT kind, owner FROM staff_tasks WHERE kind = 'check-in'`)).rows;
    expect(await tasks()).toEqual([]);
    await involve('conversation', 20, daysAgo(4));
    await involve('workshop', 400, daysAgo(3));
    expect(await tasks()).toEqual([{ kind: 'check-in', owner: host }]);
  });
});

describe('a thank-you', () => {
  it('is offered, chosen and given, in that order, and once', async () => {
    const { involvementId: id } = await involve();
    expect(await step(id, 'choices', { kind: 'training' })).toMatchObject({ body: { code: 'not-offered' } });
    expect(await step(id, 'gifts', { line: 'thank-you', valuePence: 2000 })).toMatchObject({
      body: { code: 'not-chosen' },
    });
    await offer(id);
    expect(await offer(id)).toMatchObject({ status: 409, body: { code: 'offered-already' } });
    expect(await step(id, 'gifts', { line: 'thank-you', valuePence: 2000 })).toMatchObject({
      body: { code: 'not-chosen' },
    });
    expect((await step(id, 'choices', { kind: 'training' })).status).toBe(201);
    expect((await step(id, 'gifts', { line: 'thank-you', valuePence: 2000 })).status).toBe(201);
    expect(await step(id, 'gifts', { line: 'thank-you', valuePence: 2000 })).toMatchObject({
      status: 409,
      body: { code: 'given-already' },
    });
    const { items, totals } = await theirs();
    expect(items[0]!.entries.map((one) => [one.step, one.kind])).toEqual([
      ['offered', null],
      ['chosen', 'training'],
      ['given', 'training'],
    ]);
    expect(totals).toMatchObject({ thankYouPence: 2000, expensesPence: 0, given: { training: 1, money: 0 } });
  });

  it.each(['money', 'voucher'])(
    'in the form of %s is chosen only once the notice about benefits was read',
    async (kind) => {
      const { involvementId: id } = await involve();
      await offer(id);
      for (const shown of [{}, { noticeShown: 'benefits-1999-01' }]) {
        const refused = await step(id, 'choices', { kind, ...shown });
        expect(refused).toMatchObject({ status: 409, body: { code: 'notice-first', current: { code: noticeShown } } });
        expect((refused.body['current'] as { words: string }).words).toMatch(/income/);
      }
      expect((await theirs()).items[0]!.entries).toHaveLength(1);
      const { notice } = await theirs();
      expect((await step(id, 'choices', { kind, noticeShown: notice.code })).status).toBe(201);
      await step(id, 'gifts', { line: 'thank-you', valuePence: 2000 });
      expect((await theirs()).items[0]!.entries.at(-1)).toMatchObject({ step: 'given', kind, notice: noticeShown });
    },
  );

  it('of nothing is an answer, and nothing is given for it; turned down, it can be offered again', async () => {
    const { involvementId: id } = await involve();
    await offer(id);
    await step(id, 'choices', { kind: 'nothing' });
    expect(await step(id, 'gifts', { line: 'thank-you', valuePence: 100 })).toMatchObject({
      body: { code: 'not-chosen' },
    });
    await step(id, 'refusals', { line: 'thank-you' });
    expect((await theirs()).totals).toMatchObject({ turnedDown: 1, thankYouPence: 0 });
    expect((await offer(id)).status).toBe(201);
    expect((await theirs()).totals.turnedDown).toBe(0);
  });

  it('of less than the least is kept and warned of, the same each time it is sent', async () => {
    await rule({ kind: 'workshop' });
    const { involvementId: id } = await involve('workshop', 90, new Date().toISOString());
    await offer(id);
    await step(id, 'choices', { kind: 'voucher', noticeShown });
    const key = newKey();
    const little = { line: 'thank-you', valuePence: 2499 };
    const kept = await step(id, 'gifts', little, key);
    expect(recompenseKept.parse(kept.body).warnings).toEqual(['below-minimum']);
    expect(await step(id, 'gifts', little, key)).toEqual(kept);
    expect((await theirs()).totals.thankYouPence).toBe(2499);
  });

  it('is given once, however many give it at once', async () => {
    const { involvementId: id } = await involve();
    await offer(id);
    await step(id, 'choices', { kind: 'time' });
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => step(id, 'gifts', { line: 'thank-you', valuePence: 1500 })),
    );
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([
      201,
      ...Array.from({ length: 7 }, () => 409),
    ]);
    expect((await theirs()).totals.thankYouPence).toBe(1500);
  });

  it('is this person’s: of another it is not known', async () => {
    const { involvementId: id } = await involve();
    person = people.shift()!;
    expect(await offer(id)).toMatchObject({ status: 404, body: { code: 'involvement-unknown' } });
  });
});

describe('what taking part cost them', () => {
  it('is paid back whatever they chose, as often as it cost them something, and stands apart', async () => {
    const { involvementId: id } = await involve();
    await offer(id);
    await step(id, 'refusals', { line: 'thank-you' });
    for (const [line, valuePence] of [
      ['travel', 480],
      ['travel', 520],
      ['childcare', 3000],
      ['other-expense', 99],
    ])
      expect((await step(id, 'gifts', { line, valuePence })).status).toBe(201);
    expect((await theirs()).totals).toMatchObject({
      thankYouPence: 0,
      expensesPence: 4099,
      expenses: { travel: 1000, childcare: 3000, 'other-expense': 99 },
    });
    person = people.shift()!;
    const other = await involve();
    await offer(other.involvementId);
    await step(other.involvementId, 'choices', { kind: 'time' });
    await step(other.involvementId, 'gifts', { line: 'thank-you', valuePence: 1200 });
    expect(await everyone('?limit=1')).toMatchObject({
      items: [{}],
      total: 2,
      totals: { involvements: 2, thankYouPence: 1200, expensesPence: 4099, turnedDown: 1 },
    });
    expect((await everyone(`?from=${dateIn(1)}`)).totals).toMatchObject({ involvements: 0, expensesPence: 0 });
    expect(await get(service, `/api/v1/recompense?from=2026-02-01&to=2026-01-01`, landlord.apiKey)).toMatchObject({
      status: 400,
    });
  });
});

describe('what they would like', () => {
  const like = async (body: object) => {
    const answer = await fetch(`${service.url}/api/v1/people/${person}/recompense-preference`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${landlord.apiKey}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return answer.status;
  };

  it('is suggested the next time, and chosen for nobody', async () => {
    expect((await theirs()).preference).toBeNull();
    expect(await like({ wants: ['training', 'time'] })).toBe(200);
    const { involvementId: id, suggestion } = await involve();
    expect(suggestion).toEqual(['training', 'time']);
    await offer(id);
    expect((await theirs()).items[0]!.entries).toMatchObject([{ step: 'offered', kind: null }]);
    expect(await like({ wants: ['nothing'] })).toBe(200);
    expect((await theirs()).preference).toMatchObject({ wants: ['nothing'], isStale: false });
    for (const wants of [[], ['nothing', 'money'], ['biscuits']]) expect(await like({ wants })).toBe(400);
  });

  it('follows them, with what they gave their time for, into whom the host merged them', async () => {
    const gone = person;
    await like({ wants: ['voucher'] });
    const { involvementId } = await involve('workshop', 45);
    person = people.shift()!;
    await involve('panel', 60);
    const { rows } = await owner.query<{ connection: string }>(
      `INSERT INTO merged_references (organisation_id, connection_id, entity, allocated_by, reference_id, into_reference_id)
       SELECT organisation_id, connection_id, 'person', allocated_by, reference_id, $2 FROM people WHERE reference_id = $1
       RETURNING connection_id AS connection`,
      [gone, person],
    );
    await owner.query('UPDATE people SET deleted_at = now() WHERE reference_id = $1', [gone]);
    for (let run = 0; run < 2; run++)
      await service.platform.database.inOrganisation(landlord.id, (db) =>
        followMergedPreferences(db, rows[0]!.connection),
      );
    expect((await offer(involvementId)).status).toBe(201);
    const now = await theirs();
    expect(now).toMatchObject({ preference: { wants: ['voucher'] }, totals: { involvements: 2, minutes: 105 } });
    expect(now.items.map((one) => one.person)).toEqual([person, person]);
    expect((await everyone()).totals).toMatchObject({ involvements: 2, minutes: 105 });
    const survivor = person;
    person = gone;
    expect((await theirs()).total).toBe(2);
    expect(await like({ wants: ['time'] })).toBe(200);
    person = survivor;
    expect((await theirs()).preference).toMatchObject({ wants: ['time'] });
  });

  it('is one at a time, however many write at once', async () => {
    const wants = ['money', 'voucher', 'training', 'time', 'nothing'];
    expect(await Promise.all(wants.map((want) => like({ wants: [want] })))).toEqual(wants.map(() => 200));
    const { rows } = await owner.query(
      `SELECT count(*)::int AS kept, count(*) FILTER (WHERE ended_at IS NULL)::int AS hold FROM recompense_preferences`,
    );
    expect(rows).toEqual([{ kept: 5, hold: 1 }]);
  });

  it('is asked again by a person when it is old, and holds until then', async () => {
    await like({ wants: ['time'] });
    const { rows } = await owner.query<{ id: string }>(
      `SELECT subject_id AS id FROM outbox WHERE topic = 'recompense-review' AND due_at > now() + interval '360 days'`,
    );
    const [{ id }] = rows as [{ id: string }];
    await owner.query(
      `UPDATE recompense_preferences SET review_after = current_date; UPDATE outbox SET due_at = now()`,
    );
    await Promise.all(Array.from({ length: 4 }, () => service.app.get(ReviewRecompense).run(landlord.id, [id])));
    expect((await owner.query(`SELECT kind FROM staff_tasks`)).rows).toEqual([{ kind: 'ask-recompense-again' }]);
    expect((await theirs()).preference).toMatchObject({ wants: ['time'], isStale: true });
    expect((await involve()).suggestion).toEqual(['time']);
  });
});

describe('a rule', () => {
  const rules = async () =>
    listOf(recompenseRuleShown).parse((await get(service, '/api/v1/recompense-rules', landlord.apiKey)).body).items;

  it('holds from its day on, and what was before is judged by what held then', async () => {
    expect((await rules()).every(({ isShipped }) => isShipped)).toBe(true);
    expect((await rule({ offerFromMinutes: 120 })).status).toBe(201);
    expect((await rule({ offerFromMinutes: 120 })).status).toBe(201);
    expect(await rule({ offerFromMinutes: 121 })).toMatchObject({ status: 409, body: { code: 'rule-that-day' } });
    expect(await rule({ effectiveFrom: dateIn(-2) })).toMatchObject({ status: 400, body: { code: 'day-over' } });
    await rule({ offerFromMinutes: 5, effectiveFrom: dateIn(30) });
    expect((await rules()).filter(({ kind }) => kind === 'meeting')).toMatchObject([
      { offerFromMinutes: 120, isShipped: false },
      { offerFromMinutes: 5, effectiveFrom: dateIn(30) },
    ]);
    expect((await involve('meeting', 60, new Date().toISOString())).offerDue).toBe(false);
    expect((await involve('meeting', 60, daysAgo(3))).offerDue).toBe(true);
  });

  describe('that changed', () => {
    /** Puts the change so many weeks back, with so many involvements in each of the weeks around it. */
    async function changed(weeksAgo: number, before: number[], after: number[]): Promise<string> {
      await rule();
      const { rows } = await owner.query<{ id: string }>(
        `UPDATE recompense_rules SET effective_from = (now() AT TIME ZONE 'Europe/London')::date - $1::int RETURNING id`,
        [weeksAgo * 7],
      );
      const weeks = [
        ...before.map((count, at) => [at - before.length, count]),
        ...after.map((count, at) => [at, count]),
      ];
      for (const [week, count] of weeks)
        await owner.query(
          `INSERT INTO involvements (organisation_id, id, person_id, kind, minutes, happened_at, owner, recorded_by, idempotency_key, request_hash)
           SELECT p.organisation_id, gen_random_uuid(), p.id, 'meeting', 60,
             ((now() AT TIME ZONE 'Europe/London')::date - $1::int + $2::int * 7 + 3)::timestamptz, 'x', 'x', gen_random_uuid(), ''
           FROM (SELECT organisation_id, id FROM people ORDER BY id LIMIT 1) p, generate_series(1, $3::int)`,
          [weeksAgo * 7, week, count],
        );
      return rows[0]!.id;
    }
    const review = async (id: string) => {
      await owner.query(`UPDATE outbox SET due_at = now() WHERE topic = 'recompense-review' AND done_at IS NULL`);
      await Promise.all(Array.from({ length: 3 }, () => service.app.get(ReviewRecompense).run(landlord.id, [id])));
    };
    const waits = async () =>
      (await owner.query(`SELECT FROM outbox WHERE topic = 'recompense-review' AND done_at IS NULL`)).rows.length;

    it('is flagged once where far more people come after it', async () => {
      const id = await changed(1, [4, 5, 3, 4], [14]);
      await review(id);
      expect(await alarms('unusual-rise')).toEqual([{ subject: `recompense-rule:${id}`, to_email: null }]);
      expect(await waits()).toBe(0);
      await review(id);
      expect(await alarms('unusual-rise')).toHaveLength(1);
    });

    it('is looked at again the next week where nothing stands out, for eight weeks', async () => {
      const id = await changed(1, [4, 5, 3, 4], [5]);
      await review(id);
      expect(await alarms('unusual-rise')).toEqual([]);
      expect(await waits()).toBe(1);
      const { rows } = await owner.query(
        `SELECT due_at > now() + interval '6 days' AND due_at < now() + interval '8 days' AS week FROM outbox WHERE topic = 'recompense-review'`,
      );
      expect(rows).toEqual([{ week: true }]);
      await owner.query(`UPDATE recompense_rules SET effective_from = effective_from - 49`);
      await review(id);
      expect(await waits()).toBe(0);
    });

    it('is not compared with the weeks before there was anything', async () => {
      const id = await changed(1, [4, 5], [14]);
      await review(id);
      expect(await alarms('unusual-rise')).toEqual([]);
    });
  });
});

/** What a command prints with --json, over the verbs of the service that runs. */
async function command(...words: string[]): Promise<unknown> {
  const program = new Command().exitOverride();
  addRecompenseCommands(program, new CommandLine((work) => work(service.app), findLandlord));
  const printed: string[] = [];
  const write = jest.spyOn(process.stdout, 'write').mockImplementation((text) => printed.push(String(text)) > 0);
  await program.parseAsync([...words, '--json'], { from: 'user' }).finally(() => write.mockRestore());
  return JSON.parse(printed.join(''));
}

it('is shown on the command line: the ledger of all, of one person, and the rules', async () => {
  const { involvementId } = await involve();
  await step(involvementId, 'gifts', { line: 'travel', valuePence: 480 });
  expect(await command('recompense', 'ledger')).toEqual(await everyone());
  expect(await command('recompense', 'ledger', '--person', person)).toEqual(await theirs());
  expect(await command('recompense', 'rules')).toMatchObject({ total: 8 });
});
