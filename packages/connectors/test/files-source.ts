import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { startSftpServer } from '../../../apps/service/test/sftp-server.js';
import { filesPort } from '../../../apps/service/src/platform/files/index.js';
import type { ConformanceSource, Fault } from '../src/conformance/conformance-source.js';
import type { FilesPort } from '../src/contract.js';
import { configure } from '../src/files/configuration.js';

const faults: readonly Fault[] = [
  { name: 'cut', effect: 'breaks' },
  { name: 'anotherThanTheManifest', effect: 'breaks' },
  { name: 'fewerRowsThanTheManifest', effect: 'breaks' },
  { name: 'columnsMoved', effect: 'breaks' },
  { name: 'columnGone', effect: 'breaks' },
  { name: 'notUtf8', effect: 'breaks' },
  { name: 'workbook', effect: 'breaks' },
  { name: 'missing', effect: 'breaks' },
  { name: 'noRows', effect: 'empties' },
  { name: 'dropRows', effect: 'empties' },
  { name: 'hugeField', effect: 'spoils' },
  { name: 'tornKey', effect: 'spoils' },
  { name: 'rowTwice', effect: 'repeats' },
  { name: 'unknownCode', effect: 'unknown-code', streams: ['homes', 'people', 'repairs', 'contacts'] },
  { name: 'otherOrder', effect: 'disturbs' },
  { name: 'markAndLineEnds', effect: 'disturbs' },
  { name: 'everythingQuoted', effect: 'disturbs' },
];

type Row = Record<string, string>;
const account = { user: 'doorstep', password: 'the-password-of-files' };

const columns: Readonly<Record<string, readonly string[]>> = {
  homes: ['id', 'uprn', 'kind', 'scheme', 'address_line_1', 'postcode', 'is_active'],
  tenancies: ['id', 'home_id', 'type_code', 'type', 'start_date', 'end_date'],
  people: ['id', 'title', 'given_name', 'family_name', 'date_of_birth', 'kind', 'tenancy_ids'],
  repairs: ['id', 'home_id', 'description', 'priority', 'status', 'trade', 'raised_at', 'completed_at'],
  contacts: ['id', 'kind', 'direction', 'occurred_at', 'person_id', 'home_id', 'repair_id'],
};
const coded: Readonly<Record<string, string>> = { homes: 'kind', people: 'kind', repairs: 'status', contacts: 'kind' };
const changing: Readonly<Record<string, string>> = {
  homes: 'address_line_1',
  tenancies: 'type',
  people: 'family_name',
  repairs: 'trade',
  contacts: 'home_id',
};

function rowOf(stream: string, number: number): Row {
  const id = `${stream[0]!.toUpperCase()}${String(number).padStart(4, '0')}`;
  const at = String(number).padStart(4, '0');
  const day = String(1 + (number % 28)).padStart(2, '0');
  const rows: Readonly<Record<string, Row>> = {
    homes: { uprn: `10000${at}`, kind: number % 2 ? 'Flat' : 'dwelling', scheme: 'General needs', is_active: 'Y' },
    tenancies: { home_id: `H${at}`, type_code: 'SEC', type: 'Secure', start_date: `${day}/03/2020`, end_date: '' },
    people: {
      title: 'Mx',
      given_name: 'Robin',
      family_name: `O’Hara ${number}`,
      kind: 'Tenant',
      tenancy_ids: `T${at}`,
    },
    repairs: { home_id: `H${at}`, description: `Tap, "cold"\nkitchen ${number}`, priority: '4', status: '80' },
    contacts: { kind: 'Phone', direction: 'in', occurred_at: `2026-06-${day}T10:00:00`, person_id: `P${at}` },
  };
  const more: Row = {
    address_line_1: `${number} New Row`,
    postcode: 'ZZ9 9ZZ',
    date_of_birth: '1970-01-01',
    trade: '',
  };
  const own = { id, ...rows[stream], raised_at: `2026-05-${day} 08:00` };
  return Object.fromEntries(columns[stream]!.map((name) => [name, { ...more, ...own }[name] ?? '']));
}

