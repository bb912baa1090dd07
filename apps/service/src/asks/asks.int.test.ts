import { randomUUID } from 'node:crypto';
import type {
  AskEventKept,
  AskRequestShown,
  AskShown,
  EdraShown,
  PlannedWorks,
  RollCallShown,
  TaskSummary,
  TopicShown,
  VoicesNeededShown,
  VoiceSummary,
} from '@doorstep/contracts/http';
import type { PanelView, Problem } from '@doorstep/contracts/embed';
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
import { writeOnce } from '../platform/write-once.js';
import type { StaffAtRecord } from '../records/index.js';
import { hashOfCode, ReadBack } from '../replies/index.js';
import { AddApiKey } from '../organisations/index.js';
import { DecideContacts } from '../prompting/index.js';
import { LeaveAsk } from './index.js';
import { readAskRequests } from './read-ask-request.js';
import { RunSync } from '../sync/index.js';

let housing: HousingSim;
let service: StartedService;
let landlord: Landlord;
let officer: string;
let owner: pg.Pool;
let keys = 0;

beforeAll(async () => {
  housing = await startHousingSim({ port: 0, homes: 60, seed: 11, apiKey: 'key' });
  service = await startService();
  owner = new pg.Pool({ connectionString: service.databaseUrl, max: 1 });
  landlord = await addLandlord(service, 'elm');
  await bringIn(service, landlord, housing.url, 'key');
  officer = (await service.app.get(AddApiKey).run('test', landlord.id, { name: 'officer', role: 'officer' })).apiKey;
});
afterAll(async () => {
  await owner.end();
  await service.close();
  await housing.close();
});

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const ask = {
  question: 'What would make the stairwell feel better to come home to?',
  why: 'We are painting it, and you live there.',
  owner: 'Priya Shah',
  claimed: 'together',
  alreadyDecided: [{ what: 'the work starts in March', because: 'contract' }],
  stillOpen: ['the colour'],
  scope: { kind: 'everyone' },
  decisionOn: inDays(40),
};
const send = <Body = Problem>(
  path: string,
  body: unknown,
  key: string = `asks-key-${(keys += 1)}`,
  as = landlord.apiKey,
) => post<Body>(service, `/api/v1/asks${path}`, body, { authorization: `Bearer ${as}`, 'idempotency-key': key });
const look = <Body = Problem>(path: string, as = landlord.apiKey) => get<Body>(service, `/api/v1/asks${path}`, as);
const keyOf = async (role: string) =>
  (await service.app.get(AddApiKey).run('test', landlord.id, { name: role, role })).apiKey;
const change = (id: string, body: unknown) =>
  fetch(`${service.url}/api/v1/asks/${id}`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${landlord.apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
const households = async () =>
  (
    await owner.query<{ id: string }>(
      `SELECT id FROM tenancies WHERE organisation_id = $1 AND is_active AND deleted_at IS NULL
         AND home_id NOT IN (SELECT id FROM homes WHERE scheme = 'refuge') ORDER BY id`,
      [landlord.id],
    )
  ).rows.map(({ id }) => id);

async function opened(content: object = {}): Promise<AskShown> {
  const { body: draft } = await send<AskShown>('', { ...ask, ...content });
  const { status, body } = await send<AskShown>(`/${draft.id}/open`, { version: draft.version });
  expect(status).toBe(200);
  return body;
}
async function warned(open: AskShown, household: string, more: object = {}): Promise<string> {
  const { rows } = await owner.query<{ id: string; allocatedBy: string }>(
    `SELECT reference_id AS id, allocated_by AS "allocatedBy" FROM tenancies WHERE id = $1`,
    [household],
  );
  const said = {
    ...{
      tenancy: rows[0],
      words: 'Blue looks grey in the evening.',
      whose: 'own',
      speaker: 'resident',
      kind: 'warning',
    },
    ...{ takenThrough: 'letter', keepName: false, mayShare: false, wantsReply: true, isAnonymous: false },
    isAboutAnother: false,
    ...more,
  };
  const headers = { authorization: `Bearer ${landlord.apiKey}`, 'idempotency-key': `asks-key-${(keys += 1)}` };
  const { status, body } = await post<{ voiceId: string }>(service, '/api/v1/voices', said, headers);
  expect(status).toBe(201);
  await post(service, `/api/v1/topics/${open.topicId}/voices`, { voiceId: body.voiceId }, headers);
  return body.voiceId;
}
/** A code by which a household can leave an ask, as it would come in a letter. */
async function codeFor(askId: string, household: string): Promise<string> {
  const code = `K7QDM2XW9RTC${String((keys += 1)).padStart(4, '0')}`;
  await owner.query(
    'INSERT INTO leave_links (organisation_id, id, code_hash, ask_id, household_id) VALUES ($1, $2, $3, $4, $5)',
    [landlord.id, randomUUID(), hashOfCode(landlord.id, code), askId, household],
  );
  return code;
}
/** As a browser sends the form of the page, without a credential of any other kind. */
async function leaving(form: Record<string, string>, at = 'elm'): Promise<{ status: number; page: string }> {
  const answer = await fetch(`${service.url}/leave/${at}`, { method: 'POST', body: new URLSearchParams(form) });
  return { status: answer.status, page: await answer.text() };
}
const sumOf = ({ counts }: { counts: AskShown['counts'] }) =>
  counts['not-asked'] + counts.asked + counts.heard + counts.declined + counts['cannot-now'];

describe('an ask', () => {
  it('is written down once for a key, with what would stand in its way', async () => {
    const first = await send<AskShown>(
      '',
      { ...ask, question: 'Are you satisfied with the stairwell?' },
      'asks-once-1',
    );
    const again = await send<AskShown>(
      '',
      { ...ask, question: 'Are you satisfied with the stairwell?' },
      'asks-once-1',
    );
    expect(first.status).toBe(201);
    expect(again.body.id).toBe(first.body.id);
    expect(first.body.problems.map(({ part }) => part)).toContain('question');
    const refused = await send(`/${first.body.id}/open`, { version: first.body.version });
    expect(refused).toMatchObject({ status: 400, body: { code: 'ask-not-ready' } });
    expect((await send('', ask, 'asks-once-1')).body.code).toBe('idempotency-key-reused');
  });

  it('needs no more than four parts, and then somebody by name who answers for it', async () => {
    const { question, why, claimed, stillOpen } = ask;
    const four = { question, why, claimed, stillOpen };
    const byMachine = await send('', four);
    expect(byMachine).toMatchObject({ status: 400, body: { code: 'owner-missing' } });
    const { body, status } = await send<AskShown>('', { ...four, owner: 'Priya Shah' });
    expect(status).toBe(201);
    expect(body.content).toMatchObject({ scope: { kind: 'everyone' }, size: 'small', decisionOn: body.closesOn });
    expect(body.decisionOn > inDays(25)).toBe(true);
    expect(body.problems).toEqual([]);
  });

  it('is not opened where it is a full one and nothing can change', async () => {
    const { body: draft } = await send<AskShown>('', { ...ask, size: 'full', briefing: '', roomToChange: 'None.' });
    const { status, body } = await send(`/${draft.id}/open`, { version: draft.version });
    expect(status).toBe(400);
    expect(body.detail).toMatch(/^roomToChange: .* telling people and not asking/);
  });

  it('names a place that the housing system does not have', async () => {
    const { status, body } = await send('', { ...ask, scope: { kind: 'places', places: ['nowhere'] } });
    expect(status).toBe(400);
    expect(body).toMatchObject({ code: 'place-unknown', detail: expect.stringContaining('nowhere') });
  });

  it('shows whoever saves second what was saved first, and loses neither', async () => {
    const { body: draft } = await send<AskShown>('', ask);
    expect((await change(draft.id, { ...ask, why: 'First.', version: draft.version })).status).toBe(200);
    const second = await change(draft.id, { ...ask, why: 'Second.', version: draft.version });
    expect(second.status).toBe(409);
    expect(await second.json()).toMatchObject({
      code: 'changed-since',
      current: { content: { why: 'First.' }, changedBy: expect.stringMatching(/^api-key:/) },
    });
  });

  it('keeps words that a resident holds until they agree, by name', async () => {
    const { body: draft } = await send<AskShown>('', { ...ask, wordingHeldBy: 'Ada Okafor' });
    const reworded = { ...ask, wordingHeldBy: 'Ada Okafor', question: 'What should the stairwell feel like?' };
    const refused = await change(draft.id, { ...reworded, version: draft.version });
    expect(await refused.json()).toMatchObject({ status: 403, code: 'wording-held' });
    const agreed = await change(draft.id, { ...reworded, version: draft.version, agreedBy: 'Ada Okafor' });
    expect(agreed.status).toBe(200);
  });

  it('is not reworded nor moved while people are asked it', async () => {
    const open = await opened();
    const answer = await change(open.id, {
      ...ask,
      question: 'What colour would feel like home?',
      version: open.version,
    });
    expect(await answer.json()).toMatchObject({ status: 409, code: 'ask-open' });
  });

  it('stops by itself after its last day, and at the answers it was to stop at', async () => {
    const byDay = await opened({ closesOn: inDays(0) });
    const few = await opened({ mostAnswers: 1 });
    await owner.query(`UPDATE asks SET closes_on = current_date - 2 WHERE id = $1`, [byDay.id]);
    const [household] = await households();
    await send(`/${few.id}/events`, { household, kind: 'heard' });
    expect((await look<AskShown>(`/${byDay.id}`)).body).toMatchObject({
      state: 'closed',
      closedBecause: 'day-reached',
    });
    expect((await look<AskShown>(`/${few.id}`)).body).toMatchObject({
      state: 'closed',
      closedBecause: 'enough-answers',
    });
  });
});

describe('an ask that was closed', () => {
  const again = { why: 'Nobody on the top floor was in.', closesOn: inDays(20), decisionOn: inDays(40) };

  it('is opened again with why, and asks what it asked', async () => {
    const open = await opened({ mostAnswers: 1 });
    const [first, second] = await households();
    await send(`/${open.id}/events`, { household: first, kind: 'heard' });
    const { body: closed } = await look<AskShown>(`/${open.id}`);
    expect(closed).toMatchObject({ state: 'closed', closedBecause: 'enough-answers' });
    const { version } = closed;
    expect((await send(`/${open.id}/reopen`, { ...again, version, why: ' ' })).status).toBe(400);
    const late = { ...again, version, closesOn: inDays(41) };
    expect((await send(`/${open.id}/reopen`, late)).body).toMatchObject({ code: 'ask-not-ready' });
    const { status, body } = await send<AskShown>(`/${open.id}/reopen`, { ...again, version });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      state: 'open',
      closedAt: null,
      closesOn: inDays(20),
      reopenings: [{ why: again.why }],
    });
    expect(body.counts).toMatchObject({ heard: 1, scope: open.counts.scope });
    expect((await send(`/${open.id}/reopen`, { ...again, version: body.version })).body.code).toBe('ask-not-closed');
    expect((await send(`/${open.id}/events`, { household: second, kind: 'heard' })).status).toBe(201);
    const saved = async (more: object) => {
      const { body: now } = await look<AskShown>(`/${open.id}`);
      const answer = await change(open.id, { ...now.content, version: now.version, ...more });
      return [answer.status, ((await answer.json()) as Problem).code];
    };
    expect(await saved({ roomToChange: 'Twice as much.' })).toEqual([409, 'ask-reopened']);
    expect((await saved({ closesOn: inDays(30) }))[0]).toBe(200);
  });

  it('is not opened again once it is decided', async () => {
    const open = await opened();
    const { rows } = await owner.query<{ version: number }>(
      `UPDATE asks SET state = 'decided', closed_at = now(), closed_because = 'decided' WHERE id = $1 RETURNING version`,
      [open.id],
    );
    const { status, body } = await send(`/${open.id}/reopen`, { ...again, version: rows[0]!.version });
    expect([status, body.code]).toEqual([409, 'ask-decided']);
  });
});

