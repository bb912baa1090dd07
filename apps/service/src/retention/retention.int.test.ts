import { randomUUID } from 'node:crypto';
import type { RetentionPreview, RetentionShown } from '@doorstep/contracts/http';
import { retentionKindNames } from '@doorstep/contracts/http';
import { retentionKinds } from '@doorstep/domain';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { landlordA, landlordB, scopedTables, seedTwins } from '../../test/isolation.js';
import { addLandlord, type Landlord } from '../../test/landlord.js';
import { startService, type StartedService } from '../../test/start-service.js';
import { packForms, packKey } from '../evidence/index.js';
import { objectStore } from '../platform/platform.module.js';
import type { ObjectStore } from '../platform/objects/index.js';
import { RemoveOld } from './index.js';

let service: StartedService;
let owner: pg.Client;
let mine: Landlord;
beforeAll(async () => {
  service = await startService();
  owner = new pg.Client({ connectionString: service.databaseUrl });
  await owner.connect();
  mine = await addLandlord(service, 'mine');
});
afterAll(async () => {
  await owner.end();
  await service.close();
});

async function call<T>(method: string, path: string, body?: object) {
  const reply = await fetch(`${service.url}/admin/v1/retention${path}`, {
    method,
    headers: { authorization: `Bearer ${mine.apiKey}`, 'content-type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  return { status: reply.status, body: (await reply.json()) as T };
}

describe('how long things are kept', () => {
  it('is nothing at first, and knows each kind that the domain knows', async () => {
    expect([...retentionKindNames]).toEqual(Object.keys(retentionKinds));
    const { body } = await call<{ items: RetentionShown[] }>('GET', '');
    expect(body.items.map(({ kind, months, version }) => [kind, months, version])).toEqual(
      retentionKindNames.map((kind) => [kind, null, 0]),
    );
  });

  it('is no shorter than the law and we allow, and names where that comes from', async () => {
    for (const path of ['/hand-offs', '/hand-offs/preview?months=71']) {
      const { status, body } = await call<{ detail: string }>(
        path.includes('?') ? 'GET' : 'PUT',
        path,
        path.includes('?') ? undefined : { months: 71, version: 0 },
      );
      expect([status, body.detail]).toEqual([400, expect.stringMatching(/^Write 72 months or more\. Limitation Act/)]);
    }
    expect((await call('PUT', '/wishes', { months: 90, version: 0 })).status).toBe(404);
  });

  it('is changed on top of what was read', async () => {
    expect((await call<RetentionShown>('PUT', '/contacts', { months: 24, version: 0 })).body).toMatchObject({
      months: 24,
      version: 1,
    });
    const late = await call<{ code: string; current: RetentionShown }>('PUT', '/contacts', { months: 30, version: 0 });
    expect([late.status, late.body.code, late.body.current.months]).toEqual([409, 'retention-changed', 24]);
    expect((await call<RetentionShown>('PUT', '/contacts', { months: null, version: 1 })).body.months).toBeNull();
  });
});

describe('what is old', () => {
  /** How many of each kind are. */
  const gone = {
    ...{ 'unnamed-words': 1, contacts: 1, 'visit-photos': 1, 'hand-offs': 1 },
    ...{ stories: 3, 'personal-packs': 1, 'policy-clashes': 1 },
  };
  let packs: readonly { readonly id: string }[];
  const countOf = async (table: string, landlord = landlordA, where = 'true') =>
    Number(
      (await owner.query(`SELECT count(*) FROM ${table} WHERE organisation_id = '${landlord}' AND ${where}`)).rows[0]!
        .count,
    );
  const copy = (table: string, change: object) =>
    owner.query(
      `INSERT INTO ${table} SELECT (jsonb_populate_record(t, $1)).* FROM ${table} t WHERE organisation_id = $2 LIMIT 1`,
      [JSON.stringify(change), landlordA],
    );

  beforeAll(async () => {
    await seedTwins(owner, await scopedTables(owner));
    await owner.query('RESET ROLE');
    const objects = service.app.get<ObjectStore>(objectStore);
    await objects.put('photos/one', Buffer.from('picture'));
    await owner.query(`
      UPDATE voices SET said_at = now() - interval '3 years', keep_name = false, words_removed_at = NULL;
      UPDATE replies_owed SET settled_at = now(), settled_as = 'withdrawn';
      UPDATE contacts SET occurred_at = now() - interval '3 years';
      UPDATE visit_photos SET state = 'kept', stored_as = 'photos/one', whole_at = now() - interval '3 years';
      UPDATE complaint_choices c SET choice = 'yes', hand_off_id = h.id FROM hand_offs h WHERE h.organisation_id = c.organisation_id;
      UPDATE hand_offs SET closed_at = now() - interval '7 years';
      DELETE FROM retention_settings WHERE organisation_id IN ('${landlordA}', '${landlordB}');
      INSERT INTO retention_settings (organisation_id, kind, months, version, changed_by)
        SELECT o.id, k, 72, 1, 'test' FROM organisations o, unnest(ARRAY['hand-offs']) k WHERE o.id = '${landlordA}'
        UNION ALL SELECT o.id, k, 24, 1, 'test' FROM organisations o, unnest(ARRAY['unnamed-words', 'contacts', 'visit-photos', 'stories', 'personal-packs', 'policy-clashes']) k
        WHERE o.id = '${landlordA}';
      UPDATE policy_clashes SET said_in = date_trunc('month', now() - interval '3 years');
      UPDATE voices SET withdrawn_at = NULL;
      UPDATE stories SET withdrawn_at = NULL, recorded_at = now() - interval '3 years', consented_at = now() - interval '3 years';
      UPDATE evidence_packs SET state = 'made', content_hash = 'hash', is_publication = false, made_at = now() - interval '3 years'`);
    await copy('voices', { id: '00000000-0000-4000-8000-000000000001', idempotency_key: 'k', outcome_id: null });
    await copy('contacts', { id: '00000000-0000-4000-8000-000000000002', reference_id: 'k' });
    await copy('contacts', {
      id: '00000000-0000-4000-8000-000000000003',
      reference_id: 'new',
      occurred_at: new Date().toISOString(),
    });
    const now = new Date().toISOString();
    const taken = '00000000-0000-4000-8000-000000000004';
    await copy('voices', { id: taken, idempotency_key: 'taken', outcome_id: null, withdrawn_at: now, keep_name: true });
    for (const [end, change] of Object.entries({
      agreed: { consented_at: now },
      withdrawn: { consented_at: now, withdrawn_at: now },
      taken: { consented_at: now, voice_id: taken },
    }))
      await copy('stories', { id: randomUUID(), idempotency_key: end, happened: end, ...change });
    for (const [end, change] of Object.entries({ published: { is_publication: true }, lately: { made_at: now } }))
      await copy('evidence_packs', { id: randomUUID(), idempotency_key: end, ...change });
    packs = (await owner.query<{ id: string }>('SELECT id FROM evidence_packs WHERE organisation_id = $1', [landlordA]))
      .rows;
    for (const { id } of packs)
      for (const form of packForms) await objects.put(packKey(landlordA, id, form), Buffer.from('words'));
  });

  it('goes, and nothing that others rest on, nothing newer, nothing of another landlord', async () => {
    const before = { contacts: await countOf('contacts'), voices: await countOf('voices') };
    const removed = await service.app.get(RemoveOld).run(landlordA);
    expect(removed).toEqual(gone);
    expect(await countOf('contacts')).toBe(before.contacts - 1);
    expect(await countOf('contacts', landlordA, `reference_id = 'k'`)).toBe(0);
    expect(await countOf('voices')).toBe(before.voices);
    expect(await countOf('voices', landlordA, `words = '…' AND words_removed_at IS NOT NULL`)).toBe(1);
    expect(await countOf('visit_photos')).toBe(0);
    expect(await service.app.get<ObjectStore>(objectStore).get('photos/one')).toBeUndefined();
    for (const table of ['hand_offs', 'complaint_choices']) expect(await countOf(table)).toBe(0);
    for (const table of ['hand_offs', 'visit_photos', 'contacts']) expect(await countOf(table, landlordB)).toBe(1);
    expect(await countOf('voices', landlordB, 'words_removed_at IS NOT NULL')).toBe(0);
  });

  it('of stories is what nobody agrees to any more, and of packs what names people: the files go with it', async () => {
    expect(await countOf('stories', landlordA, `happened = 'agreed'`)).toBe(1);
    expect(await countOf('stories')).toBe(1);
    const kept = await owner.query<{ id: string }>(
      `SELECT id FROM evidence_packs WHERE organisation_id = $1 AND (is_publication OR made_at > now() - interval '1 day')`,
      [landlordA],
    );
    expect([kept.rows.length, await countOf('evidence_packs')]).toEqual([2, 2]);
    const objects = service.app.get<ObjectStore>(objectStore);
    for (const { id } of packs)
      for (const form of packForms)
        expect((await objects.get(packKey(landlordA, id, form))) !== undefined).toBe(
          kept.rows.some((one) => one.id === id),
        );
    for (const table of ['stories', 'evidence_packs']) expect(await countOf(table, landlordB)).toBe(1);
  });

  it('is audited by counts alone, and looked through once a day', async () => {
    const { rows } = await owner.query<{ detail: object }>(
      `SELECT detail FROM audit_entries WHERE organisation_id = $1 AND action = 'retention.remove'`,
      [landlordA],
    );
    expect(rows.map(({ detail }) => detail)).toEqual(retentionKindNames.map((kind) => ({ kind, removed: gone[kind] })));
    expect(await service.app.get(RemoveOld).run(landlordA)).toEqual({});
    await owner.query(`UPDATE retention_settings SET ran_at = ran_at - interval '1 day'`);
    expect(Object.values(await service.app.get(RemoveOld).run(landlordA))).toEqual([0, 0, 0, 0, 0, 0, 0]);
  });

  it('goes in steps, however much there is, and is said before', async () => {
    await owner.query(
      `INSERT INTO contacts SELECT (jsonb_populate_record(c, jsonb_build_object('id', gen_random_uuid(), 'organisation_id', $1::text,
         'reference_id', 'n' || n, 'home_id', null, 'tenancy_id', null, 'person_id', null, 'repair_id', null))).*
       FROM contacts c, generate_series(1, 450) n WHERE organisation_id = $2 AND reference_id <> 'new'`,
      [mine.id, landlordA],
    );
    const said = await call<RetentionPreview>('GET', '/contacts/preview?months=24');
    expect(said.body).toEqual({ count: 450, oldest: expect.stringMatching(/Z$/) });
    await call('PUT', '/contacts', { months: 24, version: 2 });
    expect(await service.app.get(RemoveOld).run(mine.id)).toEqual({ contacts: 450 });
    const { body } = await call<{ items: RetentionShown[] }>('GET', '');
    expect(body.items.find(({ kind }) => kind === 'contacts')?.lastRun?.removed).toBe(450);
  });
});
