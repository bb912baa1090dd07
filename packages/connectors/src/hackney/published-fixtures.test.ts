import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { describe, expect, it } from '@jest/globals';

import { collect, configured, only, PageServer, type Row } from '../../test/page-server.js';

import { hackney } from './hackney.js';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const fixtures = process.env['DOORSTEP_FIXTURES'] ?? join(root, '../shared/fixtures');
const folder = join(fixtures, 'hackney-housing-search');
const isHere = existsSync(folder);
if (!isHere) console.warn('The published Hackney data is not here (DOORSTEP_FIXTURES), so its suite did not run.');

/** Elasticsearch bulk files: a line that names the index, then the document. */
const documents = (name: string): Row[] =>
  readFileSync(join(folder, `${name}.json`), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('{"index"'))
    .map((line) => JSON.parse(line) as Row);

(isHere ? describe : describe.skip)('the published Hackney data', () => {
  const lists = ['assets', 'tenures', 'persons'] as const;
  const server = isHere
    ? new PageServer(Object.fromEntries(lists.map((name) => [name, documents(name)])))
    : new PageServer({});
  const read = (stream: string) =>
    collect(hackney.read(configured({ pageSize: 500 }), stream, undefined, server.context));

  it.each([
    ['assets', 1000],
    ['tenures', 1000],
    ['persons', 2541],
  ])('%s: all %i are mapped, none is held', async (stream, total) => {
    const messages = await read(stream);
    expect(only(messages, 'RECORD')).toHaveLength(total);
    expect(only(messages, 'PROBLEM')).toEqual([]);
    expect(messages.at(-1)).toMatchObject({ status: 'COMPLETE' });
  });

  it('counts the codes nobody has told us about', async () => {
    const counts = new Map<string, number>();
    for (const { field, value } of only([...(await read('assets')), ...(await read('tenures'))], 'UNKNOWN_CODE')) {
      counts.set(`${field}=${value}`, (counts.get(`${field}=${value}`) ?? 0) + 1);
    }
    expect(counts).toEqual(
      new Map([
        ['assetType=Property', 251],
        ['tenureType.code=TEM', 205],
      ]),
    );
  });

  it('links every person to a tenancy that is there', async () => {
    const tenancies = new Set(only(await read('tenures'), 'RECORD').map(({ key }) => key));
    const people = only(await read('persons'), 'RECORD');
    const linked = people.filter(
      ({ record }) =>
        record.entity === 'person' && record.tenancyReferences.some((tenancy) => tenancies.has(tenancy.id)),
    );
    expect(linked).toHaveLength(2541);
  });

  it('hashes the same twice', async () => {
    const hashes = async () => only(await read('persons'), 'RECORD').map(({ hash }) => hash);
    expect(await hashes()).toEqual(await hashes());
  });
});
