import { createHmac, randomBytes } from 'node:crypto';
import { connectors, recordHash, type Connector, type Message, type StreamSpec } from '@doorstep/connectors';
import type { ContactRecord, PersonRecord } from '@doorstep/domain';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { ledgerConnector, startLedger } from '../../../../packages/connectors/test/ledger.js';
import { syncFromSim, type SyncFromSim } from '../../test/sync-from-sim.js';
import { AddConnection, ChangeSecret, SetWebhookSecret } from '../connections/index.js';
import { ShowPerson } from '../privacy/index.js';
import { findReferences } from '../records/index.js';
import { ConfirmMissing } from './confirm-missing.js';
import { ExportHeld } from './export-held.js';
import { GroupHeld } from './group-held.js';
import { ListHeld } from './list-held.js';
import { RereadHints } from './reread-hints.js';
import { RunSync, type RunReport } from './run-sync.js';
import { StartRun } from './start-run.js';
import { TakeWebhook } from './take-webhook.js';

const never = new AbortController().signal;
const stream = 'people';
const registry = connectors as Map<string, Connector>;
const byPosition: Partial<StreamSpec> = { cursor: { kind: 'delta-token', expiresAfterDays: 7 }, deletes: 'tombstones' };
const snapshot: Partial<StreamSpec> = { cursor: { kind: 'none' }, deletes: 'snapshot-diff', rereads: false };

function person(key: string, fullName = `Person ${key}`, kinds: PersonRecord['kinds'] = ['tenant']): Message {
  const record: PersonRecord = {
    entity: 'person',
    reference: { id: key, allocatedBy: 'scripted/person' },
    otherReferences: [],
    fullName,
    title: null,
    givenName: null,
    familyName: null,
    dateOfBirth: null,
    dateOfDeath: null,
    kinds,
    tenancyReferences: [],
  };
  return { type: 'RECORD', stream, key, record, hash: recordHash(record), sourceUpdatedAt: null };
}

const state = (at: number): Message => ({ type: 'STATE', stream, state: { v: 1, at }, recordsSince: 0 });
const status = (is: 'COMPLETE' | 'INCOMPLETE'): Message => ({ type: 'STATUS', stream, status: is });
const held = (key: string): Message => ({
  type: 'PROBLEM',
  stream,
  key,
  code: 'bad-record',
  message: 'A person has no name.',
  raw: '{"note":"NI AB123456C"}',
  retryable: false,
});
const people = (...keys: string[]): Message[] => keys.map((key) => person(key));
const numbered = (count: number) => Array.from({ length: count }, (_, n) => `p${String(n).padStart(2, '0')}`);

let house: SyncFromSim;
/** What `read` tells, from which state, and what `hydrate` answers by key. */
let play: (state: unknown) => readonly (Message | Error)[] = () => [];
let answers: ReadonlyMap<string, Message> = new Map();
let made = 0;

beforeAll(async () => {
  house = await syncFromSim({ homes: 10 });
});
afterAll(() => house.close());
afterEach(() => {
  play = () => [];
  answers = new Map();
});

/** A connection whose one stream tells what `play` says, declared as `spec` says. */
async function scripted(spec: Partial<StreamSpec>) {
  const base = ledgerConnector('delta-token');
  const name = `scripted-${++made}`;
  registry.set(name, {
    ...base,
    spec: { ...base.spec, name, streams: [{ ...base.spec.streams[0]!, ...spec }] },
    async *read(_config, _stream, from) {
      for (const message of play(from)) {
        if (message instanceof Error) throw message;
        yield message;
      }
    },
    async *hydrate(_config, _stream, keys) {
      for (const key of keys) yield answers.get(key) ?? { type: 'DELETE', stream, key };
      yield status('COMPLETE');
    },
  });
  const { id } = await house.app.get(AddConnection).run('test', house.organisationId, {
    name,
    connector: name,
    configuration: { url: 'https://ledger.example', key: 'the-key-of-the-ledger' },
  });
  return {
    id,
    name,
    sync: (isFull = false): Promise<RunReport> =>
      house.app.get(RunSync).run('test', house.organisationId, name, isFull, never),
    keys: async () => {
      const rows = await house.sql<{ key: string }>(
        'SELECT reference_id AS key FROM people WHERE connection_id = $1 AND deleted_at IS NULL ORDER BY 1',
        [id],
      );
      return rows.map(({ key }) => key);
    },
    one: async <Row extends object>(query: string): Promise<Row | undefined> => (await house.sql<Row>(query, [id]))[0],
  };
}

