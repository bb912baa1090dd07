import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { syncFromSim, type SyncFromSim } from '../../test/sync-from-sim.js';
import { OpenConnection } from '../connections/index.js';
import { ReadAlerts } from './read-alerts.js';
import { RunSync } from './run-sync.js';

const never = new AbortController().signal;

/** Every row of the mirror with the transaction that last wrote it. */
async function versions({ sql }: SyncFromSim): Promise<string[]> {
  const tables = [
    'homes',
    'people',
    'tenancies',
    'tenancy_parties',
    'repairs',
    'appointments',
    'cases',
    'case_subjects',
    'other_references',
    'contacts',
    'outbox',
  ];
  const rows = await sql<{ row: string }>(
    tables
      .map((table) => `SELECT '${table} ' || ctid::text || ' ' || xmin::text AS row FROM ${table}`)
      .join(' UNION ALL '),
  );
  return rows.map(({ row }) => row).sort();
}

async function count({ sql }: SyncFromSim, from: string): Promise<number> {
  const [row] = await sql<{ n: number }>(`SELECT count(*)::int AS n FROM ${from}`);
  return row!.n;
}

describe('a generated landlord of 120 homes', () => {
  let house: SyncFromSim;
  beforeAll(async () => {
    house = await syncFromSim();
  });
  afterAll(() => house.close());

  it('is brought in whole, as the housing system counts it', async () => {
    const report = await house.sync();
    const counts = (await (await fetch(`${house.sim.url}/_sim/counts`)).json()) as Record<string, number>;
    expect(report).toMatchObject({ status: 'complete', problem: null });
    expect({
      assets: await count(house, 'homes'),
      persons: await count(house, 'people'),
      tenures: await count(house, 'tenancies'),
      processes: await count(house, 'cases'),
      workOrders: await count(house, 'repairs'),
    }).toEqual({
      assets: counts['assets'],
      persons: counts['persons'],
      tenures: counts['tenures'],
      processes: counts['processes'],
      workOrders: counts['workOrders'],
    });
    expect(await count(house, `homes WHERE kind = 'dwelling'`)).toBe(counts['homes']);
    expect(await count(house, 'contacts')).toBe(report.total.contacts);
    expect(await count(house, `outbox WHERE done_at IS NULL`)).toBe(report.total.contacts);
    expect(report.total.contacts).toBeGreaterThan(0);
    expect(await count(house, `repairs WHERE home_id IS NULL`)).toBe(0);
  });

  it('writes no row the second time', async () => {
    const before = await versions(house);
    const report = await house.sync();
    expect(report.total).toMatchObject({ inserted: 0, updated: 0, deleted: 0, contacts: 0, held: 0 });
    expect(report.total.read).toBeGreaterThan(0);
    expect(await versions(house)).toEqual(before);
  });

  it('understands no row the second time, and every row once more when the landlord says what it means', async () => {
    const counted = await house.sql<{ known: number; homes: number }>(
      `SELECT count(row_hash)::int AS known, count(*)::int AS homes FROM homes`,
    );
    expect(counted[0]!.known).toBe(counted[0]!.homes);
    await house.sql(
      `UPDATE connections SET value_mapping = jsonb_set(value_mapping, '{schemes}', '{"Dwelling": "sheltered"}')`,
    );
    expect((await house.sync()).total.updated).toBeGreaterThan(0);
    expect(await count(house, `homes WHERE kind = 'dwelling' AND scheme IS DISTINCT FROM 'sheltered'`)).toBe(0);
    await house.sql(`UPDATE homes SET row_hash = '\\x00' WHERE kind = 'dwelling'`);
    expect((await house.sync()).total.updated).toBe(0);
    expect(await count(house, `homes WHERE row_hash = '\\x00'`)).toBe(0);
  });

  it('tells of a change once: nobody in at a visit, a new name, a home that is gone', async () => {
    const { landlord } = house.sim;
    const home = landlord.assets.all().find((one) => one.assetType === 'Dwelling')!;
    const day = new Date();
    day.setUTCHours(0, 0, 0, 0);
    landlord.workOrders.put({
      reference: landlord.workOrders.nextReference,
      raisedMs: day.getTime() - 9 * 86_400_000,
      property: home.assetAddress.addressLine1,
      propertyPostCode: home.assetAddress.postCode,
      propertyReference: home.assetId,
      owner: 'Repairs Direct',
      description: 'Kitchen: mixer tap dripping',
      tradeCode: 'PL',
      tradeDescription: 'Plumbing - PL',
      priority: { code: 4, label: '5 [N] NORMAL', targetDays: 28, doneDays: [3, 35] },
      isFollowOn: false,
      needsFollowOn: false,
      statusCode: 120,
      closedMs: null,
      appointment: { dayMs: day.getTime() - 2 * 86_400_000, slot: 'AM', lifecycle: 'PLANNED' },
    });
    const order = landlord.workOrders.nextReference - 1;
    expect((await house.sync()).total).toMatchObject({ inserted: 1, updated: 0, contacts: 0 });

    const person = landlord.persons.all()[0]!;
    landlord.workOrders.move(landlord.workOrders.get(order)!, 1000, Date.now());
    landlord.persons.put({ ...person, surname: 'Quillfeather' });
    const lone = landlord.assets.all().find((one) => one.assetType === 'Dwelling' && one.id !== home.id)!;
    landlord.assets.delete(lone.id);

    expect((await house.sync()).total).toMatchObject({ inserted: 0, updated: 2, deleted: 1, contacts: 1 });
    expect((await house.sync()).total).toMatchObject({ inserted: 0, updated: 0, deleted: 0, contacts: 0 });

    const [contact] = await house.sql<object>(
      `SELECT c.type_code, c.occurred_at = a.ends_at AS at_the_visit, a.ends_at::date::text AS day, r.phase, h.reference_id AS home
       FROM contacts c JOIN repairs r ON r.id = c.repair_id JOIN appointments a ON a.repair_id = r.id
       JOIN homes h ON h.id = c.home_id WHERE r.reference_id = $1`,
      [String(order)],
    );
    expect(contact).toEqual({
      type_code: 'RPR-NAC',
      at_the_visit: true,
      day: new Date(day.getTime() - 2 * 86_400_000).toISOString().slice(0, 10),
      phase: 'no-access',
      home: home.id,
    });
    expect(await count(house, `people WHERE family_name = 'Quillfeather'`)).toBe(1);
    expect(await count(house, `tenancy_parties WHERE resolution = 'unresolved'`)).toBe(0);
    expect(await house.sql(`SELECT reference_id FROM homes WHERE deleted_at IS NOT NULL`)).toEqual([
      { reference_id: lone.id },
    ]);

    landlord.assets.put(lone);
    expect((await house.sync()).total).toMatchObject({ inserted: 0, updated: 1, deleted: 0 });
    expect(await count(house, `homes WHERE deleted_at IS NOT NULL`)).toBe(0);
  });

  it('knows of a visit that is still to come, and of the new one alone once it is booked again', async () => {
    const { landlord } = house.sim;
    const order = [...landlord.workOrders.all()].find(
      ({ statusCode, appointment, raisedMs }) =>
        statusCode === 80 && appointment !== null && raisedMs > Date.now() - 80 * 86_400_000,
    )!;
    const days = () =>
      house.sql<{ day: string }>(
        `SELECT a.starts_at::date::text AS day FROM appointments a JOIN repairs r ON r.id = a.repair_id WHERE r.reference_id = $1`,
        [String(order.reference)],
      );
    const bookedFor = () => [{ day: new Date(order.appointment!.dayMs).toISOString().slice(0, 10) }];
    expect(await days()).toEqual(bookedFor());
    order.appointment!.dayMs += 7 * 86_400_000;
    landlord.workOrders.move(order, 120, Date.now());
    expect((await house.sync()).total).toMatchObject({ updated: 1, contacts: 0 });
    expect(await days()).toEqual(bookedFor());
  });

  it('makes a contact of a routine visit that is finished now', async () => {
    const { landlord } = house.sim;
    const open = [...landlord.workOrders.all()].find(
      ({ statusCode, priority }) => [80, 120].includes(statusCode) && priority.code === 4,
    )!;
    landlord.workOrders.move(open, 50, Date.now());
    const before = new Date();
    expect((await house.sync()).total).toMatchObject({ updated: 1, contacts: 1 });
    const [contact] = await house.sql<{ occurred_at: Date; ends_at: Date | null; ended_at: Date }>(
      `SELECT c.occurred_at, r.ended_at, (SELECT max(a.ends_at) FROM appointments a WHERE a.repair_id = r.id) AS ends_at
       FROM contacts c JOIN repairs r ON r.id = c.repair_id WHERE r.reference_id = $1`,
      [String(open.reference)],
    );
    // A visit booked for later than now did not end the work: then it ended when we saw that it had.
    const visit = contact!.ends_at !== null && contact!.ends_at <= before ? contact!.ends_at : null;
    if (visit) expect(contact!.occurred_at).toEqual(visit);
    else expect(contact!.occurred_at.getTime()).toBeGreaterThanOrEqual(before.getTime());
    expect(contact!.ended_at).toEqual(contact!.occurred_at);
  });
});

