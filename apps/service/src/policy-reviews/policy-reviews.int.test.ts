import type { PolicyReview, PolicyReviewsShown } from '@doorstep/contracts/http';
import { startHousingSim, type HousingSim } from '@doorstep/housing-sim';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import {
  addLandlord,
  bringIn,
  get,
  hostOrigin,
  post,
  signIn,
  type HostRecord,
  type Landlord,
} from '../../test/landlord.js';
import { startService, type StartedService } from '../../test/start-service.js';
import { RaisePolicyReviews } from './index.js';

let housing: HousingSim;
let service: StartedService;
let owner: pg.Client;
let landlord: Landlord;
/** Somebody in an area of ten households or more, and somebody in one of fewer. */
let [large, small]: [Living, Living] = [{} as Living, {} as Living];
let keys = 0;

interface Living {
  readonly person: string;
  readonly familyName: string;
  readonly firstLine: string;
  readonly homeId: string;
  readonly area: string | null;
}

beforeAll(async () => {
  housing = await startHousingSim({ port: 0, homes: 120, seed: 11, apiKey: 'key' });
  service = await startService();
  owner = new pg.Client({ connectionString: service.databaseUrl });
  await owner.connect();
  landlord = await addLandlord(service, 'alder');
  await bringIn(service, landlord, housing.url, 'key');
  const living = await sql<Living & { households: number }>(
    `WITH blocks AS (SELECT reference_id, coalesce(parent_id, reference_id) AS area FROM homes WHERE kind <> 'dwelling'),
     lived AS (
       SELECT DISTINCT ON (t.id) p.reference_id AS person, p.family_name AS "familyName", h.address_lines[1] AS "firstLine",
         h.id AS "homeId", coalesce(b.area, h.parent_id) AS area
       FROM tenancies t JOIN homes h ON h.id = t.home_id LEFT JOIN blocks b ON b.reference_id = h.parent_id
       JOIN tenancy_parties y ON y.tenancy_id = t.id JOIN people p ON p.id = y.person_id
       WHERE t.is_active AND h.scheme <> 'refuge' ORDER BY t.id, p.reference_id)
     SELECT *, (count(*) OVER (PARTITION BY area))::int AS households FROM lived ORDER BY person`,
  );
  large = living.find(({ households, area }) => area !== null && households >= 10)!;
  small = living.find(({ households, area }) => area === null || households < 10)!;
}, 60_000);
afterAll(async () => {
  await owner.end();
  await service.close();
  await housing.close();
});
beforeEach(() => owner.query('DELETE FROM policy_clashes; DELETE FROM policy_reviews; DELETE FROM alarms'));

const sql = async <Row extends object>(statement: string, values: readonly unknown[] = []) =>
  (await owner.query(statement, [...values])).rows as Row[];
const recordOf = ({ person }: Living): HostRecord => ({ type: 'person', id: person });

async function say(
  at: Living,
  words: string,
  { theme = 'home', staff = 'officer-1', key = `clash-${(keys += 1)}` } = {},
) {
  const session = await signIn(service, landlord, recordOf(at), staff);
  return post<{ code: string } | null>(
    service,
    '/embed/v1/policy-clashes',
    { theme, words },
    { authorization: `Bearer ${session}`, 'idempotency-key': key },
  );
}
/** What was said so far was said that many days ago. */
const letDaysPass = (days: number) =>
  owner.query('UPDATE policy_reviews SET last_day = last_day - $1::int WHERE raised_on IS NULL', [days]);
const raise = () => service.app.get(RaisePolicyReviews).run(landlord.id);
const list = async () =>
  (await get<PolicyReviewsShown>(service, '/api/v1/policy-reviews', landlord.apiKey, { origin: hostOrigin })).body;