/** Holds more rows than the file takes at once, and looks for each of them in it. */
async function everyRowIsInTheFile(connectionId: string, name: string): Promise<void> {
  await house.sql(
    `INSERT INTO held_rows (organisation_id, connection_id, stream, key, code, message)
     SELECT $1, $2, 'many', n::text, CASE n % 2 WHEN 0 THEN 'odd' ELSE 'even' END, 'A row.' FROM generate_series(1, 10100) AS n`,
    [house.organisationId, connectionId],
  );
  let csv = '';
  for await (const part of await house.app.get(ExportHeld).run('test', house.organisationId)) csv += part;
  const rows = (parse(csv, { bom: true, columns: true }) as Record<string, string>[]).filter(
    (row) => row['connection'] === name,
  );
  expect(new Set(rows.map((row) => `${row['stream']} ${row['key']}`)).size).toBe(10_101);
  expect(rows).toHaveLength(10_101);
  await house.sql(`DELETE FROM held_rows WHERE connection_id = $1 AND stream = 'many'`, [connectionId]);
}

async function alarms(kind: string, subject: string): Promise<number> {
  return (await house.sql('SELECT FROM alarms WHERE kind = $1 AND subject = $2', [kind, subject])).length;
}

describe('engine rule 1: how far it came is written with what came', () => {
  it('killed after any message, the next run comes to the same as one that was never killed', async () => {
    const pages = [
      ...people('a', 'b'),
      state(1),
      ...people('c'),
      { type: 'DELETE', stream, key: 'a' } as Message,
      state(2),
      ...people('d'),
      state(3),
    ];
    const from = (stored: unknown) => {
      const at = (stored as { at: number } | undefined)?.at ?? 0;
      return pages.slice(
        at === 0 ? 0 : pages.findIndex((one) => one.type === 'STATE' && (one.state as { at: number }).at === at) + 1,
      );
    };
    for (let death = 1; death <= pages.length; death++) {
      const { sync, keys } = await scripted(byPosition);
      play = (stored) => [...from(stored).slice(0, death), new Error('killed')];
      await expect(sync()).rejects.toThrow('killed');
      play = (stored) => [...from(stored), status('COMPLETE')];
      await sync();
      expect(await keys()).toEqual(['b', 'c', 'd']);
    }
  });
});

describe('engine rule 2: the position never passes a page that was not written', () => {
  it('where a page cannot be kept, the next run begins before it', async () => {
    const { sync, keys, one } = await scripted(byPosition);
    play = () => [
      ...people('a'),
      { type: 'DELETE', stream, key: 'x' },
      state(1),
      person('b', null as unknown as string),
      state(2),
      status('COMPLETE'),
    ];
    await expect(sync()).rejects.toThrow();
    const where = () =>
      one<{ at: number }>(`SELECT (state->>'at')::int AS at FROM stream_states WHERE connection_id = $1`);
    expect(await where()).toEqual({ at: 1 });
    const starts: unknown[] = [];
    play = (stored) => {
      starts.push(stored);
      return [...people('b'), state(2), status('COMPLETE')];
    };
    await sync();
    expect(starts).toEqual([{ v: 1, at: 1 }]);
    expect(await keys()).toEqual(['a', 'b']);
    expect(await where()).toEqual({ at: 2 });
  });

  it('a stream with a position goes on from it, one without begins at the start', async () => {
    for (const [spec, later] of [
      [byPosition, { v: 1, at: 7 }],
      [snapshot, undefined],
    ] as const) {
      const { sync } = await scripted(spec);
      const starts: unknown[] = [];
      play = (stored) => {
        starts.push(stored);
        return [...people('a'), state(7), status('COMPLETE')];
      };
      await sync();
      await sync();
      await sync(true);
      expect(starts).toEqual([undefined, later, undefined]);
    }
  });

  it('a stream that is asked for from its start is read so once, and loses nothing', async () => {
    const { id, name, sync, keys, one } = await scripted(byPosition);
    const ask = (...lists: string[]) => house.app.get(StartRun).run('test', house.organisationId, name, { lists });
    const starts: unknown[] = [];
    play = (stored) => {
      starts.push(stored);
      return [...people('a'), state(7), status('COMPLETE')];
    };
    await sync();
    await ask(stream);
    await sync();
    await sync();
    expect(starts).toEqual([undefined, undefined, { v: 1, at: 7 }]);
    expect(await keys()).toEqual(['a']);
    await expect(ask('homes')).rejects.toMatchObject({
      code: 'list-unknown',
      message: expect.stringContaining(stream),
    });
    const latest = '(SELECT id FROM runs WHERE connection_id = $1 ORDER BY started_at DESC LIMIT 1)';
    await house.sql(`UPDATE runs SET status = 'running' WHERE id = ${latest}`, [id]);
    await expect(ask(stream)).rejects.toMatchObject({ kind: 'conflict', code: 'run-underway' });
    expect(await one('SELECT state FROM stream_states WHERE connection_id = $1')).toEqual({ state: { v: 1, at: 7 } });
  });
});

