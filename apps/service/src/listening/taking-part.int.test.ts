import {
  outcomeRequest,
  type OutcomeRequest,
  type PanelView,
  type SkillOffersView,
  type TakingPartView,
  type WayToReachView,
} from '@doorstep/contracts/embed';
import type { PersonShown, SkillOffersShown, TaskSummary } from '@doorstep/contracts/http';
import { startHousingSim, type HousingSim } from '@doorstep/housing-sim';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import {
  addLandlord,
  bringIn,
  claimsFor,
  get,
  hostOrigin,
  personWithPrompt,
  post,
  sign,
  signIn,
  type HostRecord,
  type Landlord,
} from '../../test/landlord.js';
import { startService, type StartedService } from '../../test/start-service.js';
import { writeOnce } from '../platform/write-once.js';
import type { StaffAtRecord } from '../records/index.js';
import { addTask, type NewTask } from '../tasks/index.js';
import { LetSkillOffersGo } from '../skill-offers/index.js';
import { RecordOutcome } from './index.js';

let housing: HousingSim;
let service: StartedService;
let landlord: Landlord;
let open: { record: HostRecord; promptId: string; householdId: string; theme: string };
let session: string;
let keys = 0;

beforeAll(async () => {
  housing = await startHousingSim({ port: 0, homes: 400, seed: 17, apiKey: 'key' });
  service = await startService();
  landlord = await addLandlord(service, 'hazel');
  await bringIn(service, landlord, housing.url, 'key');
});
afterAll(async () => {
  await service.close();
  await housing.close();
});

/** Each test has a household of its own, whose prompt is open. */
beforeEach(async () => {
  open = await personWithPrompt(service, landlord);
  session = await signIn(service, landlord, open.record);
});

const newKey = () => `taking-part-key-${(keys += 1)}`;
const write = <Body>(path: string, body: unknown, key = newKey(), bearer = session) =>
  post<Body>(service, path, body, { authorization: `Bearer ${bearer}`, 'idempotency-key': key });
const read = async <Body>(path: string, bearer = session) =>
  (await get<Body>(service, path, bearer, { origin: hostOrigin })).body;
const rows = <Row extends object>(sql: string, parameters: unknown[] = []) =>
  service.platform.database.inOrganisation(landlord.id, (db) => db.rows<Row>(sql, parameters));
const staffOf = async (role: string) => {
  const token = await sign(landlord, { ...claimsFor(landlord, open.record), roles: [role] });
  return (await post<{ session: string }>(service, '/embed/v1/session', { token })).body.session;
};

const takePart = (given: Partial<Extract<OutcomeRequest, { outcome: 'take-part' }>> = {}) => ({
  promptId: open.promptId,
  record: open.record,
  outcome: 'take-part',
  how: 'phone',
  needs: ['interpreter', 'childcare'],
  saidAt: new Date().toISOString(),
  ...given,
});
const way = () => read<WayToReachView>('/embed/v1/way-to-reach');
const wishes = () =>
  rows('SELECT kind, theme FROM preferences WHERE household_id = $1 AND ended_at IS NULL ORDER BY kind', [
    open.householdId,
  ]);
const tasks = async (outcomeId: string) =>
  (await read<{ items: TaskSummary[] }>('/api/v1/tasks?limit=500', landlord.apiKey)).items.filter(
    ({ subject }) => subject === `outcome:${outcomeId}`,
  );
const kept = async (body: object, key?: string) => {
  const { status, body: reply } = await write<{ outcomeId: string; notBefore: string | null }>(
    '/embed/v1/outcomes',
    body,
    key,
  );
  expect(status).toBe(201);
  return reply;
};
const undo = (outcomeId: string, bearer = session) =>
  write(`/embed/v1/outcomes/${outcomeId}/withdraw`, {}, newKey(), bearer);
