import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { FolderStore } from './index.js';

const folder = mkdtempSync(join(tmpdir(), 'doorstep-folder-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const store = new FolderStore(folder);

describe('a folder as object store', () => {
  it('gives back what was put last, and nothing once it was removed', async () => {
    await store.put('photos/one', Buffer.from('first'));
    await store.put('photos/one', Buffer.from('second'));
    expect(await store.get('photos/one')).toEqual(Buffer.from('second'));
    expect(readdirSync(join(folder, 'photos'))).toEqual(['one']);
    await store.remove('photos/one');
    await store.remove('photos/one');
    expect(await store.get('photos/one')).toBeUndefined();
  });

  it('lists what stands in a folder in order, and nothing that is half written', async () => {
    for (const key of ['lists/here/b', 'lists/here/a', 'lists/here/below/c', 'lists/there/d'])
      await store.put(key, Buffer.from('x'));
    writeFileSync(join(folder, 'lists/here/e.half-written'), '');
    expect(await store.list('lists/here')).toEqual(['lists/here/a', 'lists/here/b']);
    expect(await store.list('lists/nowhere')).toEqual([]);
  });

  it.each(['../outside', 'photos/../../outside', '/etc/passwd', 'photos', 'photos/A', 'photos/a.b', ''])(
    'keeps nothing under %p',
    async (key) => {
      await expect(store.put(key, Buffer.from('x'))).rejects.toThrow('key of the object store');
    },
  );
});