describe('engine rule 3: what is told again changes nothing', () => {
  it('an overlap writes no row', async () => {
    const { sync, one } = await scripted(byPosition);
    play = () => [...people('a', 'b', 'a'), state(1), ...people('b'), state(2), status('COMPLETE')];
    await sync();
    const version = () =>
      one(
        `SELECT string_agg(ctid::text || xmin::text, ' ' ORDER BY reference_id) AS rows FROM people WHERE connection_id = $1`,
      );
    const before = await version();
    expect((await sync()).total).toMatchObject({ read: 4, inserted: 0, updated: 0, deleted: 0 });
    expect(await version()).toEqual(before);
  });
});

describe('engine rule 4: nobody disappears because a source is broken', () => {
  it.each([
    ['an empty page with status 200', []],
    ['80 % of the rows gone', numbered(40).slice(0, 8)],
  ])('%s is held and an alarm raised, until somebody says that they are gone', async (_what, left) => {
    const { id, name, sync, keys } = await scripted(snapshot);
    play = () => [...people(...numbered(40)), state(1), status('COMPLETE')];
    await sync();
    play = () => [...people(...left), state(1), status('COMPLETE')];
    const report = await sync();
    expect(report).toMatchObject({ status: 'complete', total: { deleted: 0 } });
    await sync();
    expect(await keys()).toHaveLength(40);
    expect(await alarms('records-missing', `connection:${id}`)).toBe(1);
    const { items } = await house.app.get(GroupHeld).run(house.organisationId);
    expect(items.filter((one) => one.connection === name)).toMatchObject([{ code: 'many-vanished', rows: 1 }]);

    await house.app.get(ConfirmMissing).run('test', house.organisationId, name, stream);
    expect((await sync()).total.deleted).toBe(40 - left.length);
    expect(await keys()).toEqual(left);
    await expect(house.app.get(ConfirmMissing).run('test', house.organisationId, name, stream)).rejects.toMatchObject({
      code: 'nothing-missing',
    });
  });

  it('only a pass that came to its end says that somebody is gone', async () => {
    const { sync, keys } = await scripted(snapshot);
    play = () => [...people(...numbered(40)), state(1), status('COMPLETE')];
    await sync();
    play = () => [...people(...numbered(39)), state(1), status('INCOMPLETE')];
    await sync();
    expect(await keys()).toHaveLength(40);
    play = () => [...people(...numbered(39)), state(1), status('COMPLETE')];
    await sync(true);
    expect(await keys()).toHaveLength(39);
  });

  it('a pass of changes says nothing of those it does not name; the pass from the start that is due does', async () => {
    const { sync, keys, one } = await scripted({ ...byPosition, deletes: 'unseen', sweepEveryHours: 24 });
    play = () => [...people(...numbered(40)), state(1), status('COMPLETE')];
    await sync();
    const starts: unknown[] = [];
    play = (stored) => {
      starts.push(stored);
      return stored === undefined
        ? [...people(...numbered(38)), { type: 'SEEN', stream, keys: ['p38'] }, state(2), status('COMPLETE')]
        : [...people('p00'), state(2), status('COMPLETE')];
    };
    await sync();
    expect(await keys()).toHaveLength(40);
    await one(`UPDATE stream_states SET swept_at = now() - interval '25 hours' WHERE connection_id = $1`);
    await sync();
    expect(starts).toEqual([{ v: 1, at: 1 }, undefined]);
    expect(await keys()).toHaveLength(39);
  });

  it('a soft flag removes whom it names, and nobody for being missing', async () => {
    const { sync, keys } = await scripted({ ...byPosition, deletes: 'soft-flag' });
    play = () => [...people('a', 'b', 'c'), state(1), status('COMPLETE')];
    await sync();
    play = () => [
      ...people('a'),
      { type: 'DELETE', stream, key: 'b' },
      { type: 'DELETE', stream, key: 'never-seen' },
      state(2),
      status('COMPLETE'),
    ];
    await sync(true);
    expect(await keys()).toEqual(['a', 'c']);
  });
});