/** What a resident said before of how they are reached. */
const known = {
  ...{
    way: 'letter',
    email: 'nia@post.example',
    mobile: '07700 900123',
    times: ['after school'],
    place: 'The library',
  },
  ...{
    speaksForThem: 'Bethan',
    speakerRelation: 'her daughter',
    needs: ['hearing'],
    language: 'cy',
    preferredName: 'Nia',
  },
  ...{ saidAs: 'NEE-a', isRestricted: false },
};

describe('wanting to take part', () => {
  it('closes the question, counts as asked, and brings somebody back to them', async () => {
    const { outcomeId, notBefore } = await kept(takePart({ needs: ['travel', 'childcare'] }));
    expect(await rows('SELECT state FROM prompts WHERE id = $1', [open.promptId])).toEqual([{ state: 'answered' }]);
    expect(notBefore).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    expect(await read<PanelView>('/embed/v1/prompts')).toMatchObject({
      prompts: [],
      home: { state: 'capped', notBefore },
      heardBefore: [{ outcomeId, voiceId: null, heard: null, takesPart: 'phone', canWithdraw: true }],
    });
    expect(await wishes()).toEqual([{ kind: 'work-with-me', theme: open.theme }]);
    expect(await way()).toMatchObject({ way: 'phone', needs: ['travel', 'childcare'] });
    expect(await tasks(outcomeId)).toMatchObject([
      { kind: 'take-part', person: open.record.id, owner: 'officer-1', dueOn: expect.any(String) },
    ]);
    expect(await rows('SELECT takes_part, needs FROM outcome_details WHERE outcome_id = $1', [outcomeId])).toEqual([
      { takes_part: 'phone', needs: ['travel', 'childcare'] },
    ]);
  });

  it('adds to how they are reached and overwrites nothing that they said of it', async () => {
    await write('/embed/v1/way-to-reach', { record: open.record, ...known });
    await kept(takePart({ needs: ['large-print', 'companion', 'travel'] }));
    const { mobile, ...rest } = known;
    expect(await way()).toMatchObject({ ...rest, needs: ['hearing', 'large-print', 'companion', 'travel'] });
    expect((await way()).mobile).toContain('7700900123');
  });

  it('by text is kept as a way to reach them only where there is somewhere to send it', async () => {
    await kept(takePart({ how: 'online', needs: [] }));
    expect(await way()).toMatchObject({ way: null, needs: [] });
    open = await personWithPrompt(service, landlord);
    session = await signIn(service, landlord, open.record);
    await write('/embed/v1/way-to-reach', { record: open.record, ...known, way: null, mobile: null });
    await kept(takePart({ how: 'online', needs: [] }));
    expect(await way()).toMatchObject({ way: 'email', email: 'nia@post.example' });
  });

  it('at the record of a home is nobody’s in particular: nothing is guessed about whose needs they are', async () => {
    const [tenancy] = await rows<{ id: string }>('SELECT reference_id AS id FROM tenancies WHERE id = $1', [
      open.householdId,
    ]);
    const record: HostRecord = { type: 'tenancy', id: tenancy!.id };
    const atTenancy = await signIn(service, landlord, record);
    const { status, body } = await write<{ outcomeId: string }>(
      '/embed/v1/outcomes',
      takePart({ record }),
      newKey(),
      atTenancy,
    );
    expect(status).toBe(201);
    expect(await way()).toMatchObject({ way: null, needs: [] });
    expect(await tasks(body.outcomeId)).toMatchObject([{ person: null, household: tenancy!.id }]);
  });

  it('is kept once, however often and however many at once send it', async () => {
    const key = newKey();
    const entry = takePart();
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => write<{ outcomeId: string }>('/embed/v1/outcomes', entry, key)),
    );
    expect(new Set(answers.map(({ status, body }) => `${status} ${body.outcomeId}`)).size).toBe(1);
    expect(answers[0]!.status).toBe(201);
    expect(await tasks(answers[0]!.body.outcomeId)).toHaveLength(1);
    expect(await wishes()).toHaveLength(1);
    expect((await write('/embed/v1/outcomes', { ...entry, how: 'visit' }, key)).status).toBe(422);
  });

  it('of two staff at once is kept once; the other is told that it was answered', async () => {
    const other = await signIn(service, landlord, open.record, 'officer-2');
    const answers = await Promise.all([
      write<{ code: string }>('/embed/v1/outcomes', takePart()),
      write<{ code: string }>('/embed/v1/outcomes', takePart({ how: 'visit' }), newKey(), other),
    ]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409]);
    expect(answers.find(({ status }) => status === 409)?.body.code).toBe('prompt-closed');
    const open1 = await rows('SELECT 1 FROM staff_tasks WHERE household_id = $1 AND done_at IS NULL', [
      open.householdId,
    ]);
    expect(open1).toHaveLength(1);
  });

  it('is taken back whole: what it set goes, what it ended stands again, and nobody has anything to do', async () => {
    await write('/embed/v1/way-to-reach', { record: open.record, ...known });
    const before = await way();
    // Said of this theme before, and not yet looked at by whoever has the question open.
    await rows(
      `INSERT INTO preferences (organisation_id, id, household_id, kind, theme) VALUES ($1, gen_random_uuid(), $2, 'tell-me', $3)`,
      [landlord.id, open.householdId, open.theme],
    );
    const { outcomeId } = await kept(takePart());
    expect(await wishes()).toEqual([{ kind: 'work-with-me', theme: open.theme }]);
    expect(await way()).not.toEqual(before);
    expect((await undo(outcomeId)).status).toBe(204);
    expect((await undo(outcomeId)).status).toBe(204);
    expect(await wishes()).toEqual([{ kind: 'tell-me', theme: open.theme }]);
    expect(await way()).toEqual(before);
    expect(await tasks(outcomeId)).toEqual([]);
    expect(await rows('SELECT state FROM prompts WHERE id = $1', [open.promptId])).toEqual([{ state: 'open' }]);
    expect((await read<PanelView>('/embed/v1/prompts')).heardBefore).toEqual([]);
  });

  it('taken back leaves what somebody said of it since', async () => {
    const { outcomeId } = await kept(takePart());
    await write('/embed/v1/way-to-reach', { record: open.record, ...known });
    const since = await way();
    expect((await undo(outcomeId)).status).toBe(204);
    expect(await way()).toEqual(since);
  });

  it('is taken back by nobody else, and not after a day', async () => {
    const { outcomeId } = await kept(takePart());
    const other = await signIn(service, landlord, open.record, 'officer-2');
    expect((await undo(outcomeId, other)).status).toBe(403);
    expect(await tasks(outcomeId)).toHaveLength(1);
  });

  it('refuses ways and needs that there are not, and a role that may not keep it', async () => {
    for (const bad of [{ how: 'fax' }, { needs: ['a lift home'] }, { needs: 'interpreter' }, { how: undefined }])
      expect((await write('/embed/v1/outcomes', { ...takePart(), ...bad })).status).toBe(400);
    const viewer: StaffAtRecord = {
      organisationId: landlord.id,
      staffId: 'viewer-1',
      roles: ['viewer'],
      record: open.record,
      systems: { person: 'hackney/person', tenancy: 'hackney/tenure', home: 'hackney/asset' },
    };
    const request = outcomeRequest.parse(takePart());
    await expect(
      service.app.get(RecordOutcome).run(viewer, request, writeOnce(newKey(), request)),
    ).rejects.toMatchObject({ code: 'not-your-role' });
    expect(await rows('SELECT state FROM prompts WHERE id = $1', [open.promptId])).toEqual([{ state: 'open' }]);
  });

  it('is in what is held about the person, for whoever may see what was said', async () => {
    await kept(takePart({ how: 'visit', needs: ['companion'] }));
    const shown = await read<PersonShown>(`/api/v1/people/${open.record.id}`, landlord.apiKey);
    expect(shown.outcomes).toMatchObject([{ outcome: 'take-part', takesPart: 'visit', needs: ['companion'] }]);
    expect(shown.wayToReach).toMatchObject({ way: 'in-person', needs: ['companion'] });
    expect(shown.preferences).toMatchObject([{ kind: 'work-with-me', theme: open.theme }]);
  });
});