describe('what is missing', () => {
  let house: SyncFromSim;
  beforeAll(async () => {
    house = await syncFromSim();
    await house.sync();
  });
  afterAll(() => house.close());

  it('is taken for a fault when it is much at once, and for gone when it is little', async () => {
    const { persons } = house.sim.landlord;
    const all = [...persons.all()];
    const [lost, kept] = [all.filter((_, at) => at % 5 !== 0), all.filter((_, at) => at % 5 === 0)];
    for (const { id } of lost) persons.delete(id);

    const report = await house.sync();
    expect(report.streams['persons']).toMatchObject({ read: kept.length, deleted: 0 });
    expect(report.streams['workOrders']!.read).toBeGreaterThan(0);
    expect(await count(house, 'people WHERE deleted_at IS NOT NULL')).toBe(0);
    const held = `held_rows WHERE stream = 'persons' AND code = 'many-vanished' AND released_at IS NULL`;
    expect(await count(house, held)).toBe(1);

    for (const person of lost.slice(2)) persons.put(person);
    expect((await house.sync()).streams['persons']).toMatchObject({ deleted: 2 });
    expect(
      (await house.sql<{ id: string }>(`SELECT reference_id AS id FROM people WHERE deleted_at IS NOT NULL`))
        .map(({ id }) => id)
        .sort(),
    ).toEqual(
      lost
        .slice(0, 2)
        .map(({ id }) => id)
        .sort(),
    );
    expect(await count(house, held)).toBe(0);
    expect((await house.sync()).streams['persons']).toMatchObject({ deleted: 0 });
  });

  it('is not what is held: that was there', async () => {
    const { persons } = house.sim.landlord;
    const person = persons.all().at(-1)!;
    persons.put({ ...person, surname: { given: 'as an object' } as never });
    const report = await house.sync();
    expect(report.streams['persons']).toMatchObject({ held: 1, deleted: 0, updated: 0 });
    expect(await count(house, `people WHERE reference_id = '${person.id}' AND deleted_at IS NULL`)).toBe(1);
    persons.put(person);
    expect((await house.sync()).streams['persons']).toMatchObject({ held: 0, updated: 0, deleted: 0 });
    expect(await count(house, `held_rows WHERE released_at IS NULL`)).toBe(0);
  });
});

