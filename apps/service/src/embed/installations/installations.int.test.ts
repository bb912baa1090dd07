import type {
  CheckedToken,
  GoingLive,
  HostKeyAdded,
  InstallationShown,
  PlaceFound,
  RecordSystemsShown,
  TeamShown,
} from '@doorstep/contracts/http';
import { startHousingSim, type HousingSim } from '@doorstep/housing-sim';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { compact, es256, hostPair, hs256 } from '../../../test/host-signing.js';
import {
  addLandlord,
  bringIn,
  claimsFor,
  hostOrigin,
  personWithPrompt,
  post,
  sign,
  type Answer,
  type Landlord,
} from '../../../test/landlord.js';
import { startService, type StartedService } from '../../../test/start-service.js';

let housing: HousingSim;
let service: StartedService;
let landlord: Landlord;
let owner: pg.Pool;

beforeAll(async () => {
  housing = await startHousingSim({ port: 0, homes: 120, seed: 5, apiKey: 'key' });
  service = await startService();
  owner = new pg.Pool({ connectionString: service.databaseUrl, max: 1 });
  landlord = await addLandlord(service, 'larch');
  await bringIn(service, landlord, housing.url, 'key');
}, 60_000);
afterAll(async () => {
  await owner.end();
  await service.close();
  await housing.close();
});