describe('the four principles', () => {
  const answered = async (id: string, version: number, answers: readonly object[]) => {
    const answer = await change(`${id}/principles`, { version, answers });
    return { status: answer.status, body: (await answer.json()) as AskShown & Problem };
  };
  const power = { principle: 'sharing-power', words: 'Residents choose between the colours.' };
  const purpose = { principle: 'common-purpose', words: 'A stairwell that all of us like.' };

  it('are answered in part, each with who and when, and changed while the ask is open', async () => {
    const open = await opened();
    expect(open.principles).toEqual([]);
    const { body: first } = await answered(open.id, open.version, [purpose, power]);
    expect(first.principles).toMatchObject([power, purpose]);
    expect(first.principles[0]!.answeredBy).not.toBe('');
    const reworded = { ...purpose, words: 'A stairwell to be proud of.' };
    const { body: second } = await answered(open.id, first.version, [power, reworded]);
    expect(second.principles).toEqual([first.principles[0], expect.objectContaining(reworded)]);
    const { body: third } = await answered(open.id, second.version, [power]);
    expect(third.principles).toEqual([first.principles[0]]);
    const { rows } = await owner.query('SELECT words, ended_at FROM ask_principles WHERE ask_id = $1', [open.id]);
    expect(rows.filter(({ ended_at }) => ended_at !== null)).toHaveLength(2);
    const { rows: audit } = await owner.query<{ detail: object }>(
      `SELECT detail FROM audit_entries WHERE subject = $1 AND action = 'ask.principles' ORDER BY at, id`,
      [`ask:${open.id}`],
    );
    expect(audit.map(({ detail }) => detail)).toEqual([{ answered: 2 }, { answered: 2 }, { answered: 1 }]);
  });

  it('are refused twice over, on top of what was not seen, and once the ask is closed', async () => {
    const open = await opened();
    expect((await answered(open.id, open.version, [power, power])).body.detail).toMatch(/answer each principle once/);
    const { body: seen } = await answered(open.id, open.version, [power]);
    const { status, body } = await answered(open.id, open.version, [purpose]);
    expect([status, body.code]).toEqual([409, 'changed-since']);
    const { body: closed } = await send<AskShown>(`/${open.id}/close`, { version: seen.version });
    expect((await answered(open.id, closed.version, [])).body.code).toBe('ask-closed');
  });
});

