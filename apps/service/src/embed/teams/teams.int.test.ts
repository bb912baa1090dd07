import type { PanelView, SessionReply } from '@doorstep/contracts/embed';
import { startHousingSim, type HousingSim } from '@doorstep/housing-sim';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  addLandlord,
  bringIn,
  claimsFor,
  get,
  hostOrigin,
  personWithPrompt,
  post,
  sign,
  type HostRecord,
  type Landlord,
} from '../../../test/landlord.js';
import { startService, type StartedService } from '../../../test/start-service.js';
import { SearchPlaces } from './search-places.js';
import { SetTeam } from './set-team.js';

const actor = 'command-line';
const forbidden = (teams: string[]) => ({
  status: 200,
  body: {
    home: { state: 'forbidden', lastAskedOn: null, notBefore: null, teams },
    tellThem: [],
    prompts: [],
    heardBefore: [],
  },
});
const notYourTeam = { status: 403, body: { code: 'not-your-team', title: 'Not allowed' } };

let housing: HousingSim;
let service: StartedService;
let landlord: Landlord;
let mine: Place;
let theirs: Place;
let keys = 0;

/** A person with a prompt, and what their home stands in. */
interface Place {
  readonly record: HostRecord;
  readonly promptId: string;
  readonly home: string;
  readonly tenancy: string;
  readonly block: string;
  readonly estate: string;
}

beforeAll(async () => {
  housing = await startHousingSim({ port: 0, homes: 400, seed: 5, apiKey: 'key' });
  service = await startService();
  landlord = await addLandlord(service, 'rowan');
  await bringIn(service, landlord, housing.url, 'key');
  mine = await placeOf(0);
  for (let skip = 1; theirs === undefined; skip += 1) {
    const place = await placeOf(skip);
    if (place.block !== mine.block && place.estate !== mine.estate) theirs = place;
  }
});
afterAll(async () => {
  await service.close();
  await housing.close();
});

async function placeOf(skip: number): Promise<Place> {
  const { record, promptId, householdId } = await personWithPrompt(service, landlord, skip);
  const [found] = await service.platform.database.inOrganisation(landlord.id, (db) =>
    db.rows<{ home: string; tenancy: string; block: string; estate: string }>(
      `SELECT h.reference_id AS home, t.reference_id AS tenancy, h.parent_reference->>'id' AS block,
              coalesce(b.parent_reference->>'id', h.parent_reference->>'id') AS estate
       FROM tenancies t JOIN homes h ON h.organisation_id = t.organisation_id AND h.id = t.home_id
       LEFT JOIN homes b ON b.organisation_id = h.organisation_id AND b.connection_id = h.connection_id
         AND b.reference_id = h.parent_reference->>'id'
       WHERE t.id = $1`,
      [householdId],
    ),
  );
  return { record, promptId, ...found! };
}

async function session(record: HostRecord, teams?: string[]): Promise<string> {
  const token = await sign(landlord, { ...claimsFor(landlord, record), ...(teams ? { teams } : {}) });
  return (await post<SessionReply>(service, '/embed/v1/session', { token })).body.session;
}
const panel = async (record: HostRecord, teams?: string[]) =>
  get<PanelView>(service, '/embed/v1/prompts', await session(record, teams), { origin: hostOrigin });
const setTeam = (code: string, name: string, places: { schemes?: string[]; patches?: string[] }) =>
  service.app.get(SetTeam).run(actor, landlord.id, { code, name, ...places });

