import { type ApiKeyAdded, type ApiKeyShown, type StaffInvited, type StaffShown } from '@doorstep/contracts/http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { BrowserJar } from '../../test/browser-jar.js';
import { addLandlord, get, type Landlord } from '../../test/landlord.js';
import { startService, type StartedService } from '../../test/start-service.js';
import { MakeFirstLink } from './index.js';

interface List<Item> {
  readonly items: readonly Item[];
  readonly total: number;
}

let service: StartedService;
let landlord: Landlord;
let administrator: BrowserJar;
let first: StaffShown;

const people = async (by = administrator) => (await by.ask<List<StaffShown>>('GET', '/admin/v1/staff')).body.items;
const invite = (body: object, key: string, by = administrator) =>
  by.ask<StaffInvited>('POST', '/admin/v1/staff', body, { 'idempotency-key': key });
const change = (id: string, body: object, by = administrator) =>
  by.ask<StaffShown>('PATCH', `/admin/v1/staff/${id}`, body);

async function signedIn(link: string): Promise<BrowserJar> {
  const jar = new BrowserJar(service);
  expect((await jar.ask('POST', '/admin/v1/sign-in/link', { link })).status).toBe(200);
  return jar;
}

beforeAll(async () => {
  service = await startService();
  landlord = await addLandlord(service, 'rowan');
  administrator = await signedIn((await service.app.get(MakeFirstLink).run('doorstep', landlord.id)).address);
  first = (await people())[0]!;
});
afterAll(() => service.close());

