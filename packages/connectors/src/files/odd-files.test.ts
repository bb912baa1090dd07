import { createHash } from 'node:crypto';

import { describe, expect, it } from '@jest/globals';

import type { ConnectorContext, FilesPort, Message, RaiseRequest, ValueMapping } from '../contract.js';
import { writeRaiseRepair } from '../hact/write-messages.js';

import { filesDefaults } from './codes.js';
import { files } from './files.js';

const now = new Date('2026-11-25T09:00:00Z');
const long = '2026-11-24T09:00:00Z';

class MemoryFiles implements FilesPort {
  readonly held = new Map<string, Uint8Array>();
  modifiedAt = long;

  put(path: string, body: string | Uint8Array): this {
    this.held.set(path, typeof body === 'string' ? new TextEncoder().encode(body) : body);
    return this;
  }

  async list() {
    return [...this.held].map(([path, { length }]) => ({ path, bytes: length, modifiedAt: this.modifiedAt }));
  }

  async *read(path: string): AsyncGenerator<Uint8Array> {
    const whole = this.held.get(path)!;
    /* Pieces of seven bytes cut through characters and fields. */
    for (let at = 0; at < whole.length; at += 7) yield whole.subarray(at, at + 7);
  }

  async write(path: string, body: Uint8Array): Promise<'written' | 'was-there'> {
    if (this.held.has(path)) return 'was-there';
    this.held.set(path, body);
    return 'written';
  }
}

const contextOf = (port: FilesPort, mapping: ValueMapping = filesDefaults): ConnectorContext => {
  const none = () => Promise.reject(new Error('no HTTP'));
  const signal = new AbortController().signal;
  return { get: none, send: none, sql: null, files: port, now: () => now, mapping, signal, kept: new Map() };
};

async function readOne(
  stream: string,
  port: FilesPort,
  more: object = {},
  mapping?: ValueMapping,
): Promise<readonly Message[]> {
  const config = files.configure({ place: 'folder', path: 'exports', ...more });
  const messages: Message[] = [];
  for await (const one of files.read(config, stream, undefined, contextOf(port, mapping))) messages.push(one);
  return messages;
}

const recordsOf = (messages: readonly Message[]) =>
  messages.flatMap((one) => (one.type === 'RECORD' ? [one.record] : []));
const people = (...lines: readonly string[]) => `${lines.join('\n')}\n`;
const three = people('id,given_name,family_name', '1,Robin,Hart', '2,Alex,Moss', '3,Sam,Birch');

describe('the columns of a file', () => {
  it('are those that its header names, though it cannot be read as it is matched', async () => {
    const port = new MemoryFiles().put('people.csv', people('Ref,"First\nname",Surname', '1,Robin,Hart'));
    const config = files.configure({ place: 'folder', path: 'exports' });
    const columns = await files.columns!(config, 'people', contextOf(port));
    expect(columns.map(({ name }) => name)).toEqual(['Ref', 'First name', 'Surname']);
    expect(recordsOf(await readOne('people', port))).toEqual([]);
  });
});