describe('engine rule 5: a webhook is a hint', () => {
  const secret = `whsec_${randomBytes(24).toString('base64')}`;
  const delivery = (id: string, body: object, signedWith = secret, at = Date.now()) => {
    const rawBody = Buffer.from(JSON.stringify(body));
    const time = String(Math.floor(at / 1000));
    const key = Buffer.from(signedWith.slice('whsec_'.length), 'base64');
    const signature = createHmac('sha256', key).update(`${id}.${time}.`).update(rawBody).digest('base64');
    return {
      rawBody,
      headers: { 'webhook-id': id, 'webhook-timestamp': time, 'webhook-signature': `v1,${signature}` },
    };
  };

  it('it is verified, taken once, and followed by reading again what it names, whatever it says', async () => {
    const { id, name, sync, one } = await scripted(byPosition);
    play = () => [...people('a', 'b'), state(1), status('COMPLETE')];
    await sync();
    const take = house.app.get(TakeWebhook);
    await expect(take.run(id, delivery('d-0', { person: 'a' }))).rejects.toMatchObject({ code: 'wrong-signature' });
    await house.app.get(SetWebhookSecret).run('test', house.organisationId, name, secret);
    const other = `whsec_${randomBytes(24).toString('base64')}`;
    await expect(take.run(id, delivery('d-1', { person: 'a' }, other))).rejects.toMatchObject({
      code: 'wrong-signature',
    });
    const old = delivery('d-1', { person: 'a' }, secret, Date.now() - 301_000);
    await expect(take.run(id, old)).rejects.toMatchObject({ code: 'too-old' });
    await expect(take.run('00000000-0000-4000-8000-000000000000', old)).rejects.toMatchObject({
      code: 'connection-unknown',
    });

    const first = delivery('d-1', { person: 'a', fullName: 'Not to be believed' });
    expect(await take.run(id, first)).toEqual({ isNew: true });
    expect(await take.run(id, first)).toEqual({ isNew: false });
    expect(
      await one(`SELECT topic FROM outbox WHERE topic = 'hint' AND subject_id = $1 AND done_at IS NULL`),
    ).toBeDefined();

    answers = new Map([['a', person('a', 'As the system says it')]]);
    await house.app.get(RereadHints).run(house.organisationId, [id], never);
    expect(await one(`SELECT full_name AS name FROM people WHERE connection_id = $1 AND reference_id = 'a'`)).toEqual({
      name: 'As the system says it',
    });
    expect(await one(`SELECT FROM webhook_hints WHERE connection_id = $1`)).toBeUndefined();
    expect(
      await one(`SELECT FROM outbox WHERE topic = 'hint' AND subject_id = $1 AND done_at IS NULL`),
    ).toBeUndefined();

    // While one secret replaces the other both are good; taken back, only the newer.
    await house.app.get(SetWebhookSecret).run('test', house.organisationId, name, other);
    expect(await take.run(id, delivery('d-2', { person: 'b' }))).toEqual({ isNew: true });
    await house.app.get(SetWebhookSecret).run('test', house.organisationId, name, null);
    await expect(take.run(id, delivery('d-3', { person: 'b' }))).rejects.toMatchObject({ code: 'wrong-signature' });
    expect(await take.run(id, delivery('d-3', { person: 'b' }, other))).toEqual({ isNew: true });
  });

  it('one that does not say which brings the next run forward', async () => {
    const { id, name, sync, one } = await scripted(byPosition);
    play = () => [state(1), status('COMPLETE')];
    await sync();
    await house.app.get(SetWebhookSecret).run('test', house.organisationId, name, secret);
    await house.app.get(TakeWebhook).run(id, delivery('d-9', { unheard: 'of' }));
    await house.app.get(RereadHints).run(house.organisationId, [id], never);
    expect(await one(`SELECT next_sync_at <= now() AS due FROM connections WHERE id = $1`)).toEqual({ due: true });
  });
});

