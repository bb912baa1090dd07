import type { AuditEntryShown, AuditVerified } from '@doorstep/contracts/http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { addLandlord, get, type Landlord } from '../../test/landlord.js';
import { startService, type StartedService } from '../../test/start-service.js';
import { AddApiKey } from '../organisations/index.js';
import { SealAudit } from './seal-audit.js';

let service: StartedService;
let landlord: Landlord;
let owner: pg.Pool;

beforeAll(async () => {
  service = await startService();
  owner = new pg.Pool({ connectionString: service.databaseUrl, max: 1 });
  landlord = await addLandlord(service, 'rowan');
  for (const [id, days] of [
    [1, 3],
    [2, 3],
    [3, 2],
    [4, 1],
  ])
    await owner.query(
      `INSERT INTO audit_entries (organisation_id, id, actor, action, subject, detail, at)
       VALUES ($1, ('0190f3f2-0000-7000-8000-00000000000' || $2)::uuid, 'staff:a', 'rule.draft', 'rule:r', '{}', now() - make_interval(days => $3))`,
      [landlord.id, id, days],
    );
});
afterAll(async () => {
  await owner.end();
  await service.close();
});

const verify = async () => (await get<AuditVerified>(service, '/admin/v1/audit/verification', landlord.apiKey)).body;

describe('the audit', () => {
  it('seals each day that is over once, and not the day that goes on', async () => {
    expect(await service.app.get(SealAudit).run(landlord.id)).toBe(3);
    expect(await service.app.get(SealAudit).run(landlord.id)).toBe(0);
    expect(await verify()).toMatchObject({ isWhole: true, days: 3, entries: 4, brokenOn: null });
  });

  it.each([
    [
      'changed',
      `UPDATE audit_entries SET actor = 'staff:b' WHERE id::text LIKE '%1'`,
      `UPDATE audit_entries SET actor = 'staff:a' WHERE id::text LIKE '%1'`,
    ],
    [
      'taken away',
      `UPDATE audit_entries SET at = at - interval '9 days' WHERE id::text LIKE '%2'`,
      `UPDATE audit_entries SET at = at + interval '9 days' WHERE id::text LIKE '%2'`,
    ],
  ])('tells that an entry was %s, and on which day', async (_, harm, mend) => {
    await owner.query(harm);
    const found = await verify();
    expect(found.isWhole).toBe(false);
    expect(found.brokenOn).toBe(new Date(Date.now() - 3 * 86_400_000).toISOString().slice(0, 10));
    await owner.query(mend);
    expect((await verify()).isWhole).toBe(true);
  });

  it('is read by who, what and to what, a page at a time, and reading it is in it', async () => {
    const look = async (query: string) =>
      (await get<{ items: AuditEntryShown[]; total: number }>(service, `/admin/v1/audit${query}`, landlord.apiKey))
        .body;
    const rules = await look('?action=rule&limit=2');
    expect(rules).toMatchObject({ total: 4 });
    const rest = await look(`?action=rule&limit=2&before=${rules.items.at(-1)!.id}`);
    expect([...rules.items, ...rest.items].map(({ subject }) => subject)).toEqual(Array(4).fill('rule:r'));
    expect((await look('?action=audit.read')).items.length).toBeGreaterThan(1);
    expect((await look('?actor=staff:a&subject=rule:other')).items).toEqual([]);
  });

  it('is not for an officer, and nobody may write to what was written', async () => {
    const { apiKey } = await service.app.get(AddApiKey).run('test', landlord.id, { name: 'o', role: 'officer' });
    expect((await get(service, '/admin/v1/audit', apiKey)).status).toBe(403);
    await expect(
      service.platform.database.inOrganisation(landlord.id, (db) => db.rows(`UPDATE audit_entries SET actor = 'x'`)),
    ).rejects.toThrow('permission denied');
  });
});