describe('the homes a team looks after', () => {
  it('are all, until the landlord says which', async () => {
    expect((await panel(mine.record, ['elm'])).body.home.state).toBe('ok');
    await setTeam('beech', 'Beech Row', {});
    expect((await panel(mine.record, ['elm'])).body.home.state).toBe('ok');
  });

  it('are those of its blocks, estates and homes, whatever kind of record is open', async () => {
    for (const places of [
      { schemes: [mine.block] },
      { patches: [mine.estate] },
      { schemes: [mine.home] },
      { schemes: ['nowhere'], patches: [mine.block] },
    ]) {
      await setTeam('elm', 'Elm Court', places);
      for (const record of [
        mine.record,
        { type: 'home', id: mine.home },
        { type: 'tenancy', id: mine.tenancy },
      ] as const) {
        expect((await panel(record, ['elm', 'elsewhere'])).body.home.state).toBe('ok');
        expect(await panel(record, ['beech'])).toMatchObject(forbidden(['Elm Court']));
      }
    }
  });

  it('are closed to another team: it hears who looks after them, and nothing else', async () => {
    await setTeam('elm', 'Elm Court', { schemes: [mine.block] });
    await setTeam('oak', 'Oak House', { schemes: [mine.home] });
    expect(await panel(mine.record, ['beech'])).toEqual({
      ...forbidden(['Elm Court', 'Oak House']),
      type: expect.stringContaining('json'),
    });
    expect(await panel(theirs.record, ['elm', 'unknown'])).toEqual({
      ...forbidden([]),
      type: expect.stringContaining('json'),
    });
  });

  it('are open to whoever names no team, and a record that is not known is that', async () => {
    expect((await panel(mine.record)).body.home.state).toBe('ok');
    expect((await panel(mine.record, [])).body.home.state).toBe('ok');
    expect((await panel({ type: 'person', id: 'nobody' }, ['beech'])).body.home.state).toBe('unknown');
  });

  it('are closed to every question and every write, before anything is looked up', async () => {
    await setTeam('elm', 'Elm Court', { schemes: [mine.block] });
    const bearer = await session(mine.record, ['beech']);
    const record = mine.record;
    const saidAt = new Date().toISOString();
    const bodies: Record<string, object> = {
      '/embed/v1/outcomes': { promptId: mine.promptId, record, outcome: 'heard', heard: 'idea', saidAt },
      '/embed/v1/moments': { record, promptId: mine.promptId, tap: 'not-the-moment' },
      '/embed/v1/voices': { record, words: 'The lift is slow', whose: 'own', keepName: false },
    };
    const { paths } = (await (await fetch(`${service.url}/openapi.json`)).json()) as {
      paths: Record<string, Record<string, { requestBody?: unknown }>>;
    };
    const routes = Object.entries(paths).flatMap(([path, methods]) =>
      /^\/embed\/v1\/(?!session$|prompts$)/.test(path)
        ? Object.entries(methods).map(([method, { requestBody }]) => ({
            path,
            method,
            hasBody: requestBody !== undefined,
          }))
        : [],
    );
    expect(routes.length).toBeGreaterThan(15);
    const count = async () => {
      const [row] = await service.platform.database.inOrganisation(landlord.id, (db) =>
        db.rows<{ count: number }>(
          `SELECT ((SELECT count(*) FROM voices) + (SELECT count(*) FROM outcomes) + (SELECT count(*) FROM moments)
             + (SELECT count(*) FROM hand_offs) + (SELECT count(*) FROM audit_entries))::int AS count`,
        ),
      );
      return row!.count;
    };
    const before = await count();
    for (const { path, method, hasBody } of routes) {
      const url = path.replaceAll(/\{\w+\}/g, crypto.randomUUID());
      const answer =
        method === 'get'
          ? await get(service, url, bearer, { origin: hostOrigin })
          : await post(service, url, bodies[path] ?? {}, {
              authorization: `Bearer ${bearer}`,
              'idempotency-key': `teams-test-${(keys += 1)}`,
            });
      // A body that cannot be read is refused without a look at anything; every other is refused for the team.
      if (hasBody && bodies[path] === undefined && answer.status === 400) continue;
      expect({ path, method, ...answer }).toMatchObject(notYourTeam);
    }
    expect(await count()).toBe(before);
  });
});

describe('the places that are found for a team', () => {
  it('are what homes stand in, but no refuge, nor what has no homes but those of one', async () => {
    const rows = <Row extends object>(sql: string, more: unknown[] = []) =>
      service.platform.database.inOrganisation(landlord.id, (db) => db.rows<Row>(sql, [landlord.id, ...more]));
    const [{ block } = { block: '' }] = await rows<{ block: string }>(
      `SELECT parent_reference->>'id' AS block FROM homes WHERE organisation_id = $1 AND parent_reference IS NOT NULL
       GROUP BY 1 HAVING bool_and(scheme <> 'refuge') ORDER BY 1 LIMIT 1`,
    );
    const found = async () =>
      (await service.app.get(SearchPlaces).run(landlord.id, { search: block })).items.find(
        ({ reference }) => reference === block,
      );
    const schemes = (where: string, is: string) =>
      rows(`UPDATE homes SET scheme = $3 WHERE organisation_id = $1 AND ${where} = $2`, [block, is]);
    const { homes } = (await found())!;
    expect(homes).toBeGreaterThan(0);
    await schemes('reference_id', 'refuge');
    expect(await found()).toBeUndefined();
    await schemes('reference_id', 'general');
    await schemes(`parent_reference->>'id'`, 'refuge');
    expect(await found()).toBeUndefined();
    await schemes(`parent_reference->>'id'`, 'general');
    expect(await found()).toMatchObject({ homes });
  });
});