describe('the voices it needs', () => {
  const needed = async (id: string, version: number, groups: readonly object[]) => {
    const answer = await change(`${id}/voices-needed`, { version, groups });
    return { status: answer.status, body: (await answer.json()) as AskShown & Problem };
  };
  const shownOf = async (id: string, as?: string) => (await look<VoicesNeededShown>(`/${id}/voices-needed`, as)).body;
  const garages = { by: 'words', of: 'People who rent a garage' };
  /** Puts homes that stand in no block into this one. */
  const standIn = async (place: string, most: number) =>
    owner.query(
      `UPDATE homes SET parent_reference = jsonb_build_object('id', $2::text) WHERE organisation_id = $1
         AND id IN (SELECT home_id FROM tenancies t JOIN homes h ON h.id = t.home_id
           WHERE t.id = ANY ($3) AND h.parent_reference IS NULL ORDER BY t.id LIMIT $4)`,
      [landlord.id, place, await households(), most],
    );

  it('are listed beside who was heard, with what is missing, and say nothing of fewer than ten', async () => {
    const open = await opened();
    await standIn('TOWER', 24);
    await standIn('COTTAGES', 9);
    const { rows: large } = await owner.query<{ id: string }>(
      `SELECT t.id FROM tenancies t JOIN homes h ON h.id = t.home_id WHERE h.parent_reference->>'id' = 'TOWER' AND t.id = ANY ($1)`,
      [await households()],
    );
    const [first, second] = large.map(({ id }) => id);
    const { rows: small } = await owner.query<{ id: string }>(
      `SELECT t.id FROM tenancies t JOIN homes h ON h.id = t.home_id WHERE h.parent_reference->>'id' = 'COTTAGES' AND t.id = ANY ($1)`,
      [await households()],
    );
    const groups = [
      garages,
      { by: 'place', of: 'TOWER' },
      { by: 'place', of: 'COTTAGES' },
      { by: 'speaker', of: 'carer' },
      { by: 'way', of: 'letter' },
      { by: 'way', of: 'event' },
    ];
    const { body: kept } = await needed(open.id, open.version, groups);
    const of = async (by: string, wanted: string) =>
      (await shownOf(open.id)).groups.find((group) => group.by === by && group.of === wanted);
    const homes = large.length;
    expect([homes, small.length]).toEqual([24, 9]);
    expect(await of('place', 'TOWER')).toMatchObject({ homes, heard: 0, stands: 'nobody' });
    expect(await of('place', 'COTTAGES')).toMatchObject({ homes: null, heard: null, stands: 'not-said' });
    expect((await shownOf(open.id)).gaps).toBe(5);
    const diversity = async () => (await look<EdraShown>(`/${open.id}/edra`)).body.diversity;
    const { areas } = await diversity();
    expect(areas).toBeGreaterThan(0);
    expect(await diversity()).toEqual({ areas, areasHeard: 0, groups: 6, gaps: 5 });

    const hear = (household: string) => send(`/${open.id}/events`, { household, kind: 'heard', way: 'letter' });
    for (const household of [first!, small[0]!.id]) await hear(household);
    expect(await of('place', 'TOWER')).toMatchObject({ homes, heard: null, stands: 'heard' });
    expect(await of('place', 'COTTAGES')).toMatchObject({ homes: null, heard: null, stands: 'not-said' });
    expect(await of('way', 'letter')).toMatchObject({ homes: null, heard: null, stands: 'heard' });
    // The other area that was heard has nine homes.
    expect(await diversity()).toEqual({ areas, areasHeard: 1, groups: 6, gaps: 3 });
    // Whoever left is heard no more.
    await send(`/${open.id}/events`, { household: first, kind: 'left' });
    expect(await of('place', 'TOWER')).toMatchObject({ heard: 0, stands: 'nobody' });
    for (const { id } of large.slice(1, 12)) await hear(id);
    // Of all the other homes one was heard: with the whole roll beside it, the count would tell of that one.
    expect(await of('place', 'TOWER')).toMatchObject({ heard: null, stands: 'heard' });
    const elsewhere = (await households()).filter((id) => ![...large, ...small].some((one) => one.id === id));
    for (const id of elsewhere.slice(0, 9)) await hear(id);
    expect(await of('place', 'TOWER')).toMatchObject({ heard: 11, stands: 'heard' });
    expect(await of('way', 'letter')).toMatchObject({ heard: 21, stands: 'heard' });

    const carer = { speaker: 'carer', whose: 'relayed', kind: 'idea' };
    await warned(open, second!, carer);
    await warned(open, second!, carer);
    expect(await of('speaker', 'carer')).toMatchObject({ heard: null, stands: 'heard' });
    const { body: ticked } = await needed(open.id, kept.version, [...groups.slice(1), { ...garages, isHeard: true }]);
    expect(await of('words', garages.of)).toMatchObject({ heard: null, stands: 'heard', keptBy: kept.changedBy });
    expect((await shownOf(open.id)).gaps).toBe(1);
    expect((await look(`/${open.id}/voices-needed`, await keyOf('viewer'))).status).toBe(200);

    // A part of a place: what of the whole is left is four homes, of which one was heard.
    const part = [...large.slice(2, 11), large[0]!, ...large.slice(12, 21)].map(({ id }) => id);
    const [wing] = (
      await owner.query<{ id: string }>(
        `WITH wing AS (SELECT h.reference_id AS id FROM homes h JOIN tenancies t ON t.home_id = h.id WHERE t.id = $1),
         parts AS (UPDATE homes SET parent_reference = jsonb_build_object('id', wing.id) FROM wing
           WHERE homes.id IN (SELECT home_id FROM tenancies WHERE id = ANY ($2)))
         SELECT id FROM wing`,
        [large[1]!.id, part],
      )
    ).rows;
    const inWing = { by: 'place', of: wing!.id };
    const { body: alone } = await needed(open.id, ticked.version, [inWing]);
    expect(await of('place', wing!.id)).toMatchObject({ homes: 20, heard: 10, stands: 'heard' });
    const { body: nested } = await needed(open.id, alone.version, [inWing, { by: 'place', of: 'TOWER' }]);
    expect(await of('place', wing!.id)).toMatchObject({ heard: null, stands: 'heard' });
    expect(await of('place', 'TOWER')).toMatchObject({ homes, heard: 11, stands: 'heard' });
    const { body: closed } = await send<AskShown>(`/${open.id}/close`, { version: nested.version });
    expect((await needed(open.id, closed.version, [])).body.code).toBe('ask-closed');
  });

  it('are groups of places that there are, each once, on top of what was seen', async () => {
    const open = await opened();
    const refused = async (...groups: object[]) => (await needed(open.id, open.version, groups)).body;
    expect(await refused({ by: 'place', of: 'NOWHERE' })).toMatchObject({ code: 'place-unknown' });
    expect((await refused(garages, garages)).detail).toMatch(/name each group once/);
    expect((await refused({ by: 'age', of: '16-34' })).code).toBe('bad-input');
    const { body: seen } = await needed(open.id, open.version, [garages]);
    expect((await needed(open.id, open.version, [])).body.code).toBe('changed-since');
    await needed(open.id, seen.version, []);
    expect(await shownOf(open.id)).toEqual({ groups: [], gaps: 0 });
    const { rows } = await owner.query('SELECT ended_at FROM ask_voices_needed WHERE ask_id = $1', [open.id]);
    expect(rows).toEqual([{ ended_at: expect.any(Date) }]);
  });
});

