import { join } from 'node:path';
import type { FilesPort, FilesTarget } from '@doorstep/connectors';
import { unhurried, type Pace } from '../http/pace.js';
import { folderPort } from './folder-port.js';
import { sftpPort } from './sftp-port.js';

/**
 * Where a landlord's files are delivered: below what the administrator of Doorstep named, a folder by the landlord's
 * short name, so that nobody reads a neighbour's. Undefined where no folder was named.
 */
export function landlordFolder(filesRoot: string | null, slug: string | undefined): string | undefined {
  return filesRoot === null || slug === undefined ? undefined : join(filesRoot, slug);
}

export interface FilesAllowed {
  /** The landlord's folder; undefined: no folder of this machine is read. */
  readonly root: string | undefined;
  /** CIDRs of private addresses that may be reached. */
  readonly addresses: readonly string[];
}

/**
 * The way to the files that a connection names. Nothing is opened before something is asked for; close it when done.
 * A server is asked at `pace`, a folder as fast as it goes. Its methods throw `SourceProblem`.
 */
export function filesPort(
  target: FilesTarget,
  { root, addresses }: FilesAllowed,
  signal: AbortSignal,
  pace: Pace = unhurried,
): FilesPort & { close(): Promise<void> } {
  if (target.kind === 'sftp') return sftpPort(target, addresses, signal, pace);
  let opened: Promise<FilesPort> | null = null;
  const open = () => (opened ??= folderPort(root, target.path, signal));
  return {
    list: async () => (await open()).list(),
    read: async function* (path, mostBytes) {
      yield* (await open()).read(path, mostBytes);
    },
    write: async (path, body) => (await open()).write(path, body),
    close: () => Promise.resolve(),
  };
}
