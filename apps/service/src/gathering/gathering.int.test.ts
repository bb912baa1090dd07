import { randomUUID } from 'node:crypto';
import type { PanelView, Problem, WordsMatched } from '@doorstep/contracts/embed';
import type {
  AskCards,
  AskShown,
  GatherLink,
  GatherLinkMade,
  GatherLinkRequest,
  HeldSaid,
  LoopsShown,
  RollCallShown,
  SaidKept,
  SaidOpened,
  SaidSettled,
  StuckPoint,
  WonderShown,
} from '@doorstep/contracts/http';
import { startHousingSim, type HousingSim } from '@doorstep/housing-sim';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import {
  addLandlord,
  bringIn,
  get,
  hostOrigin,
  post,
  signIn,
  type HostRecord,
  type Landlord,
} from '../../test/landlord.js';
import { startService, type StartedService } from '../../test/start-service.js';
import { AddApiKey } from '../organisations/index.js';
import { DecideContacts, gatherHousehold } from '../prompting/index.js';

let housing: HousingSim;
let service: StartedService;
let landlord: Landlord;
let officer: string;
let owner: pg.Pool;
let ask: AskShown;

beforeAll(async () => {
  housing = await startHousingSim({ port: 0, homes: 30, seed: 11, apiKey: 'key' });
  service = await startService();
  owner = new pg.Pool({ connectionString: service.databaseUrl, max: 1 });
  landlord = await addLandlord(service, 'elm');
  await bringIn(service, landlord, housing.url, 'key');
  officer = (await service.app.get(AddApiKey).run('test', landlord.id, { name: 'officer', role: 'officer' })).apiKey;
  ask = await opened();
}, 60_000);
afterAll(async () => {
  await owner.end();
  await service.close();
  await housing.close();
});

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const staff = <Body = Problem>(path: string, body: unknown, as = landlord.apiKey, key: string = randomUUID()) =>
  post<Body>(service, `/api/v1${path}`, body, { authorization: `Bearer ${as}`, 'idempotency-key': key });
const look = <Body = Problem>(path: string, as = landlord.apiKey) => get<Body>(service, `/api/v1${path}`, as);
/** As whoever has a link: without a credential of any other kind. */
const anybody = <Body = Problem>(path: string, body: unknown, key: string = randomUUID()) =>
  post<Body>(service, `/said/v1${path}`, body, { 'idempotency-key': key });

async function opened(): Promise<AskShown> {
  const { body: draft } = await staff<AskShown>('/asks', {
    question: 'What would make the stairwell feel better to come home to?',
    why: 'We are painting it, and you live there.',
    owner: 'Priya Shah',
    claimed: 'together',
    alreadyDecided: [{ what: 'the work starts in March', because: 'contract' }],
    stillOpen: ['the colour'],
    scope: { kind: 'everyone' },
    decisionOn: inDays(40),
  });
  return (await staff<AskShown>(`/asks/${draft.id}/open`, { version: draft.version })).body;
}

