import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { run, type Running } from '../../test/running.js';

const NOTES = '/api/v2/notes';
const SCHEDULE = '/api/v2/workOrders/schedule';

let sim: Running;
let propertyReference: string;
beforeAll(async () => {
  sim = await run();
  propertyReference = sim.landlord.assets.all().find(({ assetType }) => assetType === 'Dwelling')!.assetId;
});
afterEach(() => sim.send('DELETE', '/_sim/faults'));
afterAll(() => sim.close());

const note = (targetId: string) => ({
  title: 'A note',
  description: 'Seen at the door',
  targetType: 'person',
  targetId,
  createdAt: '2026-11-25T11:20:00Z',
  author: { fullName: 'Someone' },
});
const order = () => ({
  descriptionOfWork: 'Wall black by the window',
  priority: { priorityCode: 10 },
  workElement: [{ trade: [{ customCode: 'PL' }], rateScheduleItem: [{ customCode: '20060020' }] }],
  site: { property: [{ propertyReference }] },
  assignedToPrimary: { organization: { reference: [{ id: 'C1' }] } },
  isAwaabsDampAndMouldRepair: true,
});
const notesOf = async (targetId: string) => {
  const answer = await sim.ask(`${NOTES}?targetId=${targetId}`);
  return answer.status === 404 ? [] : ((await answer.json()) as { results: unknown[] }).results;
};

describe('notes', () => {
  it('are kept by record, newest first, page by page', async () => {
    for (const description of ['one', 'two', 'three']) {
      expect((await sim.post(NOTES, { ...note('paged'), description })).status).toBe(201);
    }
    const first = await sim.get(`${NOTES}?targetId=paged&pageSize=2`);
    expect(first).toMatchObject({ results: [{ description: 'three' }, { description: 'two' }] });
    const { nextToken } = (first as { paginationDetails: { nextToken: string } }).paginationDetails;
    expect(await sim.get(`${NOTES}?targetId=paged&pageSize=2&paginationToken=${nextToken}`)).toMatchObject({
      results: [{ description: 'one' }],
      paginationDetails: { nextToken: null },
    });
    expect((await sim.ask(`${NOTES}?targetId=nobody`)).status).toBe(404);
  });

  it.each([
    ['description', ''],
    ['description', 'x'.repeat(1001)],
    ['targetType', 'lodger'],
    ['targetId', ''],
    ['createdAt', 'yesterday'],
    ['author', null],
  ])('are refused without a good %s', async (field, value) => {
    expect((await sim.post(NOTES, { ...note('refused'), [field]: value })).status).toBe(400);
    expect(await notesOf('refused')).toEqual([]);
  });
});

describe('raised orders', () => {
  it('stand in the list of the home, under the number that was answered', async () => {
    const answer = await sim.post(SCHEDULE, order());
    const { id } = (await answer.json()) as { id: number };
    expect(await sim.get(`/api/v2/workOrders?PropertyReference=${propertyReference}&PageSize=50`)).toContainEqual(
      expect.objectContaining({
        reference: id,
        description: 'Wall black by the window',
        priorityCode: 10,
        owner: 'C1',
        isAwaabsDampAndMouldRepair: true,
      }),
    );
  });

  it.each([
    ['site', { property: [{ propertyReference: 'nowhere' }] }],
    ['descriptionOfWork', ''],
    ['priority', { priorityCode: 777 }],
    ['workElement', []],
    ['assignedToPrimary', {}],
  ])('are refused without a good %s', async (field, value) => {
    expect((await sim.post(SCHEDULE, { ...order(), [field]: value })).status).toBe(400);
  });

  it('may have the priorities there are', async () => {
    expect(await sim.get('/api/v2/schedule-of-rates/priorities')).toContainEqual(
      expect.objectContaining({ priorityCode: 10, enabled: true }),
    );
  });
});

describe('faults of writing', () => {
  it.each([
    ['status401', 401, 0],
    ['status429', 429, 0],
    ['status500', 500, 0],
    ['status500After', 500, 1],
    ['hangUp', null, 0],
    ['hangUpAfter', null, 1],
  ])('%s answers %s, with %s kept', async (fault, status, kept) => {
    await sim.send('POST', '/_sim/faults', { path: `POST ${NOTES}`, [fault]: 1 });
    const answered = await sim.post(NOTES, note(fault)).then(
      (answer) => answer.status,
      () => null,
    );
    expect(answered).toBe(status);
    expect(await notesOf(fault)).toHaveLength(kept);
    expect((await sim.post(NOTES, note(fault))).status).toBe(201);
  });

  it('never strike who only looks', async () => {
    await sim.post(NOTES, note('looked-at'));
    await sim.send('POST', '/_sim/faults', { path: `POST ${NOTES}`, status500: true, hangUp: true });
    expect(await notesOf('looked-at')).toHaveLength(1);
  });
});