describe('an empty answer', () => {
  it('does not close every case of a landlord who has few', async () => {
    const house = await syncFromSim({ homes: 20 });
    try {
      expect((await house.sync()).streams['processes']).toMatchObject({ inserted: 2 });
      await house.fault('/api/v1/search/processes', { emptyPageWith200: true });
      expect((await house.sync()).streams['processes']).toMatchObject({ deleted: 0 });
      expect(await count(house, 'cases WHERE deleted_at IS NOT NULL')).toBe(0);
      expect(await house.sql(`SELECT code FROM held_rows WHERE stream = 'processes' AND released_at IS NULL`)).toEqual([
        { code: 'many-vanished' },
      ]);
      await house.clearFaults();
      expect((await house.sync()).streams['processes']).toMatchObject({ inserted: 0, updated: 0, deleted: 0 });
      expect(await count(house, 'held_rows WHERE released_at IS NULL')).toBe(0);
    } finally {
      await house.close();
    }
  });
});

describe('a repair that comes before its home', () => {
  it('is linked when the home is there', async () => {
    const house = await syncFromSim({ homes: 20 });
    try {
      const { landlord } = house.sim;
      const order = [...landlord.workOrders.all()].find((one) =>
        landlord.assets.all().some((home) => home.assetId === one.propertyReference),
      )!;
      const home = landlord.assets.all().find((one) => one.assetId === order.propertyReference)!;
      landlord.assets.delete(home.id);
      await house.sync();
      const linked = `SELECT h.reference_id AS home FROM repairs r LEFT JOIN homes h ON h.id = r.home_id WHERE r.reference_id = $1`;
      expect(await house.sql(linked, [String(order.reference)])).toEqual([{ home: null }]);
      landlord.assets.put(home);
      const { total } = await house.sync();
      expect(total).toMatchObject({ inserted: 1, updated: 0 });
      expect(await house.sql(linked, [String(order.reference)])).toEqual([{ home: home.id }]);
      expect(await count(house, 'tenancies WHERE home_id IS NULL AND home_reference_id IS NOT NULL')).toBe(0);
    } finally {
      await house.close();
    }
  });
});

