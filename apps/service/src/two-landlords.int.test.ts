import type { PanelView } from '@doorstep/contracts/embed';
import { startHousingSim, type HousingSim } from '@doorstep/housing-sim';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
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
} from '../test/landlord.js';
import { startService, type StartedService } from '../test/start-service.js';
import { ListConnections } from './connections/index.js';
import { ListVoices } from './listening/index.js';
import { FindOrganisation } from './organisations/index.js';
import { ShowPerson } from './privacy/index.js';
import { ListDecisions, ListPrompts } from './prompting/index.js';
import { ListHeld } from './sync/index.js';

/** Two housing systems from one seed give out the same ids; the second has more homes, and so more of everything. */
const homes = { alder: 120, birch: 200 };

interface List {
  readonly items: readonly object[];
  readonly total: number;
}

let service: StartedService;
let systems: HousingSim[];
let alder: Landlord;
let birch: Landlord;
let shared: HostRecord;
/** Known to birch alone. */
let birchOnly: string;
const prompt: Record<string, string> = {};
const outcome: Record<string, string> = {};

const inside = <Row extends object>(landlord: Landlord, sql: string, parameters: unknown[] = []) =>
  service.platform.database.inOrganisation(landlord.id, (db) => db.rows<Row>(sql, parameters));

beforeAll(async () => {
  service = await startService();
  systems = await Promise.all(
    Object.values(homes).map((count) => startHousingSim({ port: 0, homes: count, seed: 3, apiKey: 'key' })),
  );
  alder = await addLandlord(service, 'alder');
  birch = await addLandlord(service, 'birch');
  await bringIn(service, alder, systems[0]!.url, 'key');
  await bringIn(service, birch, systems[1]!.url, 'key');
  const people = await Promise.all(
    [alder, birch].map((one) =>
      inside<{ id: string; holds: boolean }>(
        one,
        `SELECT p.reference_id AS id, bool_or(t.is_active IS TRUE) AS holds FROM people p
         LEFT JOIN tenancy_parties y ON y.organisation_id = p.organisation_id AND y.person_id = p.id
         LEFT JOIN tenancies t ON t.organisation_id = y.organisation_id AND t.id = y.tenancy_id
         GROUP BY p.reference_id ORDER BY p.reference_id`,
      ),
    ),
  );
  const [known, also] = people.map((rows) => new Map(rows.map(({ id, holds }) => [id, holds])));
  shared = { type: 'person', id: [...known!].find(([id, holds]) => holds && also!.get(id))![0] };
  birchOnly = [...also!.keys()].find((id) => !known!.has(id))!;
  for (const landlord of [alder, birch]) {
    const open = await personWithPrompt(service, landlord);
    prompt[landlord.slug] = open.promptId;
    const session = await signIn(service, landlord, open.record);
    const send = (path: string, body: object, key: string) =>
      post<Record<string, string>>(
        service,
        path,
        { ...body, record: open.record },
        { authorization: `Bearer ${session}`, 'idempotency-key': key },
      );
    const saidAt = new Date().toISOString();
    const kept = await send(
      '/embed/v1/outcomes',
      { promptId: open.promptId, outcome: 'heard', heard: 'idea', saidAt },
      'the-same-key',
    );
    outcome[landlord.slug] = kept.body['outcomeId']!;
    const words = {
      outcomeId: outcome[landlord.slug],
      words: `told to ${landlord.slug}`,
      whose: 'own',
      keepName: true,
      routing: { chosen: [], whyNot: 'misread' },
    };
    expect((await send('/embed/v1/voices', words, 'the-same-key')).status).toBe(201);
    await inside(
      landlord,
      `INSERT INTO held_rows (organisation_id, connection_id, stream, key, code, message)
       SELECT organisation_id, id, 'people', 'same', 'bad-date', $1 FROM connections`,
      [`held for ${landlord.slug}`],
    );
  }
}, 60_000);
afterAll(async () => {
  await service.close();
  await Promise.all(systems.map((one) => one.close()));
});

/** Every id of ours that belongs to a landlord, from every table that has one. */
async function idsOf(landlord: Landlord): Promise<string[]> {
  const found: string[] = [landlord.id];
  for (const table of [
    'connections',
    'people',
    'contacts',
    'decisions',
    'prompts',
    'outcomes',
    'voices',
    'held_rows',
  ]) {
    found.push(...(await inside<{ id: string }>(landlord, `SELECT id FROM ${table}`)).map(({ id }) => id));
  }
  return found;
}

async function countOf(landlord: Landlord, table: string): Promise<number> {
  return (await inside<{ n: number }>(landlord, `SELECT count(*)::int AS n FROM ${table}`))[0]!.n;
}

