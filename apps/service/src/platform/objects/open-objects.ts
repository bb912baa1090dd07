import { join } from 'node:path';
import { FolderStore } from './folder-store.js';
import type { ObjectStore } from './object-store.js';
import type { S3Place } from './s3-store.js';

/** The store that is set: a bucket, or a folder of the data directory. */
export async function openObjects(place: S3Place | undefined, dataDir: string): Promise<ObjectStore> {
  if (place === undefined) return new FolderStore(join(dataDir, 'objects'));
  // Large, and most installations have no bucket: loaded where it is wanted.
  const { S3Store } = await import('./s3-store.js');
  return new S3Store(place);
}
