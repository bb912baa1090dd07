import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { sampleMapping, startSampleDataverse } from '../../test/dataverse-source.js';
import { plainClient } from '../../test/plain-client.js';
import { json } from '../../test/web-api.js';
import { type ConnectorContext, type FetchedText, type RaiseRequest, SourceProblem } from '../contract.js';

import { dataverse } from './dataverse.js';

type Sim = Awaited<ReturnType<typeof startSampleDataverse>>;
type Kind = 'note' | 'raise' | 'task';

const kinds: readonly Kind[] = ['note', 'raise', 'task'];
const tableOf = { note: 'annotation', raise: 'incident', task: 'task' } as const;

let started: Sim;
let context: ConnectorContext;
/** Set to answer for a PATCH instead; `kept` says that it was taken all the same. */
let refuse: (sent: number) => { readonly answer: FetchedText | Error; readonly kept: boolean } | undefined;
let before: number;

const rows = (kind: Kind) => started.sim.landlord.table(tableOf[kind]).all();
const idIn = (table: string) => {
  const { definition } = started.sim.landlord.table(table);
  return String(started.sim.landlord.table(table).all()[3]?.[definition.idColumn]);
};

beforeEach(async () => {
  started = await startSampleDataverse();
  refuse = () => undefined;
  let sent = 0;
  const send: ConnectorContext['send'] = async (request) => {
    const refused = request.method === 'PATCH' ? refuse(++sent) : undefined;
    if (refused === undefined) return plainClient.send(request);
    if (refused.kept) await plainClient.send(request);
    if (refused.answer instanceof Error) throw refused.answer;
    return refused.answer;
  };
  context = {
    get: plainClient.get,
    send,
    sql: null,
    files: null,
    now: () => new Date(),
    mapping: sampleMapping,
    signal: new AbortController().signal,
    kept: new Map(),
  };
  before = rows('raise').length;
});
afterEach(() => started.sim.close());

const request = (kind: Kind, more: Partial<RaiseRequest> = {}): RaiseRequest => ({
  reference: '7K2M9Q',
  record:
    kind === 'raise'
      ? { type: 'home', id: idIn('hsg_home'), otherReferences: [] }
      : { type: 'person', id: idIn('contact'), otherReferences: [] },
  title: 'Something in the home may be unsafe',
  text: 'The wall by the window is black.',
  toldAt: '2026-11-25T11:20:00Z',
  route: 'hazard',
  isEmergency: false,
  isDampOrMould: true,
  ...more,
});
const write = (kind: Kind, more: Partial<RaiseRequest> = {}, configuration: object = started.configuration) =>
  dataverse.write![kind]!(dataverse.configure(configuration), request(kind, more), context);
const written = (kind: Kind) => (kind === 'raise' ? rows(kind).length - before : rows(kind).length);