describe('engine rule 6: a position that is refused means a read from the start', () => {
  it('in the same run, and what is gone since is found', async () => {
    const { sync, keys } = await scripted(byPosition);
    play = () => [...people(...numbered(40)), state(1), status('COMPLETE')];
    await sync();
    play = (stored) =>
      stored === undefined
        ? [...people(...numbered(39)), state(2), status('COMPLETE')]
        : [{ type: 'RESYNC_REQUIRED', stream, reason: 'token-expired' }, status('INCOMPLETE')];
    expect(await sync()).toMatchObject({ status: 'complete', total: { deleted: 1 } });
    expect(await keys()).toHaveLength(39);
  });

  it('and a source that refuses its own start is not asked for ever', async () => {
    const { sync, keys } = await scripted(byPosition);
    play = () => [...people('a'), state(1), status('COMPLETE')];
    await sync();
    let reads = 0;
    play = () => {
      reads++;
      return [{ type: 'RESYNC_REQUIRED', stream, reason: 'gap' }, status('INCOMPLETE')];
    };
    expect(await sync()).toMatchObject({ status: 'incomplete' });
    expect(reads).toBe(2);
    expect(await keys()).toEqual(['a']);
  });
});

describe('engine rule 7: it waits when asked to, and leaves alone who refuses', () => {
  const stopped = (code: 'no-permission' | 'too-many-requests', more: object = {}): Message[] => [
    {
      type: 'PROBLEM',
      stream,
      key: null,
      code,
      message: 'It said no.',
      raw: null,
      retryable: code !== 'no-permission',
      ...more,
    },
    status('INCOMPLETE'),
  ];

  it('a refused key is not tried again until somebody changes it', async () => {
    const { id, name, sync, one } = await scripted(byPosition);
    play = () => stopped('no-permission');
    expect(await sync()).toMatchObject({ status: 'incomplete', problem: 'It said no.' });
    await sync();
    const plan = () =>
      one(
        `SELECT refused_at IS NOT NULL AS refused, next_sync_at > now() + interval '1 year' AS put_off FROM connections WHERE id = $1`,
      );
    expect(await plan()).toEqual({ refused: true, put_off: true });
    expect(await alarms('system-refuses', `connection:${id}`)).toBe(1);
    await house.app.get(ChangeSecret).run('test', house.organisationId, name, 'key', 'another-key');
    expect(await plan()).toEqual({ refused: false, put_off: false });
    await expect(
      house.app.get(ChangeSecret).run('test', house.organisationId, name, 'url', 'https://elsewhere.example'),
    ).rejects.toMatchObject({ code: 'secret-unknown' });
  });

  it('the next run is put off for as long as the system asks', async () => {
    const { sync, one } = await scripted(byPosition);
    play = () => stopped('too-many-requests', { retryAfterSeconds: 3000 });
    await sync();
    expect(
      await one(
        `SELECT next_sync_at BETWEEN now() + interval '45 minutes' AND now() + interval '50 minutes' AS waits FROM connections WHERE id = $1`,
      ),
    ).toEqual({ waits: true });
  });
});

