import { describe, expect, it } from '@jest/globals';
import { EmbedApi } from './api.js';
import { Session } from './session.js';
import { officerCaps } from '../test/officer-caps.js';

const promptId = '0b6a1f0e-6b1e-4c55-9a54-3a3f0a0d4a11';
const record = { type: 'person', id: 'P-1' } as const;
const outcome = { promptId, record, outcome: 'heard', heard: 'worry', saidAt: '2026-11-25T10:00:00Z' } as const;

type Given = readonly [status: number, body: unknown] | null;
const view = {
  home: { state: 'none', lastAskedOn: null, notBefore: null, teams: [] },
  tellThem: [],
  prompts: [],
  heardBefore: [],
};

/** An API whose service gives these answers in turn: a status with a body, or null for none at all. */
function served(...answers: readonly Given[]) {
  return servedWith(undefined, ...answers);
}

/** The same, where the first session brings along what there is to show. */
function servedWith(shown: unknown, ...answers: readonly Given[]) {
  const requests: { path: string; headers: Headers; body: unknown }[] = [];
  let sessions = 0;
  const fetcher = (url: unknown, init?: RequestInit): Promise<Response> => {
    const path = new URL(String(url)).pathname;
    if (path.endsWith('/session')) {
      sessions += 1;
      return Promise.resolve(
        Response.json({
          session: `session-${sessions}`,
          expiresIn: 900,
          record,
          caps: officerCaps,
          locale: null,
          shown,
        }),
      );
    }
    requests.push({ path, headers: new Headers(init?.headers), body: init?.body });
    const answer = answers[requests.length - 1];
    if (!answer) return Promise.reject(new TypeError('The connection was closed'));
    return Promise.resolve(
      [204, 304].includes(answer[0])
        ? new Response(null, { status: answer[0] })
        : Response.json(answer[1], { status: answer[0] }),
    );
  };
  const { signal } = new AbortController();
  const session = new Session({
    version: '0.1.0',
    apiBase: 'https://service.test',
    names: [record],
    firstReason: 'start',
    askToken: () => Promise.resolve('a-token-from-the-host'),
    signal,
    fetch: fetcher,
    now: () => 0,
  });
  return { api: new EmbedApi({ apiBase: 'https://service.test', session, signal, fetch: fetcher }), requests };
}

describe('the API as the panel sees it', () => {
  it('sends the same write again under the same key when an answer was lost', async () => {
    const { api, requests } = served(null, [201, { outcomeId: 'o', notBefore: null }]);
    const write = api.outcome(outcome);
    await expect(write.send()).rejects.toMatchObject({ code: 'network' });
    expect(await write.send()).toEqual({ outcomeId: 'o', notBefore: null });
    const [first, second] = requests;
    expect(first?.headers.get('idempotency-key')).toMatch(/^[0-9a-f-]{36}$/);
    expect(second?.headers.get('idempotency-key')).toBe(first?.headers.get('idempotency-key'));
    expect(second?.body).toBe(first?.body);
  });

  it('gives every write a key of its own', async () => {
    const { api, requests } = served([204, null], [204, null]);
    await api.withdraw('a b').send();
    await api.withdraw('c').send();
    expect(requests.map(({ path }) => path)).toEqual([
      '/embed/v1/outcomes/a%20b/withdraw',
      '/embed/v1/outcomes/c/withdraw',
    ]);
    expect(new Set(requests.map(({ headers }) => headers.get('idempotency-key'))).size).toBe(2);
  });

  it('opens a record with one request, and looks again by the tag that came with it', async () => {
    const later = { ...view, home: { ...view.home, state: 'staff-done' } };
    const { api, requests } = servedWith({ view, tag: '"first"' }, [304, null], [200, later]);
    expect(await api.view()).toEqual(view);
    expect(requests).toEqual([]);
    expect(await api.newerView()).toBeNull();
    expect(await api.view()).toEqual(later);
    expect(requests.map(({ headers }) => headers.get('if-none-match'))).toEqual(['"first"', null]);
  });

  it('renews a refused session once, and no more', async () => {
    const once = served([401, {}], [200, view]);
    expect(await once.api.view()).toEqual(view);
    expect(once.requests.map(({ headers }) => headers.get('authorization'))).toEqual([
      'Bearer session-1',
      'Bearer session-2',
    ]);
    const twice = served([401, {}], [401, {}]);
    await expect(twice.api.view()).rejects.toMatchObject({ code: 'token_rejected' });
    expect(twice.requests).toHaveLength(2);
  });

  it.each([
    [403, 'forbidden'],
    [404, 'record_unknown'],
    [409, 'conflict'],
    [500, 'server'],
  ])('reads %d as %s', async (status, code) => {
    await expect(served([status, {}]).api.view()).rejects.toMatchObject({ code });
  });

  it('reads words that somebody must choose a hand-off for, and numbers where there is none', async () => {
    const offer = {
      route: 'hazard',
      title: 'Something in the home may be unsafe',
      sayThis: 'I am passing this on.',
      mustChoose: true,
      phoneFirst: false,
      phones: [],
      because: ['black wall'],
      whatToDo: null,
    };
    const told = { type: 'about:blank', title: 'Conflict', status: 409 };
    const words = { record, words: 'The wall went black', whose: 'own', keepName: true } as const;
    const { api, requests } = served(
      [409, { ...told, code: 'choose-route', current: { offers: [offer] } }],
      [409, { ...told, code: 'outcome-unknown' }],
      [503, { ...told, status: 503, code: 'no-route', current: { phones: [], whatToDo: 'Ring.' } }],
    );
    expect(await api.voice(words, 'the-same-key').send()).toEqual({ offers: [offer] });
    await expect(api.voice(words, 'the-same-key').send()).rejects.toMatchObject({ code: 'conflict' });
    await expect(
      api.handOff({ record, route: 'safeguarding', toldAt: '2026-11-25T10:00:00Z' }, 'another-key').send(),
    ).rejects.toMatchObject({ code: 'no-route', current: { phones: [], whatToDo: 'Ring.' } });
    expect(requests.map(({ headers }) => headers.get('idempotency-key'))).toEqual([
      'the-same-key',
      'the-same-key',
      'another-key',
    ]);
  });

  it('takes the code that the service gives, and trusts no other shape than agreed', async () => {
    const told = { type: 'about:blank', title: 'Origin', status: 403, code: 'origin_not_allowed' };
    await expect(served([403, told]).api.view()).rejects.toMatchObject({ code: 'origin_not_allowed' });
    await expect(served([200, { prompts: 'none' }]).api.view()).rejects.toMatchObject({ code: 'server' });
  });
});
