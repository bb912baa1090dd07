import type { HeardBefore, PanelView, Problem, ReadBackReply, VoiceReply } from '@doorstep/contracts/embed';
import type { KeptVoice, VoiceSummary } from '@doorstep/contracts/http';
import { startHousingSim, type HousingSim } from '@doorstep/housing-sim';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
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
} from '../../test/landlord.js';
import { startService, type StartedService } from '../../test/start-service.js';
import { SetNotes } from '../connections/index.js';
import { SetRoute } from '../handoffs/index.js';
import { AddApiKey } from '../organisations/index.js';

let housing: HousingSim;
let service: StartedService;
let landlord: Landlord;
let open: { record: HostRecord; householdId: string };
let keys = 0;

beforeAll(async () => {
  housing = await startHousingSim({ port: 0, homes: 300, seed: 21, apiKey: 'key' });
  service = await startService();
  landlord = await addLandlord(service, 'willow');
  await bringIn(service, landlord, housing.url, 'key');
});
afterAll(async () => {
  await service.close();
  await housing.close();
});
beforeEach(async () => {
  open = await nextHousehold();
});

const rows = <Row extends object>(sql: string, parameters: unknown[] = []) =>
  service.platform.database.inOrganisation(landlord.id, (db) => db.rows<Row>(sql, parameters));
let taken = 0;
/** A person of a household that no test has used. */
async function nextHousehold(): Promise<typeof open> {
  const [found] = await rows<{ id: string; householdId: string }>(
    `SELECT min(p.reference_id) AS id, t.id AS "householdId" FROM tenancies t
     JOIN tenancy_parties y ON y.tenancy_id = t.id JOIN people p ON p.id = y.person_id
     WHERE t.is_active AND (SELECT count(*) FROM tenancy_parties z JOIN tenancies o ON o.id = z.tenancy_id AND o.is_active
       WHERE z.person_id = p.id) = 1
     GROUP BY t.id ORDER BY t.id OFFSET $1 LIMIT 1`,
    [(taken += 1)],
  );
  return { record: { type: 'person', id: found!.id }, householdId: found!.householdId };
}

/** A household that no test has used, of which the panel has nothing to say. */
async function silentHousehold(): Promise<typeof open> {
  for (;;) {
    const one = await nextHousehold();
    const { home, prompts } = await panelOf(await session(one.record));
    if (home.state === 'none' && prompts.length === 0) return one;
  }
}

const newKey = () => `every-voice-${(keys += 1)}`;

/** A session of somebody with these roles, at a record. */
async function session(record: HostRecord, roles: string[] = ['officer'], staffId = 'officer-1'): Promise<string> {
  const token = await sign(landlord, { ...claimsFor(landlord, record, staffId), roles });
  return (await post<{ session: string }>(service, '/embed/v1/session', { token })).body.session;
}

const said = (words: string, more: object = {}) => ({
  record: open.record,
  words,
  whose: 'own',
  keepName: true,
  ...more,
});
const write = <Body>(path: string, bearer: string, body: unknown, key = newKey()) =>
  post<Body>(service, path, body, { authorization: `Bearer ${bearer}`, 'idempotency-key': key });
const asSystem = <Body>(path: string, body: unknown, apiKey = landlord.apiKey, key = newKey()) =>
  write<Body>(`/api/v1/${path}`, apiKey, body, key);
const heardAt = async (bearer: string) =>
  (await get<{ items: HeardBefore[] }>(service, '/embed/v1/voices', bearer, { origin: hostOrigin })).body.items;
/** Whatever words may suggest, somebody looked at them. */
const looked = { chosen: [], whyNot: 'misread' };
const panelOf = async (bearer: string) =>
  (await get<PanelView>(service, '/embed/v1/prompts', bearer, { origin: hostOrigin })).body;
async function keep(bearer: string, words: string, more: object = {}): Promise<string> {
  const { status, body } = await write<VoiceReply>(
    '/embed/v1/voices',
    bearer,
    said(words, { routing: looked, ...more }),
  );
  expect(status).toBe(201);
  return body.voiceId!;
}

