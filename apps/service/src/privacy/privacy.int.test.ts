import { heldKindNames, type PersonCopy, type PrivacyCase } from '@doorstep/contracts/http';
import { startHousingSim, type HousingSim } from '@doorstep/housing-sim';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { landlordA, landlordB, scopedTables, seedTwins } from '../../test/isolation.js';
import { addLandlord, bringIn, get, type Landlord } from '../../test/landlord.js';
import { startService, type StartedService } from '../../test/start-service.js';
import { ListAlarms } from '../alarms/index.js';
import { AddApiKey } from '../organisations/index.js';
import type { ObjectStore } from '../platform/objects/index.js';
import { objectStore } from '../platform/platform.module.js';
import { mayTellHousehold } from '../replies/index.js';
import { RunSync } from '../sync/index.js';
import { CopyPerson } from './copy-person.js';
import { copyInWelsh } from './copy-words.js';
import { ErasePerson } from './erase-person.js';
import { heldTables, leftOut, notInCopy } from './held-tables.js';
import { OpenCase } from './open-case.js';
import { PreviewErasure } from './preview-erasure.js';

let service: StartedService;
let owner: pg.Client;
let sim: HousingSim;
let elm: Landlord;

beforeAll(async () => {
  service = await startService();
  owner = new pg.Client({ connectionString: service.databaseUrl });
  await owner.connect();
  await seedTwins(owner, await scopedTables(owner));
  await owner.query('RESET ROLE');
  sim = await startHousingSim({ port: 0, homes: 25, seed: 3, apiKey: 'key' });
  elm = await addLandlord(service, 'elm');
  await bringIn(service, elm, sim.url, 'key');
}, 60_000);
afterAll(async () => {
  await owner.end();
  await service.close();
  await sim.close();
});

const rowsOf = async <Row extends object>(sql: string, values: unknown[] = []) =>
  (await owner.query<Row>(sql, values)).rows;

/** The tables that have these words anywhere in a row of the landlord's. */
async function tablesWith(words: string, landlord: string): Promise<string[]> {
  const looks = (await scopedTables(owner)).map(
    ({ name, organisation }) =>
      `SELECT '${name}' AS name FROM ${name} t WHERE ${organisation} = $1 AND to_jsonb(t)::text LIKE $2`,
  );
  const found = await rowsOf<{ name: string }>(looks.join(' UNION '), [landlord, `%${words}%`]);
  return found.map(({ name }) => name).toSorted();
}

describe('a table that names somebody', () => {
  it('is in the copy, or on the list of what is not with a reason', async () => {
    const naming = await rowsOf<{ name: string }>(
      `SELECT DISTINCT c.relname AS name FROM pg_class c
       WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND c.relname <> 'migrations' AND (
         EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
           AND a.attname IN ('person_id', 'household_id', 'tenancy_id', 'voice_id', 'outcome_id', 'hand_off_id', 'entity_id',
             'full_name', 'record_id', 'reference_id', 'members', 'mobile', 'subject', 'subject_id', 'raw'))
         OR EXISTS (SELECT FROM pg_constraint k JOIN pg_class p ON p.oid = k.confrelid WHERE k.conrelid = c.oid
           AND k.contype = 'f' AND p.relname IN ('people', 'tenancies', 'voices', 'outcomes', 'visit_entries', 'hand_offs')))`,
    );
    const known = new Set([...Object.keys(heldTables), ...Object.keys(notInCopy)]);
    expect(naming.map(({ name }) => name).filter((name) => !known.has(name))).toEqual([]);
    expect(Object.keys(heldTables).filter((name) => name in notInCopy)).toEqual([]);
    expect(Object.values(notInCopy).filter((reason) => reason.length < 10)).toEqual([]);
    const all = new Set((await scopedTables(owner)).map(({ name }) => name));
    expect([...known].filter((name) => !all.has(name))).toEqual([]);
  });
});

