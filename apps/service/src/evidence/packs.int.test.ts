import type { BecauseShown, PackShown, StoryShown } from '@doorstep/contracts/http';
import { startHousingSim, type HousingSim } from '@doorstep/housing-sim';
import { launchChromium } from '@doorstep/testing';
import { AxeBuilder } from '@doorstep/testing/axe';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { addLandlord, bringIn, get, post, type Landlord } from '../../test/landlord.js';
import { startService, type StartedService } from '../../test/start-service.js';
import { tellWorkedExample } from '../demo/tell-worked-example.js';
import { diningContract } from '../demo/worked-examples.js';
import { AddApiKey } from '../organisations/index.js';
import { MakePacks } from './index.js';

let housing: HousingSim;
let service: StartedService;
let landlord: Landlord;
let owner: pg.Pool;
let ask: string;
let keys = 0;

const inDays = (days: number) =>
  new Date(Date.now() + days * 86_400_000).toLocaleDateString('en-CA', { timeZone: 'Europe/London' });

beforeAll(async () => {
  housing = await startHousingSim({ port: 0, homes: 60, seed: 11, apiKey: 'key' });
  service = await startService();
  owner = new pg.Pool({ connectionString: service.databaseUrl, max: 1 });
  landlord = await addLandlord(service, 'elm');
  await bringIn(service, landlord, housing.url, 'key');
  const caller = { organisationId: landlord.id, actor: 'test', roles: ['system'] };
  const days = { today: inDays(0), later: inDays(30) };
  ask = (await tellWorkedExample(service.app, caller, diningContract, days, 0))!;
}, 120_000);
afterAll(async () => {
  await owner.end();
  await service.close();
  await housing.close();
});

const send = <Body>(path: string, body: unknown, as = landlord.apiKey) =>
  post<Body>(service, `/api/v1/${path}`, body, {
    authorization: `Bearer ${as}`,
    'idempotency-key': `evidence-${(keys += 1)}`,
  });
const make = (ids: readonly string[], signal = new AbortController().signal) =>
  service.app.get(MakePacks).run(landlord.id, ids, signal);
const fileOf = async (id: string, form: string, as = landlord.apiKey) => {
  const answer = await fetch(`${service.url}/api/v1/evidence/${id}/pack.${form}`, {
    headers: { authorization: `Bearer ${as}` },
  });
  return { status: answer.status, bytes: Buffer.from(await answer.arrayBuffer()) };
};
/** As CSV writes it. */
const cell = (words: string) => (words.includes(',') ? `"${words}"` : words);
async function made(isPublication: boolean): Promise<string> {
  const asked = await send<PackShown>('evidence', { ask, isPublication });
  expect(asked).toMatchObject({ status: 202, body: { state: 'waiting', contentHash: null } });
  await make([asked.body.id]);
  return asked.body.id;
}

