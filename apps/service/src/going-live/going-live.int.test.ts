import type { GoingLive } from '@doorstep/contracts/http';
import type { PanelView } from '@doorstep/contracts/embed';
import { startHousingSim, type HousingSim } from '@doorstep/housing-sim';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import {
  addLandlord,
  bringIn,
  get,
  hostOrigin,
  personWithPrompt,
  post,
  signIn,
  type Landlord,
} from '../../test/landlord.js';
import { startService, type StartedService } from '../../test/start-service.js';
import { AddApiKey } from '../organisations/index.js';
import { SetTeam } from '../embed/teams/set-team.js';

let housing: HousingSim;
let service: StartedService;
let landlord: Landlord;
let owner: pg.Pool;
let session: string;
/** Of the home that the session is at. */
let place: string;

beforeAll(async () => {
  housing = await startHousingSim({ port: 0, homes: 200, seed: 5, apiKey: 'key' });
  service = await startService();
  owner = new pg.Pool({ connectionString: service.databaseUrl, max: 1 });
  landlord = await addLandlord(service, 'ash');
  await bringIn(service, landlord, housing.url, 'key');
  const { record, householdId } = await personWithPrompt(service, landlord, 0);
  session = await signIn(service, landlord, record);
  const { rows } = await owner.query<{ place: string }>(
    `SELECT h.reference_id AS place FROM tenancies t JOIN homes h ON h.id = t.home_id WHERE t.id = $1`,
    [householdId],
  );
  place = rows[0]!.place;
  const teams = service.app.get(SetTeam);
  await teams.run('test', landlord.id, { code: 'ash', name: 'Ash Court', schemes: [place] });
  await teams.run('test', landlord.id, { code: 'oak', name: 'Oak House', schemes: ['elsewhere'] });
});
afterAll(async () => {
  await owner.end();
  await service.close();
  await housing.close();
});
afterEach(async () => {
  await owner.query('DELETE FROM off_switches; DELETE FROM live_teams');
  await owner.query(`UPDATE organisations SET shows_prompts_to = 'everyone'`);
});

const prompts = async () =>
  (await get<PanelView>(service, '/embed/v1/prompts', session, { origin: hostOrigin })).body.prompts.length;
const throwSwitch = (body: object, as = landlord.apiKey) =>
  post<GoingLive>(service, '/admin/v1/off-switches', body, { authorization: `Bearer ${as}` });
const put = async (path: string, body: object) =>
  fetch(`${service.url}/admin/v1/${path}`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${landlord.apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

describe('an off switch', () => {
  it.each([
    ['everything', null],
    ['team', 'ash'],
    ['place', ''],
  ] as const)('for %s shows no prompt from then on, and shows it again once it is lifted', async (covers, subject) => {
    expect(await prompts()).toBeGreaterThan(0);
    const named = subject === '' ? place : subject;
    const { status, body } = await throwSwitch({ covers, subject: named, because: 'A fire at the block' });
    expect(status).toBe(201);
    expect(await prompts()).toBe(0);
    const again = await throwSwitch({ covers, subject: named, because: 'A fire at the block' });
    expect(again.body.off).toHaveLength(1);
    const lifted = await post<GoingLive>(
      service,
      `/admin/v1/off-switches/${body.off[0]!.id}/lift`,
      {},
      {
        authorization: `Bearer ${landlord.apiKey}`,
      },
    );
    expect(lifted.body.off).toEqual([]);
    expect(await prompts()).toBeGreaterThan(0);
  });

  it.each([
    ['another team', { covers: 'team', subject: 'oak' }],
    ['another place', { covers: 'place', subject: 'elsewhere' }],
  ])('for %s leaves this home alone', async (_, what) => {
    await throwSwitch({ ...what, because: 'Building works' });
    expect(await prompts()).toBeGreaterThan(0);
  });

  it('is not for an officer to throw, and names what it covers', async () => {
    const { apiKey } = await service.app.get(AddApiKey).run('test', landlord.id, { name: 'o', role: 'officer' });
    expect((await throwSwitch({ covers: 'everything', because: 'no' }, apiKey)).status).toBe(403);
    expect((await throwSwitch({ covers: 'team', because: 'no' })).status).toBe(400);
  });
});

describe('going live by team', () => {
  it('limits prompts to the teams that are live, and to theirs alone', async () => {
    expect((await put('going-live/teams/oak', { isLive: true })).status).toBe(200);
    expect(await prompts()).toBe(0);
    const live = (await (await put('going-live/teams/ash', { isLive: true })).json()) as GoingLive;
    expect(live.showsPromptsTo).toBe('live-teams');
    expect(live.teams.filter(({ liveSince }) => liveSince !== null).map(({ code }) => code)).toEqual(['ash', 'oak']);
    expect(await prompts()).toBeGreaterThan(0);
    await put('going-live/teams/ash', { isLive: false });
    expect(await prompts()).toBe(0);
    await put('going-live', { showsPromptsTo: 'everyone' });
    expect(await prompts()).toBeGreaterThan(0);
  });

  it('does not know a team that is not there', async () => {
    expect((await put('going-live/teams/nobody', { isLive: true })).status).toBe(404);
  });
});