describe('its roll call', () => {
  it('has every household in scope in one state, after whatever happens, sent twice or late', async () => {
    const open = await opened();
    const [a, b, c, d] = await households();
    expect(open.counts.scope).toBe((await households()).length);
    const happened: [string, object][] = [
      ['asks-r-1', { household: a, kind: 'asked', way: 'letter' }],
      ['asks-r-2', { household: a, kind: 'heard', way: 'phone' }],
      ['asks-r-2', { household: a, kind: 'heard', way: 'phone' }],
      ['asks-r-3', { household: b, kind: 'asked', way: 'letter' }],
      ['asks-r-4', { household: b, kind: 'declined', reason: 'not-my-topic' }],
      ['asks-r-5', { household: c, kind: 'asked', way: 'letter' }],
      ['asks-r-6', { household: c, kind: 'declined', reason: 'not-this-way' }],
      ['asks-r-7', { household: d, kind: 'cannot-now', until: inDays(30) }],
    ];
    for (const [key, event] of happened) {
      expect((await send<AskEventKept>(`/${open.id}/events`, event, key, officer)).status).toBe(201);
      expect(sumOf((await look<AskShown>(`/${open.id}`)).body)).toBe(open.counts.scope);
    }
    const { body } = await look<RollCallShown>(`/${open.id}/roll-call?limit=500`);
    expect(body.counts).toMatchObject({ heard: 1, declined: 1, asked: 1, 'cannot-now': 1 });
    expect(body.items).toHaveLength(open.counts.scope);
    expect(body.reasons).toEqual({ 'not-my-topic': 1, 'not-this-way': 1 });
    expect(body.ways).toEqual([{ way: 'letter', asked: 3, heard: 1 }]);
    const of = (id: string | undefined) => body.items.find(({ householdId }) => householdId === id);
    expect(of(b)).toMatchObject({ state: 'declined', nextWay: null });
    expect(of(c)).toMatchObject({ state: 'asked', reason: 'not-this-way', nextWay: 'message' });
    const asked = await send(`/${open.id}/events`, { household: b, kind: 'asked', way: 'phone' });
    expect(asked).toMatchObject({ status: 409, body: { code: 'declined' } });
  });

  it('lists who is still to be heard with a way to reach each, and leaves in peace whoever is not to be asked, saying no more', async () => {
    const open = await opened();
    const [first, second, third, quiet] = await households();
    await send(`/${open.id}/events`, { household: first, kind: 'heard' });
    await send(`/${open.id}/events`, { household: second, kind: 'declined', reason: 'no-reason' });
    await send(`/${open.id}/events`, { household: third, kind: 'cannot-now', until: inDays(20) });
    await owner.query(
      `INSERT INTO preferences (organisation_id, id, household_id, kind) VALUES ($1, gen_random_uuid(), $2, 'do-not-ask')`,
      [landlord.id, quiet],
    );
    const { body } = await look<RollCallShown>(`/${open.id}/roll-call?state=to-hear&limit=500`);
    expect(body.items).toHaveLength(open.counts.scope - 2);
    // More homes than are read at once: alerts are old where nothing happened. A page of the screen has them read.
    expect(body.isSourceStale).toBe(true);
    const page = await look<RollCallShown>(`/${open.id}/roll-call?state=to-hear&limit=25`);
    expect(page.body).toMatchObject({ isSourceStale: false, items: { length: 25 } });
    const left = body.items.find(({ householdId }) => householdId === quiet);
    expect(left).toMatchObject({ isLeftInPeace: true, nextWay: null, reason: null });
    const reached = body.items.filter(({ isLeftInPeace }) => !isLeftInPeace);
    expect(reached.length).toBeGreaterThan(0);
    expect(reached.every(({ nextWay }) => nextWay !== null)).toBe(true);
    await owner.query(`DELETE FROM preferences WHERE household_id = $1`, [quiet]);
  });

  it('asks a household once and reminds it twice, whoever asks', async () => {
    const open = await opened();
    const [household] = await households();
    const asked = () => send(`/${open.id}/events`, { household, kind: 'asked', way: 'letter' });
    expect([(await asked()).status, (await asked()).status, (await asked()).status]).toEqual([201, 201, 201]);
    expect(await asked()).toMatchObject({ status: 409, body: { code: 'reminded-twice' } });
    const { body } = await look<RollCallShown>(`/${open.id}/roll-call?state=asked&limit=500`);
    expect(body.items).toMatchObject([{ householdId: household, round: 3, nextWay: null }]);
  });

  it('lets go whoever leaves, at any time and in one step: nothing of theirs counts or goes on', async () => {
    const options = [
      { title: 'Blue', words: 'Sea blue.', cost: 120_000 },
      { title: 'Green', words: 'Leaf green.', cost: 130_000 },
    ];
    const open = await opened({ options });
    const [household, other] = await households();
    const leave = (key?: string) =>
      send<AskEventKept & Problem>(`/${open.id}/events`, { household, kind: 'left' }, key);
    expect(await leave()).toMatchObject({ status: 409, body: { code: 'not-heard' } });
    const voiceId = await warned(open, household!);
    await send(`/${open.id}/events`, { household, kind: 'heard', voiceId, option: 1 });
    await send(`/${open.id}/events`, { household: other, kind: 'heard', option: 2 });
    expect(await leave()).toMatchObject({ status: 201, body: { state: 'declined' } });
    const { body } = await look<AskShown>(`/${open.id}`);
    expect(body.counts).toMatchObject({ heard: 1, declined: 1 });
    expect(sumOf(body)).toBe(open.counts.scope);
    expect(body.choices).toEqual([{ option: 2, households: 1 }]);
    const { rows } = await owner.query('SELECT settled_as FROM replies_owed WHERE voice_id = $1', [voiceId]);
    expect(rows).toEqual([{ settled_as: 'no-reply-wanted' }]);
    const asked = await send(`/${open.id}/events`, { household, kind: 'asked', way: 'letter' });
    expect(asked).toMatchObject({ status: 409, body: { code: 'declined' } });
    await send(`/${open.id}/events`, { household, kind: 'heard' });
    expect((await look<AskShown>(`/${open.id}`)).body.counts).toMatchObject({ heard: 2, declined: 0 });
    // Their leaving comes once more, late: it is the same one, and they are heard all the same.
    const left = await leave('asks-left-once');
    expect(left).toMatchObject({ status: 201, body: { state: 'declined' } });
    await send(`/${open.id}/events`, { household, kind: 'heard' });
    const again = await warned(open, household!);
    expect((await leave('asks-left-once')).body).toEqual({ ...left.body, state: 'heard' });
    const owed = await owner.query('SELECT settled_as FROM replies_owed WHERE voice_id = $1', [again]);
    expect(owed.rows).toEqual([{ settled_as: null }]);

    // The same at the panel, from the note itself: read back with its question, and left in one step.
    const record = async (id: string) =>
      (await owner.query<{ id: string }>('SELECT reference_id AS id FROM tenancies WHERE id = $1', [id])).rows[0]!;
    const atPanel = async (id: string): Promise<StaffAtRecord> => ({
      ...{ organisationId: landlord.id, staffId: 'officer-1', roles: ['officer'] },
      record: { type: 'tenancy', ...(await record(id)) },
      systems: { person: 'hackney/person', tenancy: 'hackney/tenure', home: 'hackney/asset' },
    });
    const readBack = async () => (await service.app.get(ReadBack).run(await atPanel(household!), voiceId)).takesPartIn;
    const leaveAt = async (id: string, key: string) =>
      service.app.get(LeaveAsk).run(await atPanel(id), voiceId, writeOnce(key, { left: voiceId }));
    expect(await readBack()).toBe(open.content.question);
    await expect(leaveAt(other!, 'leave-other')).rejects.toMatchObject({ code: 'voice-unknown' });
    await leaveAt(household!, 'leave-once');
    await leaveAt(household!, 'leave-twice');
    expect((await look<AskShown>(`/${open.id}`)).body.counts).toMatchObject({ heard: 1, declined: 1 });
    expect(await readBack()).toBeNull();
  });

  it('lets whoever has the code of a household leave, and take it back for a day: nothing is asked and nothing named', async () => {
    const open = await opened();
    const [household, other] = await households();
    await send(`/${open.id}/events`, { household, kind: 'heard' });
    await send(`/${open.id}/events`, { household: other, kind: 'asked' });
    const code = await codeFor(open.id, household!);
    const counts = async () => (await look<AskShown>(`/${open.id}`)).body.counts;
    const stands = async () => (await counts()).declined;

    // Opened by whatever looks at links, however often, nothing changes, and the page is the same for all.
    const opened1 = await fetch(`${service.url}/leave/elm`);
    expect([opened1.status, opened1.headers.get('cache-control')]).toEqual([200, 'no-store']);
    const page = await opened1.text();
    expect(await (await fetch(`${service.url}/leave/elm#${code}`, { method: 'GET' })).text()).toBe(page);
    expect((await fetch(`${service.url}/leave/elm/cy`)).status).toBe(200);
    expect((await fetch(`${service.url}/leave/nobody`)).status).toBe(404);
    expect(await counts()).toMatchObject({ heard: 1, asked: 1, declined: 0 });

    expect(await leaving({ code: 'ABCD', act: 'leave' })).toMatchObject({ status: 404 });
    expect((await leaving({ code, act: 'stay' })).status).toBe(400);
    const typed = `${code.slice(0, 4)}-${code.slice(4, 8)} ${code.slice(8)}`.toLowerCase();
    const left = await leaving({ code: typed, act: 'leave' });
    expect([left.status, await stands()]).toEqual([200, 1]);
    expect(left.page).toContain('You have left');
    expect(left.page).toContain('Nobody will contact you about this any more.');
    const { rows: names } = await owner.query<{ name: string; address: string }>(
      `SELECT p.full_name AS name, m.address_lines[1] AS address FROM tenancies t JOIN homes m ON m.id = t.home_id
       JOIN tenancy_parties y ON y.tenancy_id = t.id JOIN people p ON p.id = y.person_id WHERE t.id = $1`,
      [household],
    );
    expect(names.length).toBeGreaterThan(0);
    for (const { name, address } of names)
      for (const told of [name, address, ask.question, open.id, household!]) expect(left.page).not.toContain(told);

    // Twice is once; in Welsh it is the same page.
    expect((await leaving({ code, act: 'leave' }, 'elm/cy')).page).toContain('Rydych wedi gadael');
    expect(await send(`/${open.id}/events`, { household, kind: 'asked' })).toMatchObject({
      body: { code: 'declined' },
    });
    const back = await leaving({ code, act: 'come-back' });
    expect(back.page).toContain('You are taking part again');
    expect(await counts()).toMatchObject({ heard: 1, declined: 0 });
    expect((await leaving({ code, act: 'come-back' })).page).toContain('You are taking part again');

    await leaving({ code, act: 'leave' });
    await owner.query(`UPDATE leave_links SET left_at = left_at - interval '1 day'`);
    expect((await leaving({ code, act: 'come-back' })).page).not.toContain('<form');
    expect(await stands()).toBe(1);
    await owner.query(
      `UPDATE leave_links SET made_at = made_at - interval '90 days', expires_at = expires_at - interval '90 days 1 second'`,
    );
    expect((await leaving({ code, act: 'come-back' })).status).toBe(404);

    // Who did what is in the audit by an id of the link; of the code only the hash is kept, and no other landlord has it.
    const { rows: audited } = await owner.query(
      `SELECT action, count(*)::int AS times FROM audit_entries WHERE actor LIKE 'leave-link:%' AND subject = $1
       GROUP BY action ORDER BY action`,
      [`ask:${open.id}`],
    );
    expect(audited).toEqual([
      { action: 'ask.come-back', times: 1 },
      { action: 'ask.leave', times: 2 },
    ]);
    await addLandlord(service, 'oak');
    expect((await leaving({ code: await codeFor(open.id, other!), act: 'leave' }, 'oak')).status).toBe(404);
  });

  it('lists neighbours who each agreed to meet until they were introduced, and nobody who took it back, left, or of whom nothing is used', async () => {
    const options = [
      { title: 'Blue', words: 'Sea blue.', cost: 120_000 },
      { title: 'Green', words: 'Leaf green.', cost: 130_000 },
    ];
    const open = await opened({ options, mostAnswers: 5 });
    const [one, two, three, four, five] = (await households()) as [string, string, string, string, string];
    const hear = (household: string, wouldMeet?: boolean, key?: string) =>
      send<AskEventKept>(
        `/${open.id}/events`,
        {
          ...{ household, kind: 'heard', way: 'in-person', option: 1 },
          ...(wouldMeet === undefined ? {} : { wouldMeet }),
        },
        key,
      );
    const introduce = (...ids: string[]) => send<Problem>(`/${open.id}/introductions`, { households: ids });
    const listed = async () => {
      const { body } = await look<RollCallShown>(`/${open.id}/roll-call?state=would-meet`);
      expect(body.wouldMeet).toBe(body.items.length);
      expect(body.items.every(({ wouldMeet }) => wouldMeet)).toBe(true);
      return body.items.map(({ householdId }) => householdId).toSorted();
    };
    for (const id of [one, two]) await hear(id, true);
    const sent = [await hear(three, true, 'meet-three'), await hear(four, true, 'meet-four')];
    await hear(five);
    expect((await look<AskShown>(`/${open.id}`)).body).toMatchObject({
      state: 'closed',
      choices: [{ option: 1, households: 5 }],
    });
    expect(await listed()).toEqual([one, two, three, four].toSorted());

    // Said again, and said no more.
    await hear(four);
    await hear(four, false);
    await send(`/${open.id}/events`, { household: three, kind: 'left' });
    // What was sent before that comes once more.
    const again = [await hear(three, true, 'meet-three'), await hear(four, true, 'meet-four')];
    expect(again.map(({ body }) => body.eventId)).toEqual(sent.map(({ body }) => body.eventId));
    expect(await listed()).toEqual([one, two].toSorted());
    expect(await introduce(one, five)).toMatchObject({ status: 409, body: { code: 'not-agreed' } });
    expect(await introduce(one, four)).toMatchObject({ status: 409, body: { code: 'not-agreed' } });
    expect((await introduce(one)).status).toBe(400);
    expect(await listed()).toEqual([one, two].toSorted());

    const [person] = (
      await owner.query<{ id: string }>('SELECT person_id AS id FROM tenancy_parties WHERE tenancy_id = $1', [two])
    ).rows;
    const restricted = randomUUID();
    await owner.query(
      `INSERT INTO privacy_cases (organisation_id, id, person_id, kind, received_on, due_on, opened_by, changed_by,
         idempotency_key, request_hash, restricted_at)
       VALUES ($1, $2, $3, 'restrict', '2026-01-01', '2026-02-01', 'test', 'test', $4, sha256('a'), now())`,
      [landlord.id, restricted, person!.id, restricted],
    );
    expect(await listed()).toEqual([one]);
    expect(await introduce(one, two)).toMatchObject({ status: 409, body: { code: 'not-agreed' } });
    await owner.query('DELETE FROM privacy_cases WHERE id = $1', [restricted]);

    expect((await introduce(one, two)).status).toBe(204);
    expect((await introduce(one, two)).status).toBe(204);
    expect(await listed()).toEqual([]);
  });

  it('finds a household by its address or its tenancy, for who may record what it said', async () => {
    const open = await opened();
    const { body } = await look<RollCallShown>(`/${open.id}/roll-call?limit=1`);
    const [one] = body.items;
    const found = await send<{ items: RollCallShown['items'] }>(
      `/${open.id}/roll-call/find`,
      { search: one!.address.toUpperCase() },
      undefined,
      officer,
    );
    expect(found.status).toBe(200);
    expect(found.body.items.map(({ householdId }) => householdId)).toContain(one!.householdId);
    const byTenancy = await send<{ items: RollCallShown['items'] }>(`/${open.id}/roll-call/find`, {
      search: one!.tenancy,
    });
    expect(byTenancy.body.items.map(({ householdId }) => householdId)).toContain(one!.householdId);
    const byCode = await send<{ items: RollCallShown['items'] }>(`/${open.id}/roll-call/find`, {
      search: one!.householdId.slice(-8).toUpperCase(),
    });
    expect(byCode.body.items.map(({ householdId }) => householdId)).toEqual([one!.householdId]);
    for (const role of ['viewer', 'administrator', 'operative'] as const)
      expect((await send(`/${open.id}/roll-call/find`, { search: 'any' }, undefined, await keyOf(role))).status).toBe(
        403,
      );
  });

  it('comes in pages that leave nobody out and show nobody twice', async () => {
    const open = await opened();
    const seen: string[] = [];
    for (let after: string | null = ''; after !== null;) {
      const { body }: { body: RollCallShown } = await look<RollCallShown>(
        `/${open.id}/roll-call?limit=7${after === '' ? '' : `&after=${after}`}`,
      );
      seen.push(...body.items.map(({ householdId }) => householdId));
      after = body.after;
    }
    expect(seen).toEqual((await households()).toSorted());
  });
});