describe('a voice that answers no prompt', () => {
  it('is kept unsorted, with who spoke, how it was taken and who helped', async () => {
    const officer = await session(open.record);
    const id = await keep(officer, 'We could do with a bench by the shops', {
      speaker: 'carer',
      takenThrough: 'phone',
      supportedBy: 'interpreter',
      mayShare: true,
    });
    expect((await heardAt(officer))[0]).toEqual({
      outcomeId: null,
      voiceId: id,
      heard: null,
      saidAt: expect.any(String),
      asked: null,
      words: 'We could do with a bench by the shops',
      whose: 'own',
      speaker: 'carer',
      takenThrough: 'phone',
      supportedBy: 'interpreter',
      takenBy: null,
      takesPart: null,
      photos: [],
      photosOnTheirWay: 0,
      hasLightbulb: false,
      wantsWords: null,
      isReplyOwed: true,
      canWithdraw: true,
    });
    expect((await rows<{ person_id: null }>('SELECT person_id FROM voices WHERE id = $1', [id]))[0]).toEqual({
      person_id: null,
    });
  });

  it('is answered with the day by which they hear back, where the landlord says one and one is wanted', async () => {
    await rows(
      `INSERT INTO word_settings (organisation_id, resident_word, version, changed_by, reply_days) VALUES ($1, 'resident', 1, 'test', 14)`,
      [landlord.id],
    );
    const officer = await session(open.record);
    const dayFor = async (more: object) =>
      (
        await write<VoiceReply>(
          '/embed/v1/voices',
          officer,
          said('The bins are full', { routing: looked, place: 'Ash House', ...more }),
        )
      ).body.replyBy;
    const [day] = await rows<{ inTwoWeeks: string }>(
      `SELECT to_char((now() AT TIME ZONE 'Europe/London')::date + 14, 'YYYY-MM-DD') AS "inTwoWeeks"`,
    );
    expect([await dayFor({}), await dayFor({ wantsReply: false }), await dayFor({ isAnonymous: true })]).toEqual([
      day!.inTwoWeeks,
      null,
      undefined,
    ]);
    await rows(`UPDATE word_settings SET reply_days = NULL WHERE organisation_id = $1`, [landlord.id]);
  });

  it('by a neighbour, a trader or a partner is about the place and never this home’s', async () => {
    const officer = await session(open.record);
    for (const speaker of ['neighbour', 'trader', 'partner', 'other'])
      await keep(officer, 'The bus stop is where people wait to be asked', { speaker, place: 'Elm Court shops' });
    const kept = await rows<object>(
      `SELECT household_id, person_id, home_id FROM voices WHERE place = 'Elm Court shops'`,
    );
    expect(kept).toEqual(Array.from({ length: 4 }, () => ({ household_id: null, person_id: null, home_id: null })));
    expect(await heardAt(officer)).toEqual([]);
  });

  it('without a name points at nobody, nor at the hour, nor at who took it', async () => {
    const officer = await session(open.record);
    const id = await keep(officer, 'People are tired of the bins being moved', {
      isAnonymous: true,
      place: 'Ash House',
    });
    const [kept] = await rows<Record<string, unknown>>('SELECT * FROM voices WHERE id = $1', [id]);
    const links = ['household_id', 'person_id', 'home_id', 'outcome_id', 'reach', 'corrects'] as const;
    expect(links.map((link) => kept![link])).toEqual(links.map(() => null));
    expect(kept).toMatchObject({ taken_by: 'not-kept', keep_name: false, wants_reply: false });
    for (const at of ['said_at', 'recorded_at']) expect((kept![at] as Date).getTime() % 86_400_000).toBe(0);
    // The id of other rows begins with the time at which they were made.
    expect(id[14]).toBe('4');
    expect(await rows('SELECT * FROM replies_owed WHERE voice_id = $1', [id])).toEqual([]);
    expect(await rows(`SELECT * FROM audit_entries WHERE subject LIKE '%' || $1 || '%'`, [id])).toEqual([]);
    expect((await heardAt(officer)).map(({ voiceId }) => voiceId)).not.toContain(id);
  });

  it('can be taken back by who took it, at its record, and by nobody else', async () => {
    const officer = await session(open.record);
    const colleague = await session(open.record, ['officer'], 'officer-2');
    const other = await nextHousehold();
    const elsewhere = await session(other.record);
    const id = await keep(officer, 'It is quiet here and I like it');
    for (const wrong of [colleague, elsewhere])
      expect((await write(`/embed/v1/voices/${id}/withdraw`, wrong, {})).status).toBe(403);
    expect(await heardAt(officer)).toHaveLength(1);
    expect((await write(`/embed/v1/voices/${id}/withdraw`, officer, {})).status).toBe(204);
    expect((await write(`/embed/v1/voices/${id}/withdraw`, officer, {})).status).toBe(204);
    expect(await heardAt(officer)).toEqual([]);
    expect(await rows('SELECT settled_as FROM replies_owed WHERE voice_id = $1', [id])).toEqual([
      { settled_as: 'withdrawn' },
    ]);
  });

  it('that is about somebody else is shown to who took it alone, and never with a name', async () => {
    const officer = await session(open.record);
    const id = await keep(officer, 'My neighbour would love to help in the garden', { isAboutAnother: true });
    expect((await heardAt(officer)).map(({ voiceId }) => voiceId)).toEqual([id]);
    expect(await heardAt(await session(open.record, ['officer'], 'officer-2'))).toEqual([]);
    const listed = await get<{ items: VoiceSummary[] }>(service, '/api/v1/voices?limit=500', landlord.apiKey);
    expect(listed.body.items.find((one) => one.id === id)).toMatchObject({ person: null });
  });
});

