import type { FollowUpReply, PanelView, WayToReachView } from '@doorstep/contracts/embed';
import type { PersonShown, TaskSummary } from '@doorstep/contracts/http';
import { startHousingSim, type HousingSim } from '@doorstep/housing-sim';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  addLandlord,
  bringIn,
  get,
  hostOrigin,
  personWithPrompt,
  post,
  signIn,
  type HostRecord,
  type Landlord,
} from '../../test/landlord.js';
import { startService, type StartedService } from '../../test/start-service.js';

let housing: HousingSim;
let service: StartedService;
let landlord: Landlord;
let open: { record: HostRecord; promptId: string; householdId: string; theme: string };
let session: string;
let keys = 0;

beforeAll(async () => {
  housing = await startHousingSim({ port: 0, homes: 400, seed: 23, apiKey: 'key' });
  service = await startService();
  landlord = await addLandlord(service, 'aspen');
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

const newKey = () => `follow-up-key-${(keys += 1)}`;
const write = <Body>(path: string, body: unknown, key = newKey(), bearer = session) =>
  post<Body>(service, path, body, { authorization: `Bearer ${bearer}`, 'idempotency-key': key });
const read = async <Body>(path: string, bearer = session) =>
  (await get<Body>(service, path, bearer, { origin: hostOrigin })).body;
const rows = <Row extends object>(sql: string, parameters: unknown[] = []) =>
  service.platform.database.inOrganisation(landlord.id, (db) => db.rows<Row>(sql, parameters));
const notNow = (reason: string) => ({
  promptId: open.promptId,
  record: open.record,
  outcome: 'not-this-time',
  reason,
  saidAt: new Date().toISOString(),
});
const way = () => read<WayToReachView>('/embed/v1/way-to-reach');
const tasks = async (outcomeId: string) =>
  (await read<{ items: TaskSummary[] }>('/api/v1/tasks?limit=500', landlord.apiKey)).items.filter(
    ({ subject }) => subject === `outcome:${outcomeId}`,
  );
const alarms = (outcomeId: string) =>
  rows('SELECT kind, seen_at IS NULL AS open FROM alarms WHERE subject = $1', [`outcome:${outcomeId}`]);
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

describe('beside a not this time', () => {
  const followUp = (outcomeId: string, said: object, key = newKey(), bearer = session) =>
    write<FollowUpReply & { code?: string }>(
      `/embed/v1/outcomes/${outcomeId}/follow-up`,
      { record: open.record, ...said },
      key,
      bearer,
    );

  it.each([
    ['phone', { way: 'phone', needs: [] }],
    ['letter', { way: 'letter', needs: [] }],
    ['in-person', { way: 'in-person', needs: [] }],
    ['representative', { way: null, needs: ['representative'] }],
  ])('the way they would rather be asked is theirs from then on: %s', async (askBy, expected) => {
    const { outcomeId } = await kept(notNow('another-way'));
    expect(await followUp(outcomeId, { askBy })).toMatchObject({ status: 201, body: { came: 'kept' } });
    expect(await way()).toMatchObject(expected);
    const shown = await read<PersonShown>(`/api/v1/people/${open.record.id}`, landlord.apiKey);
    expect(shown.outcomes).toMatchObject([{ reason: 'another-way', askBy }]);
    expect((await undo(outcomeId)).status).toBe(204);
    expect(await way()).toMatchObject({ way: null, needs: [] });
  });

  it('a text needs a number first, and asking for it is somebody’s task until it is taken back', async () => {
    const { outcomeId } = await kept(notNow('another-way'));
    expect((await followUp(outcomeId, { askBy: 'text' })).body).toEqual({ came: 'number-needed' });
    expect(await way()).toMatchObject({ way: null });
    expect(await tasks(outcomeId)).toMatchObject([{ kind: 'ask-preferences-again', person: open.record.id }]);
    await undo(outcomeId);
    expect(await tasks(outcomeId)).toEqual([]);
  });

  it('a text goes to the number that is known, and the rest that they said stays', async () => {
    await write('/embed/v1/way-to-reach', { record: open.record, ...known });
    const { outcomeId } = await kept(notNow('another-way'));
    expect((await followUp(outcomeId, { askBy: 'text' })).body).toEqual({ came: 'kept' });
    expect(await way()).toMatchObject({ way: 'text', needs: ['hearing'], email: known.email, speaksForThem: 'Bethan' });
  });

  it.each([
    ['facts-wrong', 'raised', [{ kind: 'facts-wrong', open: true }]],
    ['not-living-here', 'raised', [{ kind: 'not-living-here', open: true }]],
    ['dealt-with', 'noted', []],
    ['other', 'noted', []],
  ])(
    'what is wrong goes to an administrator where it must, and nothing is guessed: %s',
    async (wrongBecause, came, raised) => {
      const { outcomeId } = await kept(notNow('wrong'));
      expect((await followUp(outcomeId, { wrongBecause })).body).toEqual({ came });
      expect(await alarms(outcomeId)).toEqual(raised);
      expect(await rows('SELECT is_active FROM tenancies WHERE id = $1', [open.householdId])).toEqual([
        { is_active: true },
      ]);
      await undo(outcomeId);
      expect(await alarms(outcomeId)).toEqual(raised.map((one) => ({ ...one, open: false })));
    },
  );

  it('is kept once for one key, however many at once; another way is refused then', async () => {
    const { outcomeId } = await kept(notNow('another-way'));
    const key = newKey();
    const answers = await Promise.all(Array.from({ length: 8 }, () => followUp(outcomeId, { askBy: 'phone' }, key)));
    expect(new Set(answers.map(({ status, body }) => `${status} ${body.came}`))).toEqual(new Set(['201 kept']));
    expect(await followUp(outcomeId, { askBy: 'letter' }, key)).toMatchObject({ status: 422 });
    expect(await followUp(outcomeId, { askBy: 'letter' })).toMatchObject({
      status: 409,
      body: { code: 'said-already' },
    });
    expect(await way()).toMatchObject({ way: 'phone' });
  });

  it('belongs to its own outcome, its own record and whoever saved it', async () => {
    const { outcomeId } = await kept(notNow('moment'));
    for (const said of [{ askBy: 'phone' }, { wrongBecause: 'other' }])
      expect(await followUp(outcomeId, said)).toMatchObject({ status: 409, body: { code: 'another-outcome' } });
    for (const bad of [{}, { askBy: 'fax' }, { askBy: 'phone', wrongBecause: 'other' }])
      expect((await followUp(outcomeId, bad)).status).toBe(400);
    const other = await signIn(service, landlord, open.record, 'officer-2');
    expect(await followUp(outcomeId, { askBy: 'phone' }, newKey(), other)).toMatchObject({
      status: 403,
      body: { code: 'cannot-add' },
    });
    const elsewhere = await personWithPrompt(service, landlord, 1);
    expect(await followUp(outcomeId, { record: elsewhere.record, askBy: 'phone' })).toMatchObject({
      status: 409,
      body: { code: 'another-record' },
    });
    await undo(outcomeId);
    expect((await followUp(outcomeId, { askBy: 'phone' })).status).toBe(403);
  });
});

describe('before the tap', () => {
  it('the panel says the day until which the home rests, and it is the day that comes of it', async () => {
    const { prompts } = await read<PanelView>('/embed/v1/prompts');
    expect(prompts[0]?.restsUntil).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    expect((await kept(notNow('moment'))).notBefore).toBe(prompts[0]?.restsUntil);
  });
});
