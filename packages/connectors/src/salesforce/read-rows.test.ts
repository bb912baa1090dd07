import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { type SalesforceSim } from '../../../../tools/housing-sim/src/index.js';
import { landlordConfiguration, landlordContext, startLandlord } from '../../test/salesforce-source.js';
import type { ConnectorContext, Message } from '../contract.js';

import { salesforce } from './salesforce.js';

const DAY = 86_400_000;
const OVERLAP = 15 * 60_000;

let sim: SalesforceSim;
let context: ConnectorContext;
beforeAll(async () => {
  sim = await startLandlord(40, 10);
});
afterAll(() => sim.close());
beforeEach(() => {
  sim.faults.clear();
  context = landlordContext();
});

async function read(stream: string, state?: unknown, told = Number.POSITIVE_INFINITY): Promise<Message[]> {
  const messages: Message[] = [];
  const config = salesforce.configure(landlordConfiguration(sim.url));
  let states = 0;
  for await (const message of salesforce.read(config, stream, state, context)) {
    messages.push(message);
    if (message.type === 'STATE' && ++states === told) break;
  }
  return messages;
}

const stateOf = (messages: readonly Message[]): unknown => messages.filter((one) => one.type === 'STATE').at(-1)?.state;
const keysOf = (messages: readonly Message[], type: 'RECORD' | 'DELETE' = 'RECORD') =>
  messages.flatMap((one) => (one.type === type ? [one.key] : []));
const live = (object: 'Contact' | 'Tenancy__c') => sim.org.visible(object, false).map(({ Id }) => Id);

describe('reading by time of change', () => {
  it('loses none of 1,200 rows with one time of change, stopped after every page', async () => {
    const big = await startLandlord(10, 200);
    try {
      const stamp = '2026-03-01T04:00:00.000Z';
      for (let more = 0; more < 1200; more++)
        big.org.create('Contact', { LastName: `Row ${more}`, Name: 'Row' }, stamp);
      const config = salesforce.configure(landlordConfiguration(big.url));
      const keys: string[] = [];
      let state: unknown;
      for (let isOver = false; !isOver;) {
        for await (const message of salesforce.read(config, 'people', state, context)) {
          if (message.type === 'RECORD') keys.push(message.key);
          if (message.type !== 'STATE') continue;
          state = message.state;
          isOver = (state as { pass: unknown }).pass === null;
          break;
        }
      }
      expect(keys.toSorted()).toEqual(big.org.visible('Contact', false).map(({ Id }) => Id));
    } finally {
      await big.close();
    }
  });

  it('is not carried past others by a row that changes while its list is read', async () => {
    const byStamp = sim.org.all('Contact').map((row) => `${String(row['SystemModstamp'])} ${row.Id}`);
    /* The last of the second page, whose place would be the position. */
    const id = byStamp.toSorted()[19]!.split(' ')[1]!;
    const messages: Message[] = [];
    let pages = 0;
    for await (const message of salesforce.read(
      salesforce.configure(landlordConfiguration(sim.url)),
      'people',
      undefined,
      context,
    )) {
      messages.push(message);
      if (message.type !== 'STATE') continue;
      pages++;
      if (pages === 1) sim.org.update('Contact', id, { LastName: 'Changed', Name: 'Changed' });
      if (pages === 2) break;
    }
    expect(keysOf(messages).at(-1)).toBe(id);
    const rest = await read('people', stateOf(messages));
    expect([...new Set([...keysOf(messages), ...keysOf(rest)])].toSorted()).toEqual(live('Contact'));
  });

  it('sees a row that became visible after later ones were read', async () => {
    const state = stateOf(await read('people'));
    const late = sim.org.create('Contact', { LastName: 'Late' }, new Date(Date.now() - 5 * 60_000).toISOString());
    sim.org.hide(late);
    sim.org.update('Contact', live('Contact')[0]!, {});
    const before = await read('people', state);
    expect(keysOf(before)).not.toContain(late);
    sim.org.revealAll();
    expect(keysOf(await read('people', stateOf(before)))).toContain(late);
  });

  it('asks again with the colon-less offset understood, and only from the overlap on', async () => {
    const state = stateOf(await read('people'));
    expect(state).toMatchObject({ v: 1, pass: null });
    const { from } = state as { from: string };
    const latest = sim.org.visible('Contact', true).map((row) => Date.parse(String(row['SystemModstamp'])));
    expect(Math.max(...latest) - OVERLAP - Date.parse(from)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...latest) - OVERLAP - Date.parse(from)).toBeLessThan(2000);
  });
});

