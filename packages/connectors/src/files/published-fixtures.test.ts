import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';

import type { ConnectorContext, FilesPort, Message } from '../contract.js';

import { filesDefaults } from './codes.js';
import { files } from './files.js';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const folder = join(process.env['DOORSTEP_FIXTURES'] ?? join(root, '../shared/fixtures'), 'mhclg-core');
const isHere = existsSync(folder);
if (!isHere) console.warn('The published CORE files are not here (DOORSTEP_FIXTURES), so their suite did not run.');

const port: FilesPort = {
  list: async () => [],
  read: async function* (path) {
    yield readFileSync(join(folder, path));
  },
  write: () => Promise.reject(new Error('nothing is written')),
};

/** What stands in the row that names the columns, as an administrator pastes it. */
const headerOf = (name: string, row: number): string => {
  const rows = parse(readFileSync(join(folder, name)), { bom: true }) as string[][];
  return rows[row - 1]!.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',');
};

async function read(
  stream: 'homes' | 'tenancies',
  name: string,
  columns: Readonly<Record<string, string>>,
  rows: object,
): Promise<readonly Message[]> {
  const { length } = readFileSync(join(folder, name));
  const modifiedAt = statSync(join(folder, name)).mtime.toISOString();
  const { headerRows, nameRow } = rows as { headerRows: number; nameRow?: number };
  const config = files.configure({
    ...{ place: 'folder', path: 'core', delivers: [stream], quietSeconds: 0 },
    ...{ [`${stream}File`]: name, [`${stream}Header`]: headerOf(name, nameRow ?? headerRows), ...rows },
  });
  const none = () => Promise.reject(new Error('no HTTP'));
  const context: ConnectorContext = {
    ...{ get: none, send: none, sql: null, now: () => new Date('2026-11-25T09:00:00Z'), kept: new Map() },
    files: { ...port, list: async () => [{ path: name, bytes: length, modifiedAt }] },
    mapping: { ...filesDefaults, columns: { [stream]: columns } },
    signal: new AbortController().signal,
  };
  const messages: Message[] = [];
  for await (const one of files.read(config, stream, undefined, context)) messages.push(one);
  return messages;
}

const records = (messages: readonly Message[]) =>
  messages.flatMap((one) => (one.type === 'RECORD' ? [one.record] : []));

(isHere ? describe : describe.skip)('the published CORE files', () => {
  const exported = { headerRows: 2 };
  const tenancy = { id: 'tenancycode', home_id: 'propcode', start_date: 'startdate', type: 'tenancy' };
  const home = { id: 'propcode', address_line_1: 'address_line1', postcode: 'postcode_full', kind: 'unittype_gn' };

  it.each([
    ['lettings_log_csv_export_codes_23.csv', '2023-11-26'],
    ['lettings_log_csv_export_codes_26.csv', '2026-04-01'],
    ['lettings_log_csv_export_labels_23.csv', '2023-11-26'],
    ['lettings_log_csv_export_labels_26.csv', '2026-04-01'],
  ])('%s gives a tenancy and a home', async (name, startDate) => {
    const tenancies = await read('tenancies', name, tenancy, exported);
    expect(records(tenancies)).toMatchObject([
      { reference: { id: 'HIJKLMN' }, homeReference: { id: 'ABCDEFG' }, startDate, isActive: true },
    ]);
    expect(tenancies.at(-1)).toMatchObject({ status: 'COMPLETE' });
    expect(records(await read('homes', name, home, exported))).toMatchObject([
      { reference: { id: 'ABCDEFG' }, addressLines: ['Address line 1'], postalCode: 'NW9 5LL' },
    ]);
  });

  it('codes are counted until the landlord says what they mean, and labels are understood', async () => {
    const kinds = async (variant: string) => {
      const messages = await read('homes', `lettings_log_csv_export_${variant}_26.csv`, home, exported);
      const unknown = messages.flatMap((one) => (one.type === 'UNKNOWN_CODE' ? [one.value] : []));
      return [records(messages).map((one) => (one.entity === 'home' ? one.kind : null)), unknown];
    };
    expect(await kinds('labels')).toEqual([['dwelling'], []]);
    expect(await kinds('codes')).toEqual([['unknown'], ['7']]);
  });

  it.each([
    ['2023_24_lettings_bulk_upload.csv', '13'],
    ['2023_24_lettings_bulk_upload_invalid.csv', '13'],
    ['2026_27_lettings_bulk_upload.csv', '12'],
  ])('%s, with eight rows of headings and line breaks in them', async (name, id) => {
    const messages = await read('tenancies', name, { id }, { headerRows: 8 });
    expect(messages.at(-1)).toMatchObject({ status: 'COMPLETE' });
    const told = messages.filter(({ type }) => type === 'RECORD' || type === 'PROBLEM');
    expect(told).toHaveLength(1);
  });

  it('general_needs_log.csv gives a tenancy', async () => {
    const messages = await read('tenancies', 'general_needs_log.csv', { id: 'tenancycode' }, { headerRows: 1 });
    expect(records(messages)).toMatchObject([{ reference: { id: 'BZ737' } }]);
  });

  it('addresses_reimport.csv gives homes, and the id that stands on many rows is held', async () => {
    const columns = { id: 'Log ID', address_line_1: 'Address Line 1', postcode: "Property's postcode", uprn: 'UPRN' };
    const messages = await read('homes', 'addresses_reimport.csv', columns, { headerRows: 1 });
    expect(messages.at(-1)).toMatchObject({ status: 'COMPLETE' });
    expect(records(messages).length).toBeGreaterThan(0);
  });

  it('headings with nothing below, and a workbook that is called CSV, change nothing', async () => {
    const empty = await read(
      'tenancies',
      '2023_24_lettings_bulk_upload_empty_with_headers.csv',
      { id: '13' },
      { headerRows: 8 },
    );
    expect(empty.at(-2)).toMatchObject({ type: 'PROBLEM', key: null, message: expect.stringContaining('no rows') });
    const workbook = files.configure({ place: 'folder', path: 'core', peopleFile: 'excel_as_csv.csv' });
    const none = () => Promise.reject(new Error('no HTTP'));
    const said: Message[] = [];
    for await (const one of files.read(workbook, 'people', undefined, {
      ...{ get: none, send: none, sql: null, now: () => new Date('2036-11-25T09:00:00Z'), kept: new Map() },
      files: {
        ...port,
        list: async () => [{ path: 'excel_as_csv.csv', bytes: 1, modifiedAt: '2026-01-01T00:00:00Z' }],
      },
      mapping: filesDefaults,
      signal: new AbortController().signal,
    }))
      said.push(one);
    expect(said.at(-2)).toMatchObject({ type: 'PROBLEM', message: expect.stringContaining('workbook') });
    expect(said.at(-1)).toMatchObject({ status: 'INCOMPLETE' });
  });
});
