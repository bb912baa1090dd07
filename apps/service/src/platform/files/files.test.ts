import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SourceProblem, type FilesPort, type FilesTarget } from '@doorstep/connectors';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import ssh2 from 'ssh2';
import { startSftpServer, type SftpServer } from '../../../test/sftp-server.js';
import { paceOf, unhurried, type Pace } from '../http/pace.js';
import { filesPort, refuseMissingFolder } from './index.js';

const account = { user: 'doorstep', password: 'a password of the test' };
const passphrase = 'a passphrase of the test';
const keyPair = () =>
  ssh2.utils.generateKeyPairSync('ecdsa', { bits: 256, passphrase, cipher: 'aes256-cbc', rounds: 1 });
const ownKey = keyPair();
const loopback = ['127.0.0.1/32'];
const signal = new AbortController().signal;
let top: string;
let server: SftpServer;
const open: { close(): Promise<void> }[] = [];

beforeAll(async () => {
  top = await mkdtemp(join(tmpdir(), 'doorstep-files-'));
  await mkdir(join(top, 'root', 'landlord', 'repairs', 'old', 'older'), { recursive: true });
  await writeFile(join(top, 'secret.csv'), 'outside\n');
  const landlord = join(top, 'root', 'landlord');
  await writeFile(join(landlord, 'people.csv'), 'id\n1\n');
  await writeFile(join(landlord, 'repairs', 'a.csv'), 'a');
  await writeFile(join(landlord, 'repairs', 'old', 'b.csv'), 'b');
  await writeFile(join(landlord, 'repairs', 'old', 'older', 'c.csv'), 'c');
  await symlink(join(top, 'secret.csv'), join(landlord, 'linked.csv'));
  await symlink(top, join(landlord, 'up'));
  await symlink(top, join(top, 'root', 'out'));
  server = await startSftpServer(join(top, 'root'), { ...account, publicKey: ownKey.public });
});

afterAll(async () => {
  await Promise.all(open.map((port) => port.close()));
  await server.close();
  await rm(top, { recursive: true });
});

const folder = (path: string, root: string | undefined = join(top, 'root')) => kept({ kind: 'folder', path }, root, []);
const sftp = (
  more: Partial<Extract<FilesTarget, { kind: 'sftp' }>> = {},
  addresses: readonly string[] = loopback,
  pace: Pace = unhurried,
) =>
  kept(
    {
      kind: 'sftp',
      host: '127.0.0.1',
      port: server.port,
      privateKey: null,
      passphrase: null,
      hostKey: server.hostKey,
      path: '/landlord',
      ...account,
      ...more,
    },
    undefined,
    addresses,
    pace,
  );

function kept(
  target: FilesTarget,
  root: string | undefined,
  addresses: readonly string[],
  pace: Pace = unhurried,
): FilesPort {
  const port = filesPort(target, { root, addresses }, signal, pace);
  open.push(port);
  return port;
}

async function textOf(port: FilesPort, path: string, most = 1000): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const piece of port.read(path, most)) pieces.push(piece);
  return Buffer.concat(pieces).toString();
}

async function problemOf(work: Promise<unknown>): Promise<SourceProblem> {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof SourceProblem)) throw new Error(`No SourceProblem: ${String(error)}`);
  return error;
}

describe.each([
  ['a folder', () => folder('landlord')],
  ['an SFTP server', () => sftp()],
] as const)('files of %s', (_what, start) => {
  it('lists two folders deep, by path, without links', async () => {
    const found = await start().list();
    expect(found.map(({ path, bytes }) => [path, bytes])).toEqual(
      expect.arrayContaining([
        ['people.csv', 5],
        ['repairs/a.csv', 1],
        ['repairs/old/b.csv', 1],
      ]),
    );
    const paths = found.map(({ path }) => path);
    expect(paths).toEqual([...paths].sort());
    expect(paths.filter((path) => /older|linked|up/.test(path))).toEqual([]);
    expect(Date.parse(found[0]!.modifiedAt)).toBeGreaterThan(Date.parse('2020-01-01'));
  });

  it('reads a file whole', async () => {
    const long = 'doorstep '.repeat(40_000);
    await writeFile(join(top, 'root', 'landlord', 'long.csv'), long);
    expect(await textOf(start(), 'long.csv', 1_000_000)).toBe(long);
  });

  it.each(['../secret.csv', 'repairs/../../../secret.csv', '/etc/passwd', 'linked.csv', 'up/secret.csv', 'a\\b', ''])(
    'does not read %s',
    async (path) => {
      const port = start();
      expect((await problemOf(textOf(port, path))).code).toBe('blocked-address');
      expect(await textOf(port, 'people.csv')).toBe('id\n1\n');
    },
  );

  it('says which file is not there, and which is too long', async () => {
    expect(await problemOf(textOf(start(), 'none.csv'))).toMatchObject({ code: 'unreachable', retryable: true });
    expect(await problemOf(textOf(start(), 'people.csv', 4))).toMatchObject({ code: 'not-a-page', retryable: false });
  });

  it('writes once, and leaves what is there', async () => {
    const port = start();
    const name = `outbox/${_what.length}.json`;
    const body = (text: string) => new TextEncoder().encode(text);
    expect(await port.write(name, body('first'))).toBe('written');
    expect(await port.write(name, body('second'))).toBe('was-there');
    expect(await textOf(port, name)).toBe('first');
    const beside = await readdir(join(top, 'root', 'landlord', 'outbox'));
    expect(beside.filter((one) => one.startsWith('.'))).toEqual([]);
  });

  it('writes nothing outside', async () => {
    const port = start();
    for (const path of ['../written.csv', 'up/written.csv'])
      expect((await problemOf(port.write(path, new Uint8Array([1])))).code).toBe('blocked-address');
    expect(await readdir(top)).not.toContain('written.csv');
  });

  it('lets one of two that write the same name at once be first', async () => {
    const [one, other] = [start(), start()];
    const name = `outbox/race-${_what.length}.json`;
    const outcomes = await Promise.all([
      one.write(name, new TextEncoder().encode('one')),
      other.write(name, new TextEncoder().encode('two')),
    ]);
    expect([...outcomes].sort()).toEqual(['was-there', 'written']);
    expect(await readFile(join(top, 'root', 'landlord', name), 'utf8')).toBe(outcomes[0] === 'written' ? 'one' : 'two');
  });
});

