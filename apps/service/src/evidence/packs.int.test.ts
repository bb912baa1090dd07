import type {
  AskShown,
  BecauseShown,
  EdraShown,
  KeptVoice,
  ListeningPagePreview,
  ListeningPageShown,
  PackShown,
  ReplyGiven,
  StoryShown,
  VoicesNeededShown,
} from '@doorstep/contracts/http';
import { startHousingSim, type HousingSim } from '@doorstep/housing-sim';
import { launchChromium } from '@doorstep/testing';
import { AxeBuilder } from '@doorstep/testing/axe';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import pg from 'pg';
import { addLandlord, bringIn, get, post, type Landlord } from '../../test/landlord.js';
import { startService, type StartedService } from '../../test/start-service.js';
import { makePromises } from '../demo/make-promises.js';
import { tellWorkedExample } from '../demo/tell-worked-example.js';
import { diningContract } from '../demo/worked-examples.js';
import { AddApiKey } from '../organisations/index.js';
import { ListTellings, MarkPosted } from '../replies/index.js';
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
async function made(isPublication: boolean, of: { ask: string } | { year: number } = { ask }): Promise<string> {
  const asked = await send<PackShown>('evidence', { ...of, isPublication });
  expect(asked).toMatchObject({ status: 202, body: { state: 'waiting', contentHash: null } });
  await make([asked.body.id]);
  return asked.body.id;
}