describe('a list that ends before all of it has come', () => {
  it('is not taken for all there is, and goes on with the next run', async () => {
    const config = salesforce.configure(landlordConfiguration(sim.url));
    const messages: Message[] = [];
    for await (const message of salesforce.read(config, 'people', undefined, context)) {
      messages.push(message);
      if (message.type === 'STATE') sim.faults.set('emptyPage', 'Contact', { times: 1 });
    }
    expect(messages.slice(-2)).toMatchObject([
      { type: 'PROBLEM', key: null, code: 'truncated', retryable: true },
      { status: 'INCOMPLETE' },
    ]);
    const rest = await read('people', stateOf(messages));
    expect([...new Set([...keysOf(messages), ...keysOf(rest)])].toSorted()).toEqual(live('Contact'));
  });
});

describe('what is gone', () => {
  it('is told, and comes back when it is undeleted', async () => {
    const [id] = live('Tenancy__c');
    const state = stateOf(await read('tenancies'));
    sim.org.delete('Tenancy__c', id!);
    const gone = await read('tenancies', state);
    expect(keysOf(gone, 'DELETE')).toContain(id);
    sim.org.undelete('Tenancy__c', id!);
    expect(keysOf(await read('tenancies', stateOf(gone)))).toContain(id);
  });

  it('is not told once the recycle bin was emptied, so a position older than that is given up', async () => {
    const id = live('Tenancy__c')[1]!;
    const state = stateOf(await read('tenancies'));
    sim.org.purge('Tenancy__c', id);
    expect(keysOf(await read('tenancies', state), 'DELETE')).not.toContain(id);
    context = landlordContext({ now: () => new Date(Date.now() + 15 * DAY) });
    const old = await read('tenancies', state);
    expect(old.map((one) => one.type)).toEqual(['STATUS', 'RESYNC_REQUIRED', 'STATUS']);
    expect(old.at(-1)).toMatchObject({ status: 'INCOMPLETE' });
  });

  it('names what it was merged into', async () => {
    const [into, from] = live('Contact');
    const state = stateOf(await read('people'));
    sim.org.merge('Contact', from!, into!);
    expect(await read('people', state)).toContainEqual({ type: 'MERGE', stream: 'people', from: [from], into });
  });
});

describe('what means something else by now', () => {
  it('is a tenancy whose tenant was renamed', async () => {
    const id = live('Tenancy__c')[2]!;
    const state = stateOf(await read('tenancies'));
    const tenant = String(sim.org.get('Tenancy__c', id)!['Tenant_1__c']);
    sim.org.update('Contact', tenant, { LastName: 'Other', Name: 'Other Name' });
    const told = (await read('tenancies', state)).find((one) => one.type === 'RECORD' && one.key === id);
    expect(told).toMatchObject({ record: { members: [{ fullName: 'Other Name' }, ...anyMore(id)] } });
  });

  it('is a visit that is over by now', async () => {
    const soon = new Date(Date.now() + 60_000).toISOString();
    const [tenant] = live('Contact');
    const old = new Date(Date.now() - 30 * DAY).toISOString();
    const fields = { Type: 'Meeting', WhoId: tenant!, StartDateTime: soon, EndDateTime: soon };
    const id = sim.org.create('Event', fields, old);
    const state = stateOf(await read('visits'));
    sim.org.update('Event', id, { EndDateTime: new Date(Date.now() - 1000).toISOString() }, old);
    expect(keysOf(await read('visits', state))).toContain(id);
  });
});

const anyMore = (tenancy: string) =>
  sim.org.get('Tenancy__c', tenancy)!['Tenant_2__c'] === null ? [] : [expect.anything()];

