import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { syncFromSim, type SyncFromSim } from '../../test/sync-from-sim.js';

const pageSize = 50;
const people = '/api/v1/search/persons/all';
const laterPages = `${people}?*lastHitId=*`;
const orders = '/api/v2/workOrders';

let house: SyncFromSim;
beforeAll(async () => {
  house = await syncFromSim({}, undefined, pageSize);
  await house.sync();
});
afterEach(() => house.clearFaults());
afterAll(() => house.close());

/** Gives everyone a new surname, and adds an order that a later stream has to bring. */
function change(surname: string): { ids: string[]; order: string } {
  const { landlord } = house.sim;
  const everyone = [...landlord.persons.all()];
  for (const person of everyone) landlord.persons.put({ ...person, surname });
  const home = landlord.assets.all().find((one) => one.assetType === 'Dwelling')!;
  const [some] = landlord.workOrders.all();
  const reference = landlord.workOrders.nextReference;
  landlord.workOrders.put({
    ...some!,
    reference,
    raisedMs: Date.now() - 3_600_000,
    propertyReference: home.assetId,
    statusCode: 80,
    closedMs: null,
    appointment: null,
  });
  return { ids: everyone.map(({ id }) => id), order: String(reference) };
}

async function named(surname: string): Promise<string[]> {
  const rows = await house.sql<{ id: string }>(
    `SELECT reference_id AS id FROM people WHERE family_name = $1 AND deleted_at IS NULL`,
    [surname],
  );
  return rows.map(({ id }) => id);
}

/** What is in one of the two and not in the other. */
function inOne(some: readonly string[], others: readonly string[]): string[] {
  const [a, b] = [new Set(some), new Set(others)];
  return [...some.filter((id) => !b.has(id)), ...others.filter((id) => !a.has(id))];
}

async function lastComplete(): Promise<Date | null> {
  const [row] = await house.sql<{ at: Date | null }>(`SELECT last_complete_at AS at FROM connections`);
  return row!.at;
}

async function heldNow(): Promise<{ stream: string; key: string; code: string }[]> {
  return house.sql(`SELECT stream, key, code FROM held_rows WHERE released_at IS NULL ORDER BY stream, key`);
}

async function has(order: string): Promise<boolean> {
  return (await house.sql(`SELECT FROM repairs WHERE reference_id = $1`, [order])).length === 1;
}

/** The store says what the housing system says, and nothing waits to be looked at. */
async function expectRecovery(surname: string, ids: readonly string[]): Promise<void> {
  await house.clearFaults();
  const before = await lastComplete();
  const report = await house.sync();
  expect(report).toMatchObject({ status: 'complete', problem: null });
  expect(inOne(await named(surname), ids)).toEqual([]);
  expect(await heldNow()).toEqual([]);
  expect((await lastComplete())!.getTime()).toBeGreaterThan(before!.getTime());
  expect((await house.sync()).total).toMatchObject({ inserted: 0, updated: 0, deleted: 0, contacts: 0, held: 0 });
}

describe('a page that cannot be read', () => {
  const broken = [
    ['malformedJson', 'not-json'],
    ['htmlWith200', 'not-json'],
    ['truncatedBody', 'truncated'],
  ] as const;

  it.each(broken)('%s: is left out whole, and the run goes on', async (fault, code) => {
    const surname = `Wren${fault}`;
    const { ids, order } = change(surname);
    const complete = await lastComplete();
    await house.fault(laterPages, { [fault]: true });

    const report = await house.sync();
    expect(report.status).toBe('incomplete');
    expect(report.problem).toMatch(/^[A-Z].*\.$/);
    expect(report.streams['persons']).toMatchObject({ read: pageSize, updated: pageSize, deleted: 0, held: 1 });
    expect(inOne(await named(surname), ids.slice(0, pageSize))).toEqual([]);
    expect(await lastComplete()).toEqual(complete);
    expect(await heldNow()).toEqual([{ stream: 'persons', key: 'persons', code }]);
    expect(await has(order)).toBe(true);
    await expectRecovery(surname, ids);
  });

  it('status500 and status429: are tried again, and pass unseen when they pass', async () => {
    const { ids } = change('Pipit');
    await house.fault(laterPages, { status500: 2 });
    await house.fault(orders, { status429: 1, retryAfter: 1 });
    const begun = Date.now();
    expect(await house.sync()).toMatchObject({ status: 'complete', problem: null });
    expect(Date.now() - begun).toBeGreaterThanOrEqual(1000);
    await expectRecovery('Pipit', ids);
  });

  it('status500 without end: ends the stream with its reason, and the run goes on', async () => {
    const { ids, order } = change('Linnet');
    await house.fault(laterPages, { status500: true });
    const report = await house.sync();
    expect(report).toMatchObject({ status: 'incomplete' });
    expect(report.problem).toContain('500');
    expect(await heldNow()).toEqual([{ stream: 'persons', key: 'persons', code: 'unreachable' }]);
    expect(await has(order)).toBe(true);
    await expectRecovery('Linnet', ids);
  }, 60_000);

  it('emptyPageWith200: nobody is taken for gone', async () => {
    const { ids, order } = change('Siskin');
    await house.fault(people, { emptyPageWith200: true });
    const report = await house.sync();
    expect(report.total.deleted).toBe(0);
    expect(await heldNow()).toEqual([{ stream: 'persons', key: 'persons', code: 'many-vanished' }]);
    expect(await has(order)).toBe(true);
    await expectRecovery('Siskin', ids);
  });
});