describe('a pack of an ask', () => {
  it('is the same to the byte when it is made again', async () => {
    const caller = { organisationId: landlord.id, actor: 'test', roles: ['system'] };
    const promised = () =>
      makePromises(service.app, caller, { dining: ask, pets: undefined }, { today: inDays(0), later: inDays(30) });
    await promised();
    const [first, second] = [await made(false), await made(false)];
    for (const form of ['html', 'csv', 'pdf']) {
      const one = await fileOf(first, form);
      expect(one.status).toBe(200);
      expect(one.bytes.equals((await fileOf(second, form)).bytes)).toBe(true);
    }
    const shown = await get<PackShown>(service, `/api/v1/evidence/${first}`, landlord.apiKey);
    expect(shown.body).toMatchObject({ state: 'made', stepsDone: 3, stepsInAll: 3, step: null });
    expect(shown.body.contentHash).toMatch(/^[0-9a-f]{64}$/);
    // Made again after what it holds has changed, it counts what was known then.
    const before = (await fileOf(first, 'html')).bytes;
    expect(before.toString()).toContain('Done: 1. To do: 1. Not done: 0.');
    await owner.query(
      `UPDATE promise_actions SET not_done_because = 'The tables stay.', settled_at = now() WHERE settled_at IS NULL
         AND promise_id IN (SELECT id FROM promises WHERE ask_id = $1)`,
      [ask],
    );
    await owner.query(
      `UPDATE evidence_packs SET state = 'waiting', made_at = NULL, content_hash = NULL WHERE id = $1`,
      [first],
    );
    await make([first]);
    expect((await fileOf(first, 'html')).bytes.equals(before)).toBe(true);
    await promised();
    const { rows } = await owner.query('SELECT 1 FROM promises WHERE organisation_id = $1', [landlord.id]);
    expect(rows).toHaveLength(3);
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

  it('has what residents warn of, option by option, and what was promised, without who agreed it for publication', async () => {
    const { rows } = await owner.query<{ id: string; words: string }>(
      `SELECT v.id, v.words FROM voices v JOIN topic_voices t ON t.voice_id = v.id JOIN asks a ON a.topic_id = t.topic_id
       WHERE a.id = $1 ORDER BY v.said_at, v.id LIMIT 2`,
      [ask],
    );
    for (const { id } of rows)
      await owner.query(
        `INSERT INTO voice_sortings (organisation_id, id, voice_id, kind, sorted_by) VALUES ($1, gen_random_uuid(), $2, 'warning', 'test')`,
        [landlord.id, id],
      );
    await owner.query(
      `INSERT INTO ask_warnings (organisation_id, ask_id, voice_id, option_number, tied_by) VALUES ($1, $2, $3, 2, 'test')`,
      [landlord.id, ask, rows[0]!.id],
    );
    const [full, open] = [await fileOf(await made(false), 'html'), await fileOf(await made(true), 'html')];
    for (const { bytes } of [full, open]) {
      expect(bytes.toString()).toMatch(/Warnings, by option[^]*A caterer from outside[^]*None of them, or all/);
      expect(bytes.toString()).toContain('You know who cooks your dinner, and somebody brings it to the table.');
    }
    expect(full.bytes.toString()).toContain('Extra care manager');
    expect(open.bytes.toString()).not.toContain('Extra care manager');
  });

  it('says how it stands to the four principles as it was answered then, and to the public not by whom', async () => {
    const power = 'Residents chose the cook, as Morag Tulloch wished.';
    await owner.query(
      `INSERT INTO ask_principles (organisation_id, id, ask_id, principle, words, answered_by)
       VALUES ($1, gen_random_uuid(), $2, 'reciprocity', 'A dinner for all who spoke.', 'Morag Tulloch'),
         ($1, gen_random_uuid(), $2, 'sharing-power', $3, 'Morag Tulloch')`,
      [landlord.id, ask, power],
    );
    const [before, open] = [await made(false), await made(true)];
    const html = async (id: string) => (await fileOf(id, 'html')).bytes.toString();
    const as = await html(before);
    expect(as).toMatch(/Answered: 2 of 4\..*Sharing power.*as Morag Tulloch wished.*Lived experience.*left out/s);
    expect(await html(open)).toMatch(/Answered: 2 of 4\..*as \[name\] wished/s);
    expect(await html(open)).not.toContain('Morag');
    await owner.query(`UPDATE ask_principles SET ended_at = now() WHERE ask_id = $1 AND words = $2`, [ask, power]);
    await owner.query(
      `UPDATE evidence_packs SET state = 'waiting', made_at = NULL, content_hash = NULL WHERE id = $1`,
      [before],
    );
    await make([before]);
    expect(await html(before)).toBe(as);
    expect(await html(await made(false))).toContain('Answered: 1 of 4.');
  });

  it('says which words nobody would have thought of, as it was marked then, and never of whom nothing may be used', async () => {
    const { rows } = await owner.query<{ id: string; words: string }>(
      `SELECT v.id, v.words FROM voices v JOIN topic_voices t ON t.voice_id = v.id JOIN asks a ON a.topic_id = t.topic_id
       WHERE a.id = $1 AND v.may_share AND NOT v.is_about_another ORDER BY v.said_at, v.id LIMIT 1`,
      [ask],
    );
    const { id } = rows[0]!;
    const mark = 'we would not have thought of it';
    const html = async (of: string) => (await fileOf(of, 'html')).bytes.toString();
    const before = await made(false);
    expect(await html(before)).not.toContain(mark);
    expect((await send(`voices/${id}/lightbulb`, { isLit: true, askedBy: 'resident' })).status).toBe(204);
    const [full, open] = [await made(false), await made(true)];
    for (const pack of [full, open]) expect((await html(pack)).split(mark)).toHaveLength(2);
    expect((await send(`voices/${id}/lightbulb`, { isLit: false })).status).toBe(204);
    await owner.query(
      `UPDATE evidence_packs SET state = 'waiting', made_at = NULL, content_hash = NULL WHERE id = ANY ($1)`,
      [[before, full]],
    );
    await make([before, full]);
    expect(await html(before)).not.toContain(mark);
    expect(await html(full)).toContain(mark);
    expect(await html(await made(false))).not.toContain(mark);
    const month = `/api/v1/evidence/because?month=${inDays(0).slice(0, 7)}`;
    const hung = async () => (await get<BecauseShown>(service, month, landlord.apiKey)).body.items[0]!.hasLightbulb;
    expect(await hung()).toBe(false);
    await send(`voices/${id}/lightbulb`, { isLit: true });
    expect(await hung()).toBe(true);
    await send(`voices/${id}/consent`, { keepName: false, mayShare: false });
    expect(await hung()).toBe(false);
    await send(`voices/${id}/consent`, { keepName: false, mayShare: true });
    await owner.query(`UPDATE voices SET withdrawn_at = now() WHERE id = $1`, [id]);
    expect(await hung()).toBe(false);
    await owner.query(`UPDATE voices SET withdrawn_at = NULL WHERE id = $1`, [id]);
    await send(`voices/${id}/lightbulb`, { isLit: false });
  });

  it('says which voices were needed and which were missing then, and to the public none that may be few', async () => {
    await owner.query(
      `INSERT INTO ask_voices_needed (organisation_id, id, ask_id, kind, wanted, is_heard, kept_by)
       VALUES ($1, gen_random_uuid(), $2, 'words', 'People who eat in their flat', false, 'test'),
         ($1, gen_random_uuid(), $2, 'way', 'event', false, 'test'), ($1, gen_random_uuid(), $2, 'way', 'in-person', false, 'test')`,
      [landlord.id, ask],
    );
    const { rows } = await owner.query<{ heard: number }>(
      `SELECT count(*)::int AS heard FROM (
         SELECT DISTINCT ON (e.household_id) e.household_id, e.way FROM ask_events e JOIN ask_households h
           ON h.ask_id = e.ask_id AND h.household_id = e.household_id AND h.state = 'heard'
         WHERE e.ask_id = $1 AND e.kind = 'heard' AND e.way IS NOT NULL
         ORDER BY e.household_id, e.at DESC, e.id DESC) last WHERE way = 'in-person'`,
      [ask],
    );
    const [full, open] = [await made(false), await made(true)];
    const csv = async (id: string) => (await fileOf(id, 'csv')).bytes.toString();
    const before = await csv(full);
    expect(rows[0]!.heard).toBeGreaterThanOrEqual(10);
    expect(before).toContain(`Voices that need to be present,Heard in person,Heard,${rows[0]!.heard}\r\n`);
    expect(before).toContain('Voices that need to be present,Heard at an event,Heard,nobody yet\r\n');
    expect(before).toContain('People who eat in their flat');
    expect(await csv(open)).not.toContain('People who eat in their flat');
    expect(await csv(open)).toContain('Voices that need to be present,Heard at an event,Heard,kept back\r\n');
    await owner.query(`UPDATE ask_voices_needed SET ended_at = now() WHERE ask_id = $1`, [ask]);
    await owner.query(
      `UPDATE evidence_packs SET state = 'waiting', made_at = NULL, content_hash = NULL WHERE id = $1`,
      [full],
    );
    await make([full]);
    expect(await csv(full)).toBe(before);
    expect(await csv(await made(false))).not.toContain('Voices that need to be present');
  });

  it('has four tiles whose figures a count of another kind finds, then and now, and none of fewer than ten', async () => {
    const of = [landlord.id, ask];
    const all = async <Row extends object>(statement: string) => (await owner.query<Row>(statement, of)).rows;
    const roll = await all<{ household: string; state: string; area: string | null; person: string | null }>(
      `SELECT h.household_id AS household, h.state, y.person_id AS person,
         (SELECT coalesce((SELECT b.parent_reference->>'id' FROM homes b WHERE b.reference_id = d.parent_reference->>'id'
           AND b.organisation_id = $1), d.parent_reference->>'id') FROM homes d WHERE d.id = t.home_id) AS area
       FROM ask_households h JOIN tenancies t ON t.id = h.household_id
       LEFT JOIN tenancy_parties y ON y.tenancy_id = t.id AND y.is_responsible WHERE h.ask_id = $2 AND $1 = h.organisation_id
         AND t.home_id NOT IN (SELECT id FROM homes WHERE scheme = 'refuge') ORDER BY h.household_id, y.person_id`,
    );
    const distinct = (rows: typeof roll) => [...new Map(rows.map((row) => [row.household, row])).values()];
    const homes = distinct(roll);
    const heard = homes.filter(({ state }) => state === 'heard');
    const people = [...new Map(heard.map((row) => [row.person, row.household]))].filter(([person]) => person !== null);
    // Twelve of those heard gave half an hour each, and one before the ask opened; eleven said they need large print.
    const gave = (person: string, household: string, days: number) =>
      owner.query(
        `WITH i AS (INSERT INTO involvements (organisation_id, id, person_id, household_id, kind, minutes, happened_at, owner,
             recorded_by, idempotency_key, request_hash)
           VALUES ($1, gen_random_uuid(), $2, $3, 'meeting', 30, now() - make_interval(days => $4), 'Ravi', 'test',
             gen_random_uuid(), '') RETURNING id)
         INSERT INTO recompense_entries (organisation_id, id, involvement_id, person_id, line, step, kind, value_pence, notice,
           recorded_by, idempotency_key, request_hash)
         SELECT $1, gen_random_uuid(), i.id, $2, e.line, 'given', 'voucher', e.pence, 'notice', 'test', gen_random_uuid(), ''
         FROM i, (VALUES ('thank-you', 1000), ('travel', 250)) AS e(line, pence)`,
        [landlord.id, person, household, days],
      );
    expect(people.length).toBeGreaterThan(12);
    const edra = async (as = landlord.apiKey) => (await get<EdraShown>(service, `/api/v1/asks/${ask}/edra`, as)).body;
    for (const [person, household] of people.slice(0, 9)) await gave(person!, household, 0);
    const few = await edra();
    expect(few.reciprocity).toMatchObject({ people: null, minutes: null, thanksPence: null, expensesPence: null });
    const [before, open] = [await made(false), await made(true)];
    for (const [person, household] of people.slice(9, 12)) await gave(person!, household, 0);
    await gave(people[12]![0]!, people[12]![1], 900);
    for (const [person] of people.slice(0, 11))
      await owner.query(
        `INSERT INTO ways_to_reach (organisation_id, id, person_id, needs, language, review_after, recorded_by)
         VALUES ($1, gen_random_uuid(), $2, '{audio}', 'pl', current_date, 'test')
         ON CONFLICT (organisation_id, person_id) WHERE ended_at IS NULL DO UPDATE SET ended_at = NULL`,
        [landlord.id, person],
      );

    const told = await all<{ household: string; needs: string[]; language: string | null }>(
      `SELECT y.tenancy_id AS household, w.needs, w.language FROM ways_to_reach w JOIN tenancy_parties y ON y.person_id = w.person_id
       WHERE w.organisation_id = $1 AND w.ended_at IS NULL
         AND y.tenancy_id IN (SELECT household_id FROM ask_households WHERE ask_id = $2)`,
    );
    const needing = (does: (one: (typeof told)[number]) => boolean) => {
      const count = new Set(told.filter(does).map(({ household }) => household)).size;
      return count < 10 ? null : count;
    };
    const [events] = await all<{ reached: number }>(
      `SELECT count(DISTINCT household_id)::int AS reached FROM ask_events WHERE organisation_id = $1 AND ask_id = $2
         AND kind NOT IN ('unheard', 'cannot-now', 'left')`,
    );
    const areas = [...new Set(homes.map(({ area }) => area))].filter(
      (area) => area !== null && homes.filter((one) => one.area === area).length >= 10,
    );
    const { accessibility, ...now } = await edra();
    const gaps = (await get<VoicesNeededShown>(service, `/api/v1/asks/${ask}/voices-needed`, landlord.apiKey)).body;
    expect(now).toEqual({
      equality: { scope: homes.length, reached: events!.reached, heard: heard.length },
      diversity: {
        areas: areas.length,
        areasHeard: areas.filter((area) => heard.some((one) => one.area === area)).length,
        ...{ groups: gaps.groups.length, gaps: gaps.gaps },
      },
      reciprocity: {
        offered: few.reciprocity.offered,
        people: 12,
        minutes: 360,
        thanksPence: 12_000,
        expensesPence: 3000,
      },
    });
    const missing = Object.fromEntries(accessibility.missing.map(({ form, homes: count }) => [form, count]));
    expect(missing['another-language']).toBe(needing(({ language }) => language === 'pl'));
    expect(missing['another-language']).not.toBeNull();
    if ('spoken' in missing) expect(missing['spoken']).toBe(needing(({ needs }) => needs.includes('audio')));
    expect(accessibility.formats.filter((form) => form in missing)).toEqual([]);

    const tiles = async (id: string) => (await fileOf(id, 'html')).bytes.toString().split('>What the figures say<')[1]!;
    expect(await tiles(before)).toContain('Fewer than ten people have time in the ledger');
    expect(await tiles(open)).toMatch(/Heard: kept back.*kept back/s);
    expect(await tiles(await made(false))).toContain(
      '12 people gave 360 minutes since it opened, and were given £120.00',
    );
    const then = (await fileOf(before, 'html')).bytes;
    await owner.query(
      `UPDATE evidence_packs SET state = 'waiting', made_at = NULL, content_hash = NULL WHERE id = $1`,
      [before],
    );
    await make([before]);
    expect((await fileOf(before, 'html')).bytes.equals(then)).toBe(true);
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
    const listed = await get<{ items: StoryShown[] }>(service, '/api/v1/stories', landlord.apiKey);
    expect(listed.body).toMatchObject({
      items: [{ id: body.id, happened, consent: 'said-so', firstName: null }],
      total: 1,
    });
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

describe('a pack of a year', () => {
  interface Fact {
    readonly asked: string;
    readonly section: string;
    readonly table: string;
    readonly row: string;
    readonly column: string;
    readonly value: string;
  }
  const year = Number(inDays(0).slice(0, 4));
  const yearOf = (at: Date | null) =>
    at === null ? Infinity : Number(at.toLocaleDateString('en-CA', { timeZone: 'Europe/London' }).slice(0, 4));
  const sql = async <Row extends pg.QueryResultRow>(statement: string, ...bound: unknown[]) =>
    (await owner.query<Row>(statement, bound)).rows;
  const asksOfLandlord = () =>
    sql<{ id: string; question: string; opened_at: Date | null; closed_at: Date | null; decided: string[] }>(
      `SELECT id, question, opened_at, closed_at, ARRAY(SELECT decided_on::text FROM ask_decisions d WHERE d.ask_id = a.id) AS decided
       FROM asks a WHERE organisation_id = $1`,
      landlord.id,
    );
  const factsOf = async (id: string) =>
    parse((await fileOf(id, 'csv')).bytes, { bom: true, columns: true }) as unknown as Fact[];
  let homes: { household: string; place: string; tenancy: { id: string; allocatedBy: string } }[];

  async function draftFor(question: string, from: number, to: number): Promise<AskShown> {
    const content = {
      ...diningContract.ask,
      ...{ question, owner: 'Morag Tennant', options: [], decisionOn: inDays(30) },
      scope: { kind: 'places', places: homes.slice(from, to).map(({ place }) => place) },
    };
    return (await send<AskShown>('asks', content)).body;
  }
  async function openFor(question: string, from: number, to: number): Promise<string> {
    const { id, version } = await draftFor(question, from, to);
    expect(await send(`asks/${id}/open`, { version })).toMatchObject({ status: 200 });
    return id;
  }
  async function say(home: number, words: string, more: object = {}): Promise<string> {
    const { tenancy } = homes[home]!;
    const voice = { tenancy, words, routing: { chosen: [], whyNot: 'not-here' }, ...more };
    return (await send<KeptVoice>('voices', voice)).body.voiceId!;
  }
  async function answer(to: object, words: string): Promise<void> {
    const reply = { ...to, words, result: 'done', saidBy: 'Idris Vale', knowing: true };
    const { topicId } = (await send<ReplyGiven>('replies', reply)).body;
    const caller = { organisationId: landlord.id, actor: 'test', roles: ['system'] };
    const { items } = await service.app.get(ListTellings).run(caller, { limit: 500, state: 'waiting' });
    for (const telling of items.filter((one) => one.topicId === topicId))
      await service.app.get(MarkPosted).run(caller, telling.id);
  }

  beforeAll(async () => {
    homes = await sql(
      `SELECT min(t.id::text) AS household, h.reference_id AS place,
         jsonb_build_object('id', min(t.reference_id), 'allocatedBy', min(t.allocated_by)) AS tenancy
       FROM homes h JOIN tenancies t ON t.home_id = h.id AND t.is_active AND t.deleted_at IS NULL
       WHERE h.organisation_id = $1 AND h.deleted_at IS NULL AND h.scheme <> 'refuge'
       GROUP BY h.id, h.reference_id HAVING count(*) = 1 ORDER BY h.reference_id OFFSET 24 LIMIT 24`,
      landlord.id,
    );
    const long = await openFor('What would make the yard a place to sit?', 0, 14);
    for (const [at, { household }] of homes.slice(0, 13).entries()) {
      await send(`asks/${long}/events`, { household, kind: 'asked', way: at < 11 ? 'letter' : 'phone' });
      if (at < 11) await send(`asks/${long}/events`, { household, kind: 'heard', way: 'letter' });
    }
    await send(`asks/${long}/events`, { household: homes[11]!.household, kind: 'declined', reason: 'not-my-topic' });
    const stopped = await openFor('Where should the bins stand?', 14, 16);
    const late = await openFor('Which door should get a ramp first?', 16, 18);
    await draftFor('Nobody was asked this.', 18, 20);
    await sql(`UPDATE asks SET opened_at = make_timestamptz($2, 6, 1, 12, 0, 0) WHERE id = $1`, long, year - 2);
    await sql(
      `UPDATE asks SET opened_at = make_timestamptz($2, 6, 1, 12, 0, 0), state = 'closed', closed_because = 'stopped',
         closed_at = make_timestamptz($2, 12, 31, 23, 59, 59, 'Europe/London') WHERE id = $1`,
      ...[stopped, year - 3],
    );
    await sql(
      `UPDATE asks SET opened_at = make_timestamptz($2, 5, 1, 12, 0, 0), state = 'decided', closed_because = 'decided',
         closed_at = make_timestamptz($2, 11, 1, 12, 0, 0) WHERE id = $1`,
      ...[late, year - 2],
    );
    await sql(
      `INSERT INTO ask_decisions (organisation_id, ask_id, number, decided_on, decided_by, words, because, scope_count,
         heard_count, recorded_by) VALUES ($1, $2, 1, make_date($3, 1, 1), 'landlord', 'The front door.', 'Most use it.', 2, 0, 'test')`,
      ...[landlord.id, late, year - 1],
    );
    const voices: string[] = [];
    for (let home = 0; home < 11; home += 1) voices.push(await say(home, 'The yard light is out.', { mayShare: true }));
    const { body } = await send<{ topicId: string }>('topics', { title: 'The light in the yard', voiceIds: voices });
    await answer({ topicId: body.topicId }, 'Thank you for telling us about the light. It shines again.');
    await answer({ voiceId: await say(20, 'My own step is loose.') }, 'Thank you for telling us. Your step is mended.');
    await say(21, 'The lift is slow.');
    await say(0, 'The gate squeaks, and the light is fine now.');
    await say(22, 'Last year it was slower.', { saidAt: `${year - 1}-12-31T23:59:59Z` });
  }, 60_000);

  it('holds the asks that were open or decided in it, each under its question', async () => {
    const asks = await asksOfLandlord();
    const counts: number[] = [];
    for (const wanted of [year, year - 1, year - 2, year - 3, year - 4]) {
      const facts = await factsOf(await made(false, { year: wanted }));
      const inIt = asks.filter(
        ({ opened_at, closed_at, decided }) =>
          (yearOf(opened_at) <= wanted && yearOf(closed_at) >= wanted) ||
          decided.some((day) => day.startsWith(String(wanted))),
      );
      counts.push(inIt.length);
      const questions = new Set(facts.map(({ asked }) => asked).filter((asked) => asked !== ''));
      expect([...questions].toSorted()).toEqual(inIt.map(({ question }) => question).toSorted());
    }
    expect(counts).toEqual([2, 2, 2, 1, 0]);
    expect((await fileOf(await made(true, { year: year - 4 }), 'html')).bytes.toString()).toContain(
      'Nobody was asked anything.',
    );
    expect(await send('evidence', { year: year + 1 })).toMatchObject({ status: 400, body: { code: 'year-to-come' } });
  });

  it('has figures that are found again from what is stored, in full and for publication', async () => {
    const [full, published] = [await made(false, { year }), await made(true, { year })];
    const [facts, open] = [await factsOf(full), await factsOf(published)];
    const found = (of: readonly Fact[], asked: string, table: string) =>
      Object.fromEntries(
        of
          .filter((one) => one.asked === asked && one.table === table)
          .map((one) => [`${one.row}, ${one.column}`, one.value]),
      );
    const expected: [asked: string, table: string, Record<string, number>][] = [];
    const overview: Record<string, string> = {};
    for (const { id, question, opened_at } of await asksOfLandlord()) {
      if (opened_at === null || ![year, year - 2].includes(yearOf(opened_at)) || question.startsWith('Which door'))
        continue;
      const states = await sql<{ state: string; homes: number }>(
        'SELECT state, count(*)::int AS homes FROM ask_households WHERE ask_id = $1 GROUP BY state',
        id,
      );
      const inState = (state: string) => states.find((one) => one.state === state)?.homes ?? 0;
      const scope = states.reduce((sum, one) => sum + one.homes, 0);
      overview[question] = `${inState('heard')} of ${scope}`;
      expected.push([
        question,
        'Roll call of every household in scope',
        {
          'Not asked, Households': inState('not-asked'),
          'Asked, no answer yet, Households': inState('asked'),
          'Heard, Households': inState('heard'),
          'Would rather not say, Households': inState('declined'),
          'Cannot now, Households': inState('cannot-now'),
          'In scope, Households': scope,
        },
      ]);
      const ways = await sql<{ way: string; asked: number; heard: number }>(
        `SELECT replace(way, '-', ' ') AS way, count(*)::int AS asked, count(*) FILTER (WHERE h.state = 'heard')::int AS heard
         FROM (SELECT DISTINCT ON (household_id) household_id, way FROM ask_events
           WHERE ask_id = $1 AND kind = 'asked' ORDER BY household_id, at DESC, id DESC) e
         JOIN ask_households h USING (household_id) WHERE h.ask_id = $1 GROUP BY way`,
        id,
      );
      expected.push([
        question,
        'By how they were asked last',
        Object.fromEntries(
          ways.flatMap(({ way, asked, heard }) => [
            [`${way}, Asked`, asked],
            [`${way}, Heard`, heard],
          ]),
        ),
      ]);
    }
    expect(Object.keys(overview)).toHaveLength(2);

    const said = await sql<{ id: string; who: string; said_at: Date; waits: boolean; told: boolean }>(
      `SELECT v.id, coalesce(v.person_id, v.household_id, v.id) AS who, v.said_at,
         v.id IN (SELECT voice_id FROM replies_owed WHERE settled_at IS NULL) AS waits,
         v.id IN (SELECT voice_id FROM tellings WHERE state = 'told') AS told
       FROM voices v WHERE organisation_id = $1`,
      landlord.id,
    );
    const people = new Map<string, typeof said>();
    for (const one of said.filter(({ said_at }) => yearOf(said_at) === year))
      people.set(one.who, [...(people.get(one.who) ?? []), one]);
    const standings = [...people.values()].map((voices) =>
      voices.some(({ waits }) => waits) ? 'waiting' : voices.some(({ told }) => told) ? 'told' : 'neither',
    );
    const standing = (wanted: string) => standings.filter((one) => one === wanted).length;
    expected.push([
      '',
      'People we heard from in the year, and what became of it',
      {
        'Told what came of it, How many': standing('told'),
        'Wait for an answer, How many': standing('waiting'),
        'Wanted no answer, or were not reached, How many': standing('neither'),
        'Heard from in all, How many': people.size,
      },
    ]);
    expected.push([
      '',
      'Decisions of the year, by who decided',
      Object.fromEntries(
        (
          await sql<{ by: string; made: number }>(
            `SELECT w.words AS by, count(d.number)::int AS made FROM (VALUES ('residents', 'residents'),
               ('jointly', 'residents and the landlord together'), ('landlord', 'the landlord'), ('regulator', 'a regulator'))
               w (by, words)
             LEFT JOIN ask_decisions d ON d.organisation_id = $1 AND d.decided_by = w.by AND extract(year FROM d.decided_on) = $2
             GROUP BY w.words`,
            landlord.id,
            year,
          )
        ).map(({ by, made: count }) => [`${by}, Decisions`, count]),
      ),
    ]);
    // 22 at dinner, 11 about the light, of whom one spoke again, one about a step, one about the lift.
    expect(said.filter(({ said_at }) => yearOf(said_at) === year)).toHaveLength(36);
    expect(people.size).toBe(35);

    for (const [asked, table, figures] of expected) {
      const wanted = Object.fromEntries(Object.entries(figures).map(([key, figure]) => [key, String(figure)]));
      expect([asked, table, found(facts, asked, table)]).toEqual([asked, table, wanted]);
      for (const [key, shown] of Object.entries(found(open, asked, table))) {
        expect([key, shown]).toEqual([key, expect.stringMatching(`^(${wanted[key]}|kept back)$`)]);
        if (figures[key]! < 10 && !key.endsWith('Decisions')) expect([key, shown]).toEqual([key, 'kept back']);
      }
    }
    for (const [question, heard] of Object.entries(overview)) {
      expect(found(facts, '', 'Asks of the year')[`${question}, Households heard`]).toBe(heard);
      expect(found(open, '', 'Asks of the year')[`${question}, Households heard`]).toBe('kept back');
    }
    expect(found(facts, '', 'Replies of the year')).toMatchObject({
      'The light in the yard, People told': '11',
      'My own step is loose., People told': '1',
    });
    expect(Object.keys(found(open, '', 'Replies of the year'))).toHaveLength(4);
    expect(JSON.stringify(open)).not.toMatch(/Morag|Idris|My own step/);
  });

  it('is the same to the byte when it is made again, and says where it stands', async () => {
    const [first, second] = [await made(true, { year }), await made(true, { year })];
    for (const form of ['html', 'csv', 'pdf'])
      expect((await fileOf(first, form)).bytes.equals((await fileOf(second, form)).bytes)).toBe(true);
    const { body } = await get<{ items: PackShown[]; total: number }>(
      service,
      '/api/v1/evidence?limit=2',
      landlord.apiKey,
    );
    expect(body.items).toMatchObject([
      { id: second, kind: 'year', year, question: null, state: 'made', stepsDone: 4, stepsInAll: 4 },
      { id: first },
    ]);
    expect(body.total).toBeGreaterThan(2);
  });

  it('and a pack of a closed ask are the same to the byte once it was opened again, which those made since say', async () => {
    const bins = (await asksOfLandlord()).find(({ question }) => question === 'Where should the bins stand?')!.id;
    const years = [year, year - 1, year - 2, year - 3];
    const asked = [{ ask: bins }, ...years.map((one) => ({ year: one }))];
    const before: { id: string; bytes: Buffer }[] = [];
    for (const of of asked) {
      const id = await made(false, of);
      before.push({ id, bytes: (await fileOf(id, 'html')).bytes });
    }
    const { version } = (await get<AskShown>(service, `/api/v1/asks/${bins}`, landlord.apiKey)).body;
    const again = { version, why: 'The yard is dug up now.', closesOn: inDays(50), decisionOn: inDays(60) };
    expect((await send(`asks/${bins}/reopen`, again)).status).toBe(200);
    await owner.query(
      `UPDATE evidence_packs SET state = 'waiting', made_at = NULL, content_hash = NULL WHERE id = ANY ($1)`,
      [before.map(({ id }) => id)],
    );
    await make(before.map(({ id }) => id));
    for (const { id, bytes } of before) expect((await fileOf(id, 'html')).bytes.toString()).toBe(bytes.toString());
    const since = (await fileOf(await made(false, { ask: bins }), 'html')).bytes.toString();
    expect(since).toMatch(/Opened again after it had closed.*The yard is dug up now\./s);
    expect(before[0]!.bytes.toString()).not.toContain('Opened again');
    const thisYear = (await fileOf(await made(false, { year }), 'html')).bytes.toString();
    expect(thisYear).toContain('Where should the bins stand?');
    expect((await fileOf(await made(false, { year: year - 1 }), 'html')).bytes.toString()).not.toContain(
      'the bins stand?',
    );
    await owner.query(
      `UPDATE asks a SET state = 'closed', closed_at = r.closed_at, closed_because = r.closed_because, closes_on = r.closes_on,
         decision_on = r.decision_on FROM ask_reopenings r WHERE r.ask_id = a.id AND a.id = $1`,
      [bins],
    );
    await owner.query('DELETE FROM ask_reopenings WHERE ask_id = $1', [bins]);
  });

  it('leaves what was said in confidence out of what hangs on the wall', async () => {
    const month = inDays(0).slice(0, 7);
    const { body } = await get<BecauseShown>(service, `/api/v1/evidence/because?month=${month}`, landlord.apiKey);
    // Before them may stand what was closed earlier in the month.
    expect(body.items.slice(-2)).toMatchObject([
      { topic: 'The light in the yard', told: 11, result: 'done' },
      { topic: null, told: 1 },
    ]);
  });
});

describe('the listening page', () => {
  const year = Number(inDays(0).slice(0, 4));
  const preview = (of: number) =>
    get<ListeningPagePreview>(service, `/api/v1/listening-page/preview?year=${of}`, landlord.apiKey);
  const publish = async (of: number) =>
    send<ListeningPageShown>('listening-page/publish', {
      year: of,
      contentHash: (await preview(of)).body.contentHash,
    });
  const read = (path: string, headers: Record<string, string> = {}) => fetch(`${service.url}${path}`, { headers });

  it('shows closed loops and counts alone, and nobody’s words', async () => {
    const { page } = (await preview(year)).body;
    expect(page).toMatchObject({
      asks: [],
      homes: { of: expect.any(Number) },
      done: [{ about: 'The light in the yard', result: 'done', told: 11, because: null }],
      notDone: [],
    });
    // The one of the dining ask who still waits was told after all: its loop is closed.
    await owner.query(
      `UPDATE replies_owed SET settled_at = now(), settled_as = 'told' WHERE organisation_id = $1 AND voice_id IN
         (SELECT t.voice_id FROM topic_voices t JOIN asks a ON a.topic_id = t.topic_id AND a.id = $2)`,
      [landlord.id, ask],
    );
    const { rows } = await owner.query<{ id: string }>(`SELECT id FROM topics WHERE title = 'The light in the yard'`);
    const no = {
      topicId: rows[0]!.id,
      result: 'not-doing-because',
      because: 'The pole has to go.',
      saidBy: 'Idris Vale',
    };
    await send('replies', { ...no, words: 'Thank you for telling us. We cannot mend it.', knowing: true });
    await owner.query(
      `UPDATE replies_owed SET settled_at = now(), settled_as = 'told' WHERE settled_at IS NULL AND voice_id IN
      (SELECT voice_id FROM topic_voices WHERE topic_id = $1)`,
      [rows[0]!.id],
    );
    await owner.query(
      `UPDATE tellings SET state = 'told', told_at = now(), told_by = 'test' WHERE state = 'waiting' AND voice_id IN
         (SELECT voice_id FROM topic_voices WHERE topic_id = $1)`,
      [rows[0]!.id],
    );
    const closed = (await preview(year)).body.page;
    expect(closed).toMatchObject({
      // 22 of 24: the two who were not heard are few.
      asks: [{ question: diningContract.ask.question, heard: null, of: 24, level: 'residents' }],
      done: [{ about: diningContract.ask.question, told: 22 }],
      notDone: [{ about: 'The light in the yard', because: 'The pole has to go.', told: 11 }],
    });
    expect(JSON.stringify(closed)).not.toMatch(/Morag|Idris|The yard light is out|keep the soup/);
    expect((await preview(year + 1)).body).toMatchObject({ code: 'year-to-come' });
  });

  it('is published as it was seen, for anybody, in two languages, until it is withdrawn', async () => {
    expect((await read('/heard/elm')).status).toBe(404);
    const contentHash = '0'.repeat(64);
    expect(await send('listening-page/publish', { year, contentHash })).toMatchObject({
      status: 409,
      body: { code: 'page-changed' },
    });
    expect((await publish(year - 4)).status).toBe(200);
    const { body } = await publish(year);
    expect(body).toMatchObject({ address: '/heard/elm', published: { page: { year } } });
    expect((await publish(year)).body.published).toEqual(body.published);
    const page = await read('/heard/elm');
    expect(page.headers.get('cache-control')).toBe('public, max-age=300');
    expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/);
    expect(page.headers.get('set-cookie')).toBeNull();
    const etag = page.headers.get('etag')!;
    expect((await read('/heard/elm', { 'if-none-match': etag })).status).toBe(304);
    const [english, welsh] = [await page.text(), await (await read('/heard/elm/cy')).text()];
    for (const words of ['What we did not do, and why', 'The pole has to go.', 'Not done. 11 people were told.'])
      expect(english).toContain(words);
    expect(english).toContain('kept back');
    expect(english).not.toContain('?:');
    expect(welsh).toContain('<h3 lang="en-GB">');
    expect(welsh).toContain('<html lang="cy">');
    expect(welsh).toContain('Heb ei wneud. Dywedwyd wrth 11 o bobl.');
    // What happens later is not in it: a page is frozen when it is published.
    await owner.query(`UPDATE organisations SET name = 'Elm Homes' WHERE id = $1`, [landlord.id]);
    expect(await (await read('/heard/elm')).text()).toBe(english);
    const browser = await launchChromium();
    try {
      const shown = await (await browser.newContext()).newPage();
      for (const [path, other] of [
        ['/heard/elm', 'Cymraeg'],
        ['/heard/elm/cy', 'English'],
        ['/heard/nobody', 'Cymraeg'],
      ] as const) {
        await shown.goto(`${service.url}${path}`);
        await shown.getByRole('link', { name: other }).waitFor();
        expect((await new AxeBuilder({ page: shown }).analyze()).violations).toEqual([]);
      }
    } finally {
      await browser.close();
    }
    expect((await send<ListeningPageShown>('listening-page/withdraw', {})).body.published).toBeNull();
    expect((await read('/heard/elm')).status).toBe(404);
    const { rows } = await owner.query<{ action: string }>(
      `SELECT action FROM audit_entries WHERE action LIKE 'listening-page.%' ORDER BY 1`,
    );
    expect(rows.map(({ action }) => action)).toEqual([
      'listening-page.publish',
      'listening-page.publish',
      'listening-page.withdraw',
    ]);
  }, 60_000);

  it('is published by those alone who make evidence', async () => {
    const { apiKey } = await service.app.get(AddApiKey).run('test', landlord.id, { name: 'looks', role: 'viewer' });
    expect(await send('listening-page/withdraw', {}, apiKey)).toMatchObject({ status: 403 });
    expect((await get(service, '/api/v1/listening-page', apiKey)).status).toBe(200);
  });
});

describe('a home that is in a refuge', () => {
  const year = Number(inDays(0).slice(0, 4));
  const words = 'The canary sings in the kitchen at noon.';
  const happened = 'A canary told this.';
  const search = (open: string, address: string) =>
    send<{ items: { address: string }[] }>(`asks/${open}/roll-call/find`, { search: address });

  /** Everything about many homes that can be read or taken away, as text. */
  async function everything(open: string, address: string): Promise<Readonly<Record<string, string>>> {
    const packs = [await made(false), await made(true), await made(false, { year })];
    const files = packs.flatMap((id) => ['html', 'csv'].map((form) => [id, form] as const));
    const read = async (path: string) =>
      (
        await fetch(`${service.url}/api/v1/${path}`, { headers: { authorization: `Bearer ${landlord.apiKey}` } })
      ).text();
    return {
      packs: (await Promise.all(files.map(async ([id, form]) => (await fileOf(id, form)).bytes.toString()))).join(),
      voices: await read('voices/export'),
      found: JSON.stringify((await search(open, address)).body.items),
      roll: await read(`asks/${open}/roll-call?limit=100`),
      picture: JSON.stringify(
        await Promise.all(
          ['roll-calls', 'loops', 'areas', 'concentration', 'who-we-hear-from?by=tenure'].map((panel) =>
            read(`picture/${panel}`),
          ),
        ),
      ),
    };
  }

  it('is in no picture, pack, file or list of many homes, and on no new roll', async () => {
    const { rows } = await owner.query<{ id: string; home: string; address: string; topic: string; person: string }>(
      `SELECT t.id, t.home_id AS home, array_to_string(m.address_lines, ', ') AS address, a.topic_id AS topic,
         (SELECT person_id FROM tenancy_parties WHERE tenancy_id = t.id LIMIT 1) AS person
       FROM ask_households h JOIN asks a ON a.id = h.ask_id JOIN tenancies t ON t.id = h.household_id
       JOIN homes m ON m.id = t.home_id WHERE h.ask_id = $1 AND h.state = 'heard'
         -- 5 Elm Close would be found in 15 Elm Close as well.
         AND NOT EXISTS (SELECT FROM homes o WHERE o.id <> m.id
           AND position(array_to_string(m.address_lines, ', ') IN array_to_string(o.address_lines, ', ')) > 0)
       ORDER BY t.id LIMIT 1`,
      [ask],
    );
    const { id, home, address, topic, person } = rows[0]!;
    await owner.query(
      `WITH said AS (
         INSERT INTO voices (organisation_id, id, household_id, person_id, home_id, words, whose, keep_name, taken_by, said_at,
           idempotency_key, request_hash, may_share)
         VALUES ($1, gen_random_uuid(), $2, $3, $4, $5, 'own', false, 'test', now(), 'canary', '\\x00', true) RETURNING id),
       put AS (INSERT INTO topic_voices (organisation_id, voice_id, topic_id, added_by) SELECT $1, id, $6, 'test' FROM said)
       INSERT INTO stories (organisation_id, id, voice_id, happened, told_as, consented_at, consent_kind, recorded_by,
         idempotency_key, request_hash)
       SELECT $1, gen_random_uuid(), id, $7, 'without-name', now(), 'said-so', 'test', 'canary', '\\x00' FROM said`,
      [landlord.id, id, person, home, words, topic, happened],
    );
    const before = await everything(ask, address);
    for (const [where, what] of [
      ['packs', words],
      ['packs', happened],
      ['voices', words],
      ['found', address],
      ['roll', id],
    ] as const)
      expect([where, before[where]?.includes(what)]).toEqual([where, true]);

    await owner.query(`UPDATE homes SET scheme = 'refuge' WHERE id = $1`, [home]);
    const after = await everything(ask, address);
    for (const [where, text] of Object.entries(after)) {
      for (const canary of [words, happened, address, id])
        expect([where, canary, text.includes(canary)]).toEqual([where, canary, false]);
      expect([where, text === before[where]]).toEqual([where, false]);
    }
    const drafted = await send<AskShown>('asks', {
      ...{ question: 'Which bench?', why: 'It is old.', owner: 'Staff', claimed: 'landlord-after-asking' },
      ...{ stillOpen: ['colour'], scope: { kind: 'everyone' }, decisionOn: inDays(30) },
    });
    const opened = await send<AskShown>(`asks/${drafted.body.id}/open`, { version: drafted.body.version });
    expect(opened.body).toMatchObject({ state: 'open' });
    const { rows: roll } = await owner.query<{ id: string }>(
      'SELECT household_id AS id FROM ask_households WHERE ask_id = $1',
      [drafted.body.id],
    );
    expect(roll.length).toBeGreaterThan(10);
    expect(roll).not.toContainEqual({ id });
    await owner.query(`UPDATE homes SET scheme = 'general' WHERE id = $1`, [home]);
    expect((await search(ask, address)).body.items).not.toEqual([]);
  }, 60_000);
});
