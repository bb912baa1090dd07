import type { PanelView } from '@doorstep/contracts/embed';
import { startHousingSim, type HousingSim } from '@doorstep/housing-sim';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import {
  addLandlord,
  bringIn,
  get,
  hostOrigin,
  personWithPrompt,
  post,
  signIn,
  type HostRecord,
  type Landlord,
} from '../../test/landlord.js';
import { startService, type StartedService } from '../../test/start-service.js';
import { TakeContacts } from '../contacts/index.js';
import { DecideContacts } from '../prompting/index.js';
import { takeTurn, writeOnce } from '../platform/write-once.js';

let housing: HousingSim;
let service: StartedService;
let landlord: Landlord;
let open: { record: HostRecord; promptId: string; householdId: string; theme: string };
let session: string;
let keys = 0;

beforeAll(async () => {
  housing = await startHousingSim({ port: 0, homes: 400, seed: 11, apiKey: 'key' });
  service = await startService();
  landlord = await addLandlord(service, 'alder');
  await bringIn(service, landlord, housing.url, 'key');
});
afterAll(async () => {
  await service.close();
  await housing.close();
});

/** Each test has a household of its own, whose prompt is open: the ones before it answered theirs. */
beforeEach(async () => {
  open = await personWithPrompt(service, landlord);
  session = await signIn(service, landlord, open.record);
});

const newKey = () => `test-key-${(keys += 1)}`;
const write = <Body>(path: string, body: unknown, key = newKey()) =>
  post<Body>(service, path, body, { authorization: `Bearer ${session}`, 'idempotency-key': key });
const heard = () => ({
  promptId: open.promptId,
  record: open.record,
  outcome: 'heard',
  heard: 'idea',
  saidAt: new Date().toISOString(),
});
const notNow = (reason: string) => ({
  promptId: open.promptId,
  record: open.record,
  outcome: 'not-this-time',
  reason,
  saidAt: new Date().toISOString(),
});
const rows = <Row extends object>(sql: string, parameters: unknown[]) =>
  service.platform.database.inOrganisation(landlord.id, (db) => db.rows<Row>(sql, parameters));
const panel = async () => (await get<PanelView>(service, '/embed/v1/prompts', session, { origin: hostOrigin })).body;

async function answer(): Promise<string> {
  const { status, body } = await write<{ outcomeId: string }>('/embed/v1/outcomes', heard());
  expect(status).toBe(201);
  return body.outcomeId;
}

describe('an outcome', () => {
  it('that was tapped without words is brought to mind once: that day, an hour later, to whoever tapped it', async () => {
    session = await signIn(service, landlord, open.record, 'officer-3');
    const id = await answer();
    const asked = async (bearer = session) =>
      (await get<PanelView>(service, '/embed/v1/prompts', bearer, { origin: hostOrigin })).body.heardBefore.find(
        ({ outcomeId }) => outcomeId === id,
      )?.wantsWords;
    const owner = new pg.Client({ connectionString: service.databaseUrl });
    await owner.connect();
    const tapped = (ago: string) =>
      owner.query(`UPDATE outcomes SET recorded_at = now() - $2::interval WHERE id = $1`, [id, ago]);
    expect(await asked()).toBe(null);
    await tapped('61 minutes');
    // In the first hour of a day there is nothing to remember of it yet.
    const hour = Number(
      new Date().toLocaleString('en-GB', { timeZone: 'Europe/London', hour: '2-digit', hour12: false }),
    );
    const due = { promptId: open.promptId, promptKind: expect.any(String), probe: expect.any(String) };
    expect(await asked()).toEqual(hour > 1 ? due : null);
    const colleague = await signIn(service, landlord, open.record, 'officer-2');
    expect(await asked(colleague)).toBe(null);
    await tapped('25 hours');
    expect(await asked()).toBe(null);
    await tapped('61 minutes');
    expect((await write(`/embed/v1/outcomes/${id}/end-reminder`, {})).status).toBe(204);
    expect((await write(`/embed/v1/outcomes/${id}/end-reminder`, {})).status).toBe(204);
    expect(await asked()).toBe(null);
    await owner.end();
    const theirs = await post(
      service,
      `/embed/v1/outcomes/${id}/end-reminder`,
      {},
      {
        authorization: `Bearer ${colleague}`,
        'idempotency-key': newKey(),
      },
    );
    expect(theirs.status).toBe(404);
  });

  it('sent again with its key is the same outcome', async () => {
    const key = newKey();
    const entry = heard();
    const first = await write<{ outcomeId: string }>('/embed/v1/outcomes', entry, key);
    expect(first.status).toBe(201);
    expect(await write('/embed/v1/outcomes', entry, key)).toEqual(first);
    expect(await rows('SELECT id FROM outcomes WHERE prompt_id = $1', [open.promptId])).toEqual([
      { id: first.body.outcomeId },
    ]);
  });

  it('is refused under a key that kept another', async () => {
    const key = newKey();
    expect((await write('/embed/v1/outcomes', heard(), key)).status).toBe(201);
    expect(await write('/embed/v1/outcomes', { ...heard(), heard: 'worry' }, key)).toMatchObject({
      status: 422,
      body: { code: 'idempotency-key-reused' },
    });
  });

  it('is kept once, however many send it at once', async () => {
    const key = newKey();
    const entry = heard();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => write<{ outcomeId: string }>('/embed/v1/outcomes', entry, key)),
    );
    expect(new Set(answers.map(({ status, body }) => `${status} ${body.outcomeId}`)).size).toBe(1);
    expect(answers[0]!.status).toBe(201);
    expect(await rows('SELECT id FROM outcomes WHERE prompt_id = $1', [open.promptId])).toHaveLength(1);
  });

  it('of one prompt is kept once, under however many keys', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => write('/embed/v1/outcomes', heard())));
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([
      201,
      ...Array.from({ length: 9 }, () => 409),
    ]);
  });

  it('needs a key', async () => {
    expect(await write('/embed/v1/outcomes', heard(), 'a b')).toMatchObject({
      status: 400,
      body: { code: 'idempotency-key-needed' },
    });
  });
});