describe('engine rule 9: what is not on the list is named and left behind', () => {
  it('and a number that must not be kept is taken out of what is held', async () => {
    const { sync, one } = await scripted(snapshot);
    play = () => [
      ...people('a'),
      held('b'),
      { ...state(1), fieldsLeft: ['PetPermission', '07700 900123'] } as Message,
      status('COMPLETE'),
    ];
    await sync();
    expect(await one('SELECT fields_left AS left FROM stream_states WHERE connection_id = $1')).toEqual({
      left: ['PetPermission'],
    });
    expect(await one('SELECT raw FROM held_rows WHERE connection_id = $1')).toEqual({
      raw: '{"note":"NI [number removed]"}',
    });
  });
});

describe('engine rule 10: an unknown code is unknown, and counted', () => {
  it('never a fault and never a guess', async () => {
    const { sync, one } = await scripted(snapshot);
    play = () => [
      { type: 'UNKNOWN_CODE', stream, field: 'kinds', value: 'lodger' },
      person('a', 'Person a', ['unknown']),
      { type: 'UNKNOWN_CODE', stream, field: 'kinds', value: 'lodger' },
      state(1),
      status('COMPLETE'),
    ];
    expect(await sync()).toMatchObject({ status: 'complete' });
    expect(await one('SELECT field, value, times::int FROM unknown_codes WHERE connection_id = $1')).toEqual({
      field: 'kinds',
      value: 'lodger',
      times: 2,
    });
    expect(await one('SELECT kinds FROM people WHERE connection_id = $1')).toEqual({ kinds: ['unknown'] });
  });
});