describe('two landlords with the same external ids', () => {
  it('really have them', async () => {
    for (const table of ['people', 'homes', 'repairs']) {
      const sets = await Promise.all(
        [alder, birch].map((one) => inside<{ id: string }>(one, `SELECT reference_id AS id FROM ${table}`)),
      );
      const [first, second] = sets.map((rows) => new Set(rows.map(({ id }) => id)));
      expect([...first!].filter((id) => second!.has(id)).length).toBeGreaterThan(20);
    }
    expect(await countOf(alder, 'decisions')).not.toBe(await countOf(birch, 'decisions'));
  });

  it.each([
    ['decisions', 'decisions'],
    ['voices', 'voices'],
    ['held', 'held_rows'],
    ['connections', 'connections'],
  ])('each list and count only their own %s with their API key', async (path, table) => {
    for (const [own, other] of [
      [alder, birch],
      [birch, alder],
    ] as const) {
      const { status, body } = await get<List>(
        service,
        `/api/v1/${path}${path === 'connections' ? '' : '?limit=500'}`,
        own.apiKey,
      );
      expect(status).toBe(200);
      expect(body.total).toBe(await countOf(own, table));
      expect(body.items).toHaveLength(Math.min(body.total, 500));
      const text = JSON.stringify(body);
      expect((await idsOf(other)).filter((id) => text.includes(id))).toEqual([]);
      expect(text).not.toContain(`${other.slug}`);
    }
  });

  it.each(['', '/prompts', '/decisions'])(
    'each see only their own under one person’s reference (people/…%s)',
    async (path) => {
      for (const [own, other] of [
        [alder, birch],
        [birch, alder],
      ] as const) {
        const { status, body } = await get<object>(service, `/api/v1/people/${shared.id}${path}`, own.apiKey);
        expect(status).toBe(200);
        const text = JSON.stringify(body);
        expect((await idsOf(other)).filter((id) => text.includes(id))).toEqual([]);
      }
    },
  );

  it.each(['', '/prompts', '/decisions'])(
    'are not told whether the other knows somebody (people/…%s)',
    async (path) => {
      const ask = (id: string, key: string) => get(service, `/api/v1/people/${id}${path}`, key);
      const nobody = birchOnly.replace(/^.{8}/, '00000000');
      expect((await ask(birchOnly, birch.apiKey)).status).toBe(200);
      const theirs = await ask(birchOnly, alder.apiKey);
      const unknown = await ask(nobody, alder.apiKey);
      expect(theirs.status).toBe(404);
      expect(JSON.stringify(theirs).replaceAll(birchOnly, '…')).toBe(JSON.stringify(unknown).replaceAll(nobody, '…'));
    },
  );

  it('are refused with each other’s key under their own name', async () => {
    const forged = alder.apiKey.replace(alder.id.replaceAll('-', ''), birch.id.replaceAll('-', ''));
    expect((await get(service, '/api/v1/decisions', forged)).status).toBe(401);
  });

  it('each see only their own in a panel at the same record', async () => {
    for (const [own, other] of [
      [alder, birch],
      [birch, alder],
    ] as const) {
      const session = await signIn(service, own, shared);
      const { body } = await get<PanelView>(service, '/embed/v1/prompts', session, { origin: hostOrigin });
      const text = JSON.stringify(body);
      expect(body.home.state).not.toBe('unknown');
      expect((await idsOf(other)).filter((id) => text.includes(id))).toEqual([]);
      expect(text).not.toContain(`told to ${other.slug}`);
    }
  });

  it('cannot open a panel at a record that the other alone knows', async () => {
    const session = await signIn(service, alder, { type: 'person', id: birchOnly });
    const { body } = await get<PanelView>(service, '/embed/v1/prompts', session, { origin: hostOrigin });
    expect(body).toEqual({
      home: { state: 'unknown', lastAskedOn: null, notBefore: null, teams: [], nextDataAt: expect.any(String) },
      tellThem: [],
      prompts: [],
      heardBefore: [],
    });
  });

  it('cannot write to what the other holds, and are not told that it is there', async () => {
    const session = await signIn(service, alder, shared);
    const before = await Promise.all(['outcomes', 'voices'].map((table) => countOf(birch, table)));
    const nothing = crypto.randomUUID();
    const send = (path: string, body: object, key: string) =>
      post(service, path, body, { authorization: `Bearer ${session}`, 'idempotency-key': key });
    const tries = (promptId: string, outcomeId: string, key: string) => [
      send(
        '/embed/v1/outcomes',
        { promptId, record: shared, outcome: 'heard', heard: 'idea', saidAt: new Date().toISOString() },
        key,
      ),
      send(
        '/embed/v1/voices',
        {
          outcomeId,
          record: shared,
          words: 'x',
          whose: 'own',
          keepName: false,
          routing: { chosen: [], whyNot: 'misread' },
        },
        key,
      ),
      send(`/embed/v1/outcomes/${outcomeId}/withdraw`, {}, key),
    ];
    const theirs = await Promise.all(tries(prompt['birch']!, outcome['birch']!, 'crossing-1'));
    const unknown = await Promise.all(tries(nothing, nothing, 'crossing-2'));
    expect(theirs).toEqual(unknown);
    expect(theirs.map(({ status }) => status)).toEqual([409, 409, 403]);
    expect(await Promise.all(['outcomes', 'voices'].map((table) => countOf(birch, table)))).toEqual(before);
  });

  it('are kept apart on the command line, and one must be named', async () => {
    const { app } = service;
    await expect(app.get(FindOrganisation).run(undefined)).rejects.toMatchObject({ code: 'organisation-needed' });
    for (const [own, other] of [
      [alder, birch],
      [birch, alder],
    ] as const) {
      const { id } = await app.get(FindOrganisation).run(own.slug);
      const shown = [
        await app.get(ListDecisions).run(id, 100_000),
        await app
          .get(ListVoices)
          .run({ organisationId: id, actor: 'command-line', roles: ['system'] }, { limit: 100_000 }),
        await app.get(ListHeld).run(id, 100_000),
        await app.get(ListPrompts).run(id, shared.id, 100_000),
        await app.get(ShowPerson).run({ organisationId: id, actor: 'command-line', roles: ['system'] }, shared.id),
        await app.get(ListConnections).run(id),
      ];
      const text = JSON.stringify(shown);
      expect((await idsOf(other)).filter((one) => text.includes(one))).toEqual([]);
    }
    await expect(
      app.get(ShowPerson).run({ organisationId: alder.id, actor: 'command-line', roles: ['system'] }, birchOnly),
    ).rejects.toMatchObject({
      code: 'person-unknown',
    });
  });
});