describe('a correction', () => {
  it('is a new note that stands for the first, whose words stay', async () => {
    const officer = await session(open.record);
    const first = await keep(officer, 'She wants a shed');
    const corrected = {
      record: open.record,
      words: 'I want a place for my bike, not a shed',
      whose: 'own',
      routing: looked,
    };
    const { status, body } = await write<VoiceReply>(`/embed/v1/voices/${first}/corrections`, officer, corrected);
    expect(status).toBe(201);
    expect(await rows('SELECT words FROM voices WHERE id = $1', [first])).toEqual([{ words: 'She wants a shed' }]);
    expect((await heardAt(officer)).map(({ voiceId, words }) => [voiceId, words])).toEqual([
      [body.voiceId, corrected.words],
    ]);
    expect(
      await rows('SELECT voice_id, settled_as FROM replies_owed WHERE voice_id = ANY ($1) ORDER BY since', [
        [first, body.voiceId],
      ]),
    ).toEqual([
      { voice_id: first, settled_as: 'corrected' },
      { voice_id: body.voiceId, settled_as: null },
    ]);
    const again = await write<Problem>(`/embed/v1/voices/${first}/corrections`, officer, corrected);
    expect([again.status, again.body.code]).toEqual([409, 'voice-corrected']);
  });

  it('from another record finds nothing to correct', async () => {
    const first = await keep(await session(open.record), 'The path is muddy in winter');
    const other = await nextHousehold();
    const { status } = await write(`/embed/v1/voices/${first}/corrections`, await session(other.record), {
      record: other.record,
      words: 'Not so',
      whose: 'own',
    });
    expect(status).toBe(404);
  });
});