describe('one person, of whom every table has a row', () => {
  const caller = { actor: 'test', organisationId: landlordA, roles: ['system'] as const };
  const once = (key: string) => ({ idempotencyKey: key, requestHash: Buffer.from(key) });
  const open = (kind: string) =>
    service.app.get(OpenCase).run(caller, { reference: 'same', kind, receivedOn: '2026-11-20' }, once(kind));

  beforeAll(async () => {
    await service.app.get<ObjectStore>(objectStore).put('photos/theirs', Buffer.from('picture'));
    await owner.query(`
      UPDATE tenancies SET members = '[{"fullName": "Hollis Quillfeather", "reference": null}]';
      UPDATE people SET full_name = 'Hollis Quillfeather';
      UPDATE other_references SET entity = 'person';
      UPDATE merged_references SET entity = 'person';
      UPDATE voices SET words = 'The Quillfeather gate sticks.', reach = 'quillfeather@example.org', words_removed_at = NULL;
      UPDATE stories SET happened = 'Quillfeather waited.';
      UPDATE ask_barriers SET words = 'Nobody rang Quillfeather.';
      UPDATE ways_to_reach SET email = 'quillfeather@example.org', speaks_for_them = 'Perrin Oakes';
      UPDATE visit_photos SET state = 'kept', stored_as = 'photos/theirs';
      UPDATE evidence_packs SET state = 'made', content_hash = 'hash', made_at = now();
      UPDATE alarms a SET kind = 'erased-in-host', subject = 'person:' || p.id FROM people p WHERE p.organisation_id = a.organisation_id;
      UPDATE case_subjects SET reference_id = 'same';
      UPDATE audit_entries SET subject = 'person:' || p.id FROM people p WHERE p.organisation_id = audit_entries.organisation_id`);
  });

  it('has a row of each in the copy, and nothing of others in it', async () => {
    const copy = await service.app.get(CopyPerson).run(caller, (await open('copy')).id);
    expect(copy.parts.filter(({ rows }) => rows.length === 0)).toEqual([]);
    expect(copy.parts.map(({ title }) => title)).toEqual(Object.values(heldTables).map(({ title }) => title));
    expect(new Set(copy.parts.map(({ kind }) => kind))).toEqual(new Set(heldKindNames));
    const said = JSON.stringify(copy);
    expect(copy.language).toBe('en-GB');
    await owner.query(`UPDATE ways_to_reach SET language = 'cy', ended_at = NULL`);
    const theirs = await service.app.get(CopyPerson).run(caller, (await open('copy')).id);
    expect([theirs.language, theirs.parts[0]?.title]).toEqual(['cy', 'Yr hyn a ddywedodd y system dai wrthym']);
    await owner.query(`UPDATE ways_to_reach SET language = 'en-GB'`);
    // Everything that we wrote has its Welsh, and no two headings of a table have the same.
    const welsh = (of: string) => copyInWelsh[of] ?? `no Welsh for ${of}`;
    const headings = copy.parts.map(({ rows }) => Object.keys(rows[0] ?? {}));
    const ours = [...headings.flat(), ...copy.parts.map(({ title }) => title)];
    ours.push(...leftOut.flatMap(({ what, because }) => [what, because]));
    expect(ours.filter((one) => !Object.hasOwn(copyInWelsh, one))).toEqual([]);
    for (const one of headings) expect(new Set(one.map(welsh)).size).toBe(one.length);
    expect(said).toContain('The Quillfeather gate sticks.');
    expect(said).not.toContain('Perrin Oakes');
    expect(copy.parts.find(({ kind }) => kind === 'reads')?.rows[0]).toMatchObject({ Role: 'same' });
    expect(copy.leftOut).toContainEqual(expect.objectContaining({ what: 'The photos themselves', count: 1 }));
    expect(copy.leftOut).toContainEqual(expect.objectContaining({ what: 'The words of what was passed on', count: 1 }));
    // What is said of warnings is the same whether there is one.
    expect(copy.leftOut).toContainEqual(expect.objectContaining({ count: null }));
  });

  it('has words about somebody else left out', async () => {
    const { id } = await open('copy');
    await owner.query('UPDATE voices SET is_about_another = true WHERE organisation_id = $1', [landlordA]);
    const copy = await service.app.get(CopyPerson).run(caller, id);
    expect(JSON.stringify(copy)).not.toContain('Quillfeather gate');
    expect(copy.leftOut).toContainEqual(expect.objectContaining({ what: 'Their words about somebody else', count: 1 }));
    await owner.query('UPDATE voices SET is_about_another = false');
  });

  it('is erased at once or not at all, as the preview said: what they said goes, that it was said stays', async () => {
    const { id } = await open('erase');
    const would = await service.app.get(PreviewErasure).run(caller, id);
    expect(would.kinds.map(({ kind }) => kind)).toEqual([...heldKindNames]);
    expect(would.kinds.find(({ kind }) => kind === 'words')).toEqual({
      ...{ kind: 'words', goes: 3, stays: 2, because: ['counts'] },
    });
    expect(would.kinds.find(({ kind }) => kind === 'hand-offs')).toMatchObject({ goes: 0, because: ['kept-by-law'] });
    const erase = (reference: string) => service.app.get(ErasePerson).run(caller, id, { reference });
    await expect(erase('another')).rejects.toMatchObject({ code: 'not-their-reference' });
    const before = await tablesWith('uillfeather', landlordA);
    const counts = async () =>
      (await rowsOf<{ n: number }>('SELECT count(*)::int AS n FROM voices WHERE organisation_id = $1', [landlordA]))[0]
        ?.n;
    const said = await counts();
    const alarmed = async () => (await service.app.get(ListAlarms).run(landlordA, 50, false)).items[0]?.reference;
    expect(await alarmed()).toBe('same');
    expect(await erase('same')).toMatchObject({ closedAs: 'erased', reference: null });
    expect(before.length).toBeGreaterThan(4);
    expect(await tablesWith('uillfeather', landlordA)).toEqual([]);
    expect(await counts()).toBe(said);
    expect(await alarmed()).toBeNull();
    expect(await tablesWith('uillfeather', landlordB)).toEqual(before);
    expect(await service.app.get<ObjectStore>(objectStore).get('photos/theirs')).toBeUndefined();
    for (const table of ['stories', 'visit_photos', 'ways_to_reach', 'evidence_packs', 'case_subjects'])
      expect([table, await rowsOf(`SELECT 1 FROM ${table} WHERE organisation_id = $1`, [landlordA])]).toEqual([
        table,
        [],
      ]);
    await expect(erase('same')).rejects.toMatchObject({ code: 'case-closed' });
    await expect(open('restrict')).rejects.toMatchObject({ code: 'person-unknown' });
  });
});

