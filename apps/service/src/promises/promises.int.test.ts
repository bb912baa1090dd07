import type {
  EvaluationShown,
  EvaluationSummary,
  EvaluatorVoices,
  PromiseChecksShown,
  PromiseShown,
  PromisesShown,
} from '@doorstep/contracts/http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { addLandlord, get, post, type Landlord } from '../../test/landlord.js';
import { startService, type StartedService } from '../../test/start-service.js';
import { AddApiKey } from '../organisations/index.js';

let service: StartedService;
let landlord: Landlord;
let owner: pg.Pool;
const bearers = new Map<string, string>();
let keys = 0;

beforeAll(async () => {
  service = await startService();
  owner = new pg.Pool({ connectionString: service.databaseUrl, max: 1 });
  landlord = await addLandlord(service, 'elm');
  for (const role of ['lead', 'viewer', 'evaluator'] as const)
    bearers.set(role, (await service.app.get(AddApiKey).run('test', landlord.id, { name: role, role })).apiKey);
}, 60_000);
afterAll(async () => {
  await owner.end();
  await service.close();
});

type As = 'lead' | 'viewer' | 'evaluator';
interface Answer<Body> {
  readonly status: number;
  readonly body: Body & { readonly code?: string; readonly current?: Body };
}

async function send<Body>(
  as: As,
  method: 'POST' | 'PUT',
  path: string,
  body: object,
  key = `promises-key-${(keys += 1)}`,
): Promise<Answer<Body>> {
  const response = await fetch(`${service.url}/api/v1${path}`, {
    method,
    headers: {
      authorization: `Bearer ${bearers.get(as)}`,
      'content-type': 'application/json',
      'idempotency-key': key,
    },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as Answer<Body>['body'] };
}
const look = async <Body>(path: string, as: As = 'viewer') =>
  (await get<Body>(service, `/api/v1${path}`, bearers.get(as)!)).body;
const promises = () => look<PromisesShown>('/promises');
const inForce = async () => (await promises()).items.filter(({ endedAt }) => endedAt === null);

const words = { words: 'You ring us back the same day.', agreedWith: 'Elm Court residents', owner: 'Priya Shah' };
async function made(content: object = {}): Promise<PromiseShown> {
  const { status, body } = await send<PromiseShown>('lead', 'POST', '/promises', { ...words, ...content });
  expect(status).toBe(201);
  return body;
}
/** As if it had been made so many months ago, and a day, for clocks change in between. */
const age = (id: string, months: number) =>
  owner.query(`UPDATE promises SET made_at = now() - make_interval(months => $2, days => 1) WHERE id = $1`, [
    id,
    months,
  ]);
const londonDay = async (months = 0) =>
  (
    await owner.query<{ day: string }>(
      `SELECT to_char((now() AT TIME ZONE 'Europe/London')::date - make_interval(months => $1), 'YYYY-MM-DD') AS day`,
      [months],
    )
  ).rows[0]!.day;

describe('a promise', () => {
  it('is made once for a key, and stands last', async () => {
    const first = await send<PromiseShown>('lead', 'POST', '/promises', words, 'promise-once-1');
    const again = await send<PromiseShown>('lead', 'POST', '/promises', words, 'promise-once-1');
    expect(again.body.id).toBe(first.body.id);
    const other = await send('lead', 'POST', '/promises', { ...words, owner: 'Another' }, 'promise-once-1');
    expect(other.body.code).toBe('idempotency-key-reused');
    const last = await made({ words: 'We see the plan before work begins.' });
    expect((await inForce()).map(({ id }) => id).slice(-2)).toEqual([first.body.id, last.id]);
  });

  it('is worded anew with why, keeps its place and what it said, and shows who comes second the first', async () => {
    const [before, after] = [await made(), await made()];
    const change = {
      ...words,
      words: 'You ring us back by six.',
      version: 1,
      why: 'Residents said a day is too long.',
    };
    const changed = await send<PromiseShown>('lead', 'PUT', `/promises/${before.id}`, change);
    expect(changed.body).toMatchObject({
      version: 2,
      words: 'You ring us back by six.',
      versions: [
        { version: 1, words: words.words, why: null },
        { version: 2, why: 'Residents said a day is too long.' },
      ],
    });
    expect((await inForce()).map(({ id }) => id).slice(-2)).toEqual([before.id, after.id]);
    const second = await send<PromiseShown>('lead', 'PUT', `/promises/${before.id}`, { ...change, words: 'Mine.' });
    expect(second).toMatchObject({ status: 409, body: { code: 'changed-since', current: { version: 2 } } });
    const unsaid = await send('lead', 'PUT', `/promises/${before.id}`, { ...change, version: 2, why: '' });
    expect(unsaid.status).toBe(400);
  });

  it('stands where residents put it, and not by an order that somebody saw before', async () => {
    await made();
    const was = (await inForce()).map(({ id }) => id);
    const order = was.toReversed();
    const { body } = await send<PromisesShown>('lead', 'PUT', '/promises/order', { was, order });
    expect(body.items.filter(({ endedAt }) => endedAt === null).map(({ id }) => id)).toEqual(order);
    const late = await send<object>('lead', 'PUT', '/promises/order', { was, order: was });
    expect(late).toMatchObject({ status: 409, body: { code: 'changed-since', current: { order } } });
    const short = await send('lead', 'PUT', '/promises/order', { was: order, order: order.slice(1) });
    expect(short).toMatchObject({ status: 400, body: { code: 'order-unlike' } });
  });

  it('ends with why, and is changed no more', async () => {
    const { id } = await made();
    const ended = await send<PromiseShown>('lead', 'POST', `/promises/${id}/end`, {
      version: 1,
      because: 'It is done.',
    });
    expect(ended.body).toMatchObject({ endedBecause: 'It is done.', justWords: null });
    expect((await inForce()).map((one) => one.id)).not.toContain(id);
    const late = await send('lead', 'PUT', `/promises/${id}`, { ...words, version: 1, why: 'Late.' });
    expect(late).toMatchObject({ status: 409, body: { code: 'promise-ended' } });
    const action = { what: 'Too late', owner: 'Sam Price', dueOn: '2030-01-01' };
    expect((await send('lead', 'POST', `/promises/${id}/actions`, action)).status).toBe(409);
  });

  it('is just words once its months are over with nothing done, and is not when something is', async () => {
    const { id } = await made();
    await age(id, 6);
    const flag = async () => (await look<PromiseShown>(`/promises/${id}`)).justWords?.because ?? null;
    expect(await flag()).toBe('no-action');
    await send('lead', 'PUT', `/promises/${id}`, { ...words, version: 1, why: 'Plainer.' });
    expect(await flag()).toBe('no-action');
    const action = { what: 'Put two more people on the phones', owner: 'Sam Price', dueOn: await londonDay() };
    const { body } = await send<PromiseShown>('lead', 'POST', `/promises/${id}/actions`, action);
    expect(body.justWords?.because).toBe('none-done');
    const settle = (how: object) =>
      send<PromiseShown>('lead', 'POST', `/promises/${id}/actions/${body.actions[0]!.id}/settle`, how);
    expect((await settle({ doneOn: '2099-01-01' })).body.code).toBe('day-to-come');
    expect((await settle({ doneOn: '0000-01-01' })).status).toBe(400);
    const doneOn = await londonDay();
    expect((await settle({ doneOn })).body.justWords).toBeNull();
    expect((await settle({ doneOn })).status).toBe(200);
    expect((await settle({ notDoneBecause: 'No.' })).body.code).toBe('action-settled');
  });

  it('is just words after as many months as the landlord says', async () => {
    const { id } = await made();
    await age(id, 3);
    const flag = async () => (await look<PromiseShown>(`/promises/${id}`)).justWords;
    expect(await flag()).toBeNull();
    const { justWordsMonths: was } = await promises();
    const set = (given: object) => send<{ justWordsMonths: number }>('lead', 'PUT', '/promises/settings', given);
    expect((await set({ was, justWordsMonths: 3 })).status).toBe(200);
    expect(await flag()).not.toBeNull();
    expect(await set({ was, justWordsMonths: 9 })).toMatchObject({
      status: 409,
      body: { current: { justWordsMonths: 3 } },
    });
    await set({ was: 3, justWordsMonths: was });
  });
});

const theme = { name: 'Ringing back', words: 'Whether calls come back', findings: ['Mornings do, evenings do not.'] };
const judged = async (judgement: string) =>
  (await inForce()).map(({ id, version }) => ({
    promiseId: id,
    promiseVersion: version,
    judgement,
    words: 'We asked.',
  }));
async function opened(of: object): Promise<EvaluationShown> {
  const { status, body } = await send<EvaluationShown>('evaluator', 'POST', '/evaluations', of);
  expect(status).toBe(201);
  return body;
}
async function locked(of: object, judgement: string): Promise<EvaluationShown> {
  const { id, version } = await opened(of);
  const said = { version, themes: [theme], report: 'What we found.', checks: await judged(judgement) };
  await send('evaluator', 'PUT', `/evaluations/${id}`, said);
  const { body } = await send<EvaluationShown>('evaluator', 'POST', `/evaluations/${id}/lock`, {
    version: version + 1,
  });
  return body;
}

describe('an evaluation', () => {
  it('is the evaluators’ own: staff read nothing of it until it is locked, and change nothing ever', async () => {
    await made();
    const { id, version } = await opened({ of: 'promises', isBaseline: true, year: 2025 });
    const again = await send('evaluator', 'POST', '/evaluations', { of: 'promises', isBaseline: true, year: 2026 });
    expect(again).toMatchObject({ status: 409, body: { code: 'evaluated-already' } });
    const said = { version, themes: [theme], report: null, checks: [] };
    expect((await send<EvaluationShown>('evaluator', 'PUT', `/evaluations/${id}`, said)).body.content?.missing).toEqual(
      ['report', 'judgement'],
    );
    const asLead = await look<EvaluationShown>(`/evaluations/${id}`, 'lead');
    expect(asLead).toMatchObject({ content: null, writtenBy: expect.stringContaining('api-key') });
    const toLookAt = await look<{ items: EvaluationSummary[] }>('/evaluations');
    const asViewer = [await look<EvaluationShown>(`/evaluations/${id}`), toLookAt.items.find((one) => one.id === id)];
    expect(asViewer.map((one) => one?.writtenBy)).toEqual([null, null]);
    const mine = { ...said, version: 2, themes: [] };
    for (const as of ['lead', 'viewer'] as const)
      expect((await send(as, 'PUT', `/evaluations/${id}`, mine)).status).toBe(403);
    expect((await send('lead', 'POST', `/evaluations/${id}/answers`, { words: 'Early.' })).body.code).toBe(
      'evaluation-open',
    );
    expect((await send('evaluator', 'POST', `/evaluations/${id}/lock`, { version: 2 })).body.code).toBe(
      'evaluation-no-report',
    );
    const late = await send<EvaluationShown>('evaluator', 'PUT', `/evaluations/${id}`, said);
    expect(late).toMatchObject({ status: 409, body: { code: 'changed-since', current: { version: 2 } } });
    const whole = { ...said, version: 2, report: 'Half is kept.', checks: await judged('partly') };
    await send('evaluator', 'PUT', `/evaluations/${id}`, whole);
    const { body } = await send<EvaluationShown>('evaluator', 'POST', `/evaluations/${id}/lock`, { version: 3 });
    expect(body.seal).toEqual({ hash: expect.stringMatching(/^[0-9a-f]{64}$/), isWhole: true });
    const changed = await send('evaluator', 'PUT', `/evaluations/${id}`, { ...whole, version: 4 });
    expect(changed).toMatchObject({ status: 409, body: { code: 'evaluation-locked' } });
    const answer = await send<EvaluationShown>('lead', 'POST', `/evaluations/${id}/answers`, {
      words: 'We will change evenings.',
    });
    expect(answer.body).toMatchObject({
      content: { themes: [theme], report: 'Half is kept.' },
      seal: body.seal,
      answered: [{ words: 'We will change evenings.' }],
    });
    expect((await send('evaluator', 'POST', `/evaluations/${id}/answers`, { words: 'No.' })).status).toBe(403);
  });

  it('cannot be changed in the database either, by staff nor once it is locked', async () => {
    const { rows } = await owner.query<{ id: string; by: string; lead: string }>(
      `SELECT e.id, e.written_by AS by, 'api-key:' || k.id AS lead FROM evaluations e
       JOIN api_keys k ON k.organisation_id = e.organisation_id AND k.role = 'lead' WHERE e.is_baseline`,
    );
    const { id, by, lead } = rows[0]!;
    const attempt = (sql: string, ...values: string[]) => owner.query(sql, [id, ...values]);
    await expect(attempt(`UPDATE evaluations SET report = 'All is well.' WHERE id = $1`)).rejects.toThrow('locked');
    await expect(attempt(`UPDATE evaluations SET locked_at = NULL, seal = NULL WHERE id = $1`)).rejects.toThrow(
      'locked',
    );
    await expect(
      attempt(`UPDATE promise_checks SET judgement = 'kept' WHERE evaluation_id = $1 AND written_by = $2`, by),
    ).rejects.toThrow('locked');
    const open = await opened({ of: 'promises', isBaseline: false, year: 2030 });
    await expect(
      owner.query(`UPDATE evaluations SET themes = '[]', written_by = $2 WHERE id = $1`, [open.id, lead]),
    ).rejects.toThrow('residents who evaluate alone');
    await expect(
      owner.query(
        `INSERT INTO promise_checks (organisation_id, evaluation_id, promise_id, promise_version, judgement, written_by)
         SELECT organisation_id, $1, id, version, 'kept', $2 FROM promises WHERE ended_at IS NULL LIMIT 1`,
        [open.id, lead],
      ),
    ).rejects.toThrow('residents who evaluate alone');
  });

  it('shows its seal broken where somebody went past the database’s own guard', async () => {
    const { id } = (await look<{ items: EvaluationShown[] }>('/evaluations')).items.find((one) => one.isBaseline)!;
    const change = async (report: string) => {
      await owner.query('ALTER TABLE evaluations DISABLE TRIGGER stays_locked');
      await owner.query('UPDATE evaluations SET report = $2 WHERE id = $1', [id, report]);
      await owner.query('ALTER TABLE evaluations ENABLE TRIGGER stays_locked');
      return (await look<EvaluationShown>(`/evaluations/${id}`)).seal?.isWhole;
    };
    expect(await change('All is kept.')).toBe(false);
    expect(await change('Half is kept.')).toBe(true);
  });

  it('of a later year stands beside the baseline, promise by promise; a new promise has none to compare with', async () => {
    const late = await made({ words: 'Lifts are mended within a day.' });
    await locked({ of: 'promises', isBaseline: false, year: 2026 }, 'kept');
    const { rounds, promises: compared } = await look<PromiseChecksShown>('/promises/checks');
    expect(rounds.map(({ isBaseline, year }) => [isBaseline, year])).toEqual([
      [true, 2025],
      [false, 2026],
    ]);
    const beside = (one: (typeof compared)[number]) => one.checks.map((check) => [check.judgement, check.beside]);
    for (const one of compared)
      expect(beside(one)).toEqual(
        one.id === late.id
          ? [['kept', 'no-baseline']]
          : [
              ['partly', null],
              ['kept', 'better'],
            ],
      );
    expect(compared.some(({ id }) => id === late.id)).toBe(true);
  });
});

it('an ask is evaluated once, and no promise is judged with it', async () => {
  const asked = await send<{ id: string }>('lead', 'POST', '/asks', {
    question: 'What would make the stairwell feel better to come home to?',
    why: 'We are painting it, and you live there.',
    owner: 'Priya Shah',
    claimed: 'together',
    stillOpen: ['the colour'],
    scope: { kind: 'everyone' },
    decisionOn: await londonDay(-2),
  });
  const { id, version, askQuestion } = await opened({ of: 'ask', askId: asked.body.id });
  expect(askQuestion).toMatch(/^What would make the stairwell/);
  const again = await send('evaluator', 'POST', '/evaluations', { of: 'ask', askId: asked.body.id });
  expect(again.body.code).toBe('evaluated-already');
  const said = { version, themes: [], report: 'We were asked late.', checks: await judged('kept') };
  expect((await send('evaluator', 'PUT', `/evaluations/${id}`, said)).body.code).toBe('no-promises');
  await send('evaluator', 'PUT', `/evaluations/${id}`, { ...said, checks: [] });
  const { body } = await send<EvaluationShown>('evaluator', 'POST', `/evaluations/${id}/lock`, {
    version: version + 1,
  });
  expect(body).toMatchObject({ content: { checks: [] }, seal: { isWhole: true } });
});

it('what was said is read by evaluators without names, homes and references, where others may read it', async () => {
  const say = (said: string, more: object) =>
    post(
      service,
      '/api/v1/voices',
      { words: said, kind: 'idea', speaker: 'resident', takenThrough: 'in-person', ...more },
      { authorization: `Bearer ${landlord.apiKey}`, 'idempotency-key': `promises-voice-${(keys += 1)}` },
    );
  const kept = [
    await say('Ring me on 07700 900123, or Ada at ada@example.org.', {
      isAnonymous: true,
      place: 'Elm Court',
      mayShare: true,
    }),
    await say('Not for my neighbours.', { isAnonymous: true, place: 'Elm Court' }),
  ];
  expect(kept.map(({ status }) => status)).toEqual([201, 201]);
  const shown = await look<EvaluatorVoices>('/evaluations/voices', 'evaluator');
  expect(shown).toMatchObject({
    total: 1,
    inConfidence: 1,
    items: [{ words: 'Ring me on [number], or Ada at [address]' }],
  });
  expect(Object.keys(shown.items[0]!).toSorted()).toEqual(['asked', 'id', 'kind', 'saidOn', 'theme', 'words']);
  for (const path of ['/voices', '/topics', '/stories', '/visit-entries'])
    expect((await get(service, `/api/v1${path}`, bearers.get('evaluator')!)).status).toBe(403);
});