describe('a file is refused whole', () => {
  it.each([
    ['cut in the last line', three.slice(0, -4), 'middle of a line'],
    ['cut in a quoted field', `${three}4,"Jo`, 'quoted field'],
    ['cut between the cells', `${three}4\n`, 'more or fewer columns'],
    ['empty', '', 'fewer rows'],
    ['a header alone', 'id,given_name,family_name\n', 'no rows'],
    ['with columns in another order', people('id,family_name,given_name', '1,Hart,Robin'), 'another order'],
    ['without ids', people('given_name,family_name', 'Robin,Hart'), 'no column for id'],
    ['with a column twice', people('id,given_name,given_name', '1,Robin,Hart'), 'two columns for given_name'],
    ['with stray quotes', people('id,given_name,family_name', '1,Ro"bin,Hart'), 'quotes'],
  ])('%s', async (_what, body, sentence) => {
    const messages = await readOne('people', new MemoryFiles().put('people.csv', body));
    expect(recordsOf(messages)).toEqual([]);
    expect(messages.filter(({ type }) => type === 'STATE')).toEqual([]);
    expect(messages.at(-2)).toMatchObject({ type: 'PROBLEM', key: null, code: 'not-as-declared', retryable: false });
    expect(messages.at(-2)).toMatchObject({ message: expect.stringContaining(sentence) });
    expect(messages.at(-1)).toMatchObject({ status: 'INCOMPLETE' });
  });

  it.each([
    ['rows', '2', null],
    ['hash', '3', 'a'.repeat(64)],
  ])('where its %s differ from the manifest', async (_what, rows, other) => {
    const sha256 = other ?? createHash('sha256').update(three).digest('hex');
    const port = new MemoryFiles().put('people.csv', three);
    port.put('manifest.csv', `file,rows,sha256\npeople.csv,${rows},${sha256}\n`);
    const messages = await readOne('people', port, { manifest: 'manifest.csv' });
    expect(recordsOf(messages)).toEqual([]);
    expect(messages.at(-2)).toMatchObject({ code: 'not-as-declared', retryable: false });
  });

  it('where its header is not the agreed one', async () => {
    const port = new MemoryFiles().put('people.csv', three);
    const agreed = { peopleHeader: 'id,given_name,family_name' };
    expect(recordsOf(await readOne('people', port, agreed))).toHaveLength(3);
    expect(recordsOf(await readOne('people', port, { peopleHeader: 'id,family_name,given_name' }))).toEqual([]);
    expect(recordsOf(await readOne('people', port, { peopleHeader: 'id,given_name' }))).toEqual([]);
  });
});

describe('a file that is still being written', () => {
  it('is left for the next run', async () => {
    const port = new MemoryFiles().put('people.csv', three);
    port.modifiedAt = '2026-11-25T08:59:30Z';
    const messages = await readOne('people', port);
    expect(recordsOf(messages)).toEqual([]);
    expect(messages.at(-2)).toMatchObject({ retryable: true, message: expect.stringContaining('next run') });
    expect(recordsOf(await readOne('people', port, { quietSeconds: 20 }))).toHaveLength(3);
  });

  it('is left when it grew while it was looked at', async () => {
    const port = new MemoryFiles().put('people.csv', three);
    const list = port.list.bind(port);
    let asked = 0;
    port.list = async () => {
      if (++asked === 2) port.put('people.csv', `${three}4,Jo,Ash\n`);
      return list();
    };
    const messages = await readOne('people', port);
    expect(recordsOf(messages)).toEqual([]);
    expect(messages.at(-2)).toMatchObject({ retryable: true });
  });
});

describe('a file is understood', () => {
  it('in Windows-1252, with semicolons, when that is what was set', async () => {
    const port = new MemoryFiles().put('people.csv', Buffer.from('id;full_name\n1;Zo\xeb O\x92Hara\n', 'latin1'));
    const set = { separator: 'semicolon', encoding: 'windows-1252' };
    expect(recordsOf(await readOne('people', port, set))).toMatchObject([{ fullName: 'Zoë O’Hara' }]);
    expect((await readOne('people', port, { separator: 'semicolon' })).at(-2)).toMatchObject({ retryable: false });
  });

  it('with tabs, a mark at the beginning, and a line break in a heading and in a cell', async () => {
    const body = '\ufeffid\t"given\nname"\tfamily_name\r\n1\t"Robin ""R""\r\nJo"\tHart\r\n';
    const columns = { people: { id: 'id', given_name: 'given name', family_name: 'family_name' } };
    const port = new MemoryFiles().put('people.csv', body);
    const set = { separator: 'tab', peopleHeader: 'id\tgiven name\tfamily_name' };
    const [person] = recordsOf(await readOne('people', port, set, { ...filesDefaults, columns }));
    expect(person).toMatchObject({ givenName: 'Robin "R"\r\nJo', familyName: 'Hart' });
  });

  it.each([
    [{ headerRows: 3 }, 'Section,People,\nAbout,given,family\nid,given_name,family_name\n'],
    [{ headerRows: 2, nameRow: 1 }, 'id,given_name,family_name\nWhat is it?,,\n'],
    [{ headerRows: 0, peopleHeader: 'id,given_name,family_name' }, ''],
  ])('with headings %j', async (set, head) => {
    const port = new MemoryFiles().put('people.csv', `${head}1,Robin,Hart\n`);
    expect(recordsOf(await readOne('people', port, set))).toMatchObject([{ fullName: 'Robin Hart' }]);
  });

  it('whether it has codes or labels', async () => {
    const read = async (priority: string, status: string) =>
      recordsOf(
        await readOne('repairs', new MemoryFiles().put('repairs.csv', `id,priority,status\n1,${priority},${status}\n`)),
      )[0];
    const wanted = { priorityCode: '2', phase: 'awaiting-approval', isEmergency: true };
    expect(await read('2', '90')).toMatchObject(wanted);
    expect(await read('EMERGENCY', 'Awaiting approval')).toMatchObject(wanted);
  });

  it('twice, and says the same', async () => {
    const port = new MemoryFiles().put('people.csv', three);
    expect(await readOne('people', port)).toEqual(await readOne('people', port));
  });

  it('and a stream that is not delivered has nothing', async () => {
    const messages = await readOne('repairs', new MemoryFiles(), { delivers: ['people'] });
    expect(messages.map((one) => (one.type === 'STATUS' ? one.status : one.type))).toEqual(['STARTED', 'COMPLETE']);
  });
});

