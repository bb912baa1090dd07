import { describe, expect, it } from '@jest/globals';

import {
  asset,
  collect,
  configured,
  type Landlord,
  only,
  PageServer,
  person,
  range,
  tenure,
} from '../../test/page-server.js';
import type { Message } from '../contract.js';

import { hackney } from './hackney.js';

const landlord: Landlord = {
  assets: range(37, asset),
  tenures: range(30, tenure),
  persons: range(25, person),
  processes: range(21, (n) => ({ id: `case-${n}`, processName: 'complaint', state: 'Started' })),
};

const read = (server: PageServer, stream: string, state?: unknown): Promise<Message[]> =>
  collect(hackney.read(configured(), stream, state, server.context));

/** What a store would hold after these messages: the last hash of each key. */
const stored = (messages: readonly Message[]): Map<string, string> =>
  new Map(only(messages, 'RECORD').map(({ key, hash }) => [key, hash]));

const ending = (messages: readonly Message[]) => messages.at(-1);

describe.each([
  ['assets', 37],
  ['tenures', 30],
  ['persons', 25],
  ['processes', 21],
])('reading %s', (stream, total) => {
  it('tells of each row once, a STATE a page, and ends COMPLETE', async () => {
    const messages = await read(new PageServer(landlord), stream);
    expect(messages[0]).toEqual({ type: 'STATUS', stream, status: 'STARTED' });
    expect(only(messages, 'RECORD')).toHaveLength(total);
    expect(stored(messages).size).toBe(total);
    const counts = only(messages, 'STATE').map((state) => state.recordsSince);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(total);
    expect(ending(messages)).toEqual({ type: 'STATUS', stream, status: 'COMPLETE' });
  });

  it('resumed from any STATE ends with what an uninterrupted read has', async () => {
    const whole = await read(new PageServer(landlord), stream);
    const states = whole.flatMap((message, index) =>
      message.type === 'STATE' ? [{ state: message.state, index }] : [],
    );
    expect(states.length).toBeGreaterThan(2);
    for (const { state, index } of states) {
      const kept: unknown = JSON.parse(JSON.stringify(state));
      const before = whole.slice(0, index + 1);
      const after = await read(new PageServer(landlord), stream, kept);
      expect(new Map([...stored(before), ...stored(after)])).toEqual(stored(whole));
      expect(ending(after)).toEqual(ending(whole));
    }
  });

  it('resumed in the middle asks for nothing twice', async () => {
    const whole = await read(new PageServer(landlord), stream);
    const [first] = only(whole, 'STATE');
    const after = await read(new PageServer(landlord), stream, first?.state);
    expect(after.slice(1)).toEqual(whole.slice(whole.indexOf(first as Message) + 1));
  });

  it.each([
    { v: 2, at: { lastHitId: 'x' }, seen: 5 },
    { v: 1, at: { page: '2', apiKey: 'x' }, seen: 5 },
    'nonsense',
    null,
  ])('starts over from a state it does not understand: %j', async (state) => {
    expect(await read(new PageServer(landlord), stream, state)).toEqual(await read(new PageServer(landlord), stream));
  });

  it('starts over from the state a finished read left', async () => {
    const whole = await read(new PageServer(landlord), stream);
    const last = only(whole, 'STATE').at(-1);
    expect(await read(new PageServer(landlord), stream, last?.state)).toEqual(whole);
  });
});

describe('the requests', () => {
  it('carry the key, the page, and both cursors of a tenancy', async () => {
    const server = new PageServer(landlord);
    await collect(hackney.read(configured({ userToken: 'jwt' }), 'tenures', undefined, server.context));
    expect(server.requests.map((request) => request.url).slice(0, 2)).toEqual([
      'https://housing.example/api/v1/search/tenures/all?searchText=**&page=1&pageSize=10&sortBy=tenureStartDate&isDesc=false',
      'https://housing.example/api/v1/search/tenures/all?searchText=**&page=1&pageSize=10&sortBy=tenureStartDate&isDesc=false&lastHitId=tenure-10&lastHitTenureStartDate=1716822489000',
    ]);
    expect(server.requests[0]?.headers).toEqual({
      accept: 'application/json',
      'x-api-key': 'key',
      'x-hackney-user': 'jwt',
      authorization: 'Bearer jwt',
    });
  });
});