const stall = { kind: 'stall', name: 'Market stall', place: 'Elm Square' } as const;
async function linkFor(given: Partial<GatherLinkRequest> = {}): Promise<{ link: GatherLink; text: string }> {
  const { status, body } = await staff<GatherLinkMade>('/gathering/links', { ...stall, ...given });
  expect(status).toBe(201);
  expect(body.address).toMatch(/^\/said\/#sd_/);
  return { link: body.link, text: body.address!.split('#')[1]! };
}
const say = (link: string, words: string, more: object = {}, key?: string) =>
  anybody<SaidKept & Problem & { current: WordsMatched }>(
    '/words',
    { link, parts: [{ part: 'words', words }], ...more },
    key,
  );
const voices = async () =>
  (
    await owner.query<{ words: string; place: string | null; household: string | null; by: string; asked: string }>(
      `SELECT v.words, v.place, v.household_id AS household, v.taken_by AS by, t.topic_id AS asked FROM voices v
       LEFT JOIN topic_voices t ON t.organisation_id = v.organisation_id AND t.voice_id = v.id
       WHERE v.organisation_id = $1 ORDER BY v.recorded_at, v.id`,
      [landlord.id],
    )
  ).rows;
const voiceOf = async (words: string) => (await voices()).find((one) => one.words === words);

describe('a link for a partner or a stall', () => {
  it('is made once for a key and its secret shown this once; only the hash of it is kept', async () => {
    const key = randomUUID();
    const first = await staff<GatherLinkMade>('/gathering/links', { ...stall, days: 90 }, landlord.apiKey, key);
    const again = await staff<GatherLinkMade>('/gathering/links', { ...stall, days: 90 }, landlord.apiKey, key);
    expect(again.body).toEqual({ link: first.body.link, address: null });
    expect(JSON.stringify((await look('/gathering/links')).body)).not.toContain('sd_');
    const secret = first.body.address!.split('_').at(-1)!;
    const { rows } = await owner.query('SELECT row_to_json(l)::text AS row FROM gather_links l');
    expect(JSON.stringify(rows)).not.toContain(secret);
  });

  it('works ninety days at most, whoever writes it', async () => {
    expect((await staff('/gathering/links', { ...stall, days: 91 })).status).toBe(400);
    await expect(
      owner.query(`UPDATE gather_links SET expires_at = made_at + interval '90 days 1 second'`),
    ).rejects.toThrow('ck_gather_links_expires');
  });

  it('is not for officers to make or to look at', async () => {
    expect((await staff('/gathering/links', stall, officer)).status).toBe(403);
    expect((await look('/gathering/links', officer)).status).toBe(403);
  });

  it('shows the question, who asks and who decides, what is settled and what is open, and nothing that anybody said', async () => {
    const { text } = await linkFor({ ask: ask.id });
    await say(text, 'Green, as it was.');
    const { status, body } = await anybody<SaidOpened>('/open', { link: text });
    expect(status).toBe(200);
    expect(body).toEqual({
      landlord: 'elm homes',
      kind: 'stall',
      place: 'Elm Square',
      question: ask.content.question,
      why: ask.content.why,
      howDecided: ask.level.level,
      alreadyDecided: 'the work starts in March (because of a contract)',
      stillOpen: 'the colour',
      owner: ask.content.owner,
      parts: ['words'],
    });
  });

  it('opens nothing else, to anybody', async () => {
    const { text } = await linkFor({ ask: ask.id });
    const answers = await Promise.all(
      ['/voices', '/asks', '/gathering/links', '/gathering/said', `/asks/${ask.id}`].map((path) => look(path, text)),
    );
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401]);
  });

  it('is refused alike when it is unknown, withdrawn or over, and when its ask is closed', async () => {
    const [unknown, withdrawn, over] = await Promise.all([linkFor(), linkFor(), linkFor()]);
    const closed = await opened();
    const ofClosed = await linkFor({ ask: closed.id });
    await staff(`/asks/${closed.id}/close`, { version: closed.version });
    await staff(`/gathering/links/${withdrawn.link.id}/withdraw`, {});
    await owner.query(`UPDATE gather_links SET made_at = now() - interval '2 days', expires_at = now() WHERE id = $1`, [
      over.link.id,
    ]);
    const texts = [`${unknown.text.slice(0, -1)}_`, withdrawn.text, over.text, ofClosed.text, 'sd_no'];
    for (const text of texts) {
      expect(await say(text, 'Hello?')).toMatchObject({ status: 401, body: { code: 'link-over' } });
      expect(await anybody('/open', { link: text })).toMatchObject({ status: 401, body: { code: 'link-over' } });
    }
    const { body } = await look<{ items: GatherLink[] }>('/gathering/links');
    const stateOf = (id: string) => body.items.find((one) => one.id === id)?.state;
    expect([withdrawn, over, ofClosed].map(({ link }) => stateOf(link.id))).toEqual(['withdrawn', 'over', 'over']);
    expect(await staff('/gathering/links', { ...stall, ask: closed.id })).toMatchObject({
      status: 409,
      body: { code: 'ask-not-open' },
    });
  });

  it('takes so many an hour and no more', async () => {
    const { text } = await linkFor({ mostAnHour: 2 });
    const answers = [
      await say(text, 'Paint it green.'),
      await say(text, 'Paint it blue.'),
      await say(text, 'Paint it red.'),
    ];
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 429]);
    expect(await voiceOf('Paint it red.')).toBeUndefined();
  });
});