describe('a row that cannot be believed', () => {
  it('hugeField: is held, clipped, and what was known of it stays', async () => {
    const { ids } = change('Dunnock');
    await house.fault(`${people}?*`, { hugeField: 1 });
    const report = await house.sync();
    expect(report.streams['persons']).toMatchObject({ held: 1, updated: ids.length - 1, deleted: 0 });
    expect(await heldNow()).toEqual([{ stream: 'persons', key: ids[0], code: 'field-too-long' }]);
    const [size] = await house.sql<{ most: number }>(`SELECT max(length(h::text))::int AS most FROM held_rows h`);
    expect(size!.most).toBeLessThan(4000);
    await expectRecovery('Dunnock', ids);
  });

  it('oldDate: 1900-01-01 is no date, in a birth date and in an order that has long ended', async () => {
    const { landlord } = house.sim;
    const first = [...landlord.workOrders.all()].sort((a, b) => a.raisedMs - b.raisedMs)[0]!;
    landlord.workOrders.move(first, 50, first.raisedMs + 86_400_000);
    const { ids } = change('Bunting');
    await house.sync();

    await house.fault(people, { oldDate: 1 });
    await house.fault(orders, { oldDate: 1 });
    expect((await house.sync()).status).toBe('complete');
    expect(await house.sql(`SELECT date_of_birth FROM people WHERE reference_id = $1`, [ids[0]])).toEqual([
      { date_of_birth: null },
    ]);
    expect(await house.sql(`SELECT reference_id FROM repairs WHERE raised_at IS NULL`)).toEqual([
      { reference_id: String(first.reference) },
    ]);
    expect(await house.sql(`SELECT FROM contacts WHERE occurred_at < '1950-01-01'`)).toEqual([]);
    await expectRecovery('Bunting', ids);
    expect(await house.sql(`SELECT FROM repairs WHERE raised_at IS NULL`)).toEqual([]);
  });

  it('oldDate on an order first seen: it can still be changed later', async () => {
    const { landlord } = house.sim;
    const [some] = landlord.workOrders.all();
    const reference = landlord.workOrders.nextReference;
    const order = {
      ...some!,
      reference,
      raisedMs: Date.parse('2015-01-05T10:00:00Z'),
      statusCode: 50,
      closedMs: null,
      appointment: null,
    };
    landlord.workOrders.put(order);
    await house.fault(orders, { oldDate: 1 });
    expect((await house.sync()).status).toBe('complete');
    const stored = `SELECT raised_at IS NULL AS undated, ended_at FROM repairs WHERE reference_id = $1`;
    expect(await house.sql(stored, [String(reference)])).toEqual([{ undated: true, ended_at: null }]);
    await house.clearFaults();
    expect((await house.sync()).total).toMatchObject({ updated: 1, inserted: 0 });
    expect(await house.sql(stored, [String(reference)])).toEqual([
      { undated: false, ended_at: new Date('2015-01-05T10:00:00Z') },
    ]);
  });

  it('unknownCode: passes through as unknown, counted for an administrator, and asks nobody anything', async () => {
    const { ids } = change('Whinchat');
    await house.sync();
    await house.fault(people, { unknownCode: 1 });
    await house.fault(orders, { unknownCode: 1 });
    const report = await house.sync();
    expect(report).toMatchObject({ status: 'complete' });
    expect(report.total).toMatchObject({ contacts: 0, held: 0 });
    const codes = await house.sql<{ value: string }>(`SELECT stream, field, value FROM unknown_codes ORDER BY 1, 2, 3`);
    expect(codes).toEqual(
      expect.arrayContaining([
        { stream: 'persons', field: 'personTypes', value: 'LodgerPlus' },
        { stream: 'workOrders', field: 'status', value: 'Awaiting Contractor Review' },
        { stream: 'workOrders', field: 'priorityCode', value: '777' },
      ]),
    );
    await expectRecovery('Whinchat', ids);
  });

  it('duplicateRows and reshuffle: each record once, none lost', async () => {
    const { ids } = change('Stonechat');
    await house.fault('/api/v1/search/*', { duplicateRows: true });
    await house.fault(orders, { reshuffle: 3 });
    const report = await house.sync();
    expect(report.total.deleted).toBe(0);
    expect(inOne(await named('Stonechat'), ids)).toEqual([]);
    await house.clearFaults();
    await house.sync();
    const stored = await house.sql<{ id: string; status: string }>(
      `SELECT reference_id AS id, status_source AS status FROM repairs WHERE deleted_at IS NULL ORDER BY 1`,
    );
    const served = (await (await fetch(`${house.sim.url}/_sim/dump/workOrders`)).json()) as {
      reference: number;
      status: string;
    }[];
    expect(stored).toEqual(
      served.map(({ reference, status }) => ({ id: String(reference), status })).sort((a, b) => (a.id < b.id ? -1 : 1)),
    );
    await expectRecovery('Stonechat', ids);
  });
});