describe('what an ask shows of residents', () => {
  it('is as much as a role may know: where homes are and who they are, what they said, or counts alone', async () => {
    const open = await opened({ wordingHeldBy: 'Ada Okafor' });
    const [household] = await households();
    const voiceId = await warned(open, household!);
    await send(`/${open.id}/events`, { household, kind: 'heard', way: 'letter', voiceId });
    await send(`/${open.id}/barriers`, { household, stage: 'at the door', words: 'The step is high.' });
    await send(`/${open.id}/decisions`, {
      ...{ decidedOn: inDays(0), decidedBy: 'jointly', words: 'Blue.', because: 'Most wanted it.' },
      ...{ fewHeardBecause: 'The lease ends.', presentedBy: 'Ada Okafor', facilitator: 'Ben Rhys' },
    });
    const tells = async (role: string) => {
      const as = await keyOf(role);
      const roll = (await look<RollCallShown>(`/${open.id}/roll-call?limit=500`, as)).body;
      const shown = (await look<AskShown>(`/${open.id}`, as)).body;
      const barriers = (await look<{ items: { words: string[] }[] }>(`/${open.id}/barriers`, as)).body;
      expect(roll).toMatchObject({ counts: { heard: 1 }, reasons: { 'not-my-topic': 0 } });
      expect([roll.counts.scope, roll.areHomesShown]).toEqual([open.counts.scope, roll.items.length > 0]);
      const answer = JSON.stringify([roll, shown, barriers]);
      return {
        homes: roll.items.length,
        names: /Ada Okafor|Ben Rhys/.test(answer),
        words: [/Blue looks grey/.test(answer), /The step is high/.test(answer)],
      };
    };
    const all = open.counts.scope;
    expect(await tells('lead')).toEqual({ homes: all, names: true, words: [true, true] });
    expect(await tells('officer')).toEqual({ homes: all, names: true, words: [true, true] });
    expect(await tells('administrator')).toEqual({ homes: all, names: true, words: [false, false] });
    expect(await tells('viewer')).toEqual({ homes: 0, names: false, words: [false, false] });
    expect(await tells('evaluator')).toEqual({ homes: 0, names: false, words: [false, false] });
    for (const role of ['operative', 'income', 'asb', 'legal'])
      for (const path of ['', '/roll-call', '/barriers'])
        expect((await look(`/${open.id}${path}`, await keyOf(role))).status).toBe(403);
  });

  it('lists what was said to it in whichever way, with the way it came and whose words they are', async () => {
    const open = await opened();
    const [first] = await households();
    const ways = ['in-person', 'phone', 'letter', 'online'];
    for (const takenThrough of ways)
      await warned(open, first!, { takenThrough, whose: takenThrough === 'phone' ? 'relayed' : 'own' });
    await warned(await opened(), first!);
    const said = async (query: string) =>
      (
        await get<{ items: VoiceSummary[] }>(service, `/api/v1/voices?ask=${open.id}${query}`, landlord.apiKey)
      ).body.items
        .map(({ takenThrough }) => takenThrough)
        .toSorted();
    expect(await said('')).toEqual(ways.toSorted());
    expect(await said('&whose=own')).toEqual(['in-person', 'letter', 'online']);
  });

  it('warns in the words of those who warn, as they were sorted last, and says which are not to be shown to others', async () => {
    const open = await opened();
    const [household] = await households();
    const [kept, shared, sorted] = [
      await warned(open, household!),
      await warned(open, household!),
      await warned(open, household!),
    ];
    await owner.query(
      `INSERT INTO voice_consents (organisation_id, id, voice_id, keep_name, may_share, recorded_by)
       VALUES ($1, gen_random_uuid(), $2, false, true, 'test')`,
      [landlord.id, shared],
    );
    await owner.query(
      `INSERT INTO voice_sortings (organisation_id, id, voice_id, kind, sorted_by)
       VALUES ($1, gen_random_uuid(), $2, 'idea', 'test')`,
      [landlord.id, sorted],
    );
    const { body } = await look<AskShown>(`/${open.id}`);
    const shareable = Object.fromEntries(body.warnings.map(({ voiceId, mayShare }) => [voiceId, mayShare]));
    expect(shareable).toEqual({ [kept]: false, [shared]: true });
  });

  it('warns of one option, where somebody said which, and of none again', async () => {
    const options = [
      { title: 'Blue', words: 'Sea blue.', cost: 120_000 },
      { title: 'Green', words: 'Leaf green.', cost: 130_000 },
    ];
    const open = await opened({ options });
    const [household] = await households();
    const voiceId = await warned(open, household!);
    const tie = async (option: number | null, as: string, voice = voiceId) => {
      const answer = await fetch(`${service.url}/api/v1/asks/${open.id}/warnings/${voice}`, {
        method: 'PUT',
        headers: { authorization: `Bearer ${as}`, 'content-type': 'application/json' },
        body: JSON.stringify({ option }),
      });
      const body = (await answer.json()) as AskShown & { code?: string };
      return answer.status === 200 ? body.warnings.map((one) => one.option) : [answer.status, body.code];
    };
    expect((await look<AskShown>(`/${open.id}`)).body.warnings.map(({ option }) => option)).toEqual([null]);
    expect(await tie(2, officer)).toEqual([2]);
    expect(await tie(1, officer)).toEqual([1]);
    expect(await tie(null, officer)).toEqual([null]);
    expect(await tie(3, officer)).toEqual([400, 'option-unknown']);
    const other = await opened();
    expect(await tie(1, officer, await warned(other, household!))).toEqual([404, 'warning-unknown']);
    expect(await tie(1, await keyOf('viewer'))).toEqual([403, 'not-your-role']);
  });
});