describe('a withdrawal', () => {
  it('opens the question again and lifts the preference', async () => {
    const { body } = await write<{ outcomeId: string }>('/embed/v1/outcomes', notNow('never'));
    const preferences = () =>
      rows('SELECT kind, theme FROM preferences WHERE household_id = $1 AND ended_at IS NULL', [open.householdId]);
    expect(await preferences()).toEqual([{ kind: 'do-not-ask', theme: null }]);
    expect(await panel()).toMatchObject({ home: { state: 'do-not-ask' }, prompts: [] });
    expect((await write(`/embed/v1/outcomes/${body.outcomeId}/withdraw`, {})).status).toBe(204);
    expect(await preferences()).toEqual([]);
    expect((await panel()).prompts).toMatchObject([{ id: open.promptId }]);
    expect((await write('/embed/v1/outcomes', heard())).status).toBe(201);
  });

  it('is for the person who saved it', async () => {
    const outcomeId = await answer();
    session = await signIn(service, landlord, open.record, 'officer-2');
    expect(await write(`/embed/v1/outcomes/${outcomeId}/withdraw`, {})).toMatchObject({
      status: 403,
      body: { code: 'cannot-withdraw' },
    });
  });

  it('twice does not take back what was answered in between', async () => {
    const outcomeId = await answer();
    expect((await write(`/embed/v1/outcomes/${outcomeId}/withdraw`, {})).status).toBe(204);
    await answer();
    expect((await write(`/embed/v1/outcomes/${outcomeId}/withdraw`, {})).status).toBe(204);
    expect(await rows('SELECT state FROM prompts WHERE id = $1', [open.promptId])).toEqual([{ state: 'answered' }]);
  });
});

describe('“never again”', () => {
  it('stops every prompt: the next contact is decided as do-not-ask', async () => {
    expect((await write('/embed/v1/outcomes', notNow('never'))).status).toBe(201);
    const reference = { id: 'call-after-never', allocatedBy: 'telephony' };
    const person = { id: open.record.id, allocatedBy: 'hackney/person' };
    const call = { reference, type: 'TEL-GEN', occurredAt: new Date().toISOString(), person };
    expect(await service.app.get(TakeContacts).run('command-line', landlord.id, [call])).toEqual({
      added: 1,
      known: 0,
    });
    await service.app.get(DecideContacts).runAll(landlord.id, new AbortController().signal);
    expect(
      await rows(
        `SELECT d.outcome, d.why_not, d.household_id FROM decisions d JOIN contacts c ON c.organisation_id = d.organisation_id AND c.id = d.contact_id
         WHERE c.reference_id = $1`,
        [reference.id],
      ),
    ).toEqual([{ outcome: 'none', why_not: 'do-not-ask', household_id: open.householdId }]);
  });
});