describe('what becomes of records', () => {
  const find = (id: string) =>
    house.platform.database.inOrganisation(house.organisationId, (db) =>
      findReferences(db, { person: { id, allocatedBy: 'scripted/person' } }),
    );

  it('merged: whoever asks for one finds the other, over several steps, until they part', async () => {
    const { sync, keys, one } = await scripted(byPosition);
    play = () => [...people('m1', 'm2', 'm3'), state(1), status('COMPLETE')];
    await sync();
    const idOf = async (key: string) =>
      (await one<{ id: string }>(`SELECT id FROM people WHERE connection_id = $1 AND reference_id = '${key}'`))?.id;
    await house.sql(
      `INSERT INTO voices (organisation_id, id, person_id, place, words, whose, keep_name, taken_by, said_at, idempotency_key, request_hash)
       SELECT organisation_id, gen_random_uuid(), id, 'lobby', 'The lift is out.', 'own', false, 'officer-1', now(), 'before-merge', '\\x00'
       FROM people WHERE reference_id = 'm1'`,
    );
    const caller = { actor: 'test', organisationId: house.organisationId, roles: ['system'] };
    const shown = (key: string) => house.app.get(ShowPerson).run(caller, key);
    const saidBy = async (key: string) => (await shown(key)).voices.map(({ words }) => words);
    await house.sql(
      `INSERT INTO ways_to_reach (organisation_id, id, person_id, way, needs, review_after, recorded_by)
       SELECT organisation_id, gen_random_uuid(), id, 'letter', '{large-print}', '2030-01-01', 'test' FROM people WHERE reference_id = 'm1'`,
    );
    const reachedBy = async (key: string) => (await shown(key)).wayToReach;
    await house.sql(
      `INSERT INTO ways_to_reach (organisation_id, id, person_id, way, email, review_after, recorded_by, recorded_at)
       SELECT organisation_id, gen_random_uuid(), id, 'email', 'm3@example.org', '2030-01-01', 'test', now() - interval '1 day'
       FROM people WHERE reference_id = 'm3'`,
    );
    await house.sql(
      `INSERT INTO recompense_preferences (organisation_id, id, person_id, wants, review_after, recorded_by, recorded_at)
       SELECT organisation_id, gen_random_uuid(), id, CASE reference_id WHEN 'm1' THEN '{money}' ELSE '{time}' END::text[],
         '2030-01-01', 'test', now() - CASE reference_id WHEN 'm1' THEN interval '1 hour' ELSE interval '1 day' END
       FROM people WHERE reference_id IN ('m1', 'm3')`,
    );
    const wanted = async () =>
      house.sql<{ key: string; wants: string[] }>(
        `SELECT p.reference_id AS key, r.wants FROM recompense_preferences r JOIN people p ON p.id = r.person_id
         WHERE r.ended_at IS NULL ORDER BY 1`,
      );
    play = () => [
      { type: 'MERGE', stream, from: ['m1'], into: 'm2' },
      state(2),
      { type: 'MERGE', stream, from: ['m2'], into: 'm3' },
      state(3),
      status('COMPLETE'),
    ];
    expect((await sync()).total.deleted).toBe(2);
    expect(await keys()).toEqual(['m3']);
    expect((await find('m1')).personId).toBe(await idOf('m3'));
    expect(await saidBy('m3')).toEqual(['The lift is out.']);
    expect(await wanted()).toEqual([{ key: 'm3', wants: ['money'] }]);
    expect(await shown('m1')).toMatchObject({
      reference: { id: 'm3' },
      wayToReach: { way: 'letter', needs: ['large-print'] },
    });
    play = () => [
      { type: 'SPLIT', stream, from: 'm3', into: ['m3', 'm1'] },
      ...people('m1', 'm3'),
      state(4),
      status('COMPLETE'),
    ];
    await sync();
    expect(await keys()).toEqual(['m1', 'm3']);
    expect((await find('m1')).personId).toBe(await idOf('m1'));
    expect((await find('m2')).personId).toBe(await idOf('m3'));
    expect([await saidBy('m1'), await saidBy('m3')]).toEqual([['The lift is out.'], []]);
    expect(await reachedBy('m1')).toMatchObject({ way: 'letter', needs: ['large-print'] });
    expect(await reachedBy('m3')).toMatchObject({ way: 'email', email: 'm3@example.org', needs: [] });
    expect(await wanted()).toEqual([
      { key: 'm1', wants: ['money'] },
      { key: 'm3', wants: ['time'] },
    ]);
  });

  it('erased: nothing that tells of them is left, and they stay away', async () => {
    const { id, sync, keys, one } = await scripted(byPosition);
    play = () => [person('e1', 'Hollis Quillfeather'), ...people('e2'), held('e1'), state(1), status('COMPLETE')];
    await sync();
    play = () => [{ type: 'ERASE', stream, key: 'e1' }, state(2), status('COMPLETE')];
    await sync();
    play = () => [person('e1', 'Hollis Quillfeather'), ...people('e2'), state(3), status('COMPLETE')];
    await sync(true);
    expect(await keys()).toEqual(['e2']);
    const tables = [
      'people',
      'held_rows',
      'erased_references',
      'merged_references',
      'alarms',
      'audit_entries',
      'outbox',
      'runs',
    ];
    for (const table of tables) {
      const rows = await house.sql<{ row: string }>(`SELECT to_jsonb(t)::text AS row FROM ${table} t`);
      expect(rows.filter(({ row }) => row.includes('Quillfeather'))).toEqual([]);
    }
    const gone = await one<{ id: string }>(`SELECT id FROM people WHERE connection_id = $1 AND reference_id = 'e1'`);
    expect(await alarms('erased-in-host', `person:${gone?.id}`)).toBe(1);
    expect(id).toBeDefined();
  });

  it('held: tried again by key on every run where a pass does not come by it, and let go when it can be read', async () => {
    const { id, name, sync, keys } = await scripted(byPosition);
    play = () => [...people('a'), held('b'), state(1), status('COMPLETE')];
    expect((await sync()).total.held).toBe(1);
    const reasons = async () =>
      (await house.app.get(GroupHeld).run(house.organisationId)).items.filter((one) => one.connection === name);
    expect(await reasons()).toMatchObject([{ stream, code: 'bad-record', message: 'A person has no name.', rows: 1 }]);
    await everyRowIsInTheFile(id, name);
    const rowsOf = async (reason: object) =>
      (await house.app.get(ListHeld).run(house.organisationId, 10, { connection: name, stream, ...reason })).items;
    expect(await rowsOf({ code: 'bad-record', message: 'A person has no name.' })).toMatchObject([{ key: 'b' }]);
    expect(await rowsOf({ code: 'bad-record', message: 'Another.' })).toEqual([]);
    play = () => [state(2), status('COMPLETE')];
    answers = new Map([['b', held('b')]]);
    await sync();
    expect(await reasons()).toHaveLength(1);
    answers = new Map([['b', person('b')]]);
    await sync();
    expect(await reasons()).toEqual([]);
    expect(await keys()).toEqual(['a', 'b']);
  });
});

