import { describe, expect, it } from '@jest/globals';
import type { RecordKey } from '@doorstep/contracts/embed';
import { officerCaps } from '../test/officer-caps.js';
import { Session } from './session.js';
import type { AskReason } from './token.js';

const record = { type: 'person', id: 'P-1' } as const;
const view = {
  home: { state: 'none', lastAskedOn: null, notBefore: null, teams: [] },
  tellThem: [],
  prompts: [],
  heardBefore: [],
};

function started({ names = 'P-1', status = 200, known = [record] as readonly RecordKey[] } = {}) {
  const asks: AskReason[] = [];
  const shows: unknown[] = [];
  const versions = new Set<string>();
  let clock = 0;
  const session = new Session({
    apiBase: 'https://service.test',
    version: '1.2.3',
    names: known,
    firstReason: 'start',
    askToken: (reason) => {
      asks.push(reason);
      return Promise.resolve(`a-token-from-the-host-${asks.length}`);
    },
    signal: new AbortController().signal,
    fetch: (_url, init) => {
      const { show, panel } = JSON.parse(String(init?.body)) as { show: boolean; panel: string };
      shows.push(show);
      versions.add(panel);
      const held = { session: `session-${asks.length}`, expiresIn: 900, record: { type: 'person', id: names } };
      const body = { ...held, caps: officerCaps, locale: null, ...(show && { shown: { view, tag: '"seen"' } }) };
      return Promise.resolve(new Response(JSON.stringify(body), { status }));
    },
    now: () => clock,
  });
  return { session, asks, shows, versions, after: (seconds: number) => (clock += seconds * 1000) };
}

describe('a session', () => {
  it('asks the host once, however many requests wait for it', async () => {
    const { session, asks } = started();
    await Promise.all([session.bearer(), session.bearer(), session.bearer()]);
    expect(await session.bearer()).toBe('session-1');
    expect(asks).toEqual(['start']);
  });

  it('opens with what there is to show, once', async () => {
    const { session, asks, shows, versions, after } = started();
    expect(await session.open()).toEqual({ view, tag: '"seen"' });
    expect(await session.bearer()).toBe('session-1');
    expect(await session.open()).toBeUndefined();
    after(900);
    await session.bearer();
    expect(shows).toEqual([true, false]);
    expect([...versions]).toEqual(['1.2.3']);
    expect(asks).toEqual(['start', 'expiring']);
  });

  it('does not keep whoever has something to save waiting for what there is to show', async () => {
    const { session, shows } = started();
    const opening = session.open();
    expect(await Promise.all([session.bearer(), session.bearer()])).toEqual(['session-2', 'session-2']);
    expect((await opening)?.tag).toBe('"seen"');
    expect(new Set(shows)).toEqual(new Set([true, false]));
  });

  it('can be had where what there is to show cannot', async () => {
    const { session, shows } = started({ status: 500 });
    await expect(session.open()).rejects.toMatchObject({ code: 'server' });
    expect(await session.open()).toBeUndefined();
    await expect(session.bearer()).rejects.toMatchObject({ code: 'server' });
    expect(shows).toEqual([true, false]);
  });

  it('asks for what there is to show again with the second token, where the first was refused', async () => {
    const { session, asks, shows } = started({ status: 401 });
    await expect(session.open()).rejects.toMatchObject({ code: 'token_rejected' });
    expect(asks).toEqual(['start', 'rejected']);
    expect(shows).toEqual([true, true]);
  });

  it('is renewed a minute before it ends', async () => {
    const { session, asks, after } = started();
    await session.bearer();
    after(839);
    expect(await session.bearer()).toBe('session-1');
    after(1);
    expect(await session.bearer()).toBe('session-2');
    expect(asks).toEqual(['start', 'expiring']);
  });

  it('is renewed once for many requests that were refused together', async () => {
    const { session, asks } = started();
    const refused = await session.bearer();
    session.refused(refused);
    session.refused(refused);
    await Promise.all([session.bearer(), session.bearer()]);
    session.refused(refused);
    expect(await session.bearer()).toBe('session-2');
    expect(asks).toEqual(['start', 'rejected']);
  });

  it('takes a token that names the record by another of its names, and calls the record so', async () => {
    const { session } = started({ names: 'P-99', known: [record, { type: 'person', id: 'P-99' }] });
    expect(session.nameOf(record)).toEqual(record);
    await session.bearer();
    expect(session.nameOf(record)).toEqual({ type: 'person', id: 'P-99' });
    expect(session.nameOf({ type: 'person', id: 'P-2' })).toEqual({ type: 'person', id: 'P-2' });
  });

  it('is refused when the token names another record', async () => {
    await expect(started({ names: 'P-2' }).session.bearer()).rejects.toMatchObject({ code: 'token_rejected' });
  });

  it('tells a refused token from a service that is down', async () => {
    await expect(started({ status: 401 }).session.bearer()).rejects.toMatchObject({ code: 'token_rejected' });
    await expect(started({ status: 503 }).session.bearer()).rejects.toMatchObject({ code: 'server' });
  });
});
