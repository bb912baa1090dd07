import { describe, expect, it } from '@jest/globals';

import { asset, collect, configured, only, PageServer, person, range, workOrder } from '../../test/page-server.js';
import { type FetchedText, type Message, SourceProblem } from '../contract.js';

import { hackney } from './hackney.js';

const body = (text: string) => (answer: FetchedText) => ({ ...answer, body: text });
const status = (code: number) => (answer: FetchedText) => ({ ...answer, status: code });
const cutTo = (share: number) => (answer: FetchedText) => ({
  ...answer,
  body: answer.body.slice(0, Math.floor(answer.body.length * share)),
});

describe.each(['assets', 'workOrders'])('a page of %s that cannot be read', (stream) => {
  it.each([
    ['is an HTML page with 200', body('<!doctype html><title>Sign in</title>'), 'not-json', true],
    ['is malformed JSON', body('{"results": {"assets": [}}'), 'not-json', true],
    ['has something after its end', body('[] oops'), 'not-json', true],
    ['is empty', body(''), 'truncated', true],
    ['is cut in the middle', cutTo(0.5), 'truncated', true],
    [
      'lacks its last bracket',
      (answer: FetchedText) => ({ ...answer, body: answer.body.slice(0, -1) }),
      'truncated',
      true,
    ],
    ['is cut inside a string with brackets', body('{"results":"]}\\"'), 'truncated', true],
    ['is JSON of another shape', body('{"message":"hello"}'), 'not-a-page', true],
    ['is null', body('null'), 'not-a-page', true],
    ['is refused (401)', status(401), 'no-permission', false],
    ['is refused (403)', status(403), 'no-permission', false],
    ['is rationed (429)', status(429), 'too-many-requests', true],
    ['is an error (503)', status(503), 'unreachable', true],
    ['is moved (302)', status(302), 'not-a-page', false],
  ])('%s', async (_what, spoiled, code, retryable) => {
    const server = new PageServer({ assets: range(30, asset), workOrders: range(130, (n) => workOrder(n)) });
    server.spoil = (answer, _url, request) => (request === 2 ? spoiled(answer) : undefined);
    const messages = await collect(hackney.read(configured(), stream, undefined, server.context));
    const firstState = messages.findIndex((message) => message.type === 'STATE');
    expect(messages.slice(firstState + 1)).toEqual([
      { type: 'PROBLEM', stream, key: null, code, message: expect.any(String), raw: null, retryable },
      { type: 'STATUS', stream, status: 'INCOMPLETE' },
    ]);
    expect(server.requests).toHaveLength(2);
  });

  it('is said to be unreachable when the client says so', async () => {
    const server = new PageServer({});
    server.spoil = () => {
      throw new SourceProblem('unreachable', 'No answer in 30 seconds.', true);
    };
    expect(await collect(hackney.read(configured(), stream, undefined, server.context))).toEqual([
      { type: 'STATUS', stream, status: 'STARTED' },
      {
        type: 'PROBLEM',
        stream,
        key: null,
        code: 'unreachable',
        message: 'No answer in 30 seconds.',
        raw: null,
        retryable: true,
      },
      { type: 'STATUS', stream, status: 'INCOMPLETE' },
    ]);
  });
});

describe('a row that cannot be read', () => {
  const read = async (stream: string, bad: unknown): Promise<Message[]> => {
    const good = stream === 'persons' ? person(1) : asset(1);
    const server = new PageServer({ [stream]: [good, bad] });
    return collect(hackney.read(configured(), stream, undefined, server.context));
  };

  it.each([
    ['a row that is not an object', 'assets', 'text', null, 'bad-record'],
    ['a row without an id', 'assets', { id: ' ' }, null, 'bad-record'],
    ['an id too long for an index', 'assets', { id: 'x'.repeat(201) }, null, 'field-too-long'],
    ['structure where text belongs', 'assets', { id: 'a', assetType: { deep: 1 } }, 'a', 'bad-record'],
    ['text where a list belongs', 'persons', { id: 'p', surname: 'Person', tenures: 'none' }, 'p', 'bad-record'],
    ['a field of ten megabytes', 'persons', { id: 'p', surname: 'x'.repeat(10_000_000) }, 'p', 'field-too-long'],
  ])('%s is held and the page goes on', async (_what, stream, bad, key, code) => {
    const messages = await read(stream, bad);
    const [problem] = only(messages, 'PROBLEM');
    expect(problem).toMatchObject({ key, code, retryable: false, raw: expect.any(String) });
    expect(problem?.raw?.length).toBeLessThanOrEqual(2000);
    expect(problem?.message).not.toMatch(/xxx/);
    expect(only(messages, 'RECORD')).toHaveLength(1);
    expect(only(messages, 'STATE')[0]).toMatchObject({ recordsSince: 1 });
    expect(messages.at(-1)).toMatchObject({ status: key === null ? 'INCOMPLETE' : 'COMPLETE' });
  });

  it('a field of ten megabytes that is not taken anyway does no harm', async () => {
    const messages = await read('persons', { id: 'p', surname: 'Person', notes: 'x'.repeat(10_000_000) });
    expect(only(messages, 'RECORD')).toHaveLength(2);
    expect(only(messages, 'PROBLEM')).toEqual([]);
  });

  it('text that a database cannot hold is mended', async () => {
    const messages = await read('persons', { id: 'p', firstname: 'A\u0000B', surname: 'C\ud800D' });
    expect(only(messages, 'RECORD').at(-1)).toMatchObject({
      record: { givenName: 'A\ufffdB', familyName: 'C\ufffdD' },
    });
  });
});