describe('what is decided after a run', () => {
  it('waits until the people of the household are in', async () => {
    const house = await syncFromSim();
    try {
      const noticed: number[] = [];
      const never = new AbortController().signal;
      const looks: Promise<void>[] = [];
      await house.app.get(RunSync).run('test', house.organisationId, 'housing', false, never, () => {
        looks.push(count(house, 'outbox').then((found) => void noticed.push(found)));
      });
      await Promise.all(looks);
      expect(noticed.slice(0, 3)).toEqual([0, 0, 0]);
      expect(await count(house, 'contacts')).toBeGreaterThan(0);
      expect(await count(house, 'outbox')).toBe(await count(house, 'contacts'));
    } finally {
      await house.close();
    }
  });

  it('keeps showing a prompt, because the alerts it stands on are read again', async () => {
    const house = await syncFromSim();
    try {
      await house.sync();
      await house.decideAll();
      const standing = `alert_readings a JOIN tenancy_parties y ON y.person_id = a.person_id
        JOIN prompts q ON q.household_id = y.tenancy_id AND q.state = 'open'`;
      const prompts = await count(house, standing);
      expect(prompts).toBeGreaterThan(0);
      await house.sql("UPDATE alert_readings SET read_at = now() - interval '7 hours'");
      await house.sync();
      expect(await count(house, `${standing} WHERE a.read_at > now() - interval '1 minute'`)).toBe(prompts);
    } finally {
      await house.close();
    }
  });
});

