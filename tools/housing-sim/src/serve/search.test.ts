import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { KEY, run, type Running } from '../../test/running.js';

interface Page {
  results: Record<string, { id: string; surname?: string; startOfTenureDate?: string }[]>;
  total: number;
  lastHitId: string | null;
  lastHitTenureStartDate?: string;
}

let sim: Running;
beforeAll(async () => {
  sim = await run();
});
afterAll(() => sim.close());

async function scan(stream: 'assets' | 'persons' | 'tenures', size: number): Promise<string[]> {
  const ids: string[] = [];
  let cursor = '';
  for (;;) {
    const page = (await sim.get(`/api/v1/search/${stream}/all?searchText=**&page=1&pageSize=${size}${cursor}`)) as Page;
    const rows = page.results[stream] ?? [];
    expect(page.total).toBe(sim.landlord[stream].size);
    if (rows.length === 0) return ids;
    ids.push(...rows.map((row) => row.id));
    expect(page.lastHitId).toBe(ids.at(-1));
    cursor = `&lastHitId=${page.lastHitId}`;
    if (stream === 'tenures') cursor += `&lastHitTenureStartDate=${page.lastHitTenureStartDate}`;
  }
}

describe('the key', () => {
  it.each([
    '/api/v1/search/assets/all?page=1&searchText=**',
    '/api/v2/workOrders',
    '/api/v1/contactDetails?targetId=1',
  ])('is wanted for %s', async (path) => {
    const without = await fetch(`${sim.url}${path}`);
    expect([without.status, await without.json()]).toEqual([401, { message: 'Unauthorized' }]);
    const wrong = await fetch(`${sim.url}${path}`, { headers: { 'x-api-key': `${KEY}!` } });
    expect([wrong.status, await wrong.json()]).toEqual([403, { message: 'Forbidden' }]);
  });
});

describe('scans', () => {
  it.each(['assets', 'persons', 'tenures'] as const)(
    'of %s give every record once, in a stable order',
    async (stream) => {
      const ids = await scan(stream, 17);
      expect(ids).toEqual(sim.landlord[stream].all().map((record) => record.id));
      expect(new Set(ids).size).toBe(ids.length);
    },
  );

  it('of tenures go by start date, then id', () => {
    const rows = sim.landlord.tenures.all().map((tenure) => `${tenure.startOfTenureDate} ${tenure.id}`);
    expect(rows).toEqual([...rows].sort());
  });

  it('of tenures start again where one of the two cursors is missing', async () => {
    const first = (await sim.get('/api/v1/search/tenures/all?searchText=**&page=1&pageSize=5')) as Page;
    const again = await sim.get(
      `/api/v1/search/tenures/all?searchText=**&page=1&pageSize=5&lastHitId=${first.lastHitId}`,
    );
    expect(again).toEqual(first);
  });

  it('of tenures refuse a start date that is not in milliseconds', async () => {
    const answer = await sim.ask(
      '/api/v1/search/tenures/all?searchText=**&lastHitId=a&lastHitTenureStartDate=2026-01-05',
    );
    expect(answer.status).toBe(400);
  });

  it('of assets answer an empty 200 without page=1', async () => {
    expect(await sim.get('/api/v1/search/assets/all?searchText=**')).toEqual({ results: { assets: [] }, total: 0 });
  });

  it('refuse more than a thousand rows a page', async () => {
    expect((await sim.ask('/api/v1/search/persons/all?searchText=**&pageSize=1001')).status).toBe(400);
  });
});

describe('paged searches', () => {
  it.each(['', 'a', '*'])('refuse the search text "%s"', async (text) => {
    expect((await sim.ask(`/api/v1/search/persons?searchText=${text}`)).status).toBe(400);
  });

  it('find people by every word, and sort by surname both ways', async () => {
    const person = sim.landlord.persons.all()[3];
    const words = encodeURIComponent(`${person?.firstname} ${person?.surname}`);
    const found = (await sim.get(`/api/v1/search/persons?searchText=${words}`)) as Page;
    expect(found.results.persons?.map(({ id }) => id)).toContain(person?.id);

    const path = '/api/v1/search/persons?searchText=**&pageSize=1000&sortBy=surname&isDesc=';
    const up = (await sim.get(`${path}false`)) as Page;
    const surnames = up.results.persons?.map(({ surname }) => surname?.toLowerCase() ?? '') ?? [];
    expect(surnames).toEqual([...surnames].sort());
    const down = (await sim.get(`${path}true`)) as Page;
    expect(down.results.persons).toEqual(up.results.persons?.toReversed());
  });

  it('give twelve rows unless asked, and the total beside them', async () => {
    const page = (await sim.get('/api/v1/search/persons?searchText=**&page=2')) as Page;
    expect(page.results.persons).toEqual(sim.landlord.persons.all().slice(12, 24));
    expect(page.total).toBe(sim.landlord.persons.size);
  });

  it('refuse to page past ten thousand', async () => {
    expect((await sim.ask('/api/v1/search/persons?searchText=**&page=10&pageSize=1000')).status).toBe(200);
    expect((await sim.ask('/api/v1/search/persons?searchText=**&page=11&pageSize=1000')).status).toBe(400);
  });

  it('give processes with what they relate to', async () => {
    const page = (await sim.get('/api/v1/search/processes?searchText=complaint&pageSize=100')) as Page;
    expect(page.total).toBeGreaterThan(0);
    expect(page.results.processes?.[0]).toMatchObject({
      processName: 'complaint',
      relatedEntities: [{ targetType: 'person' }, { targetType: 'tenure' }, { targetType: 'asset' }],
      currentState: { state: expect.stringMatching(/^(Stage1|Stage2|Closed)$/), createdAt: expect.any(String) },
    });
  });
});

describe('people', () => {
  it('have alerts with U+2011 hyphens and dd/MM/yyyy, or a 404', async () => {
    const codes = new Set([...sim.landlord.alerts.values()].flat().map((alert) => alert.alertCode));
    const [personId = ''] = [...sim.landlord.alerts.keys()];
    const body = (await sim.get(`/api/v1/cautionary-alerts/persons/${personId}`)) as {
      alerts: { startDate: string }[];
    };
    expect(body.alerts[0]?.startDate).toMatch(/^\d{2}\/\d{2}\/\d{4}$/);
    expect([...codes].filter((code) => code.includes('-'))).toEqual([]);
    const without = sim.landlord.persons.all().find((person) => !sim.landlord.alerts.has(person.id));
    expect((await sim.ask(`/api/v1/cautionary-alerts/persons/${without?.id}`)).status).toBe(404);
  });

  it('have contact details, or a 404', async () => {
    const has = sim.landlord.persons.all().find((person) => sim.landlord.contactDetailsOf(person.id).length > 0);
    const body = (await sim.get(`/api/v1/contactDetails?targetId=${has?.id}`)) as { results: unknown[] };
    expect(body.results[0]).toMatchObject({ targetId: has?.id, contactInformation: { contactType: 'phone' } });
    expect((await sim.ask('/api/v1/contactDetails?targetId=nobody')).status).toBe(404);
  });
});
