import { describe, expect, it } from '@jest/globals';

import { collect, configured, json, only, PageServer, range } from '../../test/page-server.js';
import { type Message, SourceProblem } from '../contract.js';

import { hackney } from './hackney.js';

const alert = (person: string) => ({
  personId: person,
  alerts: [{ alertId: `alert-${person}`, alertCode: 'CV', isActive: true }],
});
const people = range(20, (n) => `p${n}`);
const alerts = Object.fromEntries(people.filter((_, n) => n % 2 === 0).map((person) => [person, alert(person)]));

const hydrate = (server: PageServer, stream: string, keys: readonly string[]): Promise<Message[]> =>
  collect(hackney.hydrate(configured(), stream, keys, server.context));

describe('cautionary alerts', () => {
  it('are read by person, in the order asked; none is an answer', async () => {
    const server = new PageServer({ alerts });
    const messages = await hydrate(server, 'cautionaryAlerts', [...people, 'p1']);
    expect(messages[0]).toMatchObject({ status: 'STARTED' });
    expect(only(messages, 'RECORD').map(({ key }) => key)).toEqual(
      Object.keys(alerts).map((person) => `alert-${person}`),
    );
    expect(only(messages, 'PROBLEM')).toEqual([]);
    expect(messages.at(-1)).toMatchObject({ status: 'COMPLETE' });
    expect(server.requests).toHaveLength(20);
  });

  it('of a person who could not be read are a PROBLEM of that person', async () => {
    const server = new PageServer({ alerts });
    server.spoil = (answer, url) => {
      if (url.pathname.endsWith('/p3')) return json('oops', 500);
      if (url.pathname.endsWith('/p5')) return { ...answer, body: '<html>' };
      if (url.pathname.endsWith('/p7'))
        return json({ alerts: [{ alertId: 'x', alertCode: 'CV' }, { alertCode: 'VA' }] });
      if (url.pathname.endsWith('/p9')) throw new SourceProblem('unreachable', 'No answer.', true);
      return undefined;
    };
    const messages = await hydrate(server, 'cautionaryAlerts', people);
    expect(only(messages, 'PROBLEM').map(({ key, code }) => [key, code])).toEqual([
      ['p3', 'unreachable'],
      ['p5', 'not-json'],
      ['p7', 'bad-record'],
      ['p9', 'unreachable'],
    ]);
    expect(messages.at(-1)).toMatchObject({ status: 'COMPLETE' });
  });

  it('end INCOMPLETE at the first refusal, without trying everyone', async () => {
    const server = new PageServer({ alerts });
    server.spoil = () => json({}, 403);
    const messages = await hydrate(server, 'cautionaryAlerts', people);
    expect(only(messages, 'PROBLEM')).toMatchObject([{ key: null, code: 'no-permission', retryable: false }]);
    expect(messages.at(-1)).toMatchObject({ status: 'INCOMPLETE' });
    expect(server.requests).toHaveLength(8);
  });

  it('are asked for eight people at a time', async () => {
    const { context } = new PageServer({ alerts });
    let inTheAir = 0;
    let most = 0;
    const get: typeof context.get = async (request) => {
      most = Math.max(most, ++inTheAir);
      await new Promise((resolve) => setImmediate(resolve));
      inTheAir--;
      return context.get(request);
    };
    await collect(hackney.hydrate(configured(), 'cautionaryAlerts', people, { ...context, get }));
    expect(most).toBe(8);
  });

  it('of nobody are COMPLETE', async () => {
    expect(await hydrate(new PageServer({}), 'cautionaryAlerts', [])).toMatchObject([
      { status: 'STARTED' },
      { status: 'COMPLETE' },
    ]);
  });

  it('are INCOMPLETE when called off', async () => {
    const server = new PageServer({ alerts });
    server.abort.abort();
    expect(await hydrate(server, 'cautionaryAlerts', people)).toMatchObject([
      { status: 'STARTED' },
      { type: 'PROBLEM', key: null, retryable: true },
      { status: 'INCOMPLETE' },
    ]);
  });
});

describe('appointments', () => {
  const appointment = { date: '2026-06-10', start: '12:00', end: '18:00', bookingLifeCycleStatus: 'PLANNED' };

  it('are read by work order', async () => {
    const server = new PageServer({
      details: {
        '1': { reference: 1, appointment },
        '2': { reference: 2, appointment: null },
        'a/b': { reference: 'a/b', appointment: [appointment, { ...appointment, start: '08:00' }] },
      },
    });
    const messages = await hydrate(server, 'appointments', ['1', '2', 'a/b', 'gone']);
    expect(only(messages, 'RECORD').map(({ key }) => key)).toEqual([
      '1||2026-06-10T11:00:00.000Z',
      'a/b||2026-06-10T11:00:00.000Z',
      'a/b||2026-06-10T07:00:00.000Z',
    ]);
    expect(only(messages, 'PROBLEM')).toMatchObject([{ key: 'gone', code: 'not-a-page' }]);
    expect(messages.at(-1)).toMatchObject({ status: 'COMPLETE' });
  });
});
