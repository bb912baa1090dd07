import type { ContactMappingShown, SuppressionSettingsShown } from '@doorstep/contracts/http';
import { contactMapping, lengths } from '@doorstep/domain';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addLandlord, get, type Landlord } from '../../test/landlord.js';
import { startService, type StartedService } from '../../test/start-service.js';
import { AddConnection } from '../connections/index.js';

let service: StartedService;
let landlord: Landlord;

beforeAll(async () => {
  service = await startService();
  landlord = await addLandlord(service, 'alder');
  await service.app.get(AddConnection).run('test', landlord.id, {
    name: 'housing',
    connector: 'hackney',
    configuration: { housingUrl: 'https://housing.example', apiKey: 'key' },
  });
});
afterAll(() => service.close());

const read = <Body = { code: string }>(path: string) => get<Body>(service, `/api/v1/${path}`, landlord.apiKey);

async function put(path: string, body: object): Promise<{ status: number; body: { code?: string; version?: number } }> {
  const answer = await fetch(`${service.url}/api/v1/${path}`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${landlord.apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: answer.status, body: (await answer.json()) as { code?: string } };
}

describe('a landlord’s system', () => {
  it('reads the contact mapping, puts another in its place, and not twice on one version', async () => {
    const path = 'connections/housing/contact-mapping';
    const { status, body } = await read<ContactMappingShown>(path);
    expect(status).toBe(200);
    expect(body).toEqual({ version: 0, changedBy: null, changedAt: null, rows: contactMapping });
    const { version, rows } = body;
    expect(await put(path, { version, rows: rows.slice(1) })).toMatchObject({ status: 200, body: { version: 1 } });
    expect((await read<ContactMappingShown>(path)).body).toMatchObject({
      changedBy: expect.stringMatching(/^api-key:/),
      rows: contactMapping.slice(1),
    });
    expect(await put(path, { version, rows })).toMatchObject({
      status: 409,
      body: { code: 'mapping-changed', current: { version: 1, rows: rows.slice(1) } },
    });
    expect(
      await put(path, { version: 1, rows: [{ on: 'repair-ended', phase: 'open', typeCode: 'RPR-VIS' }] }),
    ).toMatchObject({ status: 400 });
    expect(await put('connections/nowhere/contact-mapping', { version: 0, rows })).toMatchObject({ status: 404 });
    expect(await read('contacts/unmapped')).toMatchObject({ status: 200, body: { items: [], total: 0 } });
  });

  it('reads every length with its floor, and sets none past it', async () => {
    const { status, body } = await read<SuppressionSettingsShown>('suppression-settings');
    expect(status).toBe(200);
    expect(body.lengths.map(({ name }) => name)).toEqual(Object.keys(lengths));
    expect(body.levels).toEqual([]);
    const change = { level: 'organisation', code: null, nation: 'scotland', version: 0 };
    expect(await put('suppression-settings', { ...change, lengths: { afterDeath: 30 } })).toMatchObject({
      status: 400,
      body: { code: 'past-floor' },
    });
    expect(await put('suppression-settings', { ...change, lengths: { afterDeath: 365 } })).toMatchObject({
      status: 200,
      body: { level: 'organisation', nation: 'scotland', lengths: { afterDeath: 365 }, version: 1 },
    });
    expect(await put('suppression-settings', { ...change, lengths: {} })).toMatchObject({
      status: 409,
      body: { code: 'settings-changed', current: { lengths: { afterDeath: 365 }, version: 1, place: null } },
    });
  });

  it.each(['people', 'tenancies', 'homes'])(
    'is told that there is nothing to explain under a reference (%s)',
    async (of) => {
      expect(await read(`${of}/nobody/decisions?from=2026-03-01&to=2026-03-31`)).toMatchObject({ status: 404 });
      expect(await read(`${of}/nobody/decisions?from=march`)).toMatchObject({ status: 400 });
    },
  );
});