describe('an everyday contact', () => {
  it('puts the ask to whoever is still to be heard, and what they say is heard, answered and taken back with its ask', async () => {
    await owner.query(
      `UPDATE asks SET state = 'closed', closed_at = now(), closed_because = 'stopped' WHERE state = 'open'`,
    );
    await owner.query(`UPDATE prompts SET state = 'withdrawn', closed_at = now() WHERE state = 'open'`);
    const open = await opened({ theme: 'neighbourhood' });
    const tell = async (occurredAt: string, tenancy: string) =>
      post(
        service,
        '/api/v1/contacts',
        {
          items: [
            {
              reference: { id: `call-${occurredAt}-${tenancy}`, allocatedBy: 'test/calls' },
              type: 'TEL-GEN',
              occurredAt,
              tenancy: { id: tenancy, allocatedBy: 'hackney/tenure' },
            },
          ],
        },
        { authorization: `Bearer ${landlord.apiKey}`, 'idempotency-key': `tell-${occurredAt}-${tenancy}` },
      );
    const { rows } = await owner.query<{ reference: string; person: string }>(
      `SELECT DISTINCT ON (t.id) t.reference_id AS reference, p.reference_id AS person
       FROM tenancies t JOIN tenancy_parties y ON y.tenancy_id = t.id JOIN people p ON p.id = y.person_id
       WHERE t.organisation_id = $1 AND t.is_active ORDER BY t.id`,
      [landlord.id],
    );
    for (const { reference } of rows) await tell(new Date(Date.now() - 3_600_000).toISOString(), reference);
    await service.app.get(DecideContacts).runAll(landlord.id, new AbortController().signal);
    const put = await owner.query<{ id: string; household: string; say: string; reference: string }>(
      `SELECT q.id, q.household_id AS household, q.say, t.reference_id AS reference FROM prompts q
       JOIN tenancies t ON t.id = q.household_id WHERE q.ask_id = $1 AND q.state = 'open' ORDER BY q.id`,
      [open.id],
    );
    expect(put.rows.length).toBeGreaterThan(2);
    expect(put.rows[0]!.say).toBe(ask.question);

    // Somebody to whom it was put, and who said nothing yet, may leave by the code in a letter: the question goes.
    const other = put.rows[1]!;
    const code = await codeFor(open.id, other.household);
    expect((await leaving({ code, act: 'leave' })).status).toBe(200);
    const { rows: stood } = await owner.query(
      `SELECT q.state AS prompt, h.state FROM prompts q
       JOIN ask_households h ON h.ask_id = q.ask_id AND h.household_id = q.household_id WHERE q.id = $1`,
      [other.id],
    );
    expect(stood).toEqual([{ prompt: 'withdrawn', state: 'declined' }]);
    await tell(new Date(Date.now() - 60_000).toISOString(), other.reference);
    await service.app.get(DecideContacts).runAll(landlord.id, new AbortController().signal);
    const again = `SELECT FROM prompts WHERE ask_id = $1 AND household_id = $2 AND state = 'open'`;
    expect((await owner.query(again, [open.id, other.household])).rows).toEqual([]);

    const { person } = rows.find(({ reference }) => reference === put.rows[0]!.reference)!;
    const record: HostRecord = { type: 'person', id: person };
    const session = await signIn(service, landlord, record);
    const headers = { authorization: `Bearer ${session}`, origin: hostOrigin };
    const panel = await get<PanelView>(service, '/embed/v1/prompts', session, { origin: hostOrigin });
    expect(panel.body.prompts[0]).toMatchObject({ say: ask.question, howDecided: 'together', stillOpen: 'the colour' });
    const write = <Body>(path: string, body: object, key: string) =>
      post<Body>(service, `/embed/v1/${path}`, body, { ...headers, 'idempotency-key': key });
    const promptId = panel.body.prompts[0]!.id;
    const saidAt = new Date().toISOString();
    const answered = await write<{ outcomeId: string }>(
      'outcomes',
      { promptId, record, outcome: 'heard', heard: 'idea', saidAt },
      'ask-outcome-1',
    );
    expect(answered.status).toBe(201);
    expect((await look<AskShown>(`/${open.id}`)).body.counts.heard).toBe(1);
    const { outcomeId } = answered.body;
    const kept = await write(
      'voices',
      { record, outcomeId, words: 'A warm yellow would do it.', whose: 'own', keepName: true, saidAt },
      'ask-voice-1',
    );
    expect(kept.status).toBe(201);
    const topic = await owner.query('SELECT voice_id FROM topic_voices WHERE topic_id = $1', [open.topicId]);
    expect(topic.rows).toHaveLength(1);
    expect((await write(`outcomes/${outcomeId}/withdraw`, {}, 'ask-back-1')).status).toBe(204);
    expect((await look<AskShown>(`/${open.id}`)).body.counts).toMatchObject({ heard: 0, asked: 1 });
  });
});

describe('what is decided', () => {
  it('is telling, to staff and residents alike, once the day of the decision has passed', async () => {
    const open = await opened();
    expect(open.level).toEqual({ level: 'together', claimed: 'together', caps: [] });
    await owner.query(
      `UPDATE asks SET decision_on = current_date - 3, opened_at = now() - interval '9 days' WHERE id = $1`,
      [open.id],
    );
    expect((await look<AskShown>(`/${open.id}`)).body.level).toEqual({
      level: 'landlord',
      claimed: 'together',
      caps: [{ code: 'decision-day-passed', atMost: 'landlord' }],
    });
  });

  it('needs as many heard as its stakes ask for, or the reason why not', async () => {
    const open = await opened({ stakes: 'contract' });
    const decision = { decidedOn: inDays(0), decidedBy: 'jointly', words: 'Blue.', because: 'Most wanted it.' };
    expect(await send(`/${open.id}/decisions`, decision)).toMatchObject({ status: 409, body: { code: 'few-heard' } });
    const decided = await send<AskShown>(`/${open.id}/decisions`, { ...decision, fewHeardBecause: 'The lease ends.' });
    expect(decided.body).toMatchObject({ state: 'decided', closedBecause: 'decided' });
    expect(decided.body.level.caps.map(({ code }) => code)).toContain('nobody-heard');
  });

  it('goes into a job of the host, and says how the host has that, as of when it was read', async () => {
    const open = await opened();
    const { rows } = await owner.query<{ id: string; reference: string }>(
      'SELECT id, reference_id AS reference FROM repairs WHERE organisation_id = $1 AND deleted_at IS NULL LIMIT 1',
      [landlord.id],
    );
    const decide = async (worksReference: string) => {
      const decision = { decidedOn: inDays(0), decidedBy: 'jointly', words: 'A light.', because: 'It is dark.' };
      const more = { fewHeardBecause: 'It cannot wait.', worksReference };
      const { body } = await send<AskShown>(`/${open.id}/decisions`, { ...decision, ...more });
      return body.decisions.at(-1);
    };
    const [job] = rows;
    await owner.query(`UPDATE repairs SET status_source = 'Booked' WHERE id = $1`, [job!.id]);
    expect(await decide(job!.reference)).toMatchObject({
      ...{ worksReference: job!.reference, worksState: 'Booked', worksAsOf: expect.stringMatching(/Z$/) },
    });
    expect(await decide('PW-1')).toMatchObject({ worksReference: 'PW-1', worksState: null, worksAsOf: null });
    await owner.query(`UPDATE repairs SET status_source = 'Finished' WHERE id = $1`, [job!.id]);
    const { body } = await look<AskShown>(`/${open.id}`);
    expect(body.decisions.map(({ worksState }) => worksState)).toEqual(['Finished', null]);
  });

  it('gives whoever answers for it a task to tell those who were heard, once for each change of the works', async () => {
    const open = await opened();
    const { rows } = await owner.query<{ reference: string; state: string }>(
      `SELECT reference_id AS reference, coalesce(status_source, replace(phase, '-', ' ')) AS state FROM repairs
       WHERE organisation_id = $1 AND deleted_at IS NULL AND status_source IS DISTINCT FROM 'Finished'
       ORDER BY reference_id LIMIT 1`,
      [landlord.id],
    );
    const [{ reference, state }] = rows as [{ reference: string; state: string }];
    const actions = [{ what: 'put a light at the step', owner: 'Idris Vale', dueOn: '2027-03-14' }];
    const decided = await send<AskShown>(`/${open.id}/decisions`, {
      ...{ decidedOn: inDays(0), decidedBy: 'jointly', words: 'A light.', because: 'It is dark.', actions },
      ...{ fewHeardBecause: 'It cannot wait.', worksReference: reference },
    });
    expect(decided.body.decisions.at(-1)?.actions).toEqual(actions);
    const topic = async () => (await get<TopicShown>(service, `/api/v1/topics/${open.topicId}`, landlord.apiKey)).body;
    const tasks = async () =>
      (await get<{ items: TaskSummary[] }>(service, '/api/v1/tasks', landlord.apiKey)).body.items.filter(
        ({ subject }) => subject === `topic:${open.topicId}`,
      );
    const readAgain = () =>
      service.app.get(RunSync).run('test', landlord.id, 'housing', true, new AbortController().signal);
    const other = () =>
      owner.query(`UPDATE repairs SET content_hash = '', row_hash = NULL WHERE reference_id = $1`, [reference]);
    expect((await topic()).draft).toBe(
      'You told us what you think. This was decided: A light. ' +
        'Idris Vale sees to this by 14 March 2027: put a light at the step.',
    );
    await other();
    await readAgain();
    expect(await tasks()).toEqual([]);
    await owner.query(`UPDATE ask_decisions SET works_state = 'Booked' WHERE ask_id = $1`, [open.id]);
    await other();
    await readAgain();
    await other();
    await readAgain();
    expect(await tasks()).toMatchObject([{ kind: 'tell-works', owner: 'Priya Shah', works: state, words: null }]);
    expect((await topic()).draft).toBe(
      `You told us what you think. This was decided: A light. The works are now: ${state}.`,
    );
    expect((await topic()).replies).toEqual([]);
    const reply = { topicId: open.topicId, result: 'doing', words: 'The light is on its way.', saidBy: 'Priya Shah' };
    const headers = { authorization: `Bearer ${landlord.apiKey}`, 'idempotency-key': 'asks-works-told' };
    expect((await post(service, '/api/v1/replies', { ...reply, knowing: true }, headers)).status).toBe(201);
    expect(await tasks()).toEqual([]);
    expect((await topic()).draft).toBeNull();
  });

  it('is decided once, where two decide on what they saw', async () => {
    const open = await opened();
    for (const one of (await households()).slice(0, 8))
      await send(`/${open.id}/events`, { household: one, kind: 'heard' });
    const decision = {
      decidedOn: inDays(0),
      decidedBy: 'jointly',
      words: 'Blue.',
      because: 'Most wanted it.',
      version: open.version,
    };
    expect((await send(`/${open.id}/decisions`, decision)).status).toBe(201);
    const second = await send<Problem & { current: AskShown }>(`/${open.id}/decisions`, decision);
    expect(second).toMatchObject({ status: 409, body: { code: 'changed-since' } });
    expect(second.body.current.decisions).toHaveLength(1);
  });

  it('is counted by households, the last choice of each', async () => {
    const options = [
      { title: 'Blue', words: 'Sea blue.', cost: 120_000 },
      { title: 'Green', words: 'Leaf green.', cost: 130_000 },
    ];
    const open = await opened({ options });
    const shared = await send<AskShown>(`/${open.id}/options/share`, { version: open.version });
    expect(shared.body.optionsSharedAt).not.toBeNull();
    const [a, b] = await households();
    await send(`/${open.id}/events`, { household: a, kind: 'heard', option: 1, at: '2026-11-01T10:00:00Z' });
    await send(`/${open.id}/events`, { household: a, kind: 'heard', option: 2, at: '2026-11-02T10:00:00Z' });
    await send(`/${open.id}/events`, { household: b, kind: 'heard', option: 2 });
    expect((await look<AskShown>(`/${open.id}`)).body.choices).toEqual([{ option: 2, households: 2 }]);
    expect(await send(`/${open.id}/events`, { household: b, kind: 'heard', option: 3 })).toMatchObject({ status: 400 });
  });
});

