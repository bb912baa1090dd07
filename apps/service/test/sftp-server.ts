import { createHash } from 'node:crypto';
import {
  closeSync,
  fstatSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  realpathSync,
} from 'node:fs';
import { existsSync, rmSync, statSync, unlinkSync, writeSync, type Stats } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join, normalize } from 'node:path';
import ssh2, { type Attributes, type AuthContext, type Connection, type SFTPWrapper } from 'ssh2';

const { Server, utils } = ssh2;
const { STATUS_CODE, OPEN_MODE, flagsToString } = utils.sftp;

export interface SftpAccount {
  readonly user: string;
  readonly password: string;
  /** As a line of `authorized_keys`; whoever holds the key of it is let in too. */
  readonly publicKey?: string;
}

export interface SftpServer {
  readonly port: number;
  /** As OpenSSH prints it: `SHA256:…`. */
  readonly hostKey: string;
  /** Passwords and keys that were offered, whoever offered them. */
  readonly attempts: () => number;
  close(): Promise<void>;
}

/** A real SFTP server (SSH 2, protocol version 3) on loopback over a folder. */
export async function startSftpServer(folder: string, { user, password, publicKey }: SftpAccount): Promise<SftpServer> {
  const root = realpathSync(folder);
  // Of the Ed25519 keys that the package makes, one in five hundred cannot be read back.
  const { private: privateKey } = utils.generateKeyPairSync('ecdsa', { bits: 256 });
  const parsed = utils.parseKey(privateKey);
  if (parsed instanceof Error) throw parsed;
  const print = createHash('sha256').update(parsed.getPublicSSH()).digest('base64').replace(/=+$/, '');
  const known = publicKey === undefined ? null : utils.parseKey(publicKey);
  if (known instanceof Error) throw known;
  const isGood = (asked: AuthContext): boolean => {
    if (asked.method === 'password') return asked.password === password;
    if (asked.method !== 'publickey' || known === null || !asked.key.data.equals(known.getPublicSSH())) return false;
    // Without a signature it is only asked whether the key would do.
    return asked.signature === undefined || known.verify(asked.blob ?? '', asked.signature, asked.hashAlgo) === true;
  };
  const open = new Set<Connection>();
  let attempts = 0;
  const server = new Server({ hostKeys: [privateKey] }, (client) => {
    open.add(client);
    // The types of the package leave it out on the server's side.
    (client as Connection & { setNoDelay(isOn: boolean): void }).setNoDelay(true);
    client.on('close', () => open.delete(client));
    client.on('error', () => undefined);
    client.on('authentication', (asked) => {
      if (asked.method !== 'none') attempts++;
      if (asked.username === user && isGood(asked)) asked.accept();
      else asked.reject(['publickey', 'password']);
    });
    client.on('session', (accept) => {
      accept().on('sftp', (acceptSftp) => serve(acceptSftp(), root));
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    port: (server.address() as AddressInfo).port,
    hostKey: `SHA256:${print}`,
    attempts: () => attempts,
    close: async () => {
      for (const client of open) client.end();
      await new Promise<void>((done) => server.close(() => done()));
    },
  };
}

type Handle = { readonly fd: number } | { readonly names: string[]; readonly path: string };

/** What the protocol asks of a server, over a folder that stands at `/`. */
function serve(sftp: SFTPWrapper, root: string): void {
  const handles = new Map<number, Handle>();
  let last = 0;
  const local = (path: string): string => join(root, normalize(`/${path}`));
  const keep = (handle: Handle): Buffer => {
    handles.set(++last, handle);
    const name = Buffer.alloc(4);
    name.writeUInt32BE(last);
    return name;
  };
  const kept = (name: Buffer): Handle => {
    const handle = handles.get(name.readUInt32BE(0));
    if (handle === undefined) throw new Error('no such handle');
    return handle;
  };
  const fileOf = (name: Buffer): number => {
    const handle = kept(name);
    if (!('fd' in handle)) throw new Error('no file');
    return handle.fd;
  };
  const answering = (id: number, work: () => void): void => {
    try {
      work();
    } catch (error) {
      const { code } = error as { code?: string };
      const status = code === 'ENOENT' ? STATUS_CODE.NO_SUCH_FILE : STATUS_CODE.FAILURE;
      sftp.status(id, code === 'EACCES' ? STATUS_CODE.PERMISSION_DENIED : status);
    }
  };
  const done = (id: number) => sftp.status(id, STATUS_CODE.OK);

  sftp.on('REALPATH', (id, path) =>
    answering(id, () => {
      const wanted = local(path);
      const real = existsSync(wanted) ? realpathSync(wanted) : wanted;
      const seen = real === root ? '/' : real.startsWith(`${root}/`) ? real.slice(root.length) : real;
      sftp.name(id, [{ filename: seen, longname: seen, attrs: attributes(statSync(root)) }]);
    }),
  );
  sftp.on('STAT', (id, path) => answering(id, () => sftp.attrs(id, attributes(statSync(local(path))))));
  sftp.on('LSTAT', (id, path) => answering(id, () => sftp.attrs(id, attributes(lstatSync(local(path))))));
  sftp.on('FSTAT', (id, name) => answering(id, () => sftp.attrs(id, attributes(fstatSync(fileOf(name))))));
  sftp.on('SETSTAT', done);
  sftp.on('FSETSTAT', done);
  sftp.on('OPENDIR', (id, path) =>
    answering(id, () => sftp.handle(id, keep({ names: readdirSync(local(path)), path: local(path) }))),
  );
  sftp.on('READDIR', (id, name) =>
    answering(id, () => {
      const handle = kept(name);
      if (!('names' in handle)) throw new Error('no folder');
      if (handle.names.length === 0) return sftp.status(id, STATUS_CODE.EOF);
      sftp.name(
        id,
        handle.names.splice(0).map((filename) => {
          const about = lstatSync(join(handle.path, filename));
          const kind = about.isDirectory() ? 'd' : about.isSymbolicLink() ? 'l' : '-';
          return { filename, longname: `${kind}rw-r--r-- 1 doorstep doorstep ${filename}`, attrs: attributes(about) };
        }),
      );
    }),
  );
  sftp.on('OPEN', (id, path, flags) =>
    answering(id, () => {
      const mode = (flags & OPEN_MODE.EXCL) !== 0 ? 'wx' : (flagsToString(flags) ?? 'r');
      sftp.handle(id, keep({ fd: openSync(local(path), mode) }));
    }),
  );
  sftp.on('READ', (id, name, offset, length) =>
    answering(id, () => {
      const piece = Buffer.alloc(Math.min(length, 32_768));
      const read = readSync(fileOf(name), piece, 0, piece.length, offset);
      if (read === 0) sftp.status(id, STATUS_CODE.EOF);
      else sftp.data(id, piece.subarray(0, read));
    }),
  );
  sftp.on('WRITE', (id, name, offset, data) =>
    answering(id, () => {
      writeSync(fileOf(name), data, 0, data.length, offset);
      done(id);
    }),
  );
  sftp.on('CLOSE', (id, name) =>
    answering(id, () => {
      const handle = kept(name);
      if ('fd' in handle) closeSync(handle.fd);
      handles.delete(name.readUInt32BE(0));
      done(id);
    }),
  );
  sftp.on('MKDIR', (id, path) =>
    answering(id, () => {
      mkdirSync(local(path));
      done(id);
    }),
  );
  // As OpenSSH does it: a name that is taken is left alone.
  sftp.on('RENAME', (id, from, to) =>
    answering(id, () => {
      linkSync(local(from), local(to));
      unlinkSync(local(from));
      done(id);
    }),
  );
  sftp.on('REMOVE', (id, path) =>
    answering(id, () => {
      rmSync(local(path));
      done(id);
    }),
  );
}

function attributes({ mode, uid, gid, size, atimeMs, mtimeMs }: Stats): Attributes {
  return { mode, uid, gid, size, atime: Math.floor(atimeMs / 1000), mtime: Math.floor(mtimeMs / 1000) };
}
