import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { run, type Running } from '../../test/running.js';

let sim: Running;
beforeAll(async () => {
  sim = await run();
});
afterAll(() => sim.close());

interface Residents {
  items: { personId: string; name: string; recentRepairs: { status: string }[] }[];
  total: number;
}

describe('the control surface', () => {
  it('counts every stream exactly', async () => {
    const counts = (await sim.get('/_sim/counts')) as Record<string, number>;
    expect(counts).toMatchObject({ homes: 120, persons: sim.landlord.persons.size });
    for (const stream of ['assets', 'persons', 'tenures', 'processes', 'workOrders']) {
      expect(await sim.get(`/_sim/dump/${stream}`)).toHaveLength(counts[stream] ?? -1);
    }
    expect(await sim.get('/_sim/dump/alerts')).toHaveLength(counts.personsWithAlerts ?? -1);
  });

  it('lists residents, the highlights first, and finds them by name and by id', async () => {
    const all = (await sim.get('/_sim/residents?limit=30')) as Residents;
    expect(all.items).toHaveLength(30);
    const highlights = (await sim.get('/_sim/highlights')) as { items: { personId: string }[] };
    expect(all.items.slice(0, 7).map(({ personId }) => personId)).toEqual(
      highlights.items.map(({ personId }) => personId),
    );
    expect(all.items[0]?.recentRepairs).toMatchObject([{ status: 'Work Completed' }]);
    const [someone] = all.items.slice(-1);
    for (const search of [someone?.name ?? '', someone?.personId ?? '']) {
      const found = (await sim.get(`/_sim/residents?search=${encodeURIComponent(search)}`)) as Residents;
      expect(found.items.map(({ personId }) => personId)).toContain(someone?.personId);
    }
  });

  it('moves an order on, and gives it a closing time', async () => {
    const created = await sim.send('POST', '/_sim/workOrders', {
      propertyReference: '00020001',
      description: 'New one',
    });
    expect(created.status).toBe(201);
    const { reference } = (await created.json()) as { reference: number };
    expect(await sim.get(`/api/v2/workOrders/${reference}`)).toMatchObject({
      status: 'In Progress',
      closedDated: null,
    });
    await sim.send('POST', `/_sim/workOrders/${reference}/status`, { status: 1000, at: '2026-11-25T09:30:00Z' });
    expect(await sim.get(`/api/v2/workOrders/${reference}`)).toMatchObject({
      status: 'No Access',
      closedDated: expect.stringMatching(/^2026-11-25T09:30:00/),
    });
    expect((await sim.send('DELETE', `/_sim/workOrders/${reference}`)).status).toBe(204);
    expect((await sim.ask(`/api/v2/workOrders/${reference}`)).status).toBe(404);
  });

  it('refuses a status that it cannot read', async () => {
    const [order] = sim.landlord.workOrders.all();
    const answer = await sim.send('POST', `/_sim/workOrders/${order?.reference}/status`, { status: 'Done-ish' });
    expect(answer.status).toBe(400);
  });

  it('changes, adds and removes records', async () => {
    const [person] = sim.landlord.persons.all();
    const path = `/_sim/records/persons/${person?.id}`;
    await sim.send('PUT', path, { surname: 'Changed' });
    expect(sim.landlord.persons.get(person?.id ?? '')).toMatchObject({
      surname: 'Changed',
      firstname: person?.firstname,
    });
    await sim.send('PUT', '/_sim/records/assets/zz-new', { assetId: '00099999', assetType: 'Dwelling' });
    const page = (await sim.get('/api/v1/search/assets/all?searchText=**&page=1&lastHitId=zz')) as {
      results: { assets: { id: string }[] };
    };
    expect(page.results.assets.map(({ id }) => id)).toEqual(['zz-new']);
    expect((await sim.send('DELETE', '/_sim/records/assets/zz-new')).status).toBe(204);
    expect((await sim.send('DELETE', '/_sim/records/assets/zz-new')).status).toBe(404);
  });

  it('sets alerts and contact details, and takes alerts away', async () => {
    const id = sim.landlord.highlights[0]?.personId ?? '';
    await sim.send('PUT', `/_sim/alerts/${id}`, [{ alertCode: 'DV', personId: id, isActive: true }]);
    expect(await sim.get(`/api/v1/cautionary-alerts/persons/${id}`)).toMatchObject({ alerts: [{ alertCode: 'DV' }] });
    await sim.send('PUT', `/_sim/alerts/${id}`, []);
    expect((await sim.ask(`/api/v1/cautionary-alerts/persons/${id}`)).status).toBe(404);
    await sim.send('PUT', `/_sim/contactDetails/${id}`, []);
    expect((await sim.ask(`/api/v1/contactDetails?targetId=${id}`)).status).toBe(404);
  });
});