async function ask<Body>(method: string, path: string, body?: object): Promise<Answer<Body>> {
  const response = await fetch(`${service.url}/admin/v1/${path}`, {
    method,
    headers: { authorization: `Bearer ${landlord.apiKey}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    body: (await response.json()) as Body,
  };
}

/** What is stored anywhere that holds this text. */
async function storedWith(text: string): Promise<string[]> {
  const { rows: tables } = await owner.query<{ name: string }>(
    `SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = 'public'`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const { rows } = await owner.query(`SELECT 1 FROM ${name} t WHERE strpos(t::text, $1) > 0 LIMIT 1`, [text]);
    if (rows.length > 0) found.push(name);
  }
  return found;
}

describe('an installation over HTTP', () => {
  it('is added with the systems that most records are from, changed on top of what stands, and never another’s', async () => {
    const { body: systems } = await ask<RecordSystemsShown>('GET', 'record-systems');
    expect(systems.person[0]).toEqual({ system: 'hackney/person', records: expect.any(Number) });
    const bad = await ask('POST', 'installations', { name: 'Homes', allowedOrigins: ['crm.example/page'] });
    expect(bad).toMatchObject({ status: 400, body: { detail: expect.stringContaining('https://crm.example') } });
    const { status, body } = await ask<InstallationShown>('POST', 'installations', {
      name: 'Homes',
      allowedOrigins: ['https://homes.example'],
    });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      recordSystems: { person: 'hackney/person', tenancy: 'hackney/tenure', home: 'hackney/asset' },
      keys: [],
      version: 1,
      lastSeen: null,
    });
    const path = `installations/${body.installation}`;
    const change = { version: 1, allowedOrigins: ['https://homes.example', 'https://two.example'] };
    expect((await ask<InstallationShown>('PATCH', path, change)).body).toMatchObject({ ...change, version: 2 });
    const late = await ask<{ current: InstallationShown }>('PATCH', path, { version: 1, name: 'Late' });
    expect(late).toMatchObject({
      status: 409,
      body: { code: 'installation-changed', current: { version: 2, name: 'Homes' } },
    });
    expect((await ask('PATCH', path, { version: 2, name: 'CRM' })).status).toBe(409);
    const other = await addLandlord(service, 'yew');
    expect((await ask('PATCH', `installations/${other.installation}`, { version: 1, name: 'Mine' })).status).toBe(404);
  });

  it('takes two keys at a time, and answers a secret once', async () => {
    const path = `installations/${landlord.installation}`;
    const pair = hostPair('next-1');
    const text = pair.publicKey.export({ type: 'spki', format: 'pem' }) as string;
    const given = await ask<HostKeyAdded>('POST', `${path}/keys`, { kind: 'public', text, kid: 'next-1' });
    expect(given).toMatchObject({ status: 201, body: { secret: null, installation: { version: 2 } } });
    expect((await ask('POST', `${path}/keys`, { kind: 'shared', kid: 'home' })).body).toMatchObject({
      code: 'two-keys',
    });
    const key = pair.privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
    expect((await ask('POST', `${path}/keys`, { kind: 'public', text: key, kid: 'x' })).status).toBe(400);
    await ask('POST', `${path}/keys/remove`, { kid: 'next-1' });
    const { body: made } = await ask<HostKeyAdded>('POST', `${path}/keys`, { kind: 'shared', kid: 'home' });
    expect(made.secret).toMatch(/^[\w-]{43}$/);
    expect(await storedWith(made.secret!)).toEqual([]);
    const list = await ask('GET', 'installations');
    expect(JSON.stringify(list)).not.toContain(made.secret);
    const claims = claimsFor(landlord, { type: 'person', id: 'p-1' });
    const token = compact({ alg: 'HS256', kid: 'home' }, claims, hs256(made.secret!));
    expect((await ask<CheckedToken>('POST', `${path}/check-token`, { token })).body.good).toBe(true);
    await ask('POST', `${path}/keys/remove`, { kid: 'home' });
    expect((await ask<CheckedToken>('POST', `${path}/check-token`, { token })).body.good).toBe(false);
  });

  it('checks a token part by part, and keeps nothing of it', async () => {
    const path = `installations/${landlord.installation}/check-token`;
    const claims = { ...claimsFor(landlord, { type: 'person', id: 'p-1' }), aud: 'somebody-else', rec: undefined };
    const token = await sign(landlord, claims);
    const { status, body } = await ask<CheckedToken>('POST', path, { token });
    expect(status).toBe(200);
    expect(body.good).toBe(false);
    expect(body.items.filter(({ isGood }) => !isGood).map(({ claim }) => claim)).toEqual(['aud', 'rec']);
    const good = await sign(landlord, claimsFor(landlord, { type: 'person', id: 'p-1' }));
    expect((await ask<CheckedToken>('POST', path, { token: good })).body.good).toBe(true);
    expect(await storedWith(good)).toEqual([]);
    expect((await post(service, '/embed/v1/session', { token: good })).status).toBe(200);
    const forged = compact({ alg: 'ES256', kid: landlord.kid }, claims, es256(hostPair('x').privateKey));
    const judged = await ask<CheckedToken>('POST', path, { token: forged });
    expect(judged.body.items.find(({ claim }) => claim === 'signature')?.isGood).toBe(false);
  });
});

describe('teams over HTTP', () => {
  it('look after places that are found by name, and know who works in them', async () => {
    const { rows } = await owner.query<{ reference: string; name: string }>(
      `SELECT reference_id AS reference, array_to_string(address_lines, ', ') AS name FROM homes
       WHERE kind = 'block' AND deleted_at IS NULL ORDER BY reference_id LIMIT 1`,
    );
    const block = rows[0]!;
    const found = await ask<{ items: PlaceFound[] }>('GET', `places?search=${encodeURIComponent(block.name)}`);
    expect(found.body.items).toContainEqual({ ...block, kind: 'block', homes: expect.any(Number) });
    expect((await ask('GET', 'places?search=%25%25')).body).toEqual({ items: [], total: 0 });
    const { rows: homes } = await owner.query<{ reference: string }>(
      `SELECT reference_id AS reference FROM homes WHERE kind = 'dwelling' LIMIT 1`,
    );
    expect((await ask('GET', `places?search=${homes[0]!.reference}`)).body).toEqual({ items: [], total: 0 });

    const team = { name: 'Elm Court', schemes: [block.reference], patches: ['north'], version: 0 };
    const made = await ask<TeamShown>('PUT', 'teams/elm', team);
    expect(made).toMatchObject({
      status: 200,
      body: { code: 'elm', version: 1, schemes: [block], patches: [{ reference: 'north', name: null }] },
    });
    expect((await ask('PUT', 'teams/elm', team)).body).toMatchObject({
      code: 'team-changed',
      current: { version: 1, name: 'Elm Court' },
    });
    expect((await ask('PUT', 'teams/ash', { ...team, version: 3 })).status).toBe(404);
    expect((await ask<TeamShown>('PUT', 'teams/elm', { ...team, version: 1, patches: [] })).body.version).toBe(2);
    expect((await ask<{ items: TeamShown[] }>('GET', 'teams')).body.items).toHaveLength(1);

    const { record } = await personWithPrompt(service, landlord);
    for (const sub of ['officer-1', 'officer-2', 'officer-1']) {
      const token = await sign(landlord, { ...claimsFor(landlord, record, sub), teams: ['elm', 'no-team'] });
      expect((await post(service, '/embed/v1/session', { token })).status).toBe(200);
    }
    const live = await ask<GoingLive>('GET', 'going-live');
    expect(live.body.teams).toEqual([{ code: 'elm', name: 'Elm Court', places: 1, staff: 2, liveSince: null }]);
    const { body } = await ask<{ items: InstallationShown[] }>('GET', 'installations');
    const seen = body.items.find(({ installation }) => installation === landlord.installation)?.lastSeen;
    expect(seen).toEqual({ origin: hostOrigin, at: expect.any(String) });
  });
});