describe('a hand-off', () => {
  const request: RaiseRequest = {
    reference: 'hand-off/0001',
    record: { type: 'home', id: 'H0001', otherReferences: [{ id: '100001', allocatedBy: 'uprn' }] },
    title: 'Mould in the bedroom',
    text: 'Black mould by the window',
    toldAt: '2026-11-25T08:00:00Z',
    route: 'hazard',
    isEmergency: false,
    isDampOrMould: true,
  };
  const config = files.configure({ place: 'folder', path: 'exports' });
  const raise = (port: FilesPort, more: Partial<RaiseRequest> = {}) =>
    files.write!.raise!(config, { ...request, ...more }, contextOf(port));

  it('is a RaiseRepair message, written once', async () => {
    const port = new MemoryFiles();
    const receipt = await raise(port);
    expect(receipt).toEqual({ receipt: 'outbox/hand-off%2F0001.json' });
    const written = new TextDecoder().decode(port.held.get(receipt.receipt));
    const message = JSON.parse(written) as Parameters<typeof writeRaiseRepair>[0];
    expect(writeRaiseRepair(message)).toMatchObject({
      Priority: { PriorityCode: '3', RequiredCompletionDateTime: '2026-11-30T08:00:00.000Z' },
      SitePropertyUnit: [{ Reference: [{ ID: 'H0001', AllocatedBy: 'files/home' }, { ID: '100001' }] }],
    });
    expect(await raise(port, { text: 'Said anew' })).toEqual(receipt);
    expect(new TextDecoder().decode(port.held.get(receipt.receipt))).toBe(written);
    expect(port.held.size).toBe(1);
  });

  it('that was taken to a folder of the outbox is not written again', async () => {
    const port = new MemoryFiles().put('outbox/taken/hand-off%2F0001.json', '{}');
    await raise(port);
    expect([...port.held.keys()]).toEqual(['outbox/taken/hand-off%2F0001.json']);
  });

  it('in an emergency is for today', async () => {
    const port = new MemoryFiles();
    const { receipt } = await raise(port, { isEmergency: true });
    expect(new TextDecoder().decode(port.held.get(receipt))).toContain('2026-11-26T08:00:00.000Z');
  });
});

describe('the configuration', () => {
  const sftp = { place: 'sftp', path: '/out', host: 'sftp.example', user: 'doorstep', password: 'secret' };
  const hostKey = `SHA256:${'A'.repeat(43)}`;

  it.each([
    ['hostKey', sftp],
    ['hostKey', { ...sftp, hostKey: 'ssh-rsa AAAA' }],
    ['password', { ...sftp, hostKey, password: undefined }],
    ['privateKey', { ...sftp, hostKey, passphrase: 'of no key' }],
    ['nameRow', { place: 'folder', path: 'x', headerRows: 1, nameRow: 2 }],
  ])('names %s', (field, given) => {
    expect(() => files.configure(given)).toThrow(field);
  });

  it('reaches where it says', () => {
    expect(files.reaches!.files!(files.configure({ ...sftp, hostKey }))).toEqual({
      ...{ kind: 'sftp', host: 'sftp.example', port: 22, user: 'doorstep', password: 'secret', privateKey: null },
      ...{ passphrase: null, hostKey, path: '/out' },
    });
  });
});