describe('an object that the landlord has not named', () => {
  it('is not asked for, and has nothing', async () => {
    const { homesObject: _homes, ...rest } = landlordConfiguration(sim.url);
    const config = salesforce.configure(rest);
    const silent = landlordContext({
      get: () => Promise.reject(new Error('Nothing is asked for.')),
      send: () => Promise.reject(new Error('Nobody signs in.')),
    });
    const statuses: string[] = [];
    for await (const message of salesforce.read(config, 'homes', undefined, silent)) {
      statuses.push(message.type === 'STATUS' ? message.status : message.type);
    }
    expect(statuses).toEqual(['STARTED', 'COMPLETE']);
  });
});

describe('limits and sessions', () => {
  it('stops before the day’s requests are used up, says so, and goes on when there is room', async () => {
    sim.faults.set('nearLimit', 'Contact', { times: 1 });
    const stopped = await read('people');
    expect(stopped.filter((one) => one.type === 'STATE')).toHaveLength(1);
    const problem = stopped.find((one) => one.type === 'PROBLEM');
    expect(problem).toMatchObject({ code: 'too-many-requests', retryable: true, retryAfterSeconds: 3600 });
    expect(problem?.type === 'PROBLEM' && problem.message).toContain('99900 of the 100000');
    const rest = await read('people', stateOf(stopped));
    expect(rest.at(-1)).toMatchObject({ status: 'COMPLETE' });
    expect([...new Set([...keysOf(stopped), ...keysOf(rest)])].toSorted()).toEqual(live('Contact'));
  });

  it('signs in once more when its session ends in the middle', async () => {
    let signIns = 0;
    const { send } = landlordContext();
    context = landlordContext({
      send: (request) => {
        signIns++;
        return send(request);
      },
    });
    await read('people', undefined, 1);
    sim.faults.set('expiredSession', 'Contact', { times: 1 });
    expect((await read('people')).at(-1)).toMatchObject({ status: 'COMPLETE' });
    expect(signIns).toBe(2);
  });

  it('says that the fields are not as they were', async () => {
    context = landlordContext({
      mapping: { ...context.mapping, columns: { people: { familyName: 'Gone__c' } } },
    });
    const problem = (await read('people')).find((one) => one.type === 'PROBLEM');
    expect(problem).toMatchObject({ code: 'not-as-declared', retryable: false });
    expect(problem?.type === 'PROBLEM' && problem.message).toContain('INVALID_FIELD');
  });

  it.each(["Name FROM User WHERE Name = 'x", 'Name, Id', 'National_Insurance_Number__c', 'Bank__c', 'A.B.C.D.E.F'])(
    'puts no %s into a query',
    async (field) => {
      let asked = 0;
      const { get } = landlordContext();
      context = landlordContext({
        mapping: { ...context.mapping, columns: { people: { familyName: field } } },
        get: (request) => {
          asked += request.url.includes(encodeURIComponent(field)) ? 1 : 0;
          return get(request);
        },
      });
      const config = salesforce.configure(landlordConfiguration(sim.url));
      for await (const message of salesforce.hydrate(config, 'people', ["003' OR Name != '"], context)) {
        expect(message.type).not.toBe('RECORD');
      }
      /* Two names parted by a comma are a list, of which the first is taken. */
      if (field !== 'Name, Id') {
        expect((await read('people')).find((one) => one.type === 'PROBLEM')).toMatchObject({ code: 'not-as-declared' });
      }
      expect(asked).toBe(0);
    },
  );
});

describe('the fields of an object', () => {
  it('are named, dates are known as such, and what is asked for of every row is not among them', async () => {
    const config = salesforce.configure(landlordConfiguration(sim.url));
    const columns = await salesforce.columns!(config, 'people', context);
    expect(columns).toContainEqual({ name: 'Birthdate', isTime: true });
    expect(columns).toContainEqual({ name: 'Tenancy__c', isTime: false });
    expect(columns.map(({ name }) => name)).not.toContain('Id');
  });

  it('are none where the landlord has no such object', async () => {
    const config = salesforce.configure({ ...landlordConfiguration(sim.url), homesObject: '' });
    expect(await salesforce.columns!(config, 'homes', context)).toEqual([]);
  });
});
