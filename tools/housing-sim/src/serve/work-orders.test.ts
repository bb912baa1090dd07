import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { run, type Running } from '../../test/running.js';

interface Item {
  reference: number;
  dateRaised: string;
  status: string;
  propertyReference: string;
}

let sim: Running;
beforeAll(async () => {
  sim = await run({ homes: 300 });
});
afterAll(() => sim.close());

async function list(query: string): Promise<Item[]> {
  return (await sim.get(`/api/v2/workOrders?${query}`)) as Item[];
}

async function scan(query = ''): Promise<Item[]> {
  const items: Item[] = [];
  for (let page = 1; ; page++) {
    const rows = await list(`PageSize=50&PageNumber=${page}${query}`);
    if (rows.length === 0) return items;
    items.push(...rows);
  }
}

describe('the list of work orders', () => {
  it('is a bare array of items without a status code, a closing date or an update time', async () => {
    const [item] = await list('PageSize=1');
    expect(Object.keys(item ?? {})).toEqual([
      'reference',
      'dateRaised',
      'lastUpdated',
      'priority',
      'priorityCode',
      'property',
      'propertyPostCode',
      'owner',
      'description',
      'propertyReference',
      'tradeCode',
      'tradeDescription',
      'status',
    ]);
    expect(item).toMatchObject({ lastUpdated: null, reference: expect.any(Number) });
    expect(item?.dateRaised).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}$/);
  });

  it.each([
    ['', 10],
    ['PageSize=50', 50],
    ['PageSize=100', 50],
    ['PageSize=0', 0],
    ['PageSize=-5', 0],
    ['pagesize=7', 7],
  ])('clamps the page: %s gives %d', async (query, rows) => {
    expect(await list(query)).toHaveLength(rows);
  });

  it('puts unlisted statuses first, then open, pending, cancelled, completed, each newest first', async () => {
    const items = await scan();
    expect(items).toHaveLength(sim.landlord.workOrders.size);
    const order = ['In Progress', 'Variation Pending Approval', 'Work Cancelled', 'Work Completed'];
    const keys = items.map((item) => order.indexOf(item.status));
    expect(keys).toEqual([...keys].sort((a, b) => a - b));
    expect(keys[0]).toBe(-1);
    for (const [i, item] of items.entries()) {
      const next = items[i + 1];
      if (next !== undefined && keys[i] === keys[i + 1]) expect(item.dateRaised >= next.dateRaised).toBe(true);
    }
  });

  it('filters by status, and not at all when one value is no status', async () => {
    const noAccess = await scan('&StatusCode=1000');
    expect(new Set(noAccess.map((item) => item.status))).toEqual(new Set(['No Access']));
    const two = await scan('&StatusCode=1000&StatusCode=50');
    expect(new Set(two.map((item) => item.status))).toEqual(new Set(['No Access', 'Work Completed']));
    expect(await scan('&StatusCode=1000&StatusCode=999')).toHaveLength(sim.landlord.workOrders.size);
  });

  it('filters by home, newest first', async () => {
    const [highlight] = sim.landlord.highlights;
    const items = await list(`PropertyReference=${highlight?.propertyReference}`);
    expect(items).toHaveLength(1);
    expect(await list('PropertyReference=99999999')).toEqual([]);
  });

  it('skips a row where a status changes between two pages', async () => {
    const first = await list('PageSize=50&PageNumber=1');
    const moved = first[0]?.reference ?? 0;
    const before = (await scan()).map((item) => item.reference);
    await sim.send('POST', `/_sim/workOrders/${moved}/status`, {
      status: 'Work Completed',
      at: '2026-11-25T09:00:00Z',
    });
    const second = await list('PageSize=50&PageNumber=2');
    const seen = new Set([...first, ...second].map((item) => item.reference));
    expect(seen.has(before[50] ?? 0)).toBe(false);
  });

  it('labels priorities with a digit that is not their code', async () => {
    const items = (await scan()) as unknown as { priority: string; priorityCode: number | null }[];
    const labels = new Map(items.map((item) => [item.priority, item.priorityCode]));
    expect(labels.get('4 [U] URGENT')).toBe(3);
    expect(labels.get('5 [N] NORMAL')).toBe(4);
    expect(labels.get('[E] EMERGENCY')).toBeNull();
  });
});

describe('one work order', () => {
  it('has what the list leaves out', async () => {
    const [highlight] = sim.landlord.highlights;
    const [item] = await list(`PropertyReference=${highlight?.propertyReference}`);
    expect(await sim.get(`/api/v2/workOrders/${item?.reference}`)).toMatchObject({
      ...item,
      status: 'Work Completed',
      closedDated: expect.stringMatching(/^2026-11-24T10:\d{2}:\d{2}\.\d{6}$/),
      appointment: { date: '2026-11-24', start: '08:00', bookingLifeCycleStatus: 'COMPLETED' },
      isFollowOn: false,
      followOnRequest: null,
    });
  });

  it('is a 404 where there is none', async () => {
    expect((await sim.ask('/api/v2/workOrders/1')).status).toBe(404);
    expect((await sim.ask('/api/v2/workOrders/abc')).status).toBe(404);
  });
});