describe('words that may have to be passed on', () => {
  const words = 'there is black mould all over the bedroom wall and the baby is coughing';

  it('are not kept before somebody decided', async () => {
    const officer = await session(open.record);
    const before = await rows('SELECT id FROM voices');
    const { status, body } = await write<Problem & { current: { offers: { route: string }[] } }>(
      '/embed/v1/voices',
      officer,
      said(words),
    );
    expect([status, body.code]).toEqual([409, 'choose-route']);
    expect(body.current.offers.map(({ route }) => route)).toContain('hazard');
    expect(await rows('SELECT id FROM voices')).toEqual(before);
  });

  it('go to who acts when that was chosen, and are no voice', async () => {
    const officer = await session(open.record);
    const key = newKey();
    const entry = said(words, { routing: { chosen: ['hazard'] } });
    const first = await write<VoiceReply>('/embed/v1/voices', officer, entry, key);
    expect(first).toMatchObject({
      status: 201,
      body: { voiceId: null, handOffs: [{ reference: expect.any(String) }] },
    });
    expect(await write('/embed/v1/voices', officer, entry, key)).toEqual(first);
    expect(await rows('SELECT id FROM voices WHERE words = $1', [words])).toEqual([]);
    expect(
      await rows('SELECT route, household_id FROM hand_offs WHERE reference = $1', [first.body.handOffs[0]!.reference]),
    ).toEqual([{ route: 'hazard', household_id: open.householdId }]);
  });

  it('that are about somebody’s safety leave nothing behind, nor that anything was said', async () => {
    const asked = await personWithPrompt(service, landlord);
    const officer = await session(asked.record);
    const before = await heardAt(officer);
    const outcome = await write<{ outcomeId: string }>('/embed/v1/outcomes', officer, {
      promptId: asked.promptId,
      record: asked.record,
      outcome: 'heard',
      heard: 'worry',
      saidAt: new Date().toISOString(),
    });
    await service.app
      .get(SetRoute)
      .run('command-line', landlord.id, 'safeguarding_da', { way: 'email', email: 'safe@willow.example' });
    const entry = {
      ...said('he takes my phone off me at night', { routing: { chosen: ['safeguarding_da'] } }),
      record: asked.record,
      outcomeId: outcome.body.outcomeId,
    };
    const { status, body } = await write<VoiceReply>('/embed/v1/voices', officer, entry);
    expect([status, body.voiceId, body.handOffs.length]).toEqual([201, null, 1]);
    expect(await heardAt(officer)).toEqual(before);
    expect((await panelOf(officer)).prompts).toEqual([]);
  });

  it('are kept with the reason when it was nothing of the kind', async () => {
    const officer = await session(open.record);
    const id = await keep(officer, words, { routing: { chosen: [], whyNot: 'already-known' } });
    expect(
      await rows('SELECT offered, chosen, why_not, decided_by FROM route_choices WHERE voice_id = $1', [id]),
    ).toEqual([
      { offered: expect.arrayContaining(['hazard']), chosen: [], why_not: 'already-known', decided_by: 'officer-1' },
    ]);
  });
});

describe('the wall', () => {
  it.each(['income', 'asb', 'legal'])('keeps %s from every voice, and from knowing that there is one', async (role) => {
    open = await silentHousehold();
    const other = await silentHousehold();
    const id = await keep(await session(open.record), 'I would like to help with the allotment');
    const walled = await session(open.record, [role], 'other-team');
    const silent = await session(other.record, [role], 'other-team');
    const tried = async (bearer: string) =>
      [
        await get<Problem>(service, '/embed/v1/voices', bearer, { origin: hostOrigin }),
        await get<PanelView>(service, '/embed/v1/prompts', bearer, { origin: hostOrigin }),
        await write<Problem>(`/embed/v1/voices/${id}/corrections`, bearer, {
          record: bearer === walled ? open.record : other.record,
          words: 'x',
          whose: 'own',
        }),
      ] as const;
    const answers = [await tried(walled), await tried(silent)] as const;
    expect(answers[0]).toEqual(answers[1]);
    const [[voices, panel, correction]] = answers;
    expect([voices.status, voices.body.code, correction.status]).toEqual([403, 'not-your-role', 403]);
    expect([panel.body.heardBefore, panel.body.tellThem]).toEqual([[], []]);
  });

  it('stands before API keys too, and before whoever has a further role', async () => {
    const { apiKey } = await service.app
      .get(AddApiKey)
      .run('command-line', landlord.id, { name: 'Rents', role: 'income' });
    expect((await get<Problem>(service, '/api/v1/voices', apiKey)).status).toBe(403);
    expect((await get<Problem>(service, '/api/v1/voices/export', apiKey)).status).toBe(403);
    const both = await session(open.record, ['officer', 'income']);
    expect((await get<Problem>(service, '/embed/v1/voices', both, { origin: hostOrigin })).status).toBe(403);
  });

  it('lets them write down what they hear', async () => {
    const income = await session(open.record, ['income'], 'income-1');
    await keep(income, 'I would rather pay on a Friday');
    expect(await heardAt(await session(open.record))).toHaveLength(1);
  });
});

