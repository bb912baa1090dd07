import { heldKindNames, type PersonCopy, type PrivacyCase } from '@doorstep/contracts/http';
import { startHousingSim, type HousingSim } from '@doorstep/housing-sim';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import pg from 'pg';
import { landlordA, landlordB, scopedTables, seedTwins } from '../../test/isolation.js';
import { addLandlord, bringIn, get, type Landlord } from '../../test/landlord.js';
import { startService, type StartedService } from '../../test/start-service.js';
import { ListAlarms } from '../alarms/index.js';
import { AddApiKey } from '../organisations/index.js';
import { FolderStore, type ObjectStore } from '../platform/objects/index.js';
import { objectStore } from '../platform/platform.module.js';
import { mayTellHousehold } from '../replies/index.js';
import { RunSync } from '../sync/index.js';
import { CopyPerson } from './copy-person.js';
import { copyInWelsh } from './copy-words.js';
import { ErasePerson } from './erase-person.js';
import { heldTables, leftOut, notInCopy } from './held-tables.js';
import { OpenCase } from './open-case.js';
import { PreviewErasure } from './preview-erasure.js';
import { EraseResident } from './erase-resident.js';
import { ReplayErasures } from './replay-erasures.js';

let service: StartedService;
let owner: pg.Client;
let sim: HousingSim;
let elm: Landlord;

beforeAll(async () => {
  service = await startService();
  owner = await connect(service.databaseUrl);
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

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined); // a restore ends every session
  await client.connect();
  return client;
}

const rowsOf = async <Row extends object>(sql: string, values: unknown[] = []) =>
  (await owner.query<Row>(sql, values)).rows;

/** Reads everything of elm again, and writes it whether or not it changed. */
async function syncAnew() {
  for (const table of ['tenancies', 'people'])
    await owner.query(`UPDATE ${table} SET content_hash = '\\x00', row_hash = NULL WHERE organisation_id = $1`, [
      elm.id,
    ]);
  return service.app.get(RunSync).run('test', elm.id, 'housing', true, new AbortController().signal);
}

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
      UPDATE skill_offers SET words = 'Quillfeather mends bicycles';
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
      ...{ kind: 'words', goes: 3, stays: 3, because: ['counts'] },
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
    for (const table of ['stories', 'visit_photos', 'ways_to_reach', 'evidence_packs', 'case_subjects', 'leave_links'])
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
    expect((await syncAnew()).status).toBe('complete');
    expect(await tablesWith(person.name, elm.id)).toEqual([]);
    expect(await tablesWith(person.reference, elm.id)).toEqual([]);
    expect(await tablesWith('The gate sticks.', elm.id)).toEqual([]);
    expect((await call('POST', '/held', { reference: person.reference })).status).toBe(404);
  });
});