describe('what they get for it', () => {
  const rule = (kind: string, minimumPence: number) =>
    post(
      service,
      '/api/v1/recompense-rules',
      {
        kind,
        offerFromMinutes: 30,
        minimumPence,
        effectiveFrom: new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' }).format(new Date()),
      },
      { authorization: `Bearer ${landlord.apiKey}` },
    );
  const offered = async (bearer = session) => read<TakingPartView>('/embed/v1/taking-part', bearer);

  it('is nothing where the landlord set nothing; then what they set, with what it can do to benefits', async () => {
    expect(await offered()).toEqual({ gets: [], notice: null });
    expect((await rule('walkabout', 0)).status).toBe(201);
    expect(await offered()).toEqual({
      gets: [{ how: 'come-along', kind: 'walkabout', leastPence: 0, fromMinutes: 30 }],
      notice: null,
    });
    expect((await rule('workshop', 2000)).status).toBe(201);
    expect(await offered()).toMatchObject({
      gets: [{ kind: 'walkabout' }, { how: 'come-along', kind: 'workshop', leastPence: 2000, fromMinutes: 30 }],
      notice: {
        words: expect.stringContaining('Universal Credit'),
        advice: expect.arrayContaining([expect.anything()]),
      },
    });
  });

  it.each(['income', 'asb', 'legal'])(
    'is not for those who enforce (%s), who may still keep that they want to',
    async (role) => {
      const bearer = await staffOf(role);
      expect(await offered(bearer)).toEqual({ gets: [], notice: null });
      expect((await write('/embed/v1/outcomes', takePart(), newKey(), bearer)).status).toBe(201);
      const view = await read<PanelView>('/embed/v1/prompts', bearer);
      expect(view).toMatchObject({ heardBefore: [], tellThem: [] });
      expect(JSON.stringify(view)).not.toMatch(/interpreter|childcare|takesPart/);
    },
  );
});

