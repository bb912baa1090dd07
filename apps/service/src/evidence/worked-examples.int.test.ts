import type { AskShown, BarrierStage, RollCallShown, TopicShown } from '@doorstep/contracts/http';
import { startHousingSim, type HousingSim } from '@doorstep/housing-sim';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addLandlord, bringIn, get, type Landlord } from '../../test/landlord.js';
import { startService, type StartedService } from '../../test/start-service.js';
import { tellWorkedExample } from '../demo/tell-worked-example.js';
import { diningContract, petPolicy, type WorkedExample } from '../demo/worked-examples.js';

let housing: HousingSim;
let service: StartedService;
let landlord: Landlord;

const inDays = (days: number) =>
  new Date(Date.now() + days * 86_400_000).toLocaleDateString('en-CA', { timeZone: 'Europe/London' });
const today = inDays(0);
const inWords = new Date().toLocaleDateString('en-GB', {
  timeZone: 'Europe/London',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
});
const tell = async (story: WorkedExample, skip: number) =>
  tellWorkedExample(
    service.app,
    { organisationId: landlord.id, actor: 'test', roles: ['system'] },
    story,
    { today, later: inDays(30) },
    skip,
  );
const look = async <Body>(path: string) => (await get<Body>(service, `/api/v1/${path}`, landlord.apiKey)).body;

beforeAll(async () => {
  housing = await startHousingSim({ port: 0, homes: 260, seed: 11, apiKey: 'key' });
  service = await startService();
  landlord = await addLandlord(service, 'elm');
  await bringIn(service, landlord, housing.url, 'key');
}, 120_000);
afterAll(async () => {
  await service.close();
  await housing.close();
});

describe('the dining contract in extra care', () => {
  let ask: AskShown;
  let id: string;
  beforeAll(async () => {
    id = (await tell(diningContract, 0))!;
    ask = await look<AskShown>(`asks/${id}`);
  }, 60_000);

  it('hears nearly everybody, and leaves the one who would rather not say in peace', async () => {
    expect(ask.counts).toEqual({ scope: 24, 'not-asked': 0, asked: 0, heard: 22, declined: 1, 'cannot-now': 1 });
    const roll = await look<RollCallShown>(`asks/${id}/roll-call?limit=500`);
    // Ten were last asked by letter: nine wrote back, one declined. The other 14 were visited, and 13 talked.
    expect(roll.ways).toEqual([
      { way: 'in-person', asked: 14, heard: 13 },
      { way: 'letter', asked: 10, heard: 9 },
    ]);
    const declined = roll.items.find(({ state }) => state === 'declined');
    expect(declined).toMatchObject({ round: 1, reason: 'no-reason', nextWay: null });
    // Round two goes to the scope without the nine who were heard and the one who declined.
    expect(roll.items.filter(({ round }) => round === 2)).toHaveLength(24 - 9 - 1);
  });

  it('has eight who were helped to say it, and counts them as heard', async () => {
    const { items } = await look<{ items: { supportedBy: string | null }[] }>('voices?limit=500');
    expect(items.filter(({ supportedBy }) => supportedBy !== null)).toHaveLength(8);
  });

  it('finds what gets in the way, and where', async () => {
    const { items } = await look<{ items: BarrierStage[] }>(`asks/${id}/barriers`);
    expect(items.map(({ stage, households }) => [stage, households])).toEqual([
      ['carrying the food to the table', 3],
      ['reading the menu', 1],
      ['sitting down', 1],
    ]);
    expect(items[0]!.words).toContain('With the frame I have no hand left for a plate.');
  });

  it('is decided by residents, between options with costs that everybody saw', () => {
    // 6 + 3 + 4 + 4 = 17 and 3 + 1 + 1 = 5: as many as were heard.
    expect(ask.choices).toEqual([
      { option: 1, households: 17 },
      { option: 2, households: 5 },
    ]);
    expect(ask.content.options.map(({ cost }) => cost)).toEqual([1_840_000, 4_100_000]);
    expect(ask.optionsSharedAt).not.toBeNull();
    expect(ask.level).toEqual({ level: 'residents', claimed: 'residents', caps: [] });
    expect(ask.decisions).toMatchObject([
      { decidedBy: 'residents', option: 1, scopeCount: 24, heardCount: 22, worksReference: 'PW-DINING-1' },
    ]);
    expect(ask.badge).toBe(`Agreed by residents of the extra care flats, ${inWords}, 22 of 24 heard`);
  });

  it('tells everybody who spoke what came of it', async () => {
    const topic = await look<TopicShown>(`topics/${ask.topicId}`);
    expect(topic.tellings).toHaveLength(22);
    expect(topic.tellings.every(({ state }) => state === 'told')).toBe(true);
    expect(topic.owed).toBe(0);
  });

  it('is told once', async () => {
    expect(await tell(diningContract, 0)).toBe(id);
    expect((await look<{ items: unknown[] }>('asks')).items).toHaveLength(1);
  });
});

describe('the rule about pets', () => {
  let ask: AskShown;
  let roll: RollCallShown;
  beforeAll(async () => {
    const id = await tell(petPolicy, 24);
    ask = await look<AskShown>(`asks/${id}`);
    roll = await look<RollCallShown>(`asks/${id}/roll-call?limit=500`);
  }, 120_000);

  it('hears 131 of 148, by message, by post and by calling back', () => {
    expect(ask.counts).toEqual({ scope: 148, 'not-asked': 0, asked: 8, heard: 131, declined: 8, 'cannot-now': 1 });
    expect(roll.ways).toEqual([
      { way: 'letter', asked: 34, heard: 31 },
      { way: 'message', asked: 67, heard: 61 },
      { way: 'phone', asked: 47, heard: 39 },
    ]);
    expect(roll.reasons).toEqual({ 'not-my-topic': 8, 'not-this-way': 0 });
  });

  it('has over half of what was posted back', () => {
    // 31 + 3 + 20 + 4 were posted to: 58, of which 31 came back.
    const posted = petPolicy.households.filter(({ asked }) => asked[0] === 'letter');
    expect(posted.reduce((sum, { households }) => sum + households, 0)).toBe(58);
    expect(31 / 58).toBeGreaterThan(0.5);
    expect(roll.ways.find(({ way }) => way === 'letter')).toMatchObject({ heard: 31 });
  });

  it('becomes an agreement with a badge', () => {
    expect(ask.choices).toEqual([
      { option: 1, households: 102 },
      { option: 2, households: 29 },
    ]);
    expect(ask.level).toEqual({ level: 'together', claimed: 'together', caps: [] });
    expect(ask.badge).toBe(`Agreed by residents of Elm Court, ${inWords}, 131 of 148 heard`);
  });

  it('thanks every contributor', async () => {
    const topic = await look<TopicShown>(`topics/${ask.topicId}`);
    expect(topic.tellings.filter(({ state }) => state === 'told')).toHaveLength(131);
    expect(topic.replies).toMatchObject([{ result: 'done', saidBy: 'Idris Vale' }]);
  });
});
