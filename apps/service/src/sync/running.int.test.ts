import type {
  ConnectionRunning,
  HealthShown,
  HeldCell,
  HeldReasonShown,
  JobsShown,
  MatchingShown,
  RunShown,
  VanishedField,
  FieldLeft,
} from '@doorstep/contracts/http';
import { startHousingSim, type HousingSim } from '@doorstep/housing-sim';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { addLandlord, get, post, type Landlord } from '../../test/landlord.js';
import { startService, type StartedService } from '../../test/start-service.js';
import { AddConnection } from '../connections/index.js';
import { runSyncJob } from './run-sync.job.js';
import { RunSync } from './run-sync.js';

let housing: HousingSim;
let service: StartedService;
let landlord: Landlord;
let owner: pg.Pool;
let connectionId: string;

beforeAll(async () => {
  housing = await startHousingSim({ port: 0, homes: 300, seed: 5, apiKey: 'key' });
  service = await startService();
  owner = new pg.Pool({ connectionString: service.databaseUrl, max: 1 });
  landlord = await addLandlord(service, 'birch');
  await service.app.get(AddConnection).run('test', landlord.id, {
    name: 'housing',
    connector: 'hackney',
    configuration: { housingUrl: housing.url, apiKey: 'key' },
    allowedAddresses: ['127.0.0.1/32'],
  });
  connectionId = (await owner.query<{ id: string }>('SELECT id FROM connections')).rows[0]!.id;
});
afterAll(async () => {
  await owner.end();
  await service.close();
  await housing.close();
});

const headers = () => ({ authorization: `Bearer ${landlord.apiKey}` });
const look = async <Body>(path: string) => (await get<Body>(service, `/admin/v1/${path}`, landlord.apiKey)).body;
const tell = <Body>(path: string, body: object = {}) => post<Body>(service, `/admin/v1/${path}`, body, headers());
const running = () => look<ConnectionRunning>('connections/housing/running');
const counted = async (table: string) =>
  (await owner.query<{ count: number }>(`SELECT count(*)::int AS count FROM ${table}`)).rows[0]!.count;
const fault = (faults: object) =>
  fetch(`${housing.url}/_sim/faults`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(faults),
  });
const work = () =>
  runSyncJob(service.app.get(RunSync))({ organisationId: landlord.id, connectionId }, new AbortController().signal);

describe('bringing data in', () => {
  it('is asked for, and a worker does it once however often it was asked for', async () => {
    expect((await tell<ConnectionRunning>('connections/housing/runs', { isFull: true })).status).toBe(202);
    expect((await tell<ConnectionRunning>('connections/housing/runs')).status).toBe(202);
    await work();
    await work();
    const { body } = await get<{ items: RunShown[] }>(service, '/admin/v1/runs', landlord.apiKey);
    expect(body.items.map(({ result, isFull }) => [result, isFull])).toEqual([['completed', true]]);
    expect(body.items[0]!.total.read).toBeGreaterThan(1_000);
    expect(body.items[0]!.streams.length).toBeGreaterThan(3);
  });

  it('stops at the next page when it is paused, and comes to the same as without', async () => {
    const before = await counted('people');
    await owner.query('TRUNCATE people, tenancy_parties, alert_readings CASCADE');
    await owner.query('UPDATE stream_states SET is_complete = false, state = NULL');
    await tell('connections/housing/runs', { isFull: true });
    await owner.query('UPDATE connections SET paused_at = now() WHERE id = $1', [connectionId]);
    const report = await service.app
      .get(RunSync)
      .run('test', landlord.id, 'housing', true, new AbortController().signal);
    expect(report).toMatchObject({
      status: 'incomplete',
      problem: expect.stringContaining('goes on from where it stopped'),
    });
    expect((await look<{ items: RunShown[] }>('runs')).items[0]!.result).toBe('paused');
    expect(await counted('people')).toBeLessThan(before);
    expect((await running()).isPaused).toBe(true);
    await work();
    expect((await running()).isPaused).toBe(true);
    await tell('connections/housing/runs');
    await work();
    expect(await counted('people')).toBe(before);
    expect((await running()).isPaused).toBe(false);
  });

  it('pauses and plans over HTTP, and says when it goes on', async () => {
    const paused = await tell<ConnectionRunning>('connections/housing/runs/pause');
    expect(paused.body).toMatchObject({ isPaused: true, next: [] });
    await tell('connections/housing/runs');
    await work();
    const schedule = { often: { kind: 'nightly', at: '02:00' }, fullOn: 0, notBetween: null };
    const answer = await fetch(`${service.url}/admin/v1/connections/housing/schedule`, {
      method: 'PUT',
      headers: { ...headers(), 'content-type': 'application/json' },
      body: JSON.stringify({ ...schedule, version: 0 }),
    });
    expect(answer.status).toBe(200);
    const planned = (await answer.json()) as ConnectionRunning;
    expect(planned).toMatchObject({ schedule, scheduleVersion: 1 });
    expect(planned.next).toHaveLength(3);
    const inLondon = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', timeStyle: 'short' });
    expect(planned.next.map(({ at }) => inLondon.format(new Date(at)))).toEqual(['02:00', '02:00', '02:00']);
    await work();
    expect((await running()).next[0]!.at).toBe(planned.next[0]!.at);
    const late = await fetch(answer.url, {
      method: 'PUT',
      headers: { ...headers(), 'content-type': 'application/json' },
      body: JSON.stringify({ ...schedule, fullOn: 3, version: 0 }),
    });
    expect([late.status, await late.json()]).toMatchObject([
      409,
      { code: 'schedule-changed', current: { version: 1, schedule, changedBy: expect.any(String) } },
    ]);
  });

  it('begins none in hours in which none begins, though it was due, but the one that was asked for', async () => {
    const hour = (ahead: number) =>
      new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', timeStyle: 'short' }).format(
        new Date(Date.now() + ahead * 3_600_000),
      );
    const schedule = {
      often: { kind: 'every', minutes: 15 },
      fullOn: null,
      notBetween: { from: hour(-2), until: hour(2) },
    };
    await owner.query('UPDATE connections SET schedule = $1, next_sync_at = now()', [JSON.stringify(schedule)]);
    const before = await counted('runs');
    await work();
    expect(await counted('runs')).toBe(before);
    expect(Date.parse((await running()).next[0]!.at)).toBeGreaterThan(Date.now() + 3_600_000);
    await tell('connections/housing/runs');
    await work();
    expect(await counted('runs')).toBe(before + 1);
  });

  it('does not know a connection that is not there, nor a time that is none', async () => {
    expect((await tell('connections/nowhere/runs')).status).toBe(404);
    const answer = await fetch(`${service.url}/admin/v1/connections/housing/schedule`, {
      method: 'PUT',
      headers: { ...headers(), 'content-type': 'application/json' },
      body: JSON.stringify({ often: { kind: 'nightly', at: '25:00' }, fullOn: null, notBetween: null, version: 1 }),
    });
    expect(answer.status).toBe(400);
  });
});