describe('what is said through a link', () => {
  it('is a voice in the topic of the ask, once for its key, as it was written and marked as said there', async () => {
    const { link, text } = await linkFor({ ask: ask.id });
    const key = randomUUID();
    const words = '  Green.\n\nAs it was before, “leaf” green. ';
    const first = await say(text, words, { reach: '07700 900123, after six' }, key);
    const again = await say(text, words, { reach: '07700 900123, after six' }, key);
    expect([first.body, again.body]).toEqual(Array(2).fill({ state: 'kept', references: [] }));
    expect((await voices()).filter((one) => one.words === words)).toEqual([
      { words, place: 'Elm Square', household: null, by: `link:${link.id}`, asked: ask.topicId },
    ]);
    const { rows } = await owner.query(
      `SELECT o.settled_at FROM voices v JOIN replies_owed o ON o.voice_id = v.id WHERE v.words = $1`,
      [words],
    );
    expect(rows).toEqual([{ settled_at: null }]);
    expect(await say(text, 'Something else.', {}, key)).toMatchObject({ body: { code: 'idempotency-key-reused' } });
  });

  it('is kept in no topic where the link is for whatever anybody wants to say, and owed nothing without a way to reach them', async () => {
    const { text } = await linkFor({ kind: 'partner', name: 'School gate', place: 'Ash School' });
    await say(text, 'The crossing by the flats is dark.', { whose: 'relayed' });
    expect(await voiceOf('The crossing by the flats is dark.')).toMatchObject({ asked: null, place: 'Ash School' });
    const { rows } = await owner.query(
      `SELECT whose, supported_by, wants_reply FROM voices WHERE words LIKE 'The crossing%'`,
    );
    expect(rows).toEqual([{ whose: 'relayed', supported_by: 'partner', wants_reply: false }]);
  });

  it('may have to be passed on: whoever writes it decides, and then it goes to who can act and stays nowhere else', async () => {
    const { text } = await linkFor({ ask: ask.id });
    const words = 'There is black mould all over my little boy’s bedroom wall.';
    const key = randomUUID();
    const asked = await say(text, words, { home: '12 Elm Court' }, key);
    expect(asked).toMatchObject({ status: 409, body: { code: 'choose-route' } });
    const { offers } = asked.body.current;
    expect(offers.map(({ route }) => route)).toContain('hazard');
    const passed = await say(text, words, { home: '12 Elm Court', routing: { chosen: ['hazard'] } }, key);
    expect(passed).toMatchObject({ status: 201, body: { state: 'passed-on' } });
    const { rows } = await owner.query('SELECT route FROM hand_offs WHERE reference = $1', [
      passed.body.references[0]!.replace(/\W/g, ''),
    ]);
    expect(rows).toEqual([{ route: 'hazard' }]);
    expect(await voiceOf(words)).toBeUndefined();
    const { rows: entries } = await owner.query('SELECT 1 FROM said_entries WHERE idempotency_key = $1', [key]);
    expect(entries).toEqual([]);
  });

  it('may be a complaint: then it goes to who answers those, and stays a voice that is owed an answer', async () => {
    const { text } = await linkFor({ ask: ask.id });
    const words = 'I want to make a formal complaint about how this was handled.';
    const asked = await say(text, words, { reach: 'by post' });
    expect(asked.body.current.offers.map(({ route }) => route)).toContain('complaint_choice');
    const passed = await say(text, words, { reach: 'by post', routing: { chosen: ['complaint_choice'] } });
    expect(passed.body).toMatchObject({ state: 'passed-on', references: [expect.any(String)] });
    const { rows } = await owner.query(`SELECT count(*)::int AS n FROM hand_offs WHERE route = 'complaint_choice'`);
    expect(rows).toEqual([{ n: 1 }]);
    expect(await voiceOf(words)).toMatchObject({ asked: ask.topicId });
  });

  it('waits, sealed, where they said where they live, until somebody has settled whose it is: then they are heard', async () => {
    const mine = await opened();
    const { link, text } = await linkFor({ ask: mine.id });
    const words = 'A bench by the door would do me.';
    expect((await say(text, words, { home: 'the end flat, Elm Court' })).body.state).toBe('kept');
    expect(await voiceOf(words)).toBeUndefined();
    const { rows } = await owner.query('SELECT sealed_words FROM said_entries WHERE link_id = $1', [link.id]);
    expect(JSON.stringify(rows)).not.toMatch(/bench|Elm Court/);

    const { body: waiting } = await look<{ items: HeldSaid[] }>('/gathering/said', officer);
    const held = waiting.items.find((one) => one.link.id === link.id)!;
    expect(held).toMatchObject({ home: 'the end flat, Elm Court', question: mine.content.question, reach: null });
    expect(held.parts).toEqual([{ part: 'words', words }]);
    const { rows: tenancies } = await owner.query<{ id: string; reference: string }>(
      `SELECT t.id, t.reference_id AS reference FROM tenancies t JOIN homes h ON h.id = t.home_id AND h.scheme <> 'refuge'
       WHERE t.is_active AND t.deleted_at IS NULL ORDER BY t.id LIMIT 1`,
    );
    const [tenancy] = tenancies;
    const settle = (body: object, as = officer) =>
      staff<SaidSettled & Problem>(`/gathering/said/${held.id}/settle`, body, as);
    expect(await settle({ do: 'keep', tenancy: 'nobody' })).toMatchObject({ body: { code: 'household-unknown' } });
    const settled = await settle({ do: 'keep', tenancy: tenancy!.reference });
    expect(settled.body).toMatchObject({ state: 'kept', references: [] });
    expect(await voiceOf(words)).toMatchObject({ household: tenancy!.id, place: null, by: `link:${link.id}` });
    const { body: roll } = await look<RollCallShown>(`/asks/${mine.id}/roll-call?state=heard`);
    expect(roll.items.map(({ householdId }) => householdId)).toEqual([tenancy!.id]);
    expect(await settle({ do: 'leave-out' })).toMatchObject({ status: 404, body: { code: 'said-unknown' } });
  });

  it('is settled whole or not at all, whatever breaks in between', async () => {
    const mine = await opened();
    const { link, text } = await linkFor({ ask: mine.id });
    const [bench, mould] = ['A bench by the gate.', 'There is black mould all over the wall of my bedroom.'];
    await say(text, bench, { home: 'the end flat' });
    const nothingToPassOn = { routing: { chosen: [], whyNot: 'resident-said-no' } };
    await say(text, mould, { home: 'the end flat', ...nothingToPassOn });
    const { body } = await look<{ items: HeldSaid[] }>('/gathering/said', officer);
    const held = body.items.filter((one) => one.link.id === link.id);
    const { rows } = await owner.query<{ reference: string }>(
      `SELECT t.reference_id AS reference FROM tenancies t JOIN homes h ON h.id = t.home_id AND h.scheme <> 'refuge'
       WHERE t.is_active AND t.deleted_at IS NULL ORDER BY t.id LIMIT 1`,
    );
    const keep = { do: 'keep', tenancy: rows[0]!.reference };
    const settle = (words: string, more: object = {}) => {
      const entry = held.find(({ parts }) => parts[0]!.words === words)!;
      return staff<SaidSettled>(`/gathering/said/${entry.id}/settle`, { ...keep, ...more }, officer);
    };
    const left = async () =>
      (
        await owner.query(
          `SELECT (SELECT count(*)::int FROM said_entries WHERE link_id = $1 AND state = 'held') AS held,
             (SELECT count(*)::int FROM voices WHERE taken_by = 'link:' || $1::text) AS voices,
             (SELECT count(*)::int FROM hand_offs WHERE told_at IN (
               SELECT date_trunc('milliseconds', received_at) FROM said_entries WHERE link_id = $1)) AS "handOffs",
             (SELECT count(*)::int FROM ask_events WHERE ask_id = $2) AS events`,
          [link.id, mine.id],
        )
      ).rows[0];
    const before = await left();
    expect(before).toEqual({ held: 2, voices: 0, handOffs: 0, events: 0 });
    await owner.query(`CREATE FUNCTION break() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE ''broken''; END'`);
    const breaking = async (table: string, work: () => Promise<{ status: number }>) => {
      await owner.query(`CREATE TRIGGER breaks BEFORE INSERT OR UPDATE ON ${table} EXECUTE FUNCTION break()`);
      expect((await work()).status).toBe(500);
      await owner.query(`DROP TRIGGER breaks ON ${table}`);
      expect(await left()).toEqual(before);
    };
    await breaking('ask_events', () => settle(bench));
    await breaking('said_entries', () => settle(mould, { routing: { chosen: ['hazard'] } }));
    await owner.query('DROP FUNCTION break()');

    expect((await settle(bench)).body).toMatchObject({ state: 'kept', references: [] });
    expect((await settle(mould, { routing: { chosen: ['hazard'] } })).body.references).toHaveLength(1);
    expect(await left()).toEqual({ held: 0, voices: 1, handOffs: 1, events: 1 });
  });

  it('is kept about the place, or left out, where nobody can tell whose it is', async () => {
    const { link, text } = await linkFor();
    await say(text, 'The garden is too small.', { home: 'number 9?' });
    await say(text, 'Buy my cakes.', { home: 'the shop' });
    const { body } = await look<{ items: HeldSaid[] }>('/gathering/said');
    const [first, second] = body.items.filter((one) => one.link.id === link.id);
    await staff(`/gathering/said/${first!.id}/settle`, { do: 'keep-as-place' });
    await staff(`/gathering/said/${second!.id}/settle`, { do: 'leave-out' });
    expect(await voiceOf('The garden is too small.')).toMatchObject({ place: 'Elm Square', household: null });
    expect(await voiceOf('Buy my cakes.')).toBeUndefined();
    const links = (await look<{ items: GatherLink[] }>('/gathering/links')).body.items;
    expect(links.find(({ id }) => id === link.id)).toMatchObject({ said: 1, waiting: 0 });
  });

  it('leaves no word of it in the audit', async () => {
    const { rows } = await owner.query<{ row: string }>(`SELECT row_to_json(a)::text AS row FROM audit_entries a`);
    const all = rows.map(({ row }) => row).join('\n');
    expect(all).toContain('said.take');
    expect(all).not.toMatch(/bench|mould|07700|Elm Court/);
  });
});