describe('who of staff knows a home', () => {
  const spoke = (takenBy: string, on: string) =>
    rows(
      `INSERT INTO voices (organisation_id, id, household_id, words, whose, keep_name, taken_by, said_at, idempotency_key, request_hash)
       VALUES ($1, gen_random_uuid(), $2, 'The lift sticks.', 'own', false, $3, $4, $5, '')`,
      [landlord.id, open.householdId, takenBy, on, newKey()],
    );
  const seen = (staffId: string, roles: string[], { teams = [] as string[], daysAgo = 0 } = {}) =>
    rows(
      `INSERT INTO staff_seen (organisation_id, staff_id, roles, teams, last_seen_on) VALUES ($1, $2, $3, $4, current_date - $5::int)
       ON CONFLICT (organisation_id, staff_id) DO UPDATE
       SET roles = excluded.roles, teams = excluded.teams, last_seen_on = excluded.last_seen_on`,
      [landlord.id, staffId, roles, teams, daysAgo],
    );
  const personId = async () =>
    (await rows<{ id: string }>('SELECT id FROM people WHERE reference_id = $1', [open.record.id]))[0]!.id;
  /** Whose a follow-up is that is made now. */
  const ownerNow = async (task: Partial<NewTask> = {}) => {
    const subject = `test:${newKey()}`;
    await service.platform.database.inOrganisation(landlord.id, (db) =>
      addTask(db, { kind: 'check-in', subject, householdId: open.householdId, dueOn: '2027-01-01', ...task }),
    );
    return (await rows<{ owner: string | null }>('SELECT owner FROM staff_tasks WHERE subject = $1', [subject]))[0]!
      .owner;
  };

  it('is whoever took something down there last, while they are at work in the right role and team', async () => {
    expect(await ownerNow()).toBe(null);
    await spoke('ann', '2026-03-01T10:00:00Z');
    await spoke('ben', '2026-04-01T10:00:00Z');
    await spoke('operative:cai', '2026-05-01T10:00:00Z');
    expect(await ownerNow()).toBe(null);
    await seen('ann', ['officer']);
    await seen('ben', ['lead']);
    expect(await ownerNow()).toBe('ben');
    expect(await ownerNow({ householdId: null, personId: await personId() })).toBe('ben');
    expect(await ownerNow({ owner: 'dai' })).toBe('dai');
    expect(await ownerNow({ kind: 'write-in-host' })).toBe(null);
    await seen('ben', ['lead', 'income']);
    expect(await ownerNow()).toBe('ann');
    await seen('ben', ['viewer']);
    expect(await ownerNow()).toBe('ann');
    await seen('ben', ['lead'], { daysAgo: 31 });
    expect(await ownerNow()).toBe('ann');
    await rows(`INSERT INTO teams (organisation_id, code, name) VALUES ($1, 'far', 'Far away')`, [landlord.id]);
    await rows(
      `INSERT INTO team_places (organisation_id, team_code, kind, place) VALUES ($1, 'far', 'scheme', 'nowhere near')`,
      [landlord.id],
    );
    await seen('ann', ['officer'], { teams: ['far'] });
    expect(await ownerNow()).toBe(null);
    await rows(`DELETE FROM team_places WHERE organisation_id = $1`, [landlord.id]);
    expect(await ownerNow()).toBe('ann');
  });

  it('is no longer who left the console, and nobody where the landlord wants it so', async () => {
    const [lead] = await rows<{ id: string }>(
      `INSERT INTO staff (organisation_id, id, name, roles, added_by, changed_by)
       VALUES ($1, gen_random_uuid(), 'Ceri Rees', ARRAY['lead'], 'doorstep', 'doorstep') RETURNING id`,
      [landlord.id],
    );
    await spoke(`staff:${lead!.id}`, '2026-06-01T10:00:00Z');
    const seenAgo = (days: number) =>
      rows('UPDATE staff SET last_seen_at = now() - make_interval(days => $2) WHERE id = $1', [lead!.id, days]);
    await seenAgo(31);
    expect(await ownerNow()).not.toBe(lead!.id);
    await seenAgo(29);
    expect(await ownerNow()).toBe(lead!.id);
    expect((await read<PanelView>('/embed/v1/prompts')).spokenWith).toEqual([
      { name: 'Ceri Rees', lastOn: '2026-06-01' },
      { name: 'cai', lastOn: '2026-05-01' },
      { name: 'ben', lastOn: '2026-04-01' },
    ]);
    expect((await read<PanelView>('/embed/v1/prompts', await staffOf('income'))).spokenWith).toBeUndefined();
    await rows(
      `INSERT INTO word_settings (organisation_id, resident_word, version, changed_by, keeps_known_person)
       VALUES ($1, 'resident', 1, 'test', false)`,
      [landlord.id],
    );
    expect(await ownerNow()).toBe(null);
    await rows('UPDATE word_settings SET keeps_known_person = true WHERE organisation_id = $1', [landlord.id]);
    expect(await ownerNow()).toBe(lead!.id);
    await rows('UPDATE staff SET removed_at = now() WHERE organisation_id = $1 AND id = $2', [landlord.id, lead!.id]);
    expect(await ownerNow()).not.toBe(lead!.id);
  });
});