describe('a backup that was made before an erasure', () => {
  let person: { id: string; reference: string; name: string; caseId: string };
  const caller = () => ({ actor: 'test', organisationId: elm.id, roles: ['system'] as const });
  const objects = () => service.app.get<ObjectStore>(objectStore);
  const journal = () => objects().list(`erasures/${elm.id}`);
  const replay = () => service.app.get(ReplayErasures).run('doorstep', elm.id);
  const erase = () => service.app.get(ErasePerson).run(caller(), person.caseId, { reference: person.reference });
  const stateOfCase = async () =>
    (
      await rowsOf<{ closed: string }>('SELECT closed_as AS closed FROM privacy_cases WHERE id = $1', [person.caseId])
    )[0]?.closed;
  const audited = async () =>
    rowsOf<{ actor: string; subject: string; erasedOn: string }>(
      `SELECT actor, subject, detail->>'erasedOn' AS "erasedOn" FROM audit_entries
       WHERE organisation_id = $1 AND action = 'privacy.erase-again' ORDER BY at`,
      [elm.id],
    );

  /** Does what only may be done while nobody is connected to the service's database, whose sessions end. */
  async function alone(work: (server: pg.Client, name: string) => Promise<void>): Promise<void> {
    const url = new URL(service.databaseUrl);
    const name = url.pathname.slice(1);
    url.pathname = '/postgres';
    const server = await connect(url.href);
    await server.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`);
    await server.query('SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = $1', [name]);
    await work(server, name);
    await server.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS true`);
    await server.end();
    owner = await connect(service.databaseUrl);
  }
  const backUp = () =>
    alone(async (server, name) => void (await server.query(`CREATE DATABASE ${name}_old TEMPLATE ${name}`)));
  const restore = () =>
    alone(async (server, name) => {
      await server.query(`DROP DATABASE ${name}`);
      await server.query(`CREATE DATABASE ${name} TEMPLATE ${name}_old`);
    });

  beforeAll(async () => {
    await syncAnew();
    [person] = (await rowsOf(
      `SELECT p.id, p.reference_id AS reference, p.full_name AS name FROM people p
       WHERE p.organisation_id = $1 AND p.deleted_at IS NULL AND p.reference_id NOT LIKE 'erased:%'
         AND EXISTS (SELECT FROM tenancy_parties y WHERE y.person_id = p.id)
         AND (SELECT count(*) FROM people o WHERE o.full_name = p.full_name) = 1
       ORDER BY p.reference_id LIMIT 1`,
      [elm.id],
    )) as [typeof person];
    const asked = { reference: person.reference, kind: 'erase', receivedOn: '2026-11-20' };
    const once = { idempotencyKey: 'before-backup', requestHash: Buffer.from('before-backup') };
    person.caseId = (await service.app.get(OpenCase).run(caller(), asked, once)).id;
    await backUp();
  }, 30_000);

  it('brings nobody back: whoever was erased since is erased again, once, and stays away from the next sync', async () => {
    const others = await journal();
    await erase();
    const [entry, ...more] = (await journal()).filter((key) => !others.includes(key));
    expect(more).toEqual([]);
    const kept = (await objects().get(entry!))!.toString();
    for (const personal of [person.name, person.reference]) expect(kept).not.toContain(personal);
    await restore();
    expect([await stateOfCase(), (await tablesWith(person.name, elm.id)).length > 0]).toEqual([null, true]);
    const twice = await Promise.all([replay(), replay()]);
    expect(twice.reduce((sum, { carriedOut }) => sum + carriedOut, 0)).toBe(1);
    expect(await tablesWith(person.name, elm.id)).toEqual([]);
    expect(await stateOfCase()).toBe('erased');
    const today = (await rowsOf<{ day: string }>(`SELECT (now() AT TIME ZONE 'Europe/London')::date::text AS day`))[0]!;
    const line = { actor: 'doorstep', subject: `person:${person.id}`, erasedOn: today.day };
    expect(await audited()).toEqual([line]);
    await syncAnew();
    expect(await tablesWith(person.name, elm.id)).toEqual([]);
    expect(await tablesWith(person.reference, elm.id)).toEqual([]);
    expect(await replay()).toEqual({ carriedOut: 0, unreadable: [] });
  }, 30_000);

  it('knows neither their case nor their id of then: they are found by the hash of their reference', async () => {
    await restore();
    await owner.query('DELETE FROM privacy_cases WHERE id = $1', [person.caseId]);
    await owner.query(`SET session_replication_role = replica`);
    const anew = crypto.randomUUID();
    for (const [table, column] of [
      ['people', 'id'],
      ['tenancy_parties', 'person_id'],
    ])
      await owner.query(`UPDATE ${table} SET ${column} = $2 WHERE ${column} = $1`, [person.id, anew]);
    await owner.query(`RESET session_replication_role`);
    expect((await replay()).carriedOut).toBe(1);
    expect(await tablesWith(person.name, elm.id)).toEqual([]);
    expect(await stateOfCase()).toBe('erased');
  }, 30_000);

  it('does not know them at all: the next sync leaves them out', async () => {
    await restore();
    await owner.query(`SET session_replication_role = replica`);
    await owner.query('DELETE FROM privacy_cases WHERE person_id = $1', [person.id]);
    await owner.query('DELETE FROM people WHERE id = $1', [person.id]);
    await owner.query(`RESET session_replication_role`);
    expect((await replay()).carriedOut).toBe(1);
    expect((await replay()).carriedOut).toBe(0);
    await syncAnew();
    expect(await rowsOf('SELECT 1 FROM people WHERE full_name = $1', [person.name])).toEqual([]);
  }, 30_000);

  it('is not wanted where nothing was erased: a case that was closed otherwise leaves them as they are', async () => {
    await restore();
    await owner.query(`UPDATE privacy_cases SET closed_on = current_date, closed_as = 'withdrawn' WHERE id = $1`, [
      person.caseId,
    ]);
    expect(await replay()).toEqual({ carriedOut: 0, unreadable: [] });
    expect((await tablesWith(person.name, elm.id)).length).toBeGreaterThan(0);
  }, 30_000);

  it('has an erasure that was killed before its end done, and one that failed undone', async () => {
    await restore();
    for (const key of await journal()) await objects().remove(key);
    const store = objects();
    const put = jest.spyOn(store, 'put').mockRejectedValueOnce(new Error('the bucket does not answer'));
    const remove = jest.spyOn(store, 'remove');
    const became = async () => [(await journal()).length, await stateOfCase()];
    await expect(erase()).rejects.toThrow('does not answer');
    expect(await became()).toEqual([0, null]);

    // It stands there, and that it does is not answered any more.
    put.mockImplementationOnce(async (key, bytes) => {
      await FolderStore.prototype.put.call(store, key, bytes);
      throw new Error('the bucket answers too late');
    });
    await expect(erase()).rejects.toThrow('too late');
    expect(await became()).toEqual([0, null]);

    // Somebody replays the journal meanwhile, and a file cannot be removed.
    let meanwhile: ReturnType<typeof replay> | undefined;
    jest.spyOn(service.app.get(EraseResident), 'run').mockImplementationOnce(async (...[, , , beforeFiles]) => {
      await beforeFiles?.();
      meanwhile = replay();
      while ((await owner.query('SELECT pid FROM pg_locks WHERE NOT granted')).rows.length === 0);
      throw new Error('the file stays');
    });
    await expect(erase()).rejects.toThrow('the file stays');
    expect(await meanwhile).toEqual({ carriedOut: 0, unreadable: [] });
    expect(await became()).toEqual([0, null]);

    // The journal has it, and the transaction never ends.
    put.mockImplementation(async (key, bytes) => {
      await FolderStore.prototype.put.call(store, key, bytes);
      await owner.query(`SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
        WHERE datname = current_database() AND state = 'idle in transaction'`);
    });
    await expect(erase()).rejects.toThrow();
    expect(await became()).toEqual([0, null]);
    remove.mockRejectedValueOnce(new Error('killed'));
    await expect(erase()).rejects.toThrow();
    expect(await became()).toEqual([1, null]);
    jest.restoreAllMocks();
    expect((await replay()).carriedOut).toBe(1);
    expect(await became()).toEqual([1, 'erased']);
  }, 30_000);

  it('is forgotten once no backup is so old; what cannot be read is named', async () => {
    const [entry] = await journal();
    const old = entry!.replace(/\d{4}-\d{2}-\d{2}/, '2020-01-01');
    await objects().put(old, (await objects().get(entry!))!);
    const broken = entry!.replace(person.caseId, crypto.randomUUID());
    await objects().put(broken, Buffer.from('{}'));
    expect(await replay()).toEqual({ carriedOut: 0, unreadable: [broken] });
    expect(new Set(await journal())).toEqual(new Set([entry, broken]));
  });
});