describe('over HTTP', () => {
  let person: { id: string; reference: string; household: string; name: string };
  const call = async <T>(method: string, path: string, body?: object, apiKey = elm.apiKey) => {
    const reply = await fetch(`${service.url}/api/v1/privacy${path}`, {
      method,
      headers: {
        ...{ authorization: `Bearer ${apiKey}`, 'idempotency-key': crypto.randomUUID() },
        ...(body ? { 'content-type': 'application/json' } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    return { status: reply.status, body: (await reply.json()) as T };
  };
  const open = async (kind: string, receivedOn = '2026-11-20') =>
    (await call<PrivacyCase>('POST', '/cases', { reference: person.reference, kind, receivedOn })).body;

  beforeAll(async () => {
    [person] = (await rowsOf(
      `SELECT p.id, p.reference_id AS reference, y.tenancy_id AS household, p.full_name AS name FROM tenancy_parties y
       JOIN people p ON p.id = y.person_id AND p.date_of_death IS NULL AND p.date_of_birth < '2000-01-01'
       JOIN tenancies t ON t.id = y.tenancy_id AND t.is_active AND jsonb_array_length(t.members) = 1
       WHERE y.organisation_id = $1 AND y.is_responsible AND NOT EXISTS (SELECT FROM alerts a WHERE a.person_id = p.id)
         AND NOT EXISTS (SELECT FROM prompts q WHERE q.household_id = t.id AND q.state <> 'open')
       ORDER BY p.reference_id LIMIT 1`,
      [elm.id],
    )) as [typeof person];
    expect(person).toBeDefined();
    await owner.query(
      `INSERT INTO voices (organisation_id, id, household_id, person_id, words, whose, keep_name, may_share, taken_by, said_at, idempotency_key, request_hash)
       VALUES ($1, gen_random_uuid(), $2, $3, 'The gate sticks.', 'own', true, true, 'staff:a', now(), 'gate-sticks', '')`,
      [elm.id, person.household, person.id],
    );
  });

  it('a case has a clock, which stands still with a reason and is closed with what was done', async () => {
    const first = await open('copy');
    expect(first).toMatchObject({ dueOn: '2026-12-20', closedOn: null, version: 1, reference: person.reference });
    expect(await call('POST', '/cases', { reference: 'nobody', kind: 'copy', receivedOn: '2026-11-20' })).toMatchObject(
      {
        status: 404,
        body: { code: 'person-unknown' },
      },
    );
    expect((await call('POST', '/cases', { ...person, kind: 'copy' })).status).toBe(400);
    const ahead = { reference: person.reference, kind: 'copy', receivedOn: '2099-01-01' };
    expect((await call<{ code: string }>('POST', '/cases', ahead)).body.code).toBe('received-on');
    const change = (body: object) => call<PrivacyCase & { current: PrivacyCase }>('POST', `/cases/${first.id}`, body);
    const paused = await change({ do: 'pause', because: 'clarification', version: 1 });
    expect(paused.body).toMatchObject({ pausedBecause: 'clarification', version: 2 });
    expect(await change({ do: 'resume', version: 1 })).toMatchObject({
      ...{ status: 409, body: { code: 'case-changed', current: { version: 2 } } },
    });
    await owner.query(`UPDATE privacy_cases SET paused_on = paused_on - 3 WHERE id = $1`, [first.id]);
    expect((await change({ do: 'resume', version: 2 })).body).toMatchObject({ dueOn: '2026-12-23', pausedOn: null });
    const later = await open('copy', '2026-11-10');
    const { body } = await call<{ items: PrivacyCase[]; total: number }>('GET', '/cases');
    expect([body.total, ...body.items.map(({ id }) => id)]).toEqual([2, later.id, first.id]);
    expect((await change({ do: 'close', as: 'copied', version: 3 })).body).toMatchObject({ closedAs: 'copied' });
    expect((await get(service, `/api/v1/privacy/cases/${first.id}/copy`, elm.apiKey)).status).toBe(409);
  });

  it('a copy is a file and a page to print, for whoever may make one and nobody else', async () => {
    const { id } = await open('copy');
    const copy = await get<PersonCopy>(service, `/api/v1/privacy/cases/${id}/copy`, elm.apiKey);
    expect(copy.body).toMatchObject({ reference: person.reference, landlord: 'elm homes' });
    const page = await fetch(`${service.url}/api/v1/privacy/cases/${id}/copy.html`, {
      headers: { authorization: `Bearer ${elm.apiKey}` },
    });
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await page.text()).toMatch(/<h1>What we hold about you<\/h1>[^]*What is left out, and why/);
    const inWelsh = await fetch(`${service.url}/api/v1/privacy/cases/${id}/copy.html?language=cy`, {
      headers: { authorization: `Bearer ${elm.apiKey}` },
    });
    expect(await inWelsh.text()).toMatch(
      /<html lang="cy">[^]*<h1>Yr hyn sydd gennym amdanoch chi<\/h1>[^]*Enwau staff/,
    );
    const { apiKey } = await service.app.get(AddApiKey).run('test', elm.id, { name: 'lead', role: 'lead' });
    expect((await call('POST', '/held', { reference: person.reference }, apiKey)).status).toBe(403);
    expect((await call('POST', `/cases/${id}/restrict`)).body).toMatchObject({ code: 'case-kind' });
  });

  it('restricted: nothing is asked or told while it lasts, and it can be lifted', async () => {
    const moment = { at: 'display', channel: 'in-person', staff: null, supportPresent: [] } as const;
    const stops = async () =>
      (await service.platform.database.inOrganisation(elm.id, (db) =>
        mayTellHousehold(db, person.household, null, moment),
      ))!.trace.filter(({ code, stopped }) => code === 'quiet' && stopped).length;
    const evaluator = await service.app.get(AddApiKey).run('test', elm.id, { name: 'evaluator', role: 'evaluator' });
    const named = async () => {
      const { body } = await get<{ items: { person: string }[] }>(service, '/api/v1/voices', elm.apiKey);
      const file = await fetch(`${service.url}/api/v1/voices/export`, {
        headers: { authorization: `Bearer ${elm.apiKey}` },
      });
      const shared = await get<{ total: number }>(service, '/api/v1/evaluations/voices', evaluator.apiKey);
      return [body.items[0]?.person, (await file.text()).includes('The gate sticks.'), shared.body.total];
    };
    expect(await stops()).toBe(0);
    expect(await named()).toEqual([person.reference, true, 1]);
    const { id } = await open('restrict');
    expect((await call<PrivacyCase>('POST', `/cases/${id}/restrict`)).body).toMatchObject({ closedAs: 'restricted' });
    expect(await stops()).toBe(1);
    expect(await named()).toEqual([null, false, 0]);
    const held = await call<{ restriction: { caseId: string } }>('POST', '/held', { reference: person.reference });
    expect(held.body.restriction.caseId).toBe(id);
    expect(
      await rowsOf(`SELECT 1 FROM prompts WHERE household_id = $1 AND state = 'open'`, [person.household]),
    ).toEqual([]);
    expect((await call<PrivacyCase>('POST', `/cases/${id}/lift`)).body.liftedAt).not.toBeNull();
    expect(await stops()).toBe(0);
    expect((await call<{ code: string }>('POST', `/cases/${id}/lift`)).body.code).toBe('not-restricted');
  });

  it('erased: what is brought in next does not bring them back, in no record', async () => {
    const { id } = await open('erase');
    expect((await call('POST', `/cases/${id}/erase`, { reference: person.reference })).status).toBe(200);
    await owner.query(`UPDATE tenancies SET content_hash = '\\x00', row_hash = NULL WHERE organisation_id = $1`, [
      elm.id,
    ]);
    await owner.query(`UPDATE people SET content_hash = '\\x00', row_hash = NULL WHERE organisation_id = $1`, [elm.id]);
    const { signal } = new AbortController();
    expect((await service.app.get(RunSync).run('test', elm.id, 'housing', true, signal)).status).toBe('complete');
    expect(await tablesWith(person.name, elm.id)).toEqual([]);
    expect(await tablesWith(person.reference, elm.id)).toEqual([]);
    expect(await tablesWith('The gate sticks.', elm.id)).toEqual([]);
    expect((await call('POST', '/held', { reference: person.reference })).status).toBe(404);
  });
});