describe('a field that the system sent', () => {
  const vanished = async () => (await look<{ items: VanishedField[] }>('vanished-fields')).items;
  const readAll = () =>
    service.app.get(RunSync).run('test', landlord.id, 'housing', true, new AbortController().signal);
  const title = (now: string | null) => owner.query('UPDATE people SET title = $1', [now]);
  const notice = (now: string | null) => owner.query('UPDATE tenancies SET notice_served_date = $1', [now]);

  it('is told of when a whole read finds it no longer, with what hangs on it, until it is there again', async () => {
    await title('Ms');
    await notice('2026-01-05');
    await readAll();
    expect(await vanished()).toEqual([]);
    const [{ had } = { had: 0 }] = (
      await owner.query<{ had: number }>(`SELECT had FROM stream_fields WHERE field = 'notice_served_date'`)
    ).rows;
    expect(had).toBeGreaterThan(100);

    await title(null);
    await notice(null);
    // A row that is held keeps what it had.
    await owner.query(
      `UPDATE tenancies SET notice_served_date = '2026-01-05' WHERE id = (SELECT id FROM tenancies WHERE deleted_at IS NULL LIMIT 1)`,
    );
    await readAll();
    expect(await vanished()).toMatchObject([
      {
        system: expect.any(String),
        entity: 'tenancy',
        field: 'notice_served_date',
        had,
        present: 1,
        effect: 'protects',
      },
      { entity: 'person', field: 'title', present: 0, effect: 'nothing' },
    ]);
    await readAll();
    expect((await vanished()).map((one) => one.had)).toContain(had);

    await notice('2026-01-05');
    await readAll();
    expect((await vanished()).map(({ field }) => field)).toEqual(['title']);
  });

  it('and that nothing reads is told of by name, as new where an earlier whole read did not have it', async () => {
    const { items, total } = await look<{ items: FieldLeft[]; total: number }>('fields-left?limit=500');
    expect(items).toHaveLength(total);
    expect(total).toBeGreaterThan(3);
    expect(items.filter(({ cameAt }) => cameAt !== null)).toEqual([]);
    const [{ stream, field } = { stream: '', field: '' }] = items;
    await owner.query('DELETE FROM stream_fields_left WHERE stream = $1 AND field = $2', [stream, field]);
    await owner.query(
      `INSERT INTO stream_fields_left SELECT organisation_id, connection_id, stream, 'NoLongerThere', NULL, seen_at
       FROM stream_fields_left WHERE stream = $1 LIMIT 1`,
      [stream],
    );
    await readAll();
    const after = await look<{ items: FieldLeft[]; total: number }>('fields-left?limit=500');
    expect(after.items[0]).toMatchObject({ stream, field, cameAt: expect.any(String) });
    expect(after.items.slice(1)).toEqual(items.slice(1));
  });
});