describe('a policy that does not fit', () => {
  it('is kept with its area, its theme, its words and its month, and nothing that leads back to the home', async () => {
    const before = await sql<{ n: number }>('SELECT count(*)::int AS n FROM audit_entries');
    expect((await say(large, 'No pets, and every home here has one.')).status).toBe(204);
    const [review] = await sql<object>('SELECT to_jsonb(r) AS r FROM policy_reviews r');
    const [clash] = await sql<object>('SELECT to_jsonb(c) AS c FROM policy_clashes c');
    const kept = JSON.stringify([review, clash]);
    expect(kept).toContain(large.area!);
    const [ids] = await sql<{ ids: string[] }>(
      `SELECT array_agg(one) AS ids FROM (
         SELECT p.id::text AS one FROM people p WHERE p.reference_id = $1
         UNION ALL SELECT y.tenancy_id::text FROM tenancy_parties y JOIN people p ON p.id = y.person_id WHERE p.reference_id = $1
         UNION ALL SELECT $2 UNION ALL SELECT $1 UNION ALL SELECT 'officer-1') x`,
      [large.person, large.homeId],
    );
    for (const id of ids!.ids) expect(kept).not.toContain(id);
    // Not even a time of day: what was opened, and when, stands in the audit.
    expect(kept).not.toMatch(/\d\d:\d\d/);
    const { rows } = await owner.query<{ said: string; today: string }>(
      `SELECT said_in::text AS said, to_char(now() AT TIME ZONE 'Europe/London', 'YYYY-MM') || '-01' AS today FROM policy_clashes`,
    );
    expect(rows[0]!.said).toBe(rows[0]!.today);
    const audit = await sql<{ entry: string; isMidnight: boolean; version: string }>(
      `SELECT to_jsonb(a)::text AS entry, a.at = date_trunc('day', a.at, 'UTC') AS "isMidnight", substr(a.id::text, 15, 1) AS version
       FROM audit_entries a WHERE action = 'policy-clash.keep'`,
    );
    expect(audit).toEqual([{ entry: expect.any(String), isMidnight: true, version: '4' }]);
    for (const id of [...ids!.ids, large.area!]) expect(audit[0]!.entry).not.toContain(id);
    // The session and the view, and this one: no other entry of the moment says what was said there.
    const after = await sql<{ n: number }>('SELECT count(*)::int AS n FROM audit_entries');
    expect(after[0]!.n - before[0]!.n).toBeLessThanOrEqual(3);
    const [held] = await sql<{ n: number }>(
      `SELECT (SELECT count(*) FROM voices) + (SELECT count(*) FROM panel_drafts) + (SELECT count(*) FROM remembered_writes) AS n`,
    );
    expect(Number(held!.n)).toBe(0);
  });

  it('is of all such homes where fewer than ten households share the area, and of a refuge never', async () => {
    await say(small, 'Nothing may stand on the landing.');
    await owner.query(`UPDATE homes SET scheme = 'refuge' WHERE id = $1`, [large.homeId]);
    await say(large, 'Nobody may stay overnight.');
    await owner.query(`UPDATE homes SET scheme = 'general' WHERE id = $1`, [large.homeId]);
    expect(await sql('SELECT place, days FROM policy_reviews')).toEqual([{ place: null, days: 1 }]);
  });

  it('is once for its key, and another sentence under it is refused', async () => {
    const key = 'one-key-of-a-panel';
    for (const staff of ['officer-1', 'officer-2'])
      expect((await say(large, 'No barbecues on balconies.', { key, staff })).status).toBe(204);
    const again = await say(large, 'Something else.', { key });
    expect([again.status, again.body?.code]).toEqual([422, 'idempotency-key-reused']);
    expect(await sql('SELECT words FROM policy_clashes')).toEqual([{ words: 'No barbecues on balconies.' }]);
  });

  it('is once for its key where a phone sends it again before it was answered', async () => {
    await say(large, 'No barbecues on balconies.');
    await owner.query('BEGIN; SELECT FROM policy_reviews FOR UPDATE');
    const sends = [1, 2].map(() => say(large, 'No drying on balconies.', { key: 'sent-at-once' }));
    const waiting = async () => (await sql('SELECT pid FROM pg_locks WHERE NOT granted')).length;
    while ((await waiting()) < sends.length) await service.platform.database.dispatch('SELECT 1');
    await owner.query('COMMIT');
    expect((await Promise.all(sends)).map(({ status }) => status)).toEqual([204, 204]);
    expect(await sql(`SELECT words FROM policy_clashes WHERE words LIKE 'No drying%'`)).toHaveLength(1);
  });

  it('names nobody: a name, an address, a number or a postcode is refused with what to do', async () => {
    for (const words of [
      `The ${large.familyName} family has two dogs.`,
      `At ${large.firstLine} they have two dogs.`,
      'Ring 07700 900123 about the dogs.',
      'The dogs of E8 1DY.',
    ]) {
      const refused = await say(large, words);
      expect([words, refused.status, refused.body?.code]).toEqual([words, 400, 'names-a-home']);
    }
    for (const [words, theme] of [
      ['', 'home'],
      ['x'.repeat(201), 'home'],
      ['No pets.', 'pets'],
    ] as const)
      expect((await say(large, words, { theme })).status).toBe(400);
    expect(await sql('SELECT id FROM policy_reviews')).toEqual([]);
  });
});