describe('a resident’s words', () => {
  const voice = (outcomeId: string, words: string) => ({
    outcomeId,
    record: open.record,
    words,
    whose: 'own',
    keepName: false,
    // Whatever the words may suggest, somebody looked at them.
    routing: { chosen: [], whyNot: 'misread' },
  });
  const hostile: [string, string][] = [
    ['right to left', 'المصعد لا يعمل \u202eكذا\u202c'],
    ['without width', 'the\u200b lift\u200d\ufeff'],
    ['of several code points', '👩🏽‍🔧 e\u0301 é 🏴󠁧󠁢󠁷󠁬󠁳󠁿'],
    ['that a spreadsheet would run', "=cmd|' /C calc'!A0\n+1\n@SUM(1)"],
    ['that a page would run', '<script>alert(1)</script>"><img src=x onerror=alert(1)>'],
    ['that a database would run', "'); DROP TABLE voices; -- $1 %s {0}"],
    ['with space around', ' \t\r\n the lift \n'],
    ['as many as there may be', 'ŵ'.repeat(10_000)],
  ];

  it('are kept as they were typed', async () => {
    const outcomeId = await answer();
    for (const [, words] of hostile) {
      const { status, body } = await write<{ voiceId: string }>('/embed/v1/voices', voice(outcomeId, words));
      expect(status).toBe(201);
      expect(await rows('SELECT words FROM voices WHERE id = $1', [body.voiceId])).toEqual([{ words }]);
      expect((await panel()).heardBefore[0]).toMatchObject({ outcomeId, words });
    }
    const listed = await get<{ items: { words: string }[]; total: number }>(
      service,
      '/api/v1/voices?limit=500',
      landlord.apiKey,
    );
    expect(listed.body.items.map(({ words }) => words)).toEqual(
      expect.arrayContaining(hostile.map(([, words]) => words)),
    );
  });

  it('that cannot be kept as they were typed are refused', async () => {
    const outcomeId = await answer();
    for (const words of ['', 'a\u0000b', 'half \ud83d a face', '\udc00', 'x'.repeat(10_001)]) {
      expect([words.length, (await write('/embed/v1/voices', voice(outcomeId, words))).status]).toEqual([
        words.length,
        400,
      ]);
    }
    expect(await rows('SELECT id FROM voices WHERE outcome_id = $1', [outcomeId])).toEqual([]);
  });

  it('are kept once, however many send them at once', async () => {
    const outcomeId = await answer();
    const key = newKey();
    const entry = voice(outcomeId, 'The lift is slow');
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => write<{ voiceId: string }>('/embed/v1/voices', entry, key)),
    );
    expect(new Set(answers.map(({ status, body }) => `${status} ${body.voiceId}`)).size).toBe(1);
    expect(answers[0]!.status).toBe(201);
    expect(await write('/embed/v1/voices', { ...entry, words: 'other' }, key)).toMatchObject({ status: 422 });
  });

  it('are kept once when the same entry is half-way in', async () => {
    const outcomeId = await answer();
    const key = newKey();
    const entry = voice(outcomeId, 'The lift is slow');
    const { database } = service.platform;
    let second: Promise<unknown> = Promise.resolve();
    await database.inOrganisation(landlord.id, async (db) => {
      await takeTurn(db, 'officer-1', writeOnce(key, entry));
      await db.rows(
        `INSERT INTO voices (organisation_id, id, outcome_id, household_id, words, whose, keep_name, taken_by, said_at, idempotency_key, request_hash)
         SELECT organisation_id, id, id, household_id, $2, 'own', false, staff_id, said_at, $3, $4 FROM outcomes WHERE id = $1`,
        [outcomeId, entry.words, key, writeOnce(key, entry).requestHash],
      );
      second = write('/embed/v1/voices', entry, key);
      let waiting = false;
      while (!waiting) {
        waiting = (await db.rows(`SELECT FROM pg_locks WHERE NOT granted AND locktype = 'advisory'`)).length > 0;
      }
    });
    expect(await second).toMatchObject({ status: 201, body: { voiceId: outcomeId } });
  });
});