describe('works that the housing system plans', () => {
  const sync = () => service.app.get(RunSync).run('test', landlord.id, 'housing', false, new AbortController().signal);
  const plan = async (propertyReference: string, description: string) => {
    const answer = await fetch(`${housing.url}/_sim/workOrders`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        ...{
          propertyReference,
          description,
          priorityCode: 9,
          status: 'Scheduled',
          tradeCode: 'CP',
          tradeDescription: 'Carpentry - CP',
        },
      }),
    });
    expect(answer.status).toBe(201);
    return String(((await answer.json()) as { reference: number }).reference);
  };
  const offers = async (as = landlord.apiKey) =>
    get<{ items: PlannedWorks[]; total: number }>(service, '/api/v1/planned-works', as);
  const offered = async () => (await offers()).body.items;
  const dismiss = (id: string, because: string) =>
    post<Problem & { because: string }>(
      service,
      `/api/v1/planned-works/${id}/dismiss`,
      { because },
      { authorization: `Bearer ${landlord.apiKey}` },
    );
  /** Blocks that people live in, as the repairs system knows them and their homes. */
  const blocks = async () =>
    (
      await owner.query<{ place: string; name: string; property: string; homes: string[]; households: number }>(
        `SELECT b.reference_id AS place, b.address_lines[1] AS name, count(DISTINCT t.id)::int AS households,
           (SELECT o.reference_id FROM other_references o WHERE o.entity_id = b.id AND o.allocated_by LIKE '%property%') AS property,
           array_agg(DISTINCT o.reference_id) AS homes
         FROM homes b JOIN homes h ON h.organisation_id = b.organisation_id AND h.parent_id = b.reference_id
         JOIN other_references o ON o.entity_id = h.id AND o.allocated_by LIKE '%property%'
         LEFT JOIN tenancies t ON t.home_id = h.id AND t.is_active AND t.deleted_at IS NULL
         WHERE b.organisation_id = $1 AND b.kind = 'block' AND h.scheme <> 'refuge'
         GROUP BY b.organisation_id, b.id HAVING count(DISTINCT t.id) > 3 ORDER BY b.reference_id`,
        [landlord.id],
      )
    ).rows;

  it('are offered once, a sync after they are planned, whatever becomes of the run', async () => {
    const [block] = await blocks();
    const { place, name, property, households: live } = block!;
    expect(await offered()).toEqual([]);
    const reference = await plan(property, 'Stairwell: renew windows');
    const known = async () =>
      (await owner.query(`SELECT FROM repairs WHERE reference_id = $1`, [reference])).rows.length;
    // Killed after the works were noted and before the page is kept.
    await owner.query(`
      CREATE FUNCTION kill_it() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'killed'; END $$;
      CREATE TRIGGER kill_it AFTER INSERT ON planned_works FOR EACH ROW EXECUTE FUNCTION kill_it()`);
    await expect(sync()).rejects.toThrow('killed');
    expect([await known(), await offered()]).toEqual([0, []]);
    await owner.query('DROP TRIGGER kill_it ON planned_works; DROP FUNCTION kill_it()');
    await sync();
    const [works, ...more] = await offered();
    expect(more).toEqual([]);
    expect(works).toEqual({
      ...{ id: expect.any(String), place, placeName: name, works: 'Stairwell: renew windows' },
      ...{ startsOn: null, households: live },
    });
    await sync();
    const rereads = () =>
      owner.query(`UPDATE repairs SET content_hash = '', row_hash = NULL WHERE reference_id = $1`, [reference]);
    // Read again, also where the host says it in other words now, and with a second job, they are the same works.
    await rereads();
    await sync();
    const {
      rows: [noted],
    } = await owner.query<{ hash: Buffer }>('SELECT works_hash AS hash FROM planned_works');
    await owner.query(`UPDATE planned_works SET works_hash = 'other'`);
    await rereads();
    await sync();
    await owner.query('UPDATE planned_works SET works_hash = $1', [noted!.hash]);
    await plan(property, 'Stairwell: renew windows');
    await sync();
    expect((await offered()).map(({ id }) => id)).toEqual([works!.id]);
    const day = `${inDays(30)}T10:00:00Z`;
    const visit = `INSERT INTO appointments (organisation_id, repair_id, reference_id, allocated_by, starts_at, lifecycle)
      SELECT organisation_id, id, 'visit-1', 'sim', $2, 'planned' FROM repairs WHERE reference_id = $1`;
    await owner.query(visit, [reference, day]);
    expect(await offered()).toMatchObject([{ id: works!.id, startsOn: inDays(30) }]);
    await owner.query(`UPDATE appointments SET starts_at = now() - interval '1 minute' WHERE reference_id = 'visit-1'`);
    expect(await offered()).toEqual([]);
    await owner.query(`UPDATE appointments SET starts_at = $1 WHERE reference_id = 'visit-1'`, [day]);
    // Some hosts have whatever is raised in progress: it has begun where no visit is to come.
    await owner.query(`UPDATE repairs SET phase = 'in-progress' WHERE reference_id = $1`, [reference]);
    expect(await offered()).toHaveLength(1);
    await owner.query(`UPDATE appointments SET lifecycle = 'cancelled' WHERE reference_id = 'visit-1'`);
    expect(await offered()).toEqual([]);
    await owner.query(`UPDATE repairs SET phase = 'scheduled' WHERE reference_id = $1`, [reference]);
    expect(await offered()).toHaveLength(1);
    expect((await offers(officer)).status).toBe(403);
    expect(await dismiss(works!.id, ' ')).toMatchObject({ status: 400 });
    expect(await dismiss(works!.id, 'The lease says which windows.')).toMatchObject({ status: 200 });
    const again = await dismiss(works!.id, 'Another reason.');
    expect(again).toMatchObject({ status: 200, body: { because: 'The lease says which windows.' } });
    await rereads();
    await sync();
    expect(await offered()).toEqual([]);
    // A year later, with all of that done, they are new works.
    await owner.query(`UPDATE planned_works SET found_at = now() - interval '400 days' WHERE id = $1`, [works!.id]);
    await owner.query(`UPDATE repairs SET ended_at = now() WHERE description = 'Stairwell: renew windows'`);
    await plan(property, 'Stairwell: renew windows');
    await sync();
    const [anew] = await offered();
    expect(anew).toMatchObject({ id: works!.id, startsOn: null });
    expect((await send('', { ...ask, plannedWorks: landlord.id })).status).toBe(409);
    const scope = { kind: 'places', places: [anew!.place] };
    const { body: draft } = await send<AskShown>('', { ...ask, scope, plannedWorks: anew!.id }, 'asks-from-works');
    expect(draft).toMatchObject({ state: 'draft', content: { scope } });
    expect(await offered()).toEqual([]);
    expect((await send('', { ...ask, scope, plannedWorks: anew!.id }, 'asks-from-works')).body).toMatchObject({
      id: draft.id,
    });
    expect((await send('', { ...ask, scope, plannedWorks: anew!.id })).body).toMatchObject({
      code: 'planned-works-asked',
    });
    expect(await dismiss(anew!.id, 'Too late.')).toMatchObject({ status: 409 });
  });

  it('are those of a place, and not of a home or two, nor a check', async () => {
    const [, block] = await blocks();
    const [a, b, c] = block!.homes as [string, string, string];
    await plan(a, 'Flat 1: kitchen, renew units');
    await plan(b, 'Flat 2: kitchen, renew units');
    for (const home of [a, b, c]) await plan(home, 'LGSR: annual gas safety check');
    await sync();
    expect(await offered()).toEqual([]);
    await plan(c, 'Flat 3: kitchen, renew units');
    await sync();
    expect(await offered()).toMatchObject([{ place: block!.place, works: 'Flat 1: kitchen, renew units' }]);
    await owner.query(`UPDATE homes SET scheme = 'refuge' WHERE reference_id = $1`, [block!.place]);
    expect(await offered()).toEqual([]);
    await owner.query(`UPDATE homes SET scheme = 'general' WHERE reference_id = $1`, [block!.place]);
  });
});

