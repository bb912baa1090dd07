import { describe, expect, it } from '@jest/globals';

import { collect } from '../../test/page-server.js';
import { dataverseConfig, json, mappingWith, org, WebApi } from '../../test/web-api.js';
import { SourceProblem } from '../contract.js';

import { dataverse } from './dataverse.js';

const config = dataverseConfig();
const page = json({ value: [], '@odata.deltaLink': `${org}/x` });
const answering = (answers: Readonly<Record<string, ReturnType<typeof json>>>) =>
  new WebApi(({ url }) => {
    const found = Object.entries(answers).find(([part]) => url.includes(part));
    if (found !== undefined) return found[1];
    if (url.includes('EntityDefinitions')) return undefined;
    return url.endsWith('WhoAmI') ? json({ UserId: 'u' }) : page;
  });
const untracked = json({ EntitySetName: 'contacts', PrimaryIdAttribute: 'contactid', ChangeTrackingEnabled: false });

describe('check', () => {
  it('passes an environment that works, and asks for one row of each table', async () => {
    const web = answering({});
    const results = await collect(dataverse.check(config, web.context));
    expect(results.filter(({ ok }) => !ok)).toEqual([]);
    expect(results).toHaveLength(11);
    expect(web.requests.filter(({ headers }) => headers?.['prefer']?.includes('maxpagesize=1,'))).toHaveLength(8);
  });

  it.each([
    ['has no user for the application', answering({ WhoAmI: json({}, 403) }), 1],
    ['has a table without change tracking', answering({ "'contact'": untracked }), 4],
    ['has a table that answers without a link', answering({ 'contacts?': json({ value: [] }) }), 4],
    ['has a clock of its own', answering({ WhoAmI: json({}, 200, { date: 'Wed, 25 Nov 2026 12:06:00 GMT' }) }), 10],
    ['is mapped to a column that is never taken', new WebApi(() => page, mappingWith({ homes: { uprn: 'visa' } })), 2],
  ])('of an environment that %s fails there, and what comes after is not checked', async (_what, web, failing) => {
    const results = await collect(dataverse.check(config, web.context));
    expect(results.map(({ ok }) => ok)).toEqual(results.map((_, index) => index < failing));
    expect(results[failing]?.detail).not.toBe('Not checked.');
    expect(results.slice(failing + 1).every(({ detail }) => detail === 'Not checked.')).toBe(true);
  });

  it('says what sign-in says, and hides nothing that is a fault of ours', async () => {
    const refused = answering({});
    refused.signIn = () => json({ error: 'invalid_client' }, 401);
    const [first] = await collect(dataverse.check(config, refused.context));
    expect(first).toMatchObject({ ok: false, detail: expect.stringContaining('client secret') });
    const broken = new WebApi(() => {
      throw new TypeError('ours');
    });
    await expect(collect(dataverse.check(config, broken.context))).rejects.toThrow('ours');
    const silent = new WebApi(() => {
      throw new SourceProblem('unreachable', 'No such host.', true);
    });
    expect((await collect(dataverse.check(config, silent.context)))[1]).toMatchObject({ ok: false });
  });
});
