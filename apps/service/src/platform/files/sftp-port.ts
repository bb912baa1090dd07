import { createHash, randomUUID, timingSafeEqual } from 'node:crypto';
import { lookup } from 'node:dns/promises';
import { connect, type Socket } from 'node:net';
import { posix } from 'node:path';
import { type FileEntry, type FilesPort, type FilesTarget, SourceProblem } from '@doorstep/connectors';
import type Sftp from 'ssh2-sftp-client';
import { addressPolicy } from '../http/address-policy.js';
import { inTurn, type Pace } from '../http/pace.js';
import { leadsOut, notThere, partsOf, tooLong } from './file-path.js';

type SftpTarget = Extract<FilesTarget, { kind: 'sftp' }>;

/** Folders below the target that are looked into. */
const deepest = 2;
const readyMs = 20_000;

/**
 * Files of an SFTP server. It is connected to when something is first asked of it, at an address that may be reached:
 * public, or private and named in `allowedAddresses`; the address that is checked is the one that is connected to. A
 * server whose key is not the pinned one is left before a key or a password is said. What is asked of it goes at `pace`: a
 * server that keeps failing is left alone for a while. Throws `SourceProblem`.
 */
export function sftpPort(
  target: SftpTarget,
  allowedAddresses: readonly string[],
  signal: AbortSignal,
  pace: Pace,
): FilesPort & { close(): Promise<void> } {
  return new SftpPort(target, allowedAddresses, signal, pace);
}

interface Session {
  readonly client: Sftp;
  /** The target's path, links followed. */
  readonly folder: string;
}

class SftpPort implements FilesPort {
  private opened: Promise<Session> | null = null;

  constructor(
    private readonly target: SftpTarget,
    private readonly allowedAddresses: readonly string[],
    private readonly signal: AbortSignal,
    private readonly pace: Pace,
  ) {}

  async list(): Promise<readonly FileEntry[]> {
    return this.within(async ({ client, folder }) => {
      const found: FileEntry[] = [];
      await this.look(client, folder, [], found);
      return found.sort((one, other) => (one.path < other.path ? -1 : 1));
    });
  }

  async *read(path: string, mostBytes: number): AsyncGenerator<Uint8Array> {
    const wanted = await this.within((session) => this.fileOf(session, path));
    const { client } = await this.session();
    const pieces = client.createReadStream(wanted);
    // Called off in the middle, it hears of the end of the connection when nobody iterates any more.
    pieces.on('error', () => undefined);
    let total = 0;
    try {
      for await (const piece of pieces) {
        this.signal.throwIfAborted();
        const bytes = piece as Buffer;
        total += bytes.length;
        if (total > mostBytes) throw tooLong(path, mostBytes);
        yield bytes;
      }
    } catch (error) {
      if (error instanceof SourceProblem || this.signal.aborted) throw error;
      this.opened = null;
      throw new SourceProblem('truncated', `The server broke off in the middle of ${path}.`, true);
    } finally {
      pieces.destroy();
    }
  }

  async write(path: string, body: Uint8Array): Promise<'written' | 'was-there'> {
    const parts = partsOf(path);
    return this.within(async ({ client, folder }) => {
      const inFolder = posix.join(folder, ...parts.slice(0, -1));
      const wanted = posix.join(inFolder, parts.at(-1)!);
      if (await client.exists(wanted)) return 'was-there';
      if (!(await client.exists(inFolder))) await client.mkdir(inFolder, true);
      if ((await client.realPath(inFolder)) !== inFolder) throw leadsOut();
      const beside = posix.join(inFolder, `.${parts.at(-1)!.slice(0, 100)}.${randomUUID()}`);
      await client.put(Buffer.from(body), beside);
      try {
        // The plain rename of the protocol fails where the name is taken; OpenSSH's own would write over it.
        await client.rename(beside, wanted);
        return 'written';
      } catch (error) {
        await client.delete(beside, true);
        if (await client.exists(wanted)) return 'was-there';
        throw error;
      }
    });
  }

  async close(): Promise<void> {
    const { opened } = this;
    this.opened = null;
    const session = await opened?.catch(() => null);
    await session?.client.end().catch(() => undefined);
  }

  private session(): Promise<Session> {
    this.opened ??= this.open();
    return this.opened;
  }

  private within<T>(work: (session: Session) => Promise<T>): Promise<T> {
    return inTurn(this.pace, this.signal, () => this.tried(work));
  }

  private async tried<T>(work: (session: Session) => Promise<T>): Promise<T> {
    try {
      return await work(await this.session());
    } catch (error) {
      if (error instanceof SourceProblem) throw error;
      this.signal.throwIfAborted();
      const code = codeOf(error);
      if (code === '3' || /permission denied/i.test(messageOf(error)))
        throw new SourceProblem('no-permission', 'The server does not let this user read or write there.', false);
      await this.close();
      throw new SourceProblem('unreachable', `${this.target.host} broke off the exchange (${code}).`, true);
    }
  }

