import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { startFixfloSim } from '../../../../tools/housing-sim/src/index.js';
import { plainClient } from '../../test/plain-client.js';
import type { ConnectorContext, Message, SendRequest, WriteRequest } from '../contract.js';

import { fixflo } from './fixflo.js';

let sim: Awaited<ReturnType<typeof startFixfloSim>>;
const config = (more: object = {}) =>
  fixflo.configure({ url: sim.url, token: 'a-token', webhookId: 'hook-1', ...more });

beforeEach(async () => {
  sim = await startFixfloSim({ homes: 12, seed: 3, token: 'a-token', pageSize: 5, webhookId: 'hook-1' });
});
afterEach(() => sim.close());

const context = (more: Partial<ConnectorContext> = {}): ConnectorContext => ({
  ...plainClient,
  sql: null,
  files: null,
  now: () => new Date(sim.book.now),
  mapping: fixflo.defaultMapping,
  signal: new AbortController().signal,
  kept: new Map(),
  ...more,
});

async function readFrom(stream: string, state: unknown, configuration = config()) {
  const messages: Message[] = [];
  for await (const message of fixflo.read(configuration, stream, state, context())) messages.push(message);
  const keys = messages.flatMap((one) => (one.type === 'RECORD' ? [one.key] : []));
  const states = messages.flatMap((one) => (one.type === 'STATE' ? [one.state] : []));
  return { keys, state: states.at(-1), messages };
}

/** An issue that nothing has happened to for long, so that no list names it by its status. */
const oldIssue = () => [...sim.book.issues.values()][0]!;

describe('a comment whose issue keeps its status', () => {
  it('is noticed by the log of deliveries, though the delivery never came', async () => {
    const { state } = await readFrom('comments', undefined);
    const comment = sim.book.comment(oldIssue(), 'tenant');
    sim.book.deliver(oldIssue());
    const again = await readFrom('comments', state);
    expect(again.keys).toContain(`${oldIssue().Id}-${comment.id}`);
    expect(again.messages.at(-1)).toMatchObject({ status: 'COMPLETE' });
  });

  it('is not noticed without a webhook, as the check says', async () => {
    const without = config({ webhookId: undefined });
    const { state } = await readFrom('comments', undefined, without);
    const comment = sim.book.comment(oldIssue(), 'tenant');
    sim.book.deliver(oldIssue());
    expect((await readFrom('comments', state, without)).keys).not.toContain(`${oldIssue().Id}-${comment.id}`);
    const results = [];
    for await (const result of fixflo.check(without, context())) results.push(result);
    expect(results.find(({ name }) => name === 'Quiet changes')?.detail).toMatch(/only noticed when the status/);
  });

  it('is read once, however often the delivery was sent', async () => {
    const { state } = await readFrom('comments', undefined);
    const comment = sim.book.comment(oldIssue(), 'tenant');
    for (let time = 0; time < 6; time++) sim.book.deliver(oldIssue());
    const { keys } = await readFrom('comments', state);
    expect(keys.filter((key) => key === `${oldIssue().Id}-${comment.id}`)).toHaveLength(1);
  });
});

describe('the log of deliveries', () => {
  it('is read no further back than what was read before', async () => {
    const { state } = await readFrom('issues', undefined);
    for (let n = 0; n < 50; n++) sim.book.deliver(oldIssue(), '2026-01-01T00:00:00');
    const asked: string[] = [];
    const watched = context({ get: (request) => (asked.push(request.url), plainClient.get(request)) });
    for await (const message of fixflo.read(config(), 'issues', state, watched)) void message;
    expect(asked.filter((url) => url.includes('Webhook/Activity'))).toHaveLength(1);
  });
});

describe('tenants in the order of their changes', () => {
  it('are all told, though one who is changed pushes another past the page', async () => {
    sim.faults.strike('tenants', 'orderByChange');
    let pages = 0;
    const changing = context({
      get: async (request) => {
        const answer = await plainClient.get(request);
        if (++pages === 1) sim.book.tenants.values().next().value!['UpdateDate'] = sim.book.tick();
        return answer;
      },
    });
    const told = new Set<string>();
    for await (const message of fixflo.read(config(), 'tenants', undefined, changing))
      if (message.type === 'RECORD') told.add(message.key);
    expect([...told].sort()).toEqual([...sim.book.tenants.keys()].sort());
  });
});