describe('a run that is cut off', () => {
  it('is gone on with, fifteen times, to the same store as a run that was not', async () => {
    const whole = await syncFromSim({ homes: 60 });
    const cut = await syncFromSim({}, whole.sim, 20);
    try {
      await whole.sync();
      const open = cut.app.get(OpenConnection);
      const runOnce = (messages: number, how: 'throws' | 'aborts') => {
        const stop = new AbortController();
        let left = messages;
        const opening = {
          run: async (organisationId: string, named: string) => {
            const opened = await open.run(organisationId, named, stop.signal);
            const read: typeof opened.connector.read = async function* (...given) {
              for await (const message of opened.connector.read(...given)) {
                if (left-- === 0) {
                  if (how === 'throws') throw new Error('cut off');
                  stop.abort();
                }
                yield message;
              }
            };
            return { ...opened, connector: { ...opened.connector, read } };
          },
        };
        return new RunSync(cut.platform.database, opening as unknown as OpenConnection, cut.app.get(ReadAlerts)).run(
          'test',
          cut.organisationId,
          'housing',
          false,
          stop.signal,
        );
      };
      let dice = 20_261_125;
      const random = (below: number) => (dice = (dice * 48_271) % 2_147_483_647) % below;
      for (let time = 0; time < 15; time++) {
        const how = time % 3 === 2 ? 'aborts' : 'throws';
        const done = await runOnce(random(120), how).then(
          ({ status }) => status,
          (error: Error) => error.message,
        );
        expect(done).toBe(how === 'throws' ? 'cut off' : 'incomplete');
      }
      expect((await cut.sync()).status).toBe('complete');
      expect(await cut.mirror()).toEqual(await whole.mirror());
      expect((await cut.sync()).total).toMatchObject({ inserted: 0, updated: 0, deleted: 0, contacts: 0 });
    } finally {
      await cut.close();
      await whole.close();
    }
  });

  it('is one at a time', async () => {
    const house = await syncFromSim({ homes: 20 });
    try {
      const verb = house.app.get(RunSync);
      let begun: () => void = () => undefined;
      const underWay = new Promise<void>((done) => (begun = done));
      await house.fault('*', { slow: 100 });
      const first = verb.run('test', house.organisationId, 'housing', false, never, () => begun());
      await underWay;
      await expect(house.sync()).rejects.toMatchObject({ code: 'sync-running' });
      expect((await first).status).toBe('complete');
      expect((await house.sync()).status).toBe('complete');
    } finally {
      await house.close();
    }
  });
});

const fixtures = resolve(process.env['DOORSTEP_FIXTURES'] ?? '../shared/fixtures');
const published = existsSync(`${fixtures}/hackney-housing-search`);
if (!published) process.stderr.write(`The published Hackney set is not at ${fixtures}: its sync is not tried.\n`);

(published ? describe : describe.skip)('the published Hackney set', () => {
  let house: SyncFromSim;
  beforeAll(async () => {
    house = await syncFromSim({ fixtures }, undefined, 500);
  });
  afterAll(() => house.close());

  it('is brought in whole, and nothing happens the second time', async () => {
    const first = await house.sync();
    expect(first.status).toBe('complete');
    expect([await count(house, 'people'), await count(house, 'tenancies'), await count(house, 'homes')]).toEqual([
      2541, 1000, 1000,
    ]);
    const before = await versions(house);
    expect((await house.sync()).total).toMatchObject({ inserted: 0, updated: 0, deleted: 0, contacts: 0 });
    expect(await versions(house)).toEqual(before);
  }, 120_000);

  it('links everyone to their tenancy, and half of them to its members by name', async () => {
    expect(await count(house, 'tenancy_parties WHERE tenancy_id IS NULL')).toBe(0);
    expect(await count(house, 'tenancy_parties')).toBe(2541);
    const resolved = await house.sql<{ resolution: string; n: number }>(
      'SELECT resolution, count(*)::int AS n FROM tenancy_parties GROUP BY 1',
    );
    const by = Object.fromEntries(resolved.map(({ resolution, n }) => [resolution, n]));
    expect((by['name-and-birth-date'] ?? 0) + (by['name-only'] ?? 0)).toBe(1270);
    expect(by['not-named']).toBe(2541 - 1270);
  });
});