  private async open(): Promise<Session> {
    const { host, port, user, password, privateKey, passphrase, path } = this.target;
    const sock = await this.connectTo(await this.addressOf());
    // Only who reads by SFTP loads it.
    const { default: Client } = await import('ssh2-sftp-client');
    const client = new Client('doorstep', { error: () => undefined, end: () => undefined, close: () => undefined });
    let isPinned = false;
    try {
      await client.connect({
        sock,
        host,
        port,
        username: user,
        ...(password === null ? {} : { password }),
        ...(privateKey === null ? {} : { privateKey }),
        ...(passphrase === null ? {} : { passphrase }),
        // The key first: whoever gave both means the password for a server that does not know the key yet.
        authHandler: [
          ...(privateKey === null ? [] : ['publickey' as const]),
          ...(password === null ? [] : ['password' as const]),
        ],
        hostVerifier: (key: Buffer) => (isPinned = isKey(key, this.target.hostKey)),
        readyTimeout: readyMs,
        keepaliveInterval: 10_000,
        keepaliveCountMax: 3,
      });
      const folder = await client.realPath(path).catch(() => '');
      if (folder === '' || (await client.exists(folder)) !== 'd')
        throw new SourceProblem('unreachable', 'The folder is not on the server. Make it, or correct the path.', true);
      return { client, folder };
    } catch (error) {
      await client.end().catch(() => undefined);
      sock.destroy();
      this.opened = null;
      throw error instanceof SourceProblem ? error : this.unopened(error, isPinned);
    }
  }

  private unopened(error: unknown, isPinned: boolean): SourceProblem {
    const { host } = this.target;
    const said = messageOf(error);
    if (/authentication|passphrase|privatekey/i.test(said))
      return new SourceProblem(
        'no-permission',
        'The server refused the user, or the password or key. Ask its administrator.',
        false,
      );
    if (!isPinned && /verif|host denied/i.test(said))
      return new SourceProblem(
        'blocked-address',
        'The server showed another key than the one that is pinned. Ask its administrator before you change hostKey.',
        false,
      );
    return new SourceProblem('unreachable', `${host} does not answer as an SFTP server.`, true);
  }

  private async addressOf(): Promise<string> {
    const { host } = this.target;
    const isAllowed = addressPolicy(this.allowedAddresses);
    const found = await lookup(host.replace(/^\[|\]$/g, ''), { all: true }).catch(() => []);
    const [first] = found;
    if (first === undefined)
      throw new SourceProblem('unreachable', `${host} cannot be reached: its name is not known.`, true);
    if (!found.every(({ address }) => isAllowed(address) !== undefined))
      throw new SourceProblem(
        'blocked-address',
        `${host} is a private address. If that is where your files are, allow its address for this connection. On the command line, for instance: --allow-address 10.0.0.5/32.`,
        false,
      );
    return first.address;
  }

  private connectTo(address: string): Promise<Socket> {
    const { host, port } = this.target;
    return new Promise((done, fail) => {
      const socket = connect({ host: address, port, signal: this.signal, noDelay: true });
      const refuse = (): void => {
        socket.destroy();
        fail(new SourceProblem('unreachable', `${host} cannot be reached: nothing answers there.`, true));
      };
      socket.setTimeout(readyMs, refuse);
      socket.once('error', refuse);
      socket.once('connect', () => {
        socket.setTimeout(0);
        socket.off('error', refuse);
        // ssh2 has its own ear for what comes later; without any, an error would end the process.
        socket.on('error', () => undefined);
        done(socket);
      });
    });
  }

  private async look(client: Sftp, folder: string, parts: readonly string[], found: FileEntry[]): Promise<void> {
    for (const { type, name, size, modifyTime } of await client.list(posix.join(folder, ...parts))) {
      this.signal.throwIfAborted();
      if (name === '.' || name === '..' || name.includes('/')) continue;
      const inside = [...parts, name];
      if (type === 'd' && parts.length < deepest) await this.look(client, folder, inside, found);
      if (type === '-')
        found.push({ path: inside.join('/'), bytes: size, modifiedAt: new Date(modifyTime).toISOString() });
    }
  }

  private async fileOf({ client, folder }: Session, path: string): Promise<string> {
    const wanted = posix.join(folder, ...partsOf(path));
    if (!(await client.exists(wanted))) throw notThere(path);
    if ((await client.realPath(wanted)) !== wanted) throw leadsOut();
    return wanted;
  }
}

/** Whether a server's key has the fingerprint that OpenSSH prints: `SHA256:` and base64 without padding. */
function isKey(key: Buffer, fingerprint: string): boolean {
  const found = createHash('sha256').update(key).digest();
  const wanted = Buffer.from(fingerprint.replace(/^SHA256:/, ''), 'base64');
  return wanted.length === found.length && timingSafeEqual(wanted, found);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : '';
}

function codeOf(error: unknown): string {
  return String((error as { code?: string | number }).code ?? 'unknown');
}