describe.each(kinds)('a %s', (kind) => {
  it('is written once, and the second time is answered for with what is there', async () => {
    const first = await write(kind);
    expect(await write(kind)).toEqual(first);
    expect(written(kind)).toBe(1);
    expect(JSON.stringify(rows(kind).at(-1))).toContain('Doorstep reference 7K2M9Q');
    await write(kind, { reference: '7K2M9Q-2' });
    expect(written(kind)).toBe(2);
  });

  it('is written once where two write it at the same time', async () => {
    const [one, other] = await Promise.all([write(kind), write(kind)]);
    expect(one).toEqual(other);
    expect(written(kind)).toBe(1);
  });

  it.each([
    ['an error before it is kept', json({}, 500), false],
    ['an error after it was kept', json({}, 503), true],
    ['silence before it is kept', new SourceProblem('unreachable', 'Too long.', false), false],
    ['silence after it was kept', new SourceProblem('unreachable', 'Too long.', false), true],
  ])('may have arrived with %s, and stands there once after the next try', async (_what, answer, kept) => {
    refuse = (sent) => (sent === 1 ? { answer, kept } : undefined);
    await expect(write(kind)).rejects.toMatchObject({ retryable: true, mayHaveArrived: true });
    const { receipt } = await write(kind);
    expect(JSON.stringify(rows(kind).at(-1))).toContain(receipt);
    expect(written(kind)).toBe(1);
  });

  it('that was kept with an answer nobody can read is answered for by its id', async () => {
    refuse = () => ({ answer: { ...json(''), body: '<html>' }, kept: true });
    const { receipt } = await write(kind);
    expect(JSON.stringify(rows(kind).at(-1))).toContain(receipt);
  });

  it.each([
    [json({}, 403), { code: 'no-permission', retryable: false }],
    [json({}, 400), { code: 'refused', retryable: false }],
    [json({}, 429, { 'retry-after': '120' }), { code: 'too-many-requests', retryable: true, retryAfterSeconds: 120 }],
    [
      json({}, 429, { 'retry-after': 'Wed, 25 Nov 2026 12:01:00 GMT' }),
      { code: 'too-many-requests', retryable: true, retryAfterSeconds: 60 },
    ],
    [new SourceProblem('unreachable', 'No such host.', true), { code: 'unreachable', retryable: true }],
    [new SourceProblem('blocked-address', 'Private.', false), { code: 'blocked-address', retryable: false }],
  ])('that was surely not taken says so', async (answer, problem) => {
    refuse = () => ({ answer, kept: false });
    await expect(write(kind)).rejects.toMatchObject({ ...problem, mayHaveArrived: false });
    expect(written(kind)).toBe(0);
  });

  it('is sent again with a new token where the first was withdrawn', async () => {
    refuse = (sent) => (sent === 1 ? { answer: json({}, 401), kept: false } : undefined);
    await write(kind);
    expect(started.sim.signIns()).toBe(2);
    expect(written(kind)).toBe(1);
  });

  it('on what is no record of Dataverse is refused', async () => {
    const nowhere = { record: { ...request(kind).record, id: "x') or (1 eq 1" } };
    await expect(write(kind, nowhere)).rejects.toMatchObject({ code: 'refused' });
    expect(written(kind)).toBe(0);
  });
});

it.each([
  ['person', 'contact'],
  ['tenancy', 'account'],
  ['home', 'hsg_home'],
] as const)('a note and a task on a %s stand on its %s', async (type, table) => {
  const record = { type, id: idIn(table), otherReferences: [] };
  await write('note', { record });
  await write('task', { record });
  expect(rows('note').at(-1)).toMatchObject({ _objectid_value: { table, id: record.id } });
  expect(rows('task').at(-1)).toMatchObject({ _regardingobjectid_value: { table, id: record.id }, statecode: 0 });
});

describe('a raised case', () => {
  it('carries the words, when they were said, the home, the account and the type, and answers with its number', async () => {
    const { receipt } = await write('raise');
    const raised = rows('raise').at(-1)!;
    expect(receipt).toMatch(/^CAS-/);
    expect(raised).toMatchObject({
      ticketnumber: receipt,
      title: 'Something in the home may be unsafe',
      casetypecode: 10,
      prioritycode: 1,
      _hsg_home_value: { table: 'hsg_home', id: idIn('hsg_home') },
      _customerid_value: { table: 'account', id: started.configuration.raiseCustomer },
    });
    expect(raised['description']).toMatch(
      /^Damp or mould\.\n\nThe wall by the window is black\.\n\nTold on 2026-11-25/,
    );
  });

  it('of a request is of normal priority', async () => {
    await write('raise', { route: 'service_request', isDampOrMould: false, title: 'x'.repeat(300) });
    expect(rows('raise').at(-1)).toMatchObject({ prioritycode: 2, title: 'x'.repeat(200) });
  });

  it('is refused where the connection lacks what a case wants', async () => {
    const { raiseHomeLookup, ...rest } = started.configuration;
    await expect(write('raise', {}, rest)).rejects.toThrow('raiseHomeLookup');
    expect(raiseHomeLookup).toBe('hsg_Home');
  });
});