describe('a read is INCOMPLETE, so that nothing is taken for gone,', () => {
  const incomplete = { type: 'STATUS', stream: 'assets', status: 'INCOMPLETE' };

  it('when the host counts more than it shows', async () => {
    const server = new PageServer(landlord);
    server.spoil = (answer) => ({ ...answer, body: answer.body.replace('"total":37', '"total":40') });
    const messages = await read(server, 'assets');
    expect(only(messages, 'RECORD')).toHaveLength(37);
    expect(ending(messages)).toEqual(incomplete);
  });

  it('when the host stops counting before its end', async () => {
    const server = new PageServer(landlord);
    server.spoil = (answer) => ({ ...answer, body: answer.body.replace('"total":37', '"total":20') });
    const messages = await read(server, 'assets');
    expect(only(messages, 'RECORD')).toHaveLength(37);
    expect(ending(messages)).toEqual(incomplete);
  });

  it('when one key stands for two rows', async () => {
    const messages = await read(new PageServer({ assets: [...range(5, asset), asset(3)] }), 'assets');
    expect(only(messages, 'RECORD')).toHaveLength(5);
    expect(ending(messages)).toEqual(incomplete);
  });

  it('when a row has no id', async () => {
    const messages = await read(new PageServer({ assets: [...range(5, asset), { assetId: '9' }] }), 'assets');
    expect(only(messages, 'RECORD')).toHaveLength(5);
    expect(ending(messages)).toEqual(incomplete);
  });

  it('when the host gives the same page for ever', async () => {
    const server = new PageServer(landlord);
    server.spoil = (answer) => ({
      ...answer,
      body: answer.body.replace(/"lastHitId":"[^"]*"/, '"lastHitId":"asset-10"'),
    });
    const messages = await read(server, 'assets');
    expect(only(messages, 'PROBLEM')).toMatchObject([{ key: null, code: 'not-a-page' }]);
    expect(ending(messages)).toEqual(incomplete);
    expect(server.requests).toHaveLength(2);
  });

  it('when its last page does not say where it ends, and the rows of that page are kept', async () => {
    const server = new PageServer({ assets: [...range(15, asset), { assetId: '9' }] });
    server.spoil = (answer) => ({ ...answer, body: answer.body.replace('"lastHitId":"no-id"', '"lastHitId":null') });
    const messages = await read(server, 'assets');
    expect(only(messages, 'RECORD')).toHaveLength(15);
    expect(only(messages, 'PROBLEM')).toMatchObject([{ key: null, raw: '{"assetId":"9"}' }]);
    expect(ending(messages)).toEqual(incomplete);
  });

  it('when it is called off', async () => {
    const server = new PageServer(landlord);
    server.spoil = (_answer, _url, request) => {
      if (request === 2) server.abort.abort();
      return undefined;
    };
    const messages = await read(server, 'assets');
    /* The second page was asked for while the first was told; being called off, it is not told. */
    expect(only(messages, 'RECORD')).toHaveLength(10);
    expect(only(messages, 'PROBLEM')).toEqual([]);
    expect(ending(messages)).toEqual(incomplete);
  });
});

it('an empty landlord is COMPLETE', async () => {
  expect(await read(new PageServer({}), 'assets')).toEqual([
    { type: 'STATUS', stream: 'assets', status: 'STARTED' },
    { type: 'STATE', stream: 'assets', state: { v: 1, at: {}, seen: 0 }, recordsSince: 0, fieldsLeft: [] },
    { type: 'STATUS', stream: 'assets', status: 'COMPLETE' },
  ]);
});

it('a fault of the connector itself is not taken for one of the source', async () => {
  const server = new PageServer(landlord);
  server.spoil = () => {
    throw new TypeError('a bug');
  };
  await expect(read(server, 'assets')).rejects.toThrow('a bug');
});

it('a stream of another name is a fault of the caller', () => {
  const { context } = new PageServer({});
  expect(() => hackney.read(configured(), 'appointments', undefined, context)).toThrow(RangeError);
  expect(() => hackney.hydrate(configured(), 'assets', [], context)).toThrow(RangeError);
});