/** Exports of a landlord of 35 homes with a manifest, in a folder or on an SFTP server that is started over it. */
export async function startFilesSource(place: 'folder' | 'sftp'): Promise<ConformanceSource> {
  const root = mkdtempSync(join(tmpdir(), 'doorstep-exports-'));
  const server = place === 'sftp' ? await startSftpServer(root, account) : null;
  const opened: { close(): Promise<void> }[] = [];
  const streams = Object.keys(columns);
  const rows = new Map(streams.map((name) => [name, Array.from({ length: 35 }, (_, at) => rowOf(name, at + 1))]));
  const struck = new Map<string, string>();
  let planted: string | null = null;
  let made = 35;

  const line = (cells: readonly string[], always: boolean): string =>
    cells.map((cell) => (always || /[",\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',');

  const bytesOf = (stream: string, fault: string | undefined): { bytes: Buffer; count: number } => {
    let names = [...columns[stream]!];
    let list = rows.get(stream)!.map((row) => ({ ...row }));
    const [first, second] = list;
    if (fault === 'noRows') list = [];
    if (fault === 'dropRows') list = list.slice(0, 7);
    if (fault === 'hugeField') first![changing[stream]!] = 'x'.repeat(100_001);
    if (fault === 'tornKey') list.push({ ...first!, [changing[stream]!]: 'says another thing' });
    if (fault === 'rowTwice') list.push({ ...second! });
    if (fault === 'unknownCode') first![coded[stream]!] = 'unheard of';
    if (fault === 'otherOrder') list.reverse();
    if (fault === 'columnsMoved') names = [names[0]!, ...names.slice(1).reverse()];
    if (fault === 'columnGone') names = names.slice(1);
    const extra = planted === null ? [] : ['nationalInsuranceNumber', 'sort_code'];
    const always = fault === 'everythingQuoted';
    const lines = [
      line([...names, ...extra], always),
      ...list.map((row) => line([...names.map((name) => row[name] ?? ''), ...extra.map(() => planted ?? '')], always)),
    ];
    const ends = fault === 'markAndLineEnds' ? '\r\n' : '\n';
    let text = lines.join(ends) + ends;
    if (fault === 'markAndLineEnds') text = `\ufeff${text}`;
    let bytes = Buffer.from(text, 'utf8');
    if (fault === 'notUtf8') bytes = Buffer.concat([bytes, Buffer.from([0xff, 0x0a])]);
    if (fault === 'workbook') bytes = Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), bytes]);
    return { bytes, count: list.length };
  };
  const store = (): void => {
    const manifest = ['file,rows,sha256'];
    for (const stream of streams) {
      const fault = struck.get(stream);
      const { bytes, count } = bytesOf(stream, fault);
      const declared = fault === 'anotherThanTheManifest' ? Buffer.from('another') : bytes;
      const sha256 = createHash('sha256').update(declared).digest('hex');
      const path = join(root, `${stream}.csv`);
      manifest.push(`${stream}.csv,${fault === 'fewerRowsThanTheManifest' ? count + 1 : count},${sha256}`);
      writeFileSync(path, fault === 'cut' ? bytes.subarray(0, bytes.length - 20) : bytes);
      if (fault === 'missing') unlinkSync(path);
    }
    writeFileSync(join(root, 'manifest.csv'), `${manifest.join('\n')}\n`);
  };
  store();

  const configuration = {
    place,
    path: place === 'sftp' ? '/' : root,
    manifest: 'manifest.csv',
    pageSize: 10,
    quietSeconds: 0,
    ...(server === null ? {} : { host: '127.0.0.1', port: server.port, hostKey: server.hostKey, ...account }),
  };
  const portOf = (given: unknown): FilesPort => {
    const port = filesPort(
      configure(given).target,
      { root, addresses: ['127.0.0.1/32'] },
      new AbortController().signal,
    );
    opened.push(port);
    return port;
  };
  const some = (stream: string): Row => rows.get(stream)![(++made * 7) % rows.get(stream)!.length]!;

  return {
    configuration,
    ports: {},
    portsOf: (given) => ({ files: portOf(given) }),
    ...(server === null ? {} : { wrongCredentials: { ...configuration, password: 'another' } }),
    faults,
    keys: async (stream) => rows.get(stream)!.map((row) => row['id']!),
    change: async (stream) => {
      const row = some(stream);
      row[changing[stream]!] = `Changed ${made}`;
      store();
      return row['id']!;
    },
    add: async (stream) => {
      const row = rowOf(stream, ++made);
      rows.get(stream)!.push(row);
      store();
      return row['id']!;
    },
    remove: async (stream) => {
      const row = some(stream);
      rows.set(
        stream,
        rows.get(stream)!.filter((one) => one !== row),
      );
      store();
      return row['id']!;
    },
    strike: async (fault, stream) => {
      struck.set(stream, fault);
      store();
    },
    mend: async () => {
      struck.clear();
      store();
    },
    setWallClock: async (wall) => {
      const row = some('contacts');
      row['occurred_at'] = wall;
      store();
      return { stream: 'contacts', key: row['id']!, field: 'occurredAt', zone: 'Europe/London' };
    },
    plantTaken: async (of) => {
      for (const field of ['address_line_1', 'postcode']) some('homes')[field] = of(field);
      for (const field of ['given_name', 'family_name']) some('people')[field] = of(field);
      for (const field of ['description', 'trade']) some('repairs')[field] = of(field);
      store();
    },
    plant: async (canary) => {
      planted = canary;
      store();
    },
    close: async () => {
      await Promise.all(opened.map((port) => port.close()));
      await server?.close();
      rmSync(root, { recursive: true });
    },
  };
}
