import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { dirname, join } from 'node:path';
import { checkKey, isKey, type ObjectStore } from './object-store.js';

/** Keeps objects as files under one folder. What was put is on the disk when `put` answers, whole or not at all. */
export class FolderStore implements ObjectStore {
  constructor(private readonly folder: string) {}

  async put(key: string, bytes: Buffer): Promise<void> {
    const path = this.pathOf(key);
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const written = `${path}.${randomUUID()}`;
    const file = await open(written, 'wx', 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(written, path);
  }

  async get(key: string): Promise<Buffer | undefined> {
    try {
      return await readFile(this.pathOf(key));
    } catch (error) {
      if ((error as { code?: string }).code === 'ENOENT') return undefined;
      throw error;
    }
  }

  async remove(key: string): Promise<void> {
    await rm(this.pathOf(key), { force: true });
  }

  async list(folder: string): Promise<string[]> {
    const found = await readdir(this.pathOf(folder), { withFileTypes: true }).catch((error: { code?: string }) => {
      if (error.code === 'ENOENT') return [];
      throw error;
    });
    return found
      .filter((entry) => entry.isFile())
      .map(({ name }) => `${folder}/${name}`)
      .filter(isKey)
      .toSorted();
  }

  private pathOf(key: string): string {
    return join(this.folder, checkKey(key));
  }
}