describe('rows that are held for one of their fields', () => {
  const reasons = async () => (await look<{ items: HeldReasonShown[] }>('held-reasons')).items;
  const audited = async (action: string) =>
    (await owner.query<{ detail: object }>('SELECT detail FROM audit_entries WHERE action = $1', [action])).rows.map(
      ({ detail }) => detail,
    );

  it('come in without it when it is treated as empty, and are held again when that is taken back', async () => {
    const spoilOne = () => fault({ path: '/api/v1/search/persons/all?*', hugeField: 1 });
    await spoilOne();
    await service.app.get(RunSync).run('test', landlord.id, 'housing', true, new AbortController().signal);
    const [reason] = await reasons();
    const { connection, stream, code, message, rows } = reason!;
    expect(reason).toMatchObject({ field: 'surname', mayBeEmpty: true, isEmptied: false, leftOut: 0 });
    const cells = await look<{ items: HeldCell[] }>(
      `held-cells?${new URLSearchParams({ connection, stream, code, message }).toString()}`,
    );
    expect(cells.items).toHaveLength(rows);
    expect(cells.items[0]).toMatchObject({ field: 'surname', value: 'x'.repeat(200) });
    expect(await audited('held.cells')).toEqual([{ stream, code }]);

    const whose = cells.items.map(({ key }) => key);
    const people = async () =>
      (
        await owner.query(
          `SELECT given_name, family_name, date_of_birth, kinds FROM people WHERE reference_id = ANY ($1) ORDER BY reference_id`,
          [whose],
        )
      ).rows;
    const before = await people();
    const field = { connection, stream, code, field: 'surname' };
    expect(await tell('held-reasons/treat-as-empty', { ...field, field: 'id' })).toMatchObject({ status: 404 });
    for (let times = 0; times < 2; times++)
      expect(await tell('held-reasons/treat-as-empty', field)).toMatchObject({ status: 200, body: { rows } });
    expect(await audited('held.treat-as-empty')).toEqual([{ stream, field: 'surname', code, rows }]);
    expect(await reasons()).toMatchObject([{ isEmptied: true, rows }]);
    expect((await look<MatchingShown>('connections/housing/matching')).emptied).toEqual([
      { stream, field: 'surname', code },
    ]);
    expect(await tell('held-reasons/retry', { connection, stream, code, message })).toMatchObject({ body: { rows } });
    await spoilOne();
    await work();
    expect(await reasons()).toEqual([]);
    expect(await people()).toEqual(before.map((one: object) => ({ ...one, family_name: null })));

    await tell('held-reasons/hold-again', field);
    await work();
    expect(await reasons()).toEqual([]);
    await owner.query('UPDATE connections SET next_sync_at = now(), schedule = NULL');
    await spoilOne();
    await work();
    expect(await reasons()).toMatchObject([{ field: 'surname', isEmptied: false, rows }]);
    await owner.query('UPDATE held_rows SET released_at = now()');
  });
});

describe('how it goes', () => {
  it('says of each system whether it answered, and what is held or waits', async () => {
    const health = await look<HealthShown>('health');
    expect(health.sources).toMatchObject([{ name: 'housing', state: 'working', problem: null }]);
    expect(health.held).toMatchObject({ state: 'working', rows: 0 });
    await fault({ status401: true });
    await tell('connections/housing/runs', { isFull: true });
    await work();
    await fetch(`${housing.url}/_sim/faults`, { method: 'DELETE' });
    expect((await look<HealthShown>('health')).sources[0]).toMatchObject({ state: 'stopped' });
    const triesAgain = async () =>
      (await look<{ items: RunShown[] }>('runs')).items.slice(0, 2).map(({ triesAgainAt }) => triesAgainAt);
    // It was refused: nothing runs by itself.
    expect(await triesAgain()).toEqual([null, null]);
    await owner.query(`UPDATE connections SET refused_at = NULL, next_sync_at = '2031-01-05T02:00:00Z'`);
    expect(await triesAgain()).toEqual(['2031-01-05T02:00:00.000Z', null]);
  });

  it('names what is stuck by its id, and sends it again once it is named', async () => {
    await owner.query(
      `UPDATE outbox SET done_at = NULL, sent_at = now() - interval '1 hour', created_at = now() - interval '2 hours',
         due_at = now() - interval '2 hours' WHERE seq = (SELECT min(seq) FROM outbox)`,
    );
    const { stuck, topics } = await look<JobsShown>('jobs');
    expect(stuck).toHaveLength(1);
    expect(topics.find(({ topic }) => topic === stuck[0]!.topic)!.oldestSeconds).toBeGreaterThan(3_600);
    const redriven = await tell<{ redriven: number }>('jobs/redrive', { ids: [stuck[0]!.id] });
    expect(redriven.body.redriven).toBe(1);
    expect((await look<JobsShown>('jobs')).stuck).toEqual([]);
    expect((await tell('jobs/redrive', { ids: [] })).status).toBe(400);
  });
});
