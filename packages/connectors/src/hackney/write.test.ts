import { describe, expect, it } from '@jest/globals';

import { configured, json, PageServer, range, workOrder } from '../../test/page-server.js';
import { type RaiseRequest, SourceProblem, type WriteKind, type WriteRequest } from '../contract.js';
import { connectors } from '../registry.js';

import { hackney } from './hackney.js';

const note: WriteRequest = {
  reference: '7K2M9Q',
  record: { type: 'tenancy', id: 'tenure-1', otherReferences: [] },
  title: 'A resident was heard',
  text: 'Ask in Doorstep.',
  toldAt: '2026-11-25T11:20:00Z',
};
const home = { id: '00023400', allocatedBy: 'hackney/property' };
const order: RaiseRequest = {
  ...note,
  record: { type: 'home', id: 'asset-1', otherReferences: [home] },
  title: 'Something in the home may be unsafe',
  text: 'The wall by the window is black.',
  route: 'hazard',
  isEmergency: false,
  isDampOrMould: true,
};
const config = configured({ raiseContractor: 'C1', raiseTrade: 'PL', raiseRate: '20060020' });
const kinds = ['note', 'raise'] as const;

const write = (kind: (typeof kinds)[number], server: PageServer) =>
  kind === 'note'
    ? hackney.write!.note!(config, note, server.context)
    : hackney.write!.raise!(config, order, server.context);
const kept = (server: PageServer) => server.notes.length + server.orders.length;

describe.each(kinds)('a %s', (kind) => {
  it('is written once, and the second time is answered for with what is there', async () => {
    const server = new PageServer({ workOrders: range(60, workOrder) });
    const first = await write(kind, server);
    expect(await write(kind, server)).toEqual(first);
    expect(kept(server)).toBe(1);
  });

  it.each([
    ['an error before it is kept', json({}, 500), false],
    ['an error after it was kept', json({}, 500), true],
    ['silence before it is kept', new SourceProblem('unreachable', 'Too long.', false), false],
    ['silence after it was kept', new SourceProblem('unreachable', 'Too long.', false), true],
    ['an answer that says no number', json({}), true],
    ['an answer that is a web page', { ...json(''), body: '<html>' }, true],
  ])('may have arrived with %s, and stands there once after the next try', async (_what, answer, isKept) => {
    const server = new PageServer({});
    server.refuse = (sent) => (sent === 1 ? { answer, kept: isKept } : undefined);
    await expect(write(kind, server)).rejects.toMatchObject({ retryable: true, mayHaveArrived: true });
    await write(kind, server);
    expect(kept(server)).toBe(1);
  });

  it.each([
    [json({}, 401), { code: 'no-permission', retryable: false, mayHaveArrived: false }],
    [json({}, 400), { code: 'refused', retryable: false, mayHaveArrived: false }],
    [
      { ...json({}, 429), headers: { 'retry-after': '120' } },
      { code: 'too-many-requests', retryable: true, mayHaveArrived: false, retryAfterSeconds: 120 },
    ],
    [
      new SourceProblem('unreachable', 'No such host.', true),
      { code: 'unreachable', retryable: true, mayHaveArrived: false },
    ],
    [
      new SourceProblem('blocked-address', 'A private address.', false),
      { code: 'blocked-address', retryable: false, mayHaveArrived: false },
    ],
  ])('that was surely not taken says so', async (answer, problem) => {
    const server = new PageServer({});
    server.refuse = () => ({ answer, kept: false });
    await expect(write(kind, server)).rejects.toMatchObject(problem);
    expect(kept(server)).toBe(0);
  });

  it('is not sent while it cannot be seen whether it is there', async () => {
    const server = new PageServer({});
    server.spoil = (_answer, url) =>
      url.pathname.includes('notes') || url.pathname.endsWith('workOrders') ? json({ hello: 1 }) : undefined;
    await expect(write(kind, server)).rejects.toMatchObject({ mayHaveArrived: false });
    expect(kept(server)).toBe(0);
  });
});

it('a note stands on its record, with our reference, and one of another reference is another note', async () => {
  const server = new PageServer({});
  for (const reference of ['7K2M9', '7K2M9Q', '7K2M9Q-2']) {
    await hackney.write!.note!(config, { ...note, reference }, server.context);
  }
  expect(server.notes).toHaveLength(3);
  expect(server.notes[1]).toMatchObject({
    targetType: 'tenure',
    targetId: 'tenure-1',
    title: 'A resident was heard',
    description: 'Ask in Doorstep.\n\nDoorstep reference 7K2M9Q',
    createdAt: '2026-11-25T12:00:00.000Z',
  });
});

describe('a raised order', () => {
  it('carries the words, when they were said, the home, and what Repairs wants of every order', async () => {
    const server = new PageServer({});
    const { receipt } = await hackney.write!.raise!(config, order, server.context);
    expect(receipt).toBe(String(server.orders[0]!['number']));
    expect(server.orders[0]).toMatchObject({
      descriptionOfWork:
        'Something in the home may be unsafe. The wall by the window is black.\n\nDoorstep reference 7K2M9Q',
      dateReported: '2026-11-25T11:20:00Z',
      site: { property: [{ propertyReference: '00023400' }] },
      assignedToPrimary: { organization: { reference: [{ id: 'C1' }] } },
      workElement: [{ trade: [{ customCode: 'PL' }], rateScheduleItem: [{ customCode: '20060020' }] }],
      isAwaabsDampAndMouldRepair: true,
    });
  });

  it.each([
    ['damp', {}, [2, 3, 4, 10], 10],
    ['damp, where Awaab’s has no priority of its own', {}, [2, 3, 4], 3],
    ['another hazard', { isDampOrMould: false }, [2, 3, 4, 10], 3],
    ['an emergency', { isEmergency: true }, [2, 3, 4, 10], 2],
    ['a request', { route: 'service_request', isDampOrMould: false }, [2, 3, 4, 10], 4],
  ] as const)('of %s has the landlord’s own priority', async (_what, more, priorities, code) => {
    const server = new PageServer({ priorities });
    await hackney.write!.raise!(config, { ...order, ...more }, server.context);
    expect(server.orders[0]).toMatchObject({ priority: { priorityCode: code, numberOfDays: code } });
  });

  it('is refused where the connection or the home lacks what Repairs wants', async () => {
    const { context } = new PageServer({});
    await expect(hackney.write!.raise!(configured(), order, context)).rejects.toThrow('raiseContractor');
    const nowhere = { ...order, record: { ...order.record, otherReferences: [] } };
    await expect(hackney.write!.raise!(config, nowhere, context)).rejects.toThrow('property reference');
  });
});

it.each([...connectors.values()])('$spec.name can write what it says it can, and says what to do instead', (one) => {
  const all: readonly WriteKind[] = ['note', 'raise', 'task'];
  for (const kind of all) {
    const says = one.spec.writes[kind];
    expect(says.can).toBe(one.write?.[kind] !== undefined);
    if (!says.can) expect(says.byHand).toMatch(/\.$/);
  }
});