describe('what a team would like residents to be asked', () => {
  const wanted = {
    question: 'What would make our repair texts easier to read?',
    why: 'Many people ring us about them.',
  };
  const request = <Body = Problem>(path: string, body: unknown, as: string, key = `request-${(keys += 1)}`) =>
    post<Body>(service, `/api/v1/ask-requests${path}`, body, {
      ...{ authorization: `Bearer ${as}`, 'idempotency-key': key },
    });
  const requests = async (as: string) =>
    (await get<{ items: AskRequestShown[]; total: number }>(service, '/api/v1/ask-requests', as)).body;

  it('waits for whoever leads, and whoever sent it sees what became of it', async () => {
    const [operative, viewer, income] = [await keyOf('operative'), await keyOf('viewer'), await keyOf('income')];
    const sent = await request<AskRequestShown>('', wanted, officer, 'request-once');
    expect(sent).toMatchObject({
      status: 201,
      body: { ...wanted, scope: { kind: 'everyone' }, places: [], state: 'waiting', because: null, ask: null },
    });
    expect((await request<AskRequestShown>('', wanted, officer, 'request-once')).body.id).toBe(sent.body.id);
    expect((await request('', { ...wanted, why: 'Else.' }, officer, 'request-once')).status).toBe(422);
    const theirs = await request<AskRequestShown>(
      '',
      { ...wanted, why: 'The contractor would like to know.' },
      operative,
    );
    // What could be said better goes with it; words that nobody is to be asked in do not.
    expect(theirs.body.problems).toEqual([
      { part: 'why', severity: 'warn', message: expect.stringMatching(/contractor/) },
    ]);
    for (const question of ['Are you satisfied with our texts?', 'How does the golden thread help you?'])
      expect(await request('', { ...wanted, question }, operative)).toMatchObject({
        ...{ status: 400, body: { code: 'ask-request-wording', detail: expect.stringMatching(/^question: /) } },
      });
    expect((await request('', { ...wanted, scope: { kind: 'places', places: ['nowhere'] } }, officer)).body.code).toBe(
      'place-unknown',
    );
    for (const other of [viewer, income]) expect((await request('', wanted, other)).status).toBe(403);
    expect((await requests(officer)).items.map(({ id }) => id)).toEqual([sent.body.id]);
    expect((await requests(operative)).items.map(({ id }) => id)).toEqual([theirs.body.id]);
    expect((await requests(landlord.apiKey)).total).toBe(2);
    // Both are for every home, which are counted once.
    let rolls = 0;
    const listed = await service.platform.database.inOrganisation(landlord.id, (db) =>
      readAskRequests(
        {
          organisationId: db.organisationId,
          manager: db.manager,
          rows: async (text, values) => {
            if (text.includes('lately AS')) rolls += 1;
            return db.rows(text, values);
          },
        },
        null,
        10,
      ),
    );
    expect(listed.map(({ load }) => load?.households)).toEqual([expect.any(Number), expect.any(Number)]);
    expect(rolls).toBe(1);

    const because = 'We asked this in May: the texts change in June.';
    expect((await request(`/${theirs.body.id}/refuse`, { because }, officer)).status).toBe(403);
    expect((await request(`/${theirs.body.id}/refuse`, { because: ' ' }, landlord.apiKey)).status).toBe(400);
    for (const _ of [1, 2])
      expect(await request(`/${theirs.body.id}/refuse`, { because }, landlord.apiKey)).toMatchObject({
        ...{ status: 200, body: { state: 'refused', because, load: null } },
      });
    expect((await request(`/${theirs.body.id}/refuse`, { because: 'Else.' }, landlord.apiKey)).body.code).toBe(
      'ask-request-answered',
    );
    expect((await requests(operative)).items).toMatchObject([{ state: 'refused', because }]);

    expect((await send('', { ...ask, ...wanted, request: theirs.body.id })).body.code).toBe('ask-request-answered');
    const draft = (await send<AskShown>('', { ...ask, ...wanted, request: sent.body.id })).body;
    expect((await requests(officer)).items).toMatchObject([
      { state: 'drafted', because: null, ask: { id: draft.id, question: wanted.question, state: 'draft' } },
    ]);
    await send(`/${draft.id}/open`, { version: draft.version });
    expect((await requests(officer)).items).toMatchObject([{ ask: { state: 'open' } }]);
    expect((await request(`/${sent.body.id}/refuse`, { because }, landlord.apiKey)).status).toBe(409);
    const { rows: audited } = await owner.query<{ action: string }>(
      `SELECT action FROM audit_entries WHERE organisation_id = $1 AND action LIKE 'ask-request.%' ORDER BY action`,
      [landlord.id],
    );
    expect(audited.map(({ action }) => action)).toEqual(['ask-request.refuse', 'ask-request.send', 'ask-request.send']);
  });

  it('comes with how much those homes are asked already, and tells of no few', async () => {
    const { rows } = await owner.query<{ place: string; households: string[] }>(
      `SELECT b.reference_id AS place, array_agg(t.id ORDER BY t.id) AS households
       FROM homes b JOIN homes h ON h.organisation_id = b.organisation_id AND h.parent_id = b.reference_id
       JOIN tenancies t ON t.home_id = h.id AND t.is_active AND t.deleted_at IS NULL
       WHERE b.organisation_id = $1 AND b.kind = 'block' AND h.scheme <> 'refuge'
       GROUP BY b.organisation_id, b.id ORDER BY count(*) DESC LIMIT 1`,
      [landlord.id],
    );
    const { place, households: live } = rows[0]!;
    const scope = { kind: 'places', places: [place] };
    const all = live.length;
    await owner.query(`DELETE FROM ask_events WHERE household_id = ANY ($1)`, [live]);
    await owner.query(`UPDATE prompts SET created_at = '2020-01-01' WHERE household_id = ANY ($1)`, [live]);
    const { id } = (await request<AskRequestShown>('', { ...wanted, scope }, officer)).body;
    const load = async () => (await requests(officer)).items.find((one) => one.id === id)!.load;
    const before = (await load())!;
    expect(before).toMatchObject({ households: all, asked: null, isMost: false, days: 60 });
    const open = await opened({ scope });
    const asking = async (some: readonly string[]) => {
      for (const household of some)
        expect((await send(`/${open.id}/events`, { household, kind: 'asked' })).status).toBe(201);
    };
    await asking(live.slice(0, 3));
    expect(await load()).toMatchObject({ asked: null, isMost: false, openAsks: before.openAsks + 1 });
    await asking(live.slice(3));
    expect(await load()).toMatchObject({ households: all, asked: null, isMost: true });
    await owner.query(`UPDATE ask_events SET at = now() - interval '61 days' WHERE ask_id = $1`, [open.id]);
    expect(await load()).toMatchObject({ households: all, isMost: false });
    const home = (
      await owner.query<{ home: string }>(
        'SELECT h.reference_id AS home FROM tenancies t JOIN homes h ON h.id = t.home_id WHERE t.id = $1',
        [live[0]],
      )
    ).rows[0]!.home;
    const few = await request<AskRequestShown>('', { ...wanted, scope: { kind: 'places', places: [home] } }, officer);
    expect(few.body.load).toMatchObject({ households: null, asked: null, isMost: false });
  });
});