describe('a pack of an ask', () => {
  it('is the same to the byte when it is made again', async () => {
    const [first, second] = [await made(false), await made(false)];
    for (const form of ['html', 'csv', 'pdf']) {
      const one = await fileOf(first, form);
      expect(one.status).toBe(200);
      expect(one.bytes.equals((await fileOf(second, form)).bytes)).toBe(true);
    }
    const shown = await get<PackShown>(service, `/api/v1/evidence/${first}`, landlord.apiKey);
    expect(shown.body).toMatchObject({ state: 'made', stepsDone: 3, stepsInAll: 3, step: null });
    expect(shown.body.contentHash).toMatch(/^[0-9a-f]{64}$/);
  });

  it('has the figures that a query of another kind finds', async () => {
    const csv = (await fileOf(await made(false), 'csv')).bytes.toString();
    const { rows } = await owner.query<{ state: string; households: string }>(
      `SELECT CASE WHEN bool_or(kind = 'heard') THEN 'Heard' WHEN bool_or(kind = 'declined' AND reason <> 'not-this-way')
         THEN 'Would rather not say' WHEN bool_or(kind = 'cannot-now') THEN 'Cannot now' ELSE 'Asked, no answer yet' END AS state,
         count(*) OVER () AS all, household_id FROM ask_events WHERE ask_id = $1 GROUP BY household_id`,
      [ask],
    );
    for (const state of ['Heard', 'Would rather not say', 'Cannot now', 'Asked, no answer yet']) {
      const households = rows.filter((row) => row.state === state).length;
      expect(csv).toContain(`Roll call of every household in scope,${cell(state)},Households,${households}\r\n`);
    }
    const chosen = await owner.query<{ title: string; households: number }>(
      `SELECT o.title, count(DISTINCT e.household_id)::int AS households FROM ask_events e
       JOIN ask_options o ON o.ask_id = e.ask_id AND o.number = e.option_number WHERE e.ask_id = $1 GROUP BY o.title`,
      [ask],
    );
    expect(chosen.rows.map(({ households }) => households).toSorted((a, b) => a - b)).toEqual([5, 17]);
    for (const { title, households } of chosen.rows) {
      expect(csv).toContain(`Options,${cell(title)},Households that would choose it,${households}\r\n`);
    }
    const told = await owner.query<{ told: number }>(
      `SELECT count(*)::int AS told FROM tellings WHERE state = 'told' AND organisation_id = $1`,
      [landlord.id],
    );
    expect(csv).toContain(`Voices told,${told.rows[0]!.told}\r\n`);
  });

  it('has residents’ words before the decision, and says how much say they had', async () => {
    const html = (await fileOf(await made(false), 'html')).bytes.toString();
    const at = (words: string) => html.indexOf(words);
    expect(at('Whatever you do, keep the soup.')).toBeGreaterThan(0);
    expect(at('Whatever you do, keep the soup.')).toBeLessThan(at('What was decided'));
    expect(at('What was decided')).toBeLessThan(at('What residents were told'));
    expect(html).toContain('Residents decide');
    expect(html).toContain('£18,400.00');
    expect(html).toContain('Not chosen: A caterer from outside');
  });

  it('names nobody for publication, and keeps small groups back', async () => {
    const [html, csv] = await Promise.all(
      [await made(true)].flatMap((id) =>
        ['html', 'csv'].map(async (form) => (await fileOf(id, form)).bytes.toString()),
      ),
    );
    for (const words of [html!, csv!]) {
      expect(words).not.toContain('Morag');
      expect(words).not.toContain('22 of 24');
      expect(words).not.toContain('With the frame');
      expect(words).toContain('kept back');
    }
    for (const state of ['Heard', 'Would rather not say', 'Cannot now'])
      expect(csv).toContain(`Roll call of every household in scope,${state},Households,kept back\r\n`);
  });

  it('is read in full by those alone who may read what residents said', async () => {
    const viewer = (await service.app.get(AddApiKey).run('test', landlord.id, { name: 'viewer', role: 'viewer' }))
      .apiKey;
    const [full, publication] = [await made(false), await made(true)];
    expect((await fileOf(full, 'html', viewer)).status).toBe(403);
    expect((await fileOf(publication, 'html', viewer)).status).toBe(200);
  });

  it('is made again when the making is broken off', async () => {
    const { body } = await send<PackShown>('evidence', { ask, isPublication: true });
    const broken = new AbortController();
    const making = make([body.id], broken.signal);
    broken.abort(new Error('killed'));
    await expect(making).rejects.toThrow('killed');
    expect((await fileOf(body.id, 'pdf')).status).toBe(409);
    const { rows } = await owner.query(`SELECT 1 FROM outbox WHERE subject_id = $1 AND done_at IS NULL`, [body.id]);
    expect(rows).toHaveLength(1);
    await make([body.id]);
    expect((await fileOf(body.id, 'pdf')).bytes.subarray(0, 5).toString()).toBe('%PDF-');
  });

  it('is a PDF with tags, a title and a language', async () => {
    const pdf = (await fileOf(await made(true), 'pdf')).bytes.toString('latin1');
    for (const mark of ['/StructTreeRoot', '/Marked true', '/Lang (en-GB)', '/DisplayDocTitle true'])
      expect(pdf).toContain(mark);
  });

  it('can be read by everybody on a screen', async () => {
    const html = (await fileOf(await made(false), 'html')).bytes.toString();
    const browser = await launchChromium();
    try {
      const page = await (await browser.newContext()).newPage();
      await page.setContent(html);
      expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    } finally {
      await browser.close();
    }
  }, 60_000);
});

describe('a story', () => {
  it('is in a pack from consent until it is withdrawn', async () => {
    const { rows } = await owner.query<{ id: string }>('SELECT id FROM voices WHERE organisation_id = $1 LIMIT 1', [
      landlord.id,
    ]);
    const happened = 'I came down to dinner again.';
    const { status, body } = await send<StoryShown>('stories', { voiceId: rows[0]!.id, happened });
    expect(status).toBe(201);
    const isIn = async () => (await fileOf(await made(true), 'html')).bytes.toString().includes(happened);
    expect(await isIn()).toBe(false);
    await send(`stories/${body.id}/consent`, { consent: 'said-so' });
    expect(await isIn()).toBe(true);
    expect((await send<StoryShown>(`stories/${body.id}/withdraw`, {})).body.isWithdrawn).toBe(true);
    expect(await isIn()).toBe(false);
  });
});

describe('because of what you said', () => {
  it('is made of closed loops, and says when there are none', async () => {
    const look = async (month: string) =>
      (await get<BecauseShown>(service, `/api/v1/evidence/because?month=${month}`, landlord.apiKey)).body;
    expect((await look(inDays(0).slice(0, 7))).items).toMatchObject([{ told: 22, result: 'doing' }]);
    expect(await look('2020-01')).toMatchObject({ items: [], says: expect.stringContaining('No loop was closed') });
    await owner.query(
      `UPDATE replies_owed SET settled_at = NULL, settled_as = NULL WHERE voice_id =
         (SELECT voice_id FROM topic_voices WHERE organisation_id = $1 LIMIT 1)`,
      [landlord.id],
    );
    expect((await look(inDays(0).slice(0, 7))).items).toEqual([]);
  });
});