describe('a note in the host', () => {
  it('is asked for where the landlord wants one, without a word, and for no anonymous voice', async () => {
    const officer = await session(open.record);
    await keep(officer, 'Nobody wants a note of this');
    await service.app.get(SetNotes).run('command-line', landlord.id, 'housing', true);
    const id = await keep(officer, 'The lobby is lovely since it was painted');
    await keep(officer, 'And this is said in private', { isAnonymous: true });
    await service.app.get(SetNotes).run('command-line', landlord.id, 'housing', false);
    const asked = await rows<Record<string, unknown>>('SELECT * FROM write_backs');
    expect(asked).toMatchObject([{ kind: 'note', voice_id: id, record_type: 'tenancy', state: 'waiting' }]);
    expect(JSON.stringify(asked)).not.toContain('lobby');
  });
});

describe('voices through the interface of a landlord’s system', () => {
  it('are taken with what is known of them, sorted, consented to and taken back from', async () => {
    const person = { id: open.record.id, allocatedBy: 'hackney/person' };
    const kept = await asSystem<KeptVoice>('voices', {
      person,
      words: 'Keep the caretaker, he knows us all',
      kind: 'keep',
      routing: looked,
      keepName: true,
      takenThrough: 'letter',
      saidAt: '2026-10-02T10:00:00+01:00',
    });
    expect(kept.status).toBe(201);
    const id = kept.body.voiceId!;
    const one = async () =>
      (await get<{ items: VoiceSummary[] }>(service, '/api/v1/voices?limit=500', landlord.apiKey)).body.items.find(
        (voice) => voice.id === id,
      );
    expect(await one()).toMatchObject({
      kind: 'keep',
      theme: null,
      person: person.id,
      saidAt: '2026-10-02T09:00:00.000Z',
    });
    const scheme = (is: string) =>
      rows(
        'UPDATE homes SET scheme = $3 WHERE organisation_id = $1 AND id = (SELECT home_id FROM tenancies WHERE id = $2)',
        [landlord.id, open.householdId, is],
      );
    await scheme('refuge');
    expect(await one()).toBeUndefined();
    await scheme('general');
    expect((await asSystem(`voices/${id}/sorting`, { kind: 'good', theme: 'home', isAboutFixed: true })).status).toBe(
      204,
    );
    expect((await asSystem(`voices/${id}/consent`, { keepName: false, mayShare: true })).status).toBe(204);
    expect(await one()).toMatchObject({
      ...{ kind: 'good', theme: 'home', isAboutFixed: true, isReplyOwed: true, person: null, mayShare: true },
    });
    expect((await asSystem(`voices/${id}/sorting`, { kind: null, theme: null })).status).toBe(204);
    expect(await one()).toMatchObject({ kind: null, isAboutFixed: false });
    const unsorted = await get<{ items: VoiceSummary[] }>(service, '/api/v1/voices?unsorted=true', landlord.apiKey);
    expect(unsorted.body.items.map((voice) => voice.id)).toContain(id);
    expect((await asSystem<Problem>(`voices/${id}/sorting`, { kind: null, theme: 'parking-wars' })).status).toBe(400);
  });

  it('are marked as what nobody here would have thought of, by who asked for it, until it is taken back', async () => {
    const words = 'Let the milk round leave the post for those upstairs';
    const officer = await session(open.record);
    const id = await keep(officer, words);
    const feed = async () =>
      (await get<{ items: VoiceSummary[]; total: number }>(service, '/api/v1/voices?lightbulb=true', landlord.apiKey))
        .body;
    const before = (await feed()).total;
    const light = (isLit: boolean, more: object = {}, bearer = officer, of = id) =>
      write<Problem>(`/embed/v1/voices/${of}/lightbulb`, bearer, { isLit, ...more });
    expect((await light(true, {}, await session(open.record, ['income']))).status).toBe(403);
    expect((await light(true, {}, await session((await nextHousehold()).record))).status).toBe(404);
    const twice = await Promise.all([light(true, { askedBy: 'resident' }), light(true, { askedBy: 'resident' })]);
    expect(twice.map(({ status }) => status)).toEqual([204, 204]);
    expect((await asSystem(`voices/${id}/lightbulb`, { isLit: true })).status).toBe(204);
    expect(await feed()).toMatchObject({
      total: before + 1,
      items: [{ id, words, lightbulb: { askedBy: 'resident', setBy: 'officer-1', setAt: expect.any(String) } }],
    });
    expect((await heardAt(officer))[0]).toMatchObject({ voiceId: id, hasLightbulb: true });
    const back = await get<ReadBackReply>(service, `/embed/v1/voices/${id}/read-back`, officer, { origin: hostOrigin });
    expect(back.body.lightbulb).toMatchObject({ askedBy: 'resident', setBy: 'officer-1' });

    // What they say it should read carries the mark on; the first note bears it no more, nor ever again.
    const corrected = await write<VoiceReply>(`/embed/v1/voices/${id}/corrections`, officer, {
      ...{ record: open.record, words: `${words}.`, whose: 'own', routing: looked },
    });
    const newer = corrected.body.voiceId!;
    expect((await feed()).items.map((one) => one.id)).toEqual(expect.arrayContaining([newer]));
    expect((await feed()).total).toBe(before + 1);
    expect((await light(true)).body.code).toBe('voice-corrected');

    // Words that may not be used, were taken back or are gone never stand in it, though the mark is kept.
    await rows(
      `INSERT INTO privacy_cases (organisation_id, id, person_id, kind, received_on, due_on, opened_by, changed_by,
           restricted_at, idempotency_key, request_hash)
         SELECT $1, gen_random_uuid(), person_id, 'restrict', current_date, current_date, 'test', 'test', now(), 'lightbulb', ''
         FROM voices WHERE id = $2`,
      [landlord.id, newer],
    );
    expect((await feed()).total).toBe(before);
    expect((await asSystem<Problem>(`voices/${newer}/lightbulb`, { isLit: true })).body.code).toBe('voice-not-used');
    await rows('UPDATE privacy_cases SET lifted_at = now() WHERE organisation_id = $1', [landlord.id]);
    expect((await feed()).total).toBe(before + 1);
    expect((await write(`/embed/v1/voices/${newer}/withdraw`, officer, {})).status).toBe(204);
    expect((await feed()).total).toBe(before);

    const other = await keep(officer, 'A bell by the lift for those who cannot see who comes out');
    await asSystem(`voices/${other}/lightbulb`, { isLit: true });
    for (const _ of [1, 2]) expect((await light(false, {}, officer, other)).status).toBe(204);
    expect((await feed()).total).toBe(before);
    const [audited] = await rows<{ done: string[] }>(
      `SELECT array_agg(action ORDER BY at, id) AS done FROM audit_entries WHERE organisation_id = $1 AND subject = $2`,
      [landlord.id, `voice:${other}`],
    );
    expect(audited!.done.slice(-2)).toEqual(['voice.lightbulb', 'voice.lightbulb-taken-back']);
  });

  it('say what is missing', async () => {
    const nowhere = await asSystem<Problem>('voices', { words: 'hello', routing: looked });
    expect([nowhere.status, nowhere.body.code]).toEqual([400, 'voice-nowhere']);
    const stranger = await asSystem<Problem>('voices', {
      person: { id: 'nobody', allocatedBy: 'hackney/person' },
      words: 'hello',
      routing: looked,
    });
    expect([stranger.status, stranger.body.code]).toEqual([404, 'record-unknown']);
  });

  it('come out as CSV that a spreadsheet reads as text, words verbatim and without names', async () => {
    const hostile = [
      '=HYPERLINK("http://x","y")',
      '+1',
      '-1',
      '@SUM(A1)',
      'two\nlines, and "quotes"',
      '\u202egnirts',
      '👩🏽‍🔧',
    ];
    for (const words of hostile)
      expect(
        (
          await asSystem('voices', {
            place: 'Elm Court',
            words,
            routing: looked,
          })
        ).status,
      ).toBe(201);
    const answer = await fetch(`${service.url}/api/v1/voices/export`, {
      headers: { authorization: `Bearer ${landlord.apiKey}` },
    });
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    const text = Buffer.from(await answer.arrayBuffer());
    expect(text.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    const records = parse(text, { bom: true, columns: true }) as Record<string, string>[];
    const words = records.map((record) => record['words']!);
    for (const one of hostile) expect(words).toContain(/^[=+\-@]/.test(one) ? `'${one}` : one);
    expect(Object.keys(records[0]!)).not.toContain('person');
    const [name] = await rows<{ id: string }>('SELECT reference_id AS id FROM people WHERE reference_id = $1', [
      open.record.id,
    ]);
    expect(text.toString()).not.toContain(name!.id);
  });
});
