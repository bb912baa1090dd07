import { describe, expect, it } from '@jest/globals';

import { collect, configured, json, only, PageServer, range, type Row, workOrder } from '../../test/page-server.js';
import type { Message } from '../contract.js';

import { hackney } from './hackney.js';

const read = (server: PageServer, state?: unknown): Promise<Message[]> =>
  collect(hackney.read(configured(), 'workOrders', state, server.context));

const keysOf = (messages: readonly Message[]): string[] => only(messages, 'RECORD').map(({ key }) => key);

const complete = { type: 'STATUS', stream: 'workOrders', status: 'COMPLETE' };
const incomplete = { ...complete, status: 'INCOMPLETE' };

describe('reading work orders', () => {
  it('ends COMPLETE after a second pass that finds nothing new, and tells of each row once', async () => {
    const server = new PageServer({ workOrders: range(120, (n) => workOrder(n)) });
    const messages = await read(server);
    expect(keysOf(messages)).toHaveLength(120);
    expect(new Set(keysOf(messages)).size).toBe(120);
    expect(messages.at(-1)).toEqual(complete);
    expect(server.requests.map(({ url }) => url.replace(/^.*\?/, ''))).toEqual(
      [1, 2, 3, 1, 2, 3].map((page) => `PageNumber=${page}&PageSize=50&Sort=dateraised`),
    );
  });

  it('finds the row that slipped past while the order shuffled', async () => {
    const landlord = { workOrders: range(120, (n) => workOrder(n)) as Row[] };
    const server = new PageServer(landlord);
    server.spoil = (_answer, _url, request) => {
      /* A row still to come moves to the front once the first page is read: it is missed, and another is shown twice. */
      if (request === 1) landlord.workOrders.unshift(...landlord.workOrders.splice(70, 1));
      return undefined;
    };
    const messages = await read(server);
    expect(new Set(keysOf(messages)).size).toBe(120);
    expect(keysOf(messages)).toHaveLength(120);
    expect(server.requests).toHaveLength(9);
    expect(messages.at(-1)).toEqual(complete);
  });

  it('is INCOMPLETE when three passes each find something new', async () => {
    const landlord = { workOrders: range(60, (n) => workOrder(n)) as Row[] };
    const server = new PageServer(landlord);
    server.spoil = (_answer, url, request) => {
      if (url.searchParams.get('PageNumber') === '2') landlord.workOrders.unshift(workOrder(1000 + request));
      return undefined;
    };
    const messages = await read(server);
    expect(messages.at(-1)).toEqual(incomplete);
    expect(server.requests).toHaveLength(6);
  });

  it('goes on past a page of exactly fifty', async () => {
    const messages = await read(new PageServer({ workOrders: range(100, (n) => workOrder(n)) }));
    expect(keysOf(messages)).toHaveLength(100);
    expect(messages.at(-1)).toEqual(complete);
  });

  it('resumed from any STATE ends with what an uninterrupted read has', async () => {
    const workOrders = range(430, (n) => workOrder(n));
    const whole = await read(new PageServer({ workOrders }));
    const states = whole.flatMap((message, index) =>
      message.type === 'STATE' ? [{ state: message.state, index }] : [],
    );
    expect(states).toHaveLength(6);
    for (const { state, index } of states) {
      const after = await read(new PageServer({ workOrders }), state);
      const both = new Set([...keysOf(whole.slice(0, index + 1)), ...keysOf(after)]);
      expect(both).toEqual(new Set(keysOf(whole)));
      expect(after.at(-1)).toEqual(complete);
    }
  });

  it('tells of the pages before one that does not come, and goes on with that one', async () => {
    const server = new PageServer({ workOrders: range(430, (n) => workOrder(n)) });
    server.spoil = (answer, url) =>
      url.searchParams.get('PageNumber') === '6' ? { ...answer, status: 503 } : undefined;
    const messages = await read(server);
    expect(keysOf(messages)).toHaveLength(250);
    expect(only(messages, 'STATE').at(-1)).toMatchObject({ state: { page: 6 } });
    expect(messages.at(-1)).toEqual(incomplete);
  });

  it.each([{ v: 1, page: 0 }, { v: 9, page: 2 }, 'x'])(
    'starts over from a state it does not understand: %j',
    async (state) => {
      const workOrders = range(60, (n) => workOrder(n));
      expect(await read(new PageServer({ workOrders }), state)).toEqual(await read(new PageServer({ workOrders })));
    },
  );

  it('stops at a list that repeats one page for ever', async () => {
    const server = new PageServer({});
    server.spoil = () => json(range(50, (n) => workOrder(n)));
    const messages = await read(server);
    expect(only(messages, 'PROBLEM')).toMatchObject([{ key: null, code: 'not-a-page' }]);
    expect(messages.at(-1)).toEqual(incomplete);
    expect(server.requests.length).toBeLessThan(5);
  });

  it('holds a row without a reference once, and cannot be COMPLETE with it', async () => {
    const messages = await read(new PageServer({ workOrders: [workOrder(1), { description: 'no reference' }] }));
    expect(only(messages, 'PROBLEM')).toMatchObject([
      { key: null, code: 'bad-record', raw: '{"description":"no reference"}' },
    ]);
    expect(keysOf(messages)).toHaveLength(1);
    expect(messages.at(-1)).toEqual(incomplete);
  });
});