describe('a field we do not take', () => {
  it('is found in no table, nor with a row that is held', async () => {
    const canary = 'CANARY-7f3a';
    const { landlord } = house.sim;
    const everyone = [...landlord.persons.all()];
    for (const person of everyone.slice(0, 20)) {
      landlord.persons.put({ ...person, placeOfBirth: canary, preferredFirstname: canary, ethnicity: canary } as never);
      landlord.setAlerts(person.id, [
        {
          dateModified: '01/02/2026',
          modifiedBy: canary,
          startDate: '01/02/2026',
          endDate: null,
          alertCode: 'CV',
          description: canary,
          reason: canary,
          assureReference: canary,
          personName: canary,
          personId: person.id,
          isActive: true,
          alertId: `alert-${person.id}`,
        },
      ]);
    }
    const spoilt = everyone[3]!;
    landlord.persons.put({ ...spoilt, firstname: '', surname: '', placeOfBirth: canary, niNumber: canary } as never);
    const sheltered = everyone[4]!;
    landlord.persons.put({ ...sheltered, surname: { nested: canary } as never, placeOfBirth: canary });
    for (const tenure of [...landlord.tenures.all()].slice(0, 20)) {
      landlord.tenures.put({ ...tenure, rentBalance: canary, charges: [canary] } as never);
    }
    for (const asset of [...landlord.assets.all()].slice(0, 20)) {
      landlord.assets.put({ ...asset, assetManagement: { agent: canary }, keySafeCode: canary } as never);
    }
    for (const process of landlord.processes.all()) {
      const currentState = {
        ...process.currentState,
        processData: { formData: { note: canary }, documents: [canary] },
      };
      landlord.processes.put({ ...process, currentState, allegation: canary } as never);
    }
    const report = await house.sync();
    expect(report.streams['persons']!.held).toBe(2);
    await house.decideAll();

    const tables = await house.sql<{ name: string }>(
      `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
       WHERE table_schema IN ('public', 'queue') AND table_type = 'BASE TABLE'`,
    );
    expect(tables.length).toBeGreaterThan(25);
    const found = [];
    for (const { name } of tables) {
      const rows = await house.sql(`SELECT 1 FROM ${name} x WHERE x::text ILIKE '%canary-7f3a%'`);
      if (rows.length > 0) found.push(name);
    }
    expect(found).toEqual([]);
    // The search itself finds what is there.
    expect((await house.sql(`SELECT 1 FROM people x WHERE x::text ILIKE '%stonechat%'`)).length).toBeGreaterThan(0);
    expect((await house.sql(`SELECT raw FROM held_rows WHERE released_at IS NULL AND raw <> '{}'`)).length).toBe(2);
  });
});
