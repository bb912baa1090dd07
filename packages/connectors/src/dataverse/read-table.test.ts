import { describe, expect, it } from '@jest/globals';

import { collect, only } from '../../test/page-server.js';
import { api, dataverseConfig, json, mappingWith, org, stateIn, WebApi } from '../../test/web-api.js';

import { dataverse } from './dataverse.js';

const config = dataverseConfig();
const read = (web: WebApi, state?: unknown, stream = 'people', more = config) =>
  collect(dataverse.read(more, stream, state, web.context));
const contact = (id: string, more: object = {}) => ({
  '@odata.etag': 'W/"1"',
  contactid: id,
  lastname: 'Sample',
  ...more,
});
const deleted = (id: string) => ({
  '@odata.context': `${org}/data/v9.0/$metadata#contacts/$deletedEntity`,
  id,
  reason: 'deleted',
});
const delta = `${org}/api/data/v9.2/contacts?$select=contactid&$deltatoken=700123%2106%2f01%2f2026%2009%3a05%3a07`;
/** Answers pages in turn; the last again and again. */
const pages = (...all: readonly object[]) => {
  let asked = 0;
  return new WebApi(({ url }) =>
    url.includes('EntityDefinitions') ? undefined : json(all[Math.min(asked++, all.length - 1)]),
  );
};

