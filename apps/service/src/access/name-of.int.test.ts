import type { WordsShown } from '@doorstep/contracts/http';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { BrowserJar } from '../../test/browser-jar.js';
import { addLandlord } from '../../test/landlord.js';
import { startService, type StartedService } from '../../test/start-service.js';
import { MakeFirstLink } from '../staff/index.js';

let service: StartedService;
let jar: BrowserJar;

beforeAll(async () => {
  service = await startService();
  const landlord = await addLandlord(service, 'elm');
  jar = new BrowserJar(service);
  const { address } = await service.app.get(MakeFirstLink).run('doorstep', landlord.id);
  await jar.ask('POST', '/admin/v1/sign-in/link', { link: address });
  // Whoever changed their own entry last stands in it as who changed it.
  await service.platform.database.inOrganisation(landlord.id, async (db) => {
    await db.rows(
      `INSERT INTO staff (organisation_id, id, name, roles, added_by, changed_by)
       SELECT $1, id, 'Ceri ' || id, ARRAY['lead'], 'doorstep', 'staff:' || id FROM unnest($2::uuid[]) AS id`,
      [landlord.id, [crypto.randomUUID(), crypto.randomUUID()]],
    );
  });
});
afterAll(() => service.close());

it.each([
  ['/admin/v1/look', { version: 0, preset: 'fluent', accent: null, theme: 'auto', density: 'comfortable' }],
  ['/admin/v1/words', { version: 0, residentWord: 'tenant' }],
  ['/admin/v1/retention/contacts', { version: 0, months: 36 }],
  ['/admin/v1/survey-periods', { version: 0, periods: [] }],
])('says who changed %s by name, whoever else changed their own entry', async (path, change) => {
  const { status, body } = await jar.ask<{ changedBy: string }>('PUT', path, change);
  expect([status, body.changedBy]).toEqual([200, 'Administrator']);
});

it('keeps of the landlord’s words what a change leaves out', async () => {
  const put = async (change: object) => (await jar.ask<WordsShown>('PUT', '/admin/v1/words', change)).body;
  const { body: before } = await jar.ask<WordsShown>('GET', '/admin/v1/words');
  const { version } = before;
  expect(before.keepsKnownPerson).toBe(true);
  expect(await put({ version, residentWord: 'tenant', keepsKnownPerson: false })).toMatchObject({
    keepsKnownPerson: false,
  });
  expect(await put({ version: version + 1, residentWord: 'customer' })).toMatchObject({
    ...{ residentWord: 'customer', keepsKnownPerson: false },
  });
});
