import { describe, expect, it } from '@jest/globals';

import { collect, configured, json, PageServer } from '../../test/page-server.js';
import { SourceProblem } from '../contract.js';

import { hackney } from './hackney.js';

const names = [
  'Sign-in works',
  'Homes readable',
  'Tenancies readable',
  'People readable',
  'Cases readable',
  'Repairs readable',
  'Clocks agree',
];

describe('check', () => {
  it('passes a system that works, with one request a list', async () => {
    const server = new PageServer({});
    const results = await collect(
      hackney.check(configured({ repairsUrl: 'https://repairs.example/v/' }), server.context),
    );
    expect(results.map(({ name, ok }) => [name, ok])).toEqual(names.map((name) => [name, true]));
    expect(server.requests).toHaveLength(5);
    expect(server.requests.at(-1)?.url).toMatch(/^https:\/\/repairs\.example\/v\/api\/v2\/workOrders\?/);
  });

  it.each([
    [
      'no address',
      0,
      () => {
        throw new SourceProblem('unreachable', 'No such host.', true);
      },
    ],
    ['a refused key', 0, () => json({}, 401)],
    ['a page that is not one', 1, () => json({ hello: 1 })],
    [
      'tenancies that are not for this key',
      2,
      (path: string) => (path.includes('tenures') ? json({}, 403) : undefined),
    ],
    [
      'a repairs address that shows a web page',
      5,
      (path: string) => (path.includes('workOrders') ? { ...json(''), body: '<html>' } : undefined),
    ],
    [
      'a clock that is wrong',
      6,
      (path: string) =>
        path.includes('assets')
          ? { ...json({ results: { assets: [] } }), headers: { Date: 'Wed, 25 Nov 2026 12:06:00 GMT' } }
          : undefined,
    ],
  ])('of %s fails there, and what comes after is not checked', async (_what, failing, spoil) => {
    const server = new PageServer({});
    server.spoil = (_answer, url) => spoil(url.pathname);
    const results = await collect(hackney.check(configured(), server.context));
    expect(results.map(({ name }) => name)).toEqual(names);
    expect(results.map(({ ok }) => ok)).toEqual(names.map((_, index) => index < failing));
    expect(results[failing]?.detail).not.toBe('Not checked.');
    expect(results.slice(failing + 1).every(({ notChecked }) => notChecked)).toBe(true);
  });

  it('gives the message for whoever can grant a right that is missing', async () => {
    const server = new PageServer({});
    server.spoil = (_answer, url) => (url.pathname.includes('tenures') ? json({}, 403) : undefined);
    const refused = (await collect(hackney.check(configured(), server.context))).find(({ askThem }) => askThem);
    expect(refused).toMatchObject({
      name: 'Tenancies readable',
      askThem: expect.stringContaining('read access to tenures'),
    });
  });
});
