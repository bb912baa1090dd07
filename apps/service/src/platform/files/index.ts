import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { FilesPort, FilesTarget } from '@doorstep/connectors';
import { ConfigProblem } from '../config/config.js';
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

/** Throws `ConfigProblem` where the folder that was named is none, or may not be read: found out at the start, not at night. */
export async function refuseMissingFolder(filesRoot: string): Promise<void> {
  const says = await readdir(filesRoot).then(
    () => undefined,
    ({ code }: { code?: string }) => reasons[code ?? ''] ?? `cannot be read (${code})`,
  );
  if (says !== undefined)
    throw new ConfigProblem(
      `DOORSTEP_FILES_ROOT: ${filesRoot} ${says}. Make that folder, with one in it for each landlord by its short name and ` +
        'readable by the user that runs Doorstep, or leave the setting out.',
    );
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'is not there',
  ENOTDIR: 'is not a folder',
  EACCES: 'may not be read',
};

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