describe('contacts that a host keeps itself', () => {
  it('are told once, to whom and as what the mapping says; what staff note among themselves is none', async () => {
    const contact = (key: string, more: object = {}): Message => {
      const record: ContactRecord = {
        entity: 'contact',
        reference: { id: key, allocatedBy: 'scripted/contact' },
        kind: 'phone-call',
        kindSource: 'phonecall',
        direction: 'inbound',
        occurredAt: new Date(Date.now() - 3_600_000).toISOString(),
        personReference: { id: 'c-person', allocatedBy: 'scripted/person' },
        tenancyReference: null,
        homeReference: null,
        repairReference: null,
        ...more,
      };
      return { type: 'RECORD', stream, key, record, hash: recordHash(record), sourceUpdatedAt: null };
    };
    const somebody = await scripted(byPosition);
    play = () => [...people('c-person'), state(1), status('COMPLETE')];
    await somebody.sync();
    const { id, sync } = await scripted({ ...byPosition, entity: 'contact', deletes: 'none' });
    play = () => [
      contact('c1'),
      contact('c2', { kind: 'letter', direction: 'outbound' }),
      contact('c3', { kind: 'note', direction: 'internal' }),
      contact('c4', { occurredAt: '2020-01-01T00:00:00.000Z' }),
      state(1),
      status('COMPLETE'),
    ];
    expect((await sync()).total).toMatchObject({ read: 4, contacts: 2 });
    expect((await sync(true)).total).toMatchObject({ read: 4, contacts: 0 });
    const rows = await house.sql(
      `SELECT c.reference_id AS id, c.type_code AS type, p.reference_id AS person FROM contacts c JOIN people p ON p.id = c.person_id
       WHERE c.allocated_by = $1 ORDER BY 1`,
      [`${id}/contact`],
    );
    expect(rows).toEqual([
      { id: 'c1', type: 'TEL-GEN', person: 'c-person' },
      { id: 'c2', type: null, person: 'c-person' },
    ]);
  });
});

describe('a ledger that is really read', () => {
  it('comes to what the ledger holds, through changes, tombstones and a position that expired', async () => {
    const source = await startLedger();
    const ledger = ledgerConnector('delta-token');
    registry.set('ledger', {
      ...ledger,
      read: (config, name, from, context) => ledger.read(config, name, from, { ...context, ...source.ports }),
      hydrate: (config, name, keys, context) => ledger.hydrate(config, name, keys, { ...context, ...source.ports }),
    });
    const { id } = await house.app.get(AddConnection).run('test', house.organisationId, {
      name: 'ledger',
      connector: 'ledger',
      configuration: { ...source.configuration },
    });
    const sync = () => house.app.get(RunSync).run('test', house.organisationId, 'ledger', false, never);
    const keys = async () =>
      (
        await house.sql<{ key: string }>(
          'SELECT reference_id AS key FROM people WHERE connection_id = $1 AND deleted_at IS NULL',
          [id],
        )
      )
        .map(({ key }) => key)
        .sort();
    await sync();
    expect(await keys()).toEqual([...(await source.keys(stream))].sort());
    await source.add(stream);
    await source.remove(stream);
    await source.merge!(stream);
    expect((await sync()).status).toBe('complete');
    expect(await keys()).toEqual([...(await source.keys(stream))].sort());
    await source.remove(stream);
    await source.expire!();
    expect((await sync()).status).toBe('complete');
    expect(await keys()).toEqual([...(await source.keys(stream))].sort());
  });
});
