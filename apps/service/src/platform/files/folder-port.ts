import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, link, mkdir, open, readdir, realpath, rm, stat } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import { type FileEntry, type FilesPort, SourceProblem } from '@doorstep/connectors';
import { leadsOut, notThere, partsOf, tooLong } from './file-path.js';

/** Folders below the target that are looked into. */
const deepest = 2;
const pieceBytes = 64 * 1024;

/**
 * Files of a folder of this machine. `root` is the landlord's own; the folder must stand inside
 * it, links followed, or `SourceProblem` is thrown. Links inside the folder are not followed: whoever may put files
 * there could otherwise have any file of the machine read.
 */
export async function folderPort(root: string | undefined, path: string, signal: AbortSignal): Promise<FilesPort> {
  if (root === undefined)
    throw new SourceProblem(
      'blocked-address',
      'This installation reads no folders of its own machine. Its administrator names one with DOORSTEP_FILES_ROOT.',
      false,
    );
  const top = await realpath(root).catch(() => {
    throw new SourceProblem(
      'unreachable',
      'The folder that DOORSTEP_FILES_ROOT names has none by the short name of this landlord. Make it there.',
      true,
    );
  });
  const folder = await realpath(resolve(top, path)).catch(() => null);
  if (folder !== null && !isWithin(top, folder)) throw outside();
  if (folder === null && !isWithin(top, resolve(top, path)) && !isWithin(root, resolve(top, path))) throw outside();
  if (folder === null || !(await stat(folder)).isDirectory())
    throw new SourceProblem('unreachable', 'The folder is not there. Make it, or correct the path.', true);
  return new FolderPort(folder, signal);
}

class FolderPort implements FilesPort {
  constructor(
    private readonly folder: string,
    private readonly signal: AbortSignal,
  ) {}

  async list(): Promise<readonly FileEntry[]> {
    const found: FileEntry[] = [];
    await this.look([], found);
    return found.sort((one, other) => (one.path < other.path ? -1 : 1));
  }

  async *read(path: string, mostBytes: number): AsyncGenerator<Uint8Array> {
    const file = await this.open(path);
    try {
      if ((await file.stat()).size > mostBytes) throw tooLong(path, mostBytes);
      const piece = Buffer.alloc(pieceBytes);
      let total = 0;
      for (;;) {
        this.signal.throwIfAborted();
        const { bytesRead } = await file.read(piece, 0, pieceBytes, null);
        if (bytesRead === 0) return;
        total += bytesRead;
        if (total > mostBytes) throw tooLong(path, mostBytes);
        yield Uint8Array.from(piece.subarray(0, bytesRead));
      }
    } finally {
      await file.close();
    }
  }

  async write(path: string, body: Uint8Array): Promise<'written' | 'was-there'> {
    const parts = partsOf(path);
    const inFolder = join(this.folder, ...parts.slice(0, -1));
    try {
      await mkdir(inFolder, { recursive: true });
      if ((await realpath(inFolder)) !== inFolder) throw leadsOut();
      return await writeBeside(inFolder, parts.at(-1)!, body);
    } catch (error) {
      if (error instanceof SourceProblem) throw error;
      throw new SourceProblem('refused', `The file ${path} cannot be written (${codeOf(error)}).`, false);
    }
  }

  private async look(parts: readonly string[], found: FileEntry[]): Promise<void> {
    const entries = await readdir(join(this.folder, ...parts), { withFileTypes: true }).catch((error: unknown) => {
      throw unreadable(parts.join('/') || 'the folder', error);
    });
    for (const entry of entries) {
      this.signal.throwIfAborted();
      const inside = [...parts, entry.name];
      if (entry.isDirectory() && parts.length < deepest) await this.look(inside, found);
      if (!entry.isFile()) continue;
      // A file may go while the folder is listed; then it is not there.
      const about = await stat(join(this.folder, ...inside)).catch(() => null);
      if (about === null) continue;
      found.push({ path: inside.join('/'), bytes: about.size, modifiedAt: about.mtime.toISOString() });
    }
  }

  private async open(path: string): Promise<FileHandle> {
    const parts = partsOf(path);
    const wanted = join(this.folder, ...parts);
    try {
      if ((await realpath(wanted)) !== wanted) throw leadsOut();
      const file = await open(wanted, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
      if ((await file.stat()).isFile()) return file;
      await file.close();
    } catch (error) {
      if (error instanceof SourceProblem) throw error;
      if (codeOf(error) === 'ELOOP') throw leadsOut();
      throw codeOf(error) === 'ENOENT' ? notThere(path) : unreadable(path, error);
    }
    throw notThere(path);
  }
}

/** A link to a file that is already whole takes the name, and fails where the name is taken: a rename would not. */
async function writeBeside(folder: string, name: string, body: Uint8Array): Promise<'written' | 'was-there'> {
  const beside = join(folder, `.${name.slice(0, 100)}.${randomUUID()}`);
  try {
    const file = await open(beside, 'wx', 0o640);
    try {
      await file.writeFile(body);
      await file.sync();
    } finally {
      await file.close();
    }
    await link(beside, join(folder, name));
    return 'written';
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return 'was-there';
    throw error;
  } finally {
    await rm(beside, { force: true });
  }
}

function isWithin(folder: string, path: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

function outside(): SourceProblem {
  return new SourceProblem(
    'blocked-address',
    'The folder stands outside the one of this landlord, below DOORSTEP_FILES_ROOT. Write a path inside it.',
    false,
  );
}

function unreadable(what: string, error: unknown): SourceProblem {
  const code = codeOf(error);
  return code === 'EACCES' || code === 'EPERM'
    ? new SourceProblem('no-permission', `Doorstep may not read ${what}. Give its user that right.`, false)
    : new SourceProblem('unreachable', `Reading ${what} did not work (${code}).`, true);
}

function codeOf(error: unknown): string {
  return (error as { code?: string }).code ?? 'unknown';
}