describe('the review that it raises', () => {
  const thrice = async (words: readonly string[]) => {
    for (const one of words) {
      await letDaysPass(1);
      await say(large, one);
    }
  };

  it('comes after the set number of days, a day later, with what was said, and once', async () => {
    await thrice(['No pets.', 'Every home has a dog.']);
    for (const staff of ['a', 'b', 'c', 'd']) await say(large, `All day long ${staff}.`, { staff });
    await letDaysPass(1);
    expect(await raise()).toBe(0);
    expect((await list()).items).toEqual([]);
    await say(large, 'Dogs make people talk.');
    // Not on the day of the last: the hour would tell whose home it was.
    expect(await raise()).toBe(0);
    await letDaysPass(1);
    expect(await raise()).toBe(1);
    expect(await raise()).toBe(0);
    const { items, days } = await list();
    expect(days).toBe(3);
    expect(items).toMatchObject([{ place: large.area, theme: 'home', days: 3, answer: null }]);
    expect(items[0]!.placeName).not.toBe(null);
    expect(items[0]!.words).toEqual([...items[0]!.words].toSorted());
    expect(items[0]!.words).toHaveLength(7);
    expect(await sql('SELECT kind, subject FROM alarms')).toEqual([
      { kind: 'policy-clashes', subject: `policy-review:${items[0]!.id}` },
    ]);
    // What is said after it was raised gathers for another: in this one it would stand out.
    await say(large, 'And a cat.');
    expect((await list()).items[0]!.words).toHaveLength(7);
  });

  it('does not come where the sentences of those days are gone by then', async () => {
    await thrice(['No pets.', 'Not one.', 'None at all.']);
    await owner.query(`DELETE FROM policy_clashes WHERE words = 'No pets.'`);
    await letDaysPass(1);
    expect(await raise()).toBe(0);
  });

  it('is answered once, by a lead, and its alarm is seen to by that', async () => {
    await thrice(['No pets.', 'Not one.', 'None at all.']);
    await letDaysPass(1);
    await raise();
    const [{ id }] = (await list()).items as [PolicyReview];
    const answer = (words: string, key: string) =>
      post<PolicyReview & { code?: string }>(
        service,
        `/api/v1/policy-reviews/${id}/answer`,
        { answer: words },
        { authorization: `Bearer ${landlord.apiKey}`, 'idempotency-key': key },
      );
    expect((await answer('Pets are fine from January.', 'a')).body.answer).toBe('Pets are fine from January.');
    const late = await answer('No.', 'b');
    expect([late.status, late.body.code]).toEqual([409, 'answered-already']);
    expect(await sql('SELECT seen_at IS NOT NULL AS seen FROM alarms')).toEqual([{ seen: true }]);
  });

  it('comes after as many days as the landlord sets, on top of what it was', async () => {
    const set = (was: number, days: number) =>
      fetch(`${service.url}/api/v1/policy-reviews/settings`, {
        method: 'PUT',
        headers: { authorization: `Bearer ${landlord.apiKey}`, 'content-type': 'application/json' },
        body: JSON.stringify({ was, days }),
      });
    expect((await set(3, 2)).status).toBe(200);
    expect((await set(3, 5)).status).toBe(409);
    expect((await set(2, 1)).status).toBe(400);
    await thrice(['No pets.', 'Not one.']);
    await letDaysPass(1);
    expect(await raise()).toBe(1);
  });
});