describe('people', () => {
  it('are invited by a link that is shown once, and again by the same key as the same person', async () => {
    const who = { name: 'Ceri Vaughan', email: 'ceri@rowan.example', roles: ['lead'] };
    const invited = await invite(who, 'the-first-key');
    expect(invited).toMatchObject({
      status: 201,
      body: { address: expect.stringMatching(/^\/console\/#si_/), staff: { name: 'Ceri Vaughan', version: 1 } },
    });
    const again = await invite(who, 'the-first-key');
    expect(again.body.staff.id).toBe(invited.body.staff.id);
    expect(await invite({ ...who, name: 'Another' }, 'the-first-key')).toMatchObject({ status: 422 });
    const lost = new BrowserJar(service);
    expect((await lost.ask('POST', '/admin/v1/sign-in/link', { link: invited.body.address })).status).toBe(401);
    const ceri = await signedIn(again.body.address);
    expect((await ceri.ask('GET', '/api/v1/voices')).status).toBe(200);
    expect(await people()).toMatchObject([
      { name: 'Administrator', linkExpiresAt: null },
      { name: 'Ceri Vaughan', roles: ['lead'], signsInBy: 'link', lastSeenAt: expect.any(String) },
    ]);
    expect(JSON.stringify(await people())).not.toMatch(/si_|cs_|hash/);
  });

  it('get another link where theirs was lost', async () => {
    const { body } = await invite({ name: 'Mo Reed', roles: ['viewer'] }, 'the-second-key');
    const link = await administrator.ask<StaffInvited>('POST', `/admin/v1/staff/${body.staff.id}/link`);
    expect(link.status).toBe(200);
    await signedIn(link.body.address);
    const unknown = await administrator.ask('POST', `/admin/v1/staff/${landlord.id}/link`);
    expect([unknown.status, unknown.body.code]).toEqual([404, 'staff-unknown']);
  });

  it('have their roles changed on top of what stands, and at once', async () => {
    const [, ceri] = await people();
    const changed = await change(ceri!.id, { roles: ['viewer'], version: 1 });
    expect(changed).toMatchObject({ status: 200, body: { roles: ['viewer'], version: 2 } });
    const late = await change(ceri!.id, { roles: ['administrator'], version: 1 });
    expect(late).toMatchObject({ status: 409, body: { code: 'staff-changed', current: { version: 2 } } });
    for (const wrong of [{ roles: [] }, { roles: ['system'] }, { roles: ['chief'] }, { name: ' ' }, { email: 'a@b.c' }])
      expect((await change(ceri!.id, { ...wrong, version: 2 })).status).toBe(400);
  });

  it('are managed by administrators alone', async () => {
    const { body } = await invite({ name: 'Lou Hart', roles: ['lead'] }, 'the-third-key');
    const lead = await signedIn(body.address);
    const asked = [
      lead.ask('GET', '/admin/v1/staff'),
      invite({ name: 'Lou Two', roles: ['administrator'] }, 'the-fourth-key', lead),
      change(body.staff.id, { roles: ['administrator'], version: 1 }, lead),
      lead.ask('GET', '/admin/v1/api-keys'),
      lead.ask('GET', '/admin/v1/sign-in-settings'),
      lead.ask('PUT', '/admin/v1/sign-in-settings', {}),
    ];
    for (const answer of asked) expect(await answer).toMatchObject({ status: 403, body: { code: 'not-your-role' } });
    expect((await get(service, '/admin/v1/staff', landlord.apiKey)).status).toBe(403);
  });

  it('are removed, signed out by that and no longer the ones to ask, and taken back', async () => {
    const { body } = await invite({ name: 'Kit Ames', roles: ['officer'] }, 'the-fifth-key');
    const kit = await signedIn(body.address);
    const whoToAsk = (act: string, by: BrowserJar) => by.ask('GET', `/admin/v1/who-to-ask?act=${act}`);
    expect(await whoToAsk('access.manage', kit)).toMatchObject({ status: 200, body: { names: ['Administrator'] } });
    expect((await whoToAsk('tasks.do', administrator)).body).toEqual({ names: ['Kit Ames', 'Lou Hart'] });
    expect((await whoToAsk('everything', kit)).status).toBe(400);
    const spare = await administrator.ask<StaffInvited>('POST', `/admin/v1/staff/${body.staff.id}/link`);
    const removed = await change(body.staff.id, { removed: true, version: 1 });
    expect(removed.body.removedAt).toEqual(expect.any(String));
    expect((await whoToAsk('tasks.do', administrator)).body).toEqual({ names: ['Lou Hart'] });
    expect((await kit.ask('GET', '/admin/v1/session')).status).toBe(401);
    const jar = new BrowserJar(service);
    expect((await jar.ask('POST', '/admin/v1/sign-in/link', { link: spare.body.address })).status).toBe(401);
    expect((await administrator.ask('POST', `/admin/v1/staff/${body.staff.id}/link`)).status).toBe(404);
    expect((await change(body.staff.id, { removed: false, version: 2 })).body.removedAt).toBeNull();
    expect((await kit.ask('GET', '/admin/v1/session')).status).toBe(401);
  });

  it('always have an administrator among them', async () => {
    for (const last of [{ roles: ['lead'] }, { removed: true }])
      expect(await change(first.id, { ...last, version: first.version })).toMatchObject({
        status: 409,
        body: { code: 'last-administrator' },
      });
    const { body } = await invite({ name: 'Nia Bowen', roles: ['administrator'] }, 'the-sixth-key');
    const nia = await signedIn(body.address);
    const both = await Promise.all([
      change(first.id, { roles: ['lead'], version: first.version }, nia),
      change(body.staff.id, { removed: true, version: 1 }),
    ]);
    expect(both.filter(({ status }) => status === 200)).toHaveLength(1);
    const [{ n }] = (await service.platform.database.inOrganisation(landlord.id, (db) =>
      db.rows<{ n: number }>(
        `SELECT count(*)::int AS n FROM staff WHERE 'administrator' = ANY (roles) AND removed_at IS NULL`,
      ),
    )) as [{ n: number }];
    expect(n).toBe(1);
    administrator = both[0].status === 200 ? nia : administrator;
  });

  it('of one landlord are not those of another', async () => {
    const other = await addLandlord(service, 'alder');
    const theirs = await signedIn((await service.app.get(MakeFirstLink).run('doorstep', other.id)).address);
    expect(await people(theirs)).toHaveLength(1);
    expect((await change(first.id, { roles: ['lead'], version: 1 }, theirs)).status).toBe(404);
    const lead = await service.app.get(MakeFirstLink).run('doorstep', other.id, 'lead');
    expect((await (await signedIn(lead.address)).ask('GET', '/api/v1/voices')).status).toBe(200);
    expect((await theirs.ask('GET', '/api/v1/voices')).status).toBe(403);
  });
});

describe('API keys', () => {
  it('are made once, shown once, and refused once revoked', async () => {
    const add = () =>
      administrator.ask<ApiKeyAdded>(
        'POST',
        '/admin/v1/api-keys',
        { name: 'Job system', role: 'system' },
        {
          'idempotency-key': 'the-api-key-1',
        },
      );
    const { status, body } = await add();
    expect(status).toBe(201);
    expect((await add()).body).toMatchObject({ code: 'api-key-made' });
    expect((await get(service, '/api/v1/connections', body.apiKey)).status).toBe(200);
    const list = await administrator.ask<List<ApiKeyShown>>('GET', '/admin/v1/api-keys');
    expect(list.body.items.map(({ name }) => name)).toEqual(['Job system', 'First key']);
    expect(JSON.stringify(list.body)).not.toContain('dk_');
    for (const _ of [1, 2])
      expect((await administrator.ask('POST', `/admin/v1/api-keys/${body.id}/revoke`)).status).toBe(204);
    expect((await get(service, '/api/v1/connections', body.apiKey)).status).toBe(401);
    const after = await administrator.ask<List<ApiKeyShown>>('GET', '/admin/v1/api-keys');
    expect(after.body.items.at(-1)).toMatchObject({ name: 'Job system', revokedAt: expect.any(String) });
    expect((await administrator.ask('POST', `/admin/v1/api-keys/${landlord.id}/revoke`)).status).toBe(404);
  });
});

describe('the landlord', () => {
  it('is named by an administrator', async () => {
    const renamed = await administrator.ask('PATCH', '/admin/v1/organisation', { name: 'Rowan Homes' });
    expect(renamed).toMatchObject({ status: 200, body: { slug: 'rowan', name: 'Rowan Homes' } });
    expect((await administrator.ask('PATCH', '/admin/v1/organisation', { name: ' ' })).status).toBe(400);
  });
});

it('what was done is in the audit by ids and roles, and no name or address is', async () => {
  const entries = await service.platform.database.inOrganisation(landlord.id, (db) =>
    db.rows<{ action: string }>('SELECT actor, action, subject, detail FROM audit_entries'),
  );
  const actions = new Set(entries.map(({ action }) => action));
  for (const action of [
    'staff.add',
    'staff.change-roles',
    'staff.remove',
    'staff.take-back',
    'sign-in-link.make',
    'api-key.add',
    'api-key.revoke',
    'organisation.rename',
  ])
    expect(actions).toContain(action);
  expect(JSON.stringify(entries)).not.toMatch(/Ceri|Vaughan|Kit|Nia|example|Rowan|si_|dk_/);
});