describe('a folder', () => {
  it.each(['..', '../..', '/etc', 'out', 'landlord/../..'])('is refused outside the named one: %s', async (path) => {
    expect((await problemOf(folder(path).list())).code).toBe('blocked-address');
  });

  it('is read by its whole path too, when that is inside', async () => {
    expect(await textOf(folder(join(top, 'root', 'landlord')), 'people.csv')).toBe('id\n1\n');
  });

  it('is refused where the administrator named none', async () => {
    const port = kept({ kind: 'folder', path: 'landlord' }, undefined, []);
    expect((await problemOf(port.list())).message).toContain('DOORSTEP_FILES_ROOT');
  });
});

describe('an SFTP server', () => {
  it('with another key is left before a password is said', async () => {
    const before = server.attempts();
    const other = `SHA256:${Buffer.alloc(32, 7).toString('base64').replace(/=+$/, '')}`;
    expect(await problemOf(sftp({ hostKey: other }).list())).toMatchObject({
      code: 'blocked-address',
      retryable: false,
      message: expect.stringContaining('hostKey') as unknown,
    });
    expect(server.attempts()).toBe(before);
  });

  it('that refuses the password is not asked twice', async () => {
    const before = server.attempts();
    const problem = await problemOf(sftp({ password: 'another' }).list());
    expect(problem).toMatchObject({ code: 'no-permission', retryable: false });
    expect(problem.message).not.toContain('another');
    expect(server.attempts() - before).toBe(1);
  });

  it('lets in who holds the key, and is told no password', async () => {
    // Without the line end, as a secret is kept.
    const privateKey = ownKey.private.trim();
    const port = sftp({ privateKey, passphrase, password: null });
    expect((await port.list()).map(({ path }) => path)).toContain('people.csv');
    expect((await sftp({ privateKey, passphrase, password: 'not needed' }).list()).length).toBeGreaterThan(0);
  });

  it('that does not know the key is asked with the password, where there is one', async () => {
    const privateKey = keyPair().private;
    expect((await sftp({ privateKey, passphrase }).list()).length).toBeGreaterThan(0);
    expect(await problemOf(sftp({ privateKey, passphrase, password: null }).list())).toMatchObject({
      code: 'no-permission',
      retryable: false,
    });
  });

  it('is not even asked where the passphrase is not the key’s, and that is not repeated', async () => {
    const before = server.attempts();
    for (const wrong of ['another passphrase', null]) {
      const problem = await problemOf(sftp({ privateKey: ownKey.private, passphrase: wrong, password: null }).list());
      expect(problem).toMatchObject({ code: 'no-permission', retryable: false });
      expect(problem.message).not.toContain('another passphrase');
    }
    expect(server.attempts()).toBe(before);
  });

  it('is asked at its pace, and left alone when it fails time after time', async () => {
    let turns = 0;
    const port = sftp({}, loopback, { ...unhurried, turn: async () => void turns++ });
    await port.list();
    await textOf(port, 'people.csv');
    await port.write('outbox/paced.csv', Buffer.from('x'));
    expect(turns).toBe(3);
    const nobody = sftp({ port: 1 }, loopback, paceOf('an SFTP server that is down', 60_000));
    const said = [];
    for (let again = 0; again <= 20; again++) said.push((await problemOf(nobody.list())).message);
    expect(said.filter((one) => one.includes('left alone'))).toEqual([said[20]]);
  });

  it('at a private address is not reached unless it was allowed by name', async () => {
    for (const host of ['127.0.0.1', 'localhost', '::1'])
      expect((await problemOf(sftp({ host }, []).list())).code).toBe('blocked-address');
  });

  it('that does not answer is said to be unreachable', async () => {
    expect(await problemOf(sftp({ port: 1 }).list())).toMatchObject({ code: 'unreachable', retryable: true });
  });
});

it('the folder that holds those of all landlords has to be there before anything starts', async () => {
  await expect(refuseMissingFolder(join(top, 'root'))).resolves.toBeUndefined();
  for (const [name, says] of [
    ['none', /none is not there\. Make that folder/],
    ['secret.csv', /secret\.csv is not a folder\. Make/],
  ] as const)
    await expect(refuseMissingFolder(join(top, name))).rejects.toMatchObject({
      ...{ name: 'ConfigProblem', message: expect.stringMatching(says) },
    });
});