describe('a wonder box', () => {
  const wonder = async () =>
    (await staff<WonderShown>('/gathering/wonders', { ask: ask.id, question: 'What did the old door do better?' }))
      .body;

  it('takes five answers, from a link and from staff, and then stops by itself, however many come at once', async () => {
    const box = await wonder();
    const { text } = await linkFor({ ask: ask.id, wonder: box.id });
    expect((await anybody<SaidOpened>('/open', { link: text })).body.question).toBe('What did the old door do better?');
    const { rows } = await owner.query<{ id: string }>(
      'SELECT voice_id AS id FROM topic_voices WHERE topic_id = $1 ORDER BY voice_id LIMIT 1',
      [ask.topicId],
    );
    const answer = { voiceId: rows[0]!.id };
    for (let times = 0; times < 2; times += 1)
      expect((await staff<WonderShown>(`/gathering/wonders/${box.id}/answers`, answer)).body.answers).toBe(1);
    const at = await Promise.all(
      ['blue', 'green', 'grey', 'white', 'brown', 'teal'].map((one) =>
        say(text, `It was ${one}.`, { routing: { chosen: [], whyNot: 'resident-said-no' } }),
      ),
    );
    expect(at.filter(({ status }) => status === 201)).toHaveLength(4);
    expect(at.find(({ status }) => status === 409)?.body.code).toBe('wonder-full');
    const { body } = await look<{ items: WonderShown[] }>(`/gathering/wonders?ask=${ask.id}`);
    const full = body.items.find(({ id }) => id === box.id)!;
    expect(full).toMatchObject({ answers: 5, says: 'It has its 5, and takes no more: go and read them.' });
    expect(full.words).toHaveLength(5);
    expect((await anybody('/open', { link: text })).body.code).toBe('wonder-full');
    const refused = at.findIndex(({ status }) => status === 409);
    expect(await voiceOf(`It was ${['blue', 'green', 'grey', 'white', 'brown', 'teal'][refused]}.`)).toBeUndefined();
  });

  it('cannot hold a sixth, nor be full before its last, whoever writes it', async () => {
    const { id } = await wonder();
    await expect(owner.query('UPDATE wonders SET answers = 6 WHERE id = $1', [id])).rejects.toThrow(
      'ck_wonders_answers',
    );
    await expect(owner.query('UPDATE wonders SET full_at = now() WHERE id = $1', [id])).rejects.toThrow(
      'ck_wonders_answers',
    );
  });
});