describe('what they could bring', () => {
  beforeEach(() => rows(`UPDATE skill_offers SET words = '…', withdrawn_at = now()`));
  const offer = (more: object = {}) => ({
    record: open.record,
    kind: 'skill',
    words: 'Mends bicycles',
    mayBeFound: true,
    ...more,
  });
  const mine = async () => (await read<SkillOffersView>('/embed/v1/skill-offers')).items;
  const find = async (query = '') =>
    (await get<SkillOffersShown & { code?: string }>(service, `/api/v1/skill-offers${query}`, landlord.apiKey)).body;
  const theirs = async (query = '') =>
    ((await find(query)).items ?? []).filter(({ person }) => person === open.record.id).map(({ words }) => words);

  it('is kept when they agree, for as long as the landlord set, and found by place and kind', async () => {
    expect((await write('/embed/v1/skill-offers', offer({ mayBeFound: false }))).status).toBe(400);
    const key = newKey();
    for (let twice = 0; twice < 2; twice += 1)
      expect((await write('/embed/v1/skill-offers', offer(), key)).status).toBe(201);
    const [kept, ...others] = await mine();
    expect(others).toEqual([]);
    const [{ on }] = (await rows<{ on: string }>(
      `SELECT ((now() AT TIME ZONE 'Europe/London') + interval '12 months')::date::text AS "on"`,
    )) as [{ on: string }];
    expect(kept).toMatchObject({ kind: 'skill', words: 'Mends bicycles', expiresOn: on });
    expect(await theirs()).toEqual(['Mends bicycles']);
    expect(await theirs('?kind=skill')).toEqual(['Mends bicycles']);
    expect(await theirs('?kind=place')).toEqual([]);
    const [home] = await rows<{ area: string | null }>(
      `SELECT h.parent_id AS area FROM tenancies t JOIN homes h ON h.id = t.home_id WHERE t.id = $1`,
      [open.householdId],
    );
    const elsewhere = await rows<{ area: string }>(
      `SELECT h.parent_id AS area FROM tenancies t JOIN homes h ON h.id = t.home_id
       WHERE t.is_active AND h.parent_id <> coalesce($1, '') GROUP BY 1 HAVING count(*) >= 10 LIMIT 1`,
      [home!.area],
    );
    for (const { area } of elsewhere) expect(await theirs(`?place=${area}`)).toEqual([]);
    expect((await find('?place=nowhere')).code).toBe('place-unknown');
  });

  it('is not found where nobody is to be asked, nor in a refuge', async () => {
    await write('/embed/v1/skill-offers', offer());
    const hides = async (change: string, back: string) => {
      await rows(change, [open.householdId]);
      expect(await theirs()).toEqual([]);
      await rows(back, [open.householdId]);
      expect(await theirs()).toEqual(['Mends bicycles']);
    };
    await hides(
      `INSERT INTO silences (organisation_id, id, household_id, since) SELECT organisation_id, gen_random_uuid(), id, now() FROM tenancies WHERE id = $1`,
      `UPDATE silences SET ended_at = now(), ended_by = 'test' WHERE household_id = $1`,
    );
    await hides(
      `UPDATE homes SET scheme = 'refuge' WHERE id = (SELECT home_id FROM tenancies WHERE id = $1)`,
      `UPDATE homes SET scheme = 'general' WHERE id = (SELECT home_id FROM tenancies WHERE id = $1)`,
    );
    // Whoever fled keeps the home that they fled from: neither it nor their name is found.
    const other = await personWithPrompt(service, landlord, 1);
    const alsoThere = (home: 'refuge' | 'general') => `
      WITH moved AS (UPDATE homes SET scheme = '${home}' WHERE id = (SELECT home_id FROM tenancies WHERE id = '${other.householdId}'))`;
    await hides(
      `${alsoThere('refuge')} INSERT INTO tenancy_parties (organisation_id, tenancy_id, tenancy_reference_id, person_id)
       SELECT y.organisation_id, '${other.householdId}', 'refuge', y.person_id FROM tenancy_parties y
       JOIN people p ON p.id = y.person_id WHERE y.tenancy_id = $1 AND p.reference_id = '${open.record.id}'`,
      `${alsoThere('general')} DELETE FROM tenancy_parties WHERE tenancy_reference_id = 'refuge' AND $1::uuid IS NOT NULL`,
    );
  });

  it('is not found of whoever restricted what is held of them, also under whom they were merged into', async () => {
    await write('/embed/v1/skill-offers', offer());
    const other = await personWithPrompt(service, landlord, 1);
    await rows(
      `INSERT INTO merged_references (organisation_id, connection_id, entity, allocated_by, reference_id, into_reference_id)
       SELECT organisation_id, connection_id, 'person', allocated_by, reference_id, $2 FROM people WHERE reference_id = $1`,
      [open.record.id, other.record.id],
    );
    const found = async () => ((await find()).items ?? []).map(({ person }) => person);
    expect(await found()).toContain(other.record.id);
    await rows(
      `INSERT INTO privacy_cases (organisation_id, id, person_id, kind, received_on, due_on, restricted_at, closed_on, closed_as,
         opened_by, changed_by, idempotency_key, request_hash)
       SELECT organisation_id, gen_random_uuid(), id, 'restrict', current_date, current_date, now(), current_date, 'restricted',
         'test', 'test', $2, '' FROM people WHERE reference_id = $1`,
      [open.record.id, newKey()],
    );
    expect(await found()).not.toContain(other.record.id);
    await rows('DELETE FROM merged_references WHERE reference_id = $1', [open.record.id]);
  });

  it('is taken back in one step and gone, also where its first send comes late, and goes by itself on its day', async () => {
    const key = newKey();
    await write('/embed/v1/skill-offers', offer(), key);
    const { id } = (await mine())[0]!;
    for (let twice = 0; twice < 2; twice += 1)
      expect((await write(`/embed/v1/skill-offers/${id}/withdraw`, {})).status).toBe(204);
    await write('/embed/v1/skill-offers', offer(), key);
    expect(await mine()).toEqual([]);
    expect(await theirs()).toEqual([]);
    expect(await rows('SELECT words FROM skill_offers WHERE id = $1', [id])).toEqual([{ words: '…' }]);

    const other = await personWithPrompt(service, landlord, 1);
    const elsewhere = await signIn(service, landlord, other.record);
    await write('/embed/v1/skill-offers', { ...offer(), record: other.record }, newKey(), elsewhere);
    const { id: second } = (await read<SkillOffersView>('/embed/v1/skill-offers', elsewhere)).items[0]!;
    expect((await write(`/embed/v1/skill-offers/${second}/withdraw`, {})).status).toBe(404);
    expect(await service.app.get(LetSkillOffersGo).run(landlord.id)).toBe(0);
    const owner = new pg.Client({ connectionString: service.databaseUrl });
    await owner.connect();
    await owner.query('UPDATE skill_offers SET expires_on = current_date - 1 WHERE id = $1', [second]);
    await owner.end();
    expect((await read<SkillOffersView>('/embed/v1/skill-offers', elsewhere)).items).toEqual([]);
    expect(await service.app.get(LetSkillOffersGo).run(landlord.id)).toBe(1);
  });

  it('is kept for as many months as the landlord sets, from then on', async () => {
    const set = (was: number, months: number) =>
      fetch(`${service.url}/api/v1/skill-offers/settings`, {
        method: 'PUT',
        headers: { authorization: `Bearer ${landlord.apiKey}`, 'content-type': 'application/json' },
        body: JSON.stringify({ was, months }),
      });
    expect((await set(12, 0)).status).toBe(400);
    expect((await set(12, 3)).status).toBe(200);
    expect((await set(12, 6)).status).toBe(409);
    expect((await read<SkillOffersView>('/embed/v1/skill-offers')).months).toBe(3);
    await set(3, 12);
  });
});
