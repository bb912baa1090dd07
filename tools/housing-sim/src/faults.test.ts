import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { run, type Running } from '../test/running.js';

const PERSONS = '/api/v1/search/persons?searchText=**&pageSize=20';
const ORDERS = '/api/v2/workOrders?PageSize=50&PageNumber=';

interface Persons {
  results: { persons: { id: string; surname: string; dateOfBirth: string; personTypes: string[] }[] };
  total: number;
}

let sim: Running;
beforeAll(async () => {
  sim = await run({ homes: 200 });
});
afterEach(() => sim.send('DELETE', '/_sim/faults'));
afterAll(() => sim.close());

async function set(faults: Record<string, unknown>): Promise<void> {
  expect((await sim.send('POST', '/_sim/faults', faults)).status).toBe(200);
}

async function persons(): Promise<Persons> {
  return (await sim.get(PERSONS)) as Persons;
}

async function scanOrders(): Promise<number[]> {
  const references: number[] = [];
  for (let page = 1; ; page++) {
    const rows = (await sim.get(`${ORDERS}${page}`)) as { reference: number }[];
    if (rows.length === 0) return references;
    references.push(...rows.map((row) => row.reference));
  }
}

describe('faults', () => {
  it('strike the paths of their pattern only, and the control surface never', async () => {
    await set({ path: '*', status500: true });
    expect((await sim.ask(PERSONS)).status).toBe(500);
    expect((await sim.ask('/_sim/counts')).status).toBe(200);
    await sim.send('DELETE', '/_sim/faults');
    await set({ path: '/api/v2/*', status500: true });
    expect((await sim.ask(PERSONS)).status).toBe(200);
    expect((await sim.ask(`${ORDERS}1`)).status).toBe(500);
  });

  it('strike one page where the pattern names a query', async () => {
    await set({ path: '/api/v2/workOrders?*PageNumber=2', status500: true });
    expect((await sim.ask(`${ORDERS}1`)).status).toBe(200);
    expect((await sim.ask(`${ORDERS}2`)).status).toBe(500);
  });

  it('are refused by name', async () => {
    const answer = await sim.send('POST', '/_sim/faults', { gremlins: true });
    expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining('gremlins is not a fault')]);
    expect((await sim.send('POST', '/_sim/faults', { slow: 'very' })).status).toBe(400);
  });

  it('are switched off one by one', async () => {
    await set({ path: '*', malformedJson: true, status500: true });
    await set({ path: '*', status500: false });
    await expect(persons()).rejects.toThrow(/JSON/);
    await set({ path: '*', malformedJson: 0 });
    expect((await persons()).results.persons).toHaveLength(20);
  });

  it('malformedJson: a body that does not parse', async () => {
    await set({ malformedJson: true });
    const answer = await sim.ask(PERSONS);
    expect(answer.headers.get('content-type')).toMatch('application/json');
    await expect(answer.json()).rejects.toThrow(/JSON/);
  });

  it('htmlWith200: a sign-in page in place of the answer', async () => {
    await set({ htmlWith200: true });
    const answer = await sim.ask(PERSONS);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(await answer.text()).toMatch(/^<!doctype html>/);
  });

  it('truncatedBody: half of the answer', async () => {
    const whole = await (await sim.ask(PERSONS)).text();
    await set({ truncatedBody: 1 });
    expect(await (await sim.ask(PERSONS)).text()).toBe(whole.slice(0, Math.floor(whole.length / 2)));
    expect(await (await sim.ask(PERSONS)).text()).toBe(whole);
  });

  it('emptyPageWith200: no rows and no total', async () => {
    await set({ emptyPageWith200: true });
    expect(await persons()).toMatchObject({ results: { persons: [] }, total: 0 });
    expect(await sim.get(`${ORDERS}1`)).toEqual([]);
  });

  it('hugeField: ten megabytes in the first record', async () => {
    await set({ hugeField: 1 });
    const [first, second] = (await persons()).results.persons;
    expect(first?.surname).toHaveLength(10 * 1024 * 1024);
    expect(second?.surname.length).toBeLessThan(50);
    expect((await persons()).results.persons[0]?.surname.length).toBeLessThan(50);
  });

  it('oldDate: 1900-01-01 in a date of the first record', async () => {
    await set({ oldDate: true });
    expect((await persons()).results.persons[0]?.dateOfBirth).toBe('1900-01-01T00:00:00Z');
    expect(await sim.get(`${ORDERS}1`)).toMatchObject([{ dateRaised: '1900-01-01T00:00:00' }, ...Array(49).fill({})]);
  });

  it('unknownCode: codes that are in no list', async () => {
    await set({ unknownCode: true });
    expect((await persons()).results.persons[0]?.personTypes).toEqual(['LodgerPlus']);
    const [order] = (await sim.get(`${ORDERS}1`)) as unknown[];
    expect(order).toMatchObject({ status: 'Awaiting Contractor Review', priorityCode: 777, tradeCode: 'ZX' });
  });

  it('status500: the next so many answers', async () => {
    await set({ status500: 2 });
    const statuses: number[] = [];
    for (let i = 0; i < 4; i++) statuses.push((await sim.ask(PERSONS)).status);
    expect(statuses).toEqual([500, 500, 200, 200]);
  });

  it('status429: with Retry-After', async () => {
    await set({ status429: 1, retryAfter: 7 });
    const answer = await sim.ask(PERSONS);
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '7']);
    expect((await sim.ask(PERSONS)).status).toBe(200);
  });

  it('slow: no answer before the time is up', async () => {
    await set({ slow: 150 });
    const before = performance.now();
    await sim.ask(PERSONS);
    expect(performance.now() - before).toBeGreaterThanOrEqual(145);
  });

  it('dropRows: exactly that share of the rows is missing, and the total does not say so', async () => {
    await set({ dropRows: 25 });
    const page = await persons();
    expect(page.results.persons).toHaveLength(15);
    expect(page.total).toBe(sim.landlord.persons.size);
    expect(new Set(await scanOrders()).size).toBe(Math.ceil(sim.landlord.workOrders.size * 0.75));
  });

  it('duplicateRows: a row twice on a page', async () => {
    await set({ duplicateRows: true });
    const ids = (await persons()).results.persons.map(({ id }) => id);
    expect([ids.length, new Set(ids).size]).toEqual([21, 20]);
  });

  it('reshuffle: a scan skips rows, then sees rows twice', async () => {
    const size = sim.landlord.workOrders.size;
    expect(new Set(await scanOrders()).size).toBe(size);
    await set({ path: '/api/v2/workOrders', reshuffle: 1 });
    const skipping = await scanOrders();
    expect(new Set(skipping).size).toBeLessThan(size);
    await set({ path: '/api/v2/workOrders', reshuffle: 1 });
    const repeating = await scanOrders();
    expect(new Set(repeating).size).toBeLessThan(repeating.length);
    expect(new Set(await scanOrders()).size).toBe(size);
  });
});