describe('what an ask is stuck on', () => {
  it('is asked of those who were heard, at their next contact, once, and of nobody who would rather not say', async () => {
    const mine = await opened();
    const { rows: tenancies } = await owner.query<{ id: string; reference: string }>(
      `SELECT t.id, t.reference_id AS reference FROM tenancies t JOIN homes h ON h.id = t.home_id AND h.scheme <> 'refuge'
       WHERE t.is_active AND t.deleted_at IS NULL ORDER BY t.id LIMIT 3`,
    );
    const [heard, declined, both] = tenancies.map(({ id }) => id);
    const record = (household: string, body: object) => staff(`/asks/${mine.id}/events`, { household, ...body });
    await record(heard!, { kind: 'heard' });
    await record(declined!, { kind: 'declined', reason: 'no-reason' });
    await record(both!, { kind: 'heard' });
    await record(both!, { kind: 'declined', reason: 'no-reason' });
    const stuck = {
      ask: mine.id,
      stuckOn: 'We cannot get the green any more.',
      question: 'Which would you take instead?',
    };
    const { status, body } = await staff<StuckPoint>('/gathering/stuck', stuck);
    expect(status).toBe(201);
    expect((await staff('/gathering/stuck', stuck)).body.code).toBe('stuck-already');
    expect((await staff('/gathering/stuck', stuck, officer)).status).toBe(403);

    const moment = { at: 'decision', channel: 'in-person', staff: null, supportPresent: [] } as const;
    const asksOf = (household: string) =>
      service.platform.database.inOrganisation(landlord.id, async (db) => {
        const facts = await gatherHousehold(db, household, moment);
        return facts?.household.rollCalls?.filter(({ askId }) => askId === mine.id);
      });
    expect(await asksOf(heard!)).toMatchObject([{ stuckId: body.id, question: stuck.question, why: stuck.stuckOn }]);
    expect([await asksOf(declined!), await asksOf(both!)]).toEqual([[], []]);

    const ended = await staff<StuckPoint>(`/gathering/stuck/${body.id}/end`, { cameOfIt: 'Most would take grey.' });
    expect(ended.body).toMatchObject({ cameOfIt: 'Most would take grey.', asked: 0, answered: 0, words: [] });
    expect(await asksOf(heard!)).toEqual([]);
    const { body: record2 } = await look<{ items: StuckPoint[] }>(`/gathering/stuck?ask=${mine.id}`);
    expect(record2.items).toEqual([ended.body]);
  });
});