describe('the address of an issue', () => {
  it('is not followed to another origin', async () => {
    const asked: string[] = [];
    const elsewhere = context({
      get: async (request) => {
        asked.push(request.url);
        const answer = await plainClient.get(request);
        const body = answer.body.replaceAll(`${sim.url}/api/v2/Issue/`, 'https://elsewhere.example/api/v2/Issue/');
        return { ...answer, body };
      },
    });
    const messages: Message[] = [];
    for await (const message of fixflo.read(config(), 'issues', undefined, elsewhere)) messages.push(message);
    expect(asked.filter((url) => url.includes('elsewhere'))).toEqual([]);
    expect(messages.at(-1)).toMatchObject({ status: 'INCOMPLETE' });
  });
});

const request = (id: string, more: Partial<WriteRequest> = {}): WriteRequest => ({
  reference: 'D-1',
  record: { type: 'home', id, otherReferences: [] },
  title: 'Heard at the door',
  text: 'The tap drips again.',
  toldAt: '2026-11-25T11:00:00.000Z',
  ...more,
});
const raise = { route: 'hazard', isEmergency: false, isDampOrMould: true } as const;
const homeOf = (issue: ReturnType<typeof oldIssue>) => String((issue['Property'] as { readonly id: number }).id);

describe('writing', () => {
  it('comments on an issue about the home, for staff alone, once', async () => {
    const first = await fixflo.write!.note!(config(), request(homeOf(oldIssue())), context());
    expect(await fixflo.write!.note!(config(), request(homeOf(oldIssue())), context())).toEqual(first);
    const written = sim.book.comments.filter((one) => String(one['message']).includes('Doorstep reference D-1'));
    expect(written.map((one) => [`${one.issueId}-${one.id}`, one['commentToEntityType']])).toEqual([
      [first.receipt, ['agent']],
    ]);
  });

  it('comments on the newest issue of a person that is not closed', async () => {
    const { TenantId } = oldIssue();
    const theirs = [...sim.book.issues.values()].filter((one) => one['TenantId'] === TenantId);
    const newest = theirs.sort((a, b) => (a.Created < b.Created ? 1 : -1))[0]!;
    const older = theirs.at(-1)!;
    expect(theirs.length).toBeGreaterThan(1);
    sim.book.setStatus(newest, 'Closed');
    const record = { type: 'person', id: String(TenantId), otherReferences: [] } as const;
    const { receipt } = await fixflo.write!.note!(config(), request('', { record }), context());
    expect(receipt).toMatch(new RegExp(`^${older.Id}-\\d+$`));
  });

  it('refuses a note where there is no issue, and says what to do', async () => {
    const bare = String(sim.book.addProperty().id);
    await expect(fixflo.write!.note!(config(), request(bare), context())).rejects.toMatchObject({
      code: 'refused',
      retryable: false,
      message: expect.stringContaining('by hand'),
    });
  });

  it('raises an issue once, though the answer to the first try was lost', async () => {
    const home = homeOf(oldIssue());
    const lost = context({
      send: async (sent: SendRequest) => {
        const answer = await plainClient.send(sent);
        return sent.url.endsWith('/Commit') ? { ...answer, status: 502 } : answer;
      },
    });
    await expect(fixflo.write!.raise!(config(), { ...request(home), ...raise }, lost)).rejects.toMatchObject({
      retryable: true,
      mayHaveArrived: true,
    });
    const { receipt } = await fixflo.write!.raise!(config(), { ...request(home), ...raise }, context());
    const raised = [...sim.book.issues.values()].filter((one) => String(one['Title']).includes('D-1'));
    expect(raised.map(({ Id }) => Id)).toEqual([receipt]);
    expect(raised[0]).toMatchObject({ FaultPriority: 1, FaultNotes: 'Damp or mould. The tap drips again.' });
  });

  it.each([
    [401, 'no-permission', false],
    [429, 'too-many-requests', true],
    [400, 'refused', false],
    [503, 'unreachable', true],
  ])('answers %s with %s', async (status, code, retryable) => {
    const send = async () => ({ status, headers: {}, body: '{}' });
    const writing = fixflo.write!.raise!(config(), { ...request(homeOf(oldIssue())), ...raise }, context({ send }));
    await expect(writing).rejects.toMatchObject({ code, retryable });
  });

  it('takes errors in an answer of 200 for a refusal', async () => {
    const send = async () => ({ status: 200, headers: {}, body: '{"Errors":["No."]}' });
    const writing = fixflo.write!.raise!(config(), { ...request(homeOf(oldIssue())), ...raise }, context({ send }));
    await expect(writing).rejects.toMatchObject({ code: 'refused' });
  });
});