describe('a table', () => {
  it('is asked for its mapped columns with change tracking, and its links are followed as they were sent', async () => {
    const next = `${org}/api/data/v9.2/contacts?$select=x&$skiptoken=%3Ccookie%20page%3D%222%22%3E`;
    const web = pages(
      { value: [contact('a')], '@odata.nextLink': next },
      { value: [contact('b')], '@odata.deltaLink': delta },
      { value: [], '@odata.deltaLink': delta },
    );
    const first = await read(web);
    expect(web.requests[1]?.headers?.['prefer']).toMatch(
      /^odata\.track-changes,odata\.maxpagesize=1000,odata\.include/,
    );
    expect(web.asked[0]).toMatch(new RegExp(`^${api}/contacts\\?\\$select=contactid,salutation,firstname`));
    expect(web.asked[0]).not.toMatch(/filter|orderby|expand|top/);
    expect(only(first, 'RECORD').map(({ key }) => key)).toEqual(['a', 'b']);
    expect(first.at(-1)).toMatchObject({ status: 'COMPLETE' });
    const state: unknown = JSON.parse(JSON.stringify(stateIn(first)));
    expect(only(await read(web, state), 'STATE')).toHaveLength(1);
    expect(web.asked.slice(1)).toEqual([next, delta]);
  });

  it('tells what was deleted, also of what it never told, and the last of what comes twice', async () => {
    const web = pages({
      value: [
        contact('a'),
        contact('b', { lastname: 'Old' }),
        contact('b', { lastname: 'New' }),
        deleted('a'),
        deleted('z'),
      ],
      '@odata.deltaLink': delta,
    });
    const messages = await read(web);
    expect(only(messages, 'DELETE').map(({ key }) => key)).toEqual(['a', 'z']);
    expect(only(messages, 'RECORD').map(({ record }) => record)).toMatchObject([{ familyName: 'New' }]);
  });

  it.each([
    ['next', '@odata.nextLink'],
    ['delta', '@odata.deltaLink'],
  ])('whose %s link leads to another origin is left at once', async (_what, name) => {
    for (const elsewhere of ['https://elsewhere.example/api', 'http://myorg.crm.dynamics.com/api', 'contacts?$x']) {
      const web = pages({ value: [contact('a')], [name]: elsewhere });
      const messages = await read(web);
      expect(messages).toMatchObject([
        { status: 'STARTED' },
        { type: 'PROBLEM', key: null, code: 'not-as-declared', retryable: false },
        { status: 'INCOMPLETE' },
      ]);
      expect(web.asked).toHaveLength(1);
    }
  });

  it('from a stored link to elsewhere asks nobody', async () => {
    const web = pages({ value: [], '@odata.deltaLink': delta });
    const state = { ...(stateIn(await read(web)) as object), link: 'https://elsewhere.example/contacts' };
    expect((await read(web, state)).at(-1)).toMatchObject({ status: 'INCOMPLETE' });
    expect(web.asked).toHaveLength(1);
  });

  it.each([
    [400, 'Version stamp 700123 has expired. Please perform a full sync', 'token-expired'],
    [410, 'Gone', 'token-expired'],
    [400, 'The delta token is not valid.', 'gap'],
    [404, 'No such segment.', 'gap'],
  ])('whose link is refused with %i asks to be read anew', async (status, message, reason) => {
    const good = pages({ value: [], '@odata.deltaLink': delta });
    const state = stateIn(await read(good));
    const web = new WebApi(({ url }) =>
      url.includes('EntityDefinitions') ? undefined : json({ error: { code: '0x80040203', message } }, status),
    );
    expect((await read(web, state)).slice(1)).toEqual([
      { type: 'RESYNC_REQUIRED', stream: 'people', reason },
      { type: 'STATUS', stream: 'people', status: 'INCOMPLETE' },
    ]);
  });

  it('is read anew when other columns are wanted of it', async () => {
    const web = pages({ value: [], '@odata.deltaLink': delta });
    const state = stateIn(await read(web));
    const other = new WebApi(() => undefined, mappingWith({ people: { familyName: 'yomilastname' } }));
    expect((await read(other, state))[1]).toMatchObject({ type: 'RESYNC_REQUIRED', reason: 'schema-changed' });
    expect(other.asked).toEqual([]);
  });

  it.each([
    ['does not track its changes', json({ value: [] }), 'not-as-declared'],
    ['is none of the environment', json({ error: { code: '0x80060888', message: 'canary' } }, 404), 'not-as-declared'],
    ['lacks a column', json({ error: { code: 'odd', message: 'canary' } }, 400), 'not-as-declared'],
    ['is not for this user', json({ error: { code: '0x80040220', message: 'canary' } }, 403), 'no-permission'],
    ['answers something else', json({ hello: 1 }), 'not-a-page'],
  ])('that %s says so and is not complete', async (_what, answer, code) => {
    const web = new WebApi(({ url }) => (url.includes('EntityDefinitions') ? undefined : answer));
    const messages = await read(web);
    expect(messages).toMatchObject([{}, { type: 'PROBLEM', key: null, code }, { status: 'INCOMPLETE' }]);
    expect(JSON.stringify(messages)).not.toContain('canary');
  });

  it('whose pages lead round in a circle is left', async () => {
    const next = `${api}/contacts?$skiptoken=1`;
    const messages = await read(pages({ value: [contact('a')], '@odata.nextLink': next }));
    expect(only(messages, 'PROBLEM')).toMatchObject([{ code: 'not-a-page' }]);
    expect(only(messages, 'RECORD')).toHaveLength(1);
  });

  it('that the landlord does not have is empty, and nobody is asked', async () => {
    const web = pages({});
    expect(await read(web, undefined, 'interactions')).toMatchObject([
      { status: 'STARTED' },
      { type: 'STATE', recordsSince: 0 },
      { status: 'COMPLETE' },
    ]);
    expect(await collect(dataverse.hydrate(config, 'interactions', ['a'], web.context))).toContainEqual({
      type: 'DELETE',
      stream: 'interactions',
      key: 'a',
    });
    expect(web.requests).toEqual([]);
  });

  it.each(['hsg_ninumber', 'new_nino', 'bankaccountnumber', 'creditlimit', 'new_visa', 'taxid', 'a;b', 'x y'])(
    'is not asked for the column %s, whatever the mapping says',
    async (column) => {
      const web = new WebApi(() => undefined, mappingWith({ people: { familyName: column } }));
      expect(only(await read(web), 'PROBLEM')).toMatchObject([{ code: 'not-as-declared', key: null }]);
      expect(web.requests).toEqual([]);
    },
  );

  it('has no stream of another name', async () => {
    await expect(read(pages({}), undefined, 'invoices')).rejects.toThrow(RangeError);
  });
});

describe('single rows', () => {
  it('are read by id; what is gone, and what is no id, is told as gone', async () => {
    const web = new WebApi(({ url }) => (url.includes('(a1)') ? json(contact('a1')) : undefined));
    const messages = await collect(
      dataverse.hydrate(config, 'people', ['a1', 'b2', 'no-such-key', "x')/accounts"], web.context),
    );
    expect(only(messages, 'RECORD').map(({ key }) => key)).toEqual(['a1']);
    expect(only(messages, 'DELETE').map(({ key }) => key)).toEqual(['b2', 'no-such-key', "x')/accounts"]);
    expect(web.asked).toHaveLength(2);
    expect(messages.at(-1)).toMatchObject({ status: 'COMPLETE' });
  });
});