describe('what is asked in parts', () => {
  it('puts the same always and never from several on one line, and each recipe on one card', async () => {
    const { text } = await linkFor({ ask: ask.id, form: 'always-and-never' });
    const nothingToPassOn = { routing: { chosen: [], whyNot: 'resident-said-no' } };
    const parts = (...all: [string, string][]) => ({
      link: text,
      parts: all.map(([part, words]) => ({ part, words })),
      ...nothingToPassOn,
    });
    await anybody('/words', parts(['always', 'Say hello'], ['never', 'Talk over me']));
    await anybody('/words', parts(['always', 'say  hello '], ['always', 'Use our names']));
    expect((await say(text, 'Not asked for.')).body).toMatchObject({ code: 'part' });
    const recipe = await linkFor({ ask: ask.id, form: 'recipe' });
    const card = [
      { part: 'ingredients', words: 'A table for eight' },
      { part: 'method', words: 'Eat at one' },
      { part: 'spoils', words: 'Trays' },
    ];
    await anybody('/words', { link: recipe.text, parts: card, ...nothingToPassOn });
    const { body } = await look<AskCards>(`/gathering/cards?ask=${ask.id}`, officer);
    expect(body).toEqual({
      always: [
        { words: 'Say hello', times: 2 },
        { words: 'Use our names', times: 1 },
      ],
      never: [{ words: 'Talk over me', times: 1 }],
      recipes: [{ parts: card }],
    });
  });
});

describe('at an everyday contact', () => {
  const nobodyElseAsks = () =>
    owner.query(`UPDATE asks SET state = 'closed', closed_at = now(), closed_because = 'stopped' WHERE state = 'open'`);
  const tenancies = async () =>
    (
      await owner.query<{ id: string; reference: string; person: string }>(
        `SELECT DISTINCT ON (t.reference_id) t.id, t.reference_id AS reference, p.reference_id AS person
         FROM tenancies t JOIN tenancy_parties y ON y.tenancy_id = t.id JOIN people p ON p.id = y.person_id
         JOIN homes h ON h.id = t.home_id AND h.scheme <> 'refuge'
         WHERE t.organisation_id = $1 AND t.is_active AND t.deleted_at IS NULL
           AND NOT EXISTS (SELECT FROM prompts q WHERE q.household_id = t.id)
           AND NOT EXISTS (SELECT FROM voices v WHERE v.household_id = t.id)
         ORDER BY t.reference_id, p.reference_id`,
        [landlord.id],
      )
    ).rows;

  type Household = Awaited<ReturnType<typeof tenancies>>[number];
  /** A call from each, an hour ago. Answers those to whom the question is put then: nothing keeps us from asking them. */
  async function ring(households: readonly Household[], question: string): Promise<Household[]> {
    const occurredAt = new Date(Date.now() - 3_600_000).toISOString();
    const items = households.map(({ reference }) => ({
      reference: { id: randomUUID(), allocatedBy: 'test/calls' },
      ...{ type: 'TEL-GEN', occurredAt, tenancy: { id: reference, allocatedBy: 'hackney/tenure' } },
    }));
    expect((await staff('/contacts', { items })).status).toBeLessThan(300);
    await service.app.get(DecideContacts).runAll(landlord.id, new AbortController().signal);
    const { rows } = await owner.query<{ id: string }>(
      `SELECT household_id AS id FROM prompts WHERE state = 'open' AND say = $1`,
      [question],
    );
    return households.filter((one) => rows.some(({ id }) => id === one.id));
  }

  /** What the panel shows at a person, and what an officer can do there. */
  async function at(person: string, staffId?: string) {
    const record: HostRecord = { type: 'person', id: person };
    const session = await signIn(service, landlord, record, staffId);
    const headers = { authorization: `Bearer ${session}`, origin: hostOrigin };
    const write = <Body>(path: string, body: object) =>
      post<Body>(service, `/embed/v1/${path}`, { record, ...body }, { ...headers, 'idempotency-key': randomUUID() });
    const panel = (await get<PanelView>(service, '/embed/v1/prompts', session, { origin: hostOrigin })).body;
    const say = async (promptId: string, words: string, more: object = { heard: 'idea' }) => {
      const saidAt = new Date().toISOString();
      const heard = { promptId, outcome: 'heard', ...more, saidAt };
      const { body } = await write<{ outcomeId: string }>('outcomes', heard);
      const voice = { outcomeId: body.outcomeId, words, whose: 'own', keepName: false, saidAt };
      expect((await write('voices', voice)).status).toBe(201);
    };
    return { prompts: panel.prompts, say };
  }

  it('those who were heard are asked what it is stuck on, and what they say comes back to the ask', async () => {
    await nobodyElseAsks();
    const mine = await opened();
    const some = (await tenancies()).slice(0, 8);
    for (const { id } of some) await staff(`/asks/${mine.id}/events`, { household: id, kind: 'heard' });
    const stuck = { ask: mine.id, stuckOn: 'There is no green any more.', question: 'Which would you take instead?' };
    const { body: point } = await staff<StuckPoint>('/gathering/stuck', stuck);
    const asked = await ring(some, stuck.question);
    const [one, other] = asked;
    const { prompts, say: answer } = await at(one!.person);
    expect(prompts).toMatchObject([{ say: stuck.question, whyAsking: stuck.stuckOn, stillOpen: 'the colour' }]);
    await answer(prompts[0]!.id, 'Grey, if the door is green.');

    const { body } = await look<{ items: StuckPoint[] }>(`/gathering/stuck?ask=${mine.id}`, officer);
    const words = [{ voiceId: expect.any(String), words: 'Grey, if the door is green.' }];
    expect(body.items).toMatchObject([{ id: point.id, asked: asked.length, answered: 1, words }]);
    expect(await voiceOf('Grey, if the door is green.')).toMatchObject({ asked: mine.topicId });
    const { body: now } = await look<AskShown>(`/asks/${mine.id}`);
    expect(now.counts).toMatchObject({ heard: some.length, asked: 0 });

    await staff(`/gathering/stuck/${point.id}/end`, { cameOfIt: 'It is grey, and the door is green.' });
    expect((await at(other!.person)).prompts).toEqual([]);
  });

  it('those who were told what came of it are asked once whether that felt listened to, and their words join the topic', async () => {
    await nobodyElseAsks();
    const question = 'You told us something, and we told you what came of it. Did this feel listened to?';
    const some = (await tenancies()).slice(0, 4);
    const voiceIds: string[] = [];
    for (const { reference } of some) {
      const tenancy = { id: reference, allocatedBy: 'hackney/tenure' };
      const said = { tenancy, words: 'The hall lamp is out.', routing: { chosen: [], whyNot: 'not-here' } };
      voiceIds.push((await staff<{ voiceId: string }>('/voices', said)).body.voiceId);
    }
    const { body: topic } = await staff<{ topicId: string }>('/topics', { title: 'The hall lamp', voiceIds });
    const reply = { topicId: topic.topicId, words: 'Thank you for telling us. It shines again.', result: 'done' };
    await staff('/replies', { ...reply, saidBy: 'Idris Vale', knowing: true });
    await owner.query(
      `UPDATE tellings SET state = 'told', told_by = 'test', told_at = now() - CASE WHEN household_id = $2 THEN interval '1 minute'
         ELSE interval '2 hours' END WHERE voice_id = ANY ($1::uuid[])`,
      [voiceIds, some[3]!.id],
    );
    await owner.query(
      `UPDATE replies_owed SET settled_at = now(), settled_as = 'told' WHERE voice_id = ANY ($1::uuid[])`,
      [voiceIds],
    );
    const asked = await ring(some, question);
    expect(asked).not.toEqual([]);
    // Whoever was told after that call is asked at the next one.
    expect(asked.map(({ id }) => id)).not.toContain(some[3]!.id);
    const { prompts, say: answer } = await at(asked[0]!.person, 'another-officer');
    expect(prompts).toMatchObject([{ say: question, asksListened: true }]);
    await answer(prompts[0]!.id, 'You did ring back.', { heard: null, feltListened: 'partly' });
    expect(await voiceOf('You did ring back.')).toMatchObject({ asked: topic.topicId });
    const { rows } = await owner.query<{ felt: string; told: string }>(
      `SELECT o.felt_listened AS felt, t.household_id AS told FROM outcomes o JOIN prompts q ON q.id = o.prompt_id
       JOIN tellings t ON t.id = q.telling_id`,
    );
    expect(rows).toEqual([{ felt: 'partly', told: asked[0]!.id }]);
    const facts = await service.platform.database.inOrganisation(landlord.id, (db) =>
      gatherHousehold(db, asked[0]!.id, { at: 'decision', channel: 'in-person', staff: null, supportPresent: [] }),
    );
    expect(facts?.household.told).toEqual([]);
    // Whom it felt like an answer to may be invited to a next step, by what it was about.
    expect(facts?.household.closedLoop).toEqual({ answeredAt: expect.stringMatching(/Z$/), theme: null });
    // Never again whoever turned one down, however long ago that is.
    const { rowCount: turned } = await owner.query(
      `INSERT INTO prompts (organisation_id, id, decision_id, household_id, kind, code, theme, title, say, probe, why_asking,
         reasons, state, created_at, expires_at, closed_at)
       SELECT q.organisation_id, gen_random_uuid(), d.id, $1, 'invite', 'next-step:from-home', q.theme, q.title, q.say, q.probe,
         q.why_asking, q.reasons, 'not-this-time', d.at, d.at, d.at
       FROM prompts q, (SELECT id, now() - interval '30 months' AS at FROM decisions x
         WHERE NOT EXISTS (SELECT FROM prompts y WHERE y.decision_id = x.id) LIMIT 1) d
       WHERE q.household_id = $1 LIMIT 1`,
      [asked[0]!.id],
    );
    expect(turned).toBe(1);
    const later = await service.platform.database.inOrganisation(landlord.id, (db) =>
      gatherHousehold(db, asked[0]!.id, { at: 'decision', channel: 'in-person', staff: null, supportPresent: [] }),
    );
    expect(later?.household.closedLoop).toBeNull();
    const since = await service.platform.database.inOrganisation(landlord.id, (db) =>
      gatherHousehold(db, asked[1]!.id, { at: 'decision', channel: 'in-person', staff: null, supportPresent: [] }),
    );
    expect(since?.household.closedLoop).toBeNull();
    const { body: loops } = await look<LoopsShown>('/picture/loops');
    expect(loops.listened.map(({ homes }) => homes)).toEqual([null, null, null, null]);
  });

  it('they are asked what somebody is wondering, once each, until it has five answers: then nobody is any more', async () => {
    await nobodyElseAsks();
    const mine = await opened();
    const some = await tenancies();
    const last = some.pop()!;
    for (const { id } of [...some, last]) await staff(`/asks/${mine.id}/events`, { household: id, kind: 'heard' });
    const wonder = { ask: mine.id, question: 'What did the old door do better?' };
    await staff<WonderShown>('/gathering/wonders', wonder);
    const [left, ...five] = (await ring(some, wonder.question)).slice(0, 6);
    const seen: number[] = [];
    for (const [index, { person }] of five.entries()) {
      const { prompts, say: answer } = await at(person);
      expect(prompts).toMatchObject([{ say: wonder.question }]);
      await answer(prompts[0]!.id, `It was heavier, by ${index}.`);
      seen.push((await look<{ items: WonderShown[] }>(`/gathering/wonders?ask=${mine.id}`)).body.items[0]!.answers);
    }
    expect(seen).toEqual([1, 2, 3, 4, 5]);
    expect((await at(left!.person)).prompts).toEqual([]);
    expect(await ring([last], wonder.question)).toEqual([]);
    const { body } = await look<{ items: WonderShown[] }>(`/gathering/wonders?ask=${mine.id}`, officer);
    expect(body.items[0]).toMatchObject({ fullAt: expect.any(String), says: expect.stringContaining('read them') });
    expect(body.items[0]!.words.map(({ words }) => words)).toContain('It was heavier, by 4.');
    expect((await look<AskShown>(`/asks/${mine.id}`)).body.counts).toMatchObject({ heard: some.length + 1, asked: 0 });
  });
});

describe('the page of a link', () => {
  it('is served under a policy that lets nothing in from elsewhere, with no word of the link in its address', async () => {
    const answer: Response = await fetch(`${service.url}/said/`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'; script-src 'self'");
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
    expect(await answer.text()).toContain('/embed/v1/said-page.js');
  });
});
