import { Dexie, type EntityTable } from 'dexie';
import type { EntryRow, MetaRow, PhotoRow, PictureRow } from './rows.js';

export const databaseName = 'doorstep-visit';

/** The phone's own database. Strict durability: a write is done when it is on the disk, not when it is on its way. */
export class VisitDatabase extends Dexie {
  declare readonly entries: EntityTable<EntryRow, 'id'>;
  declare readonly photos: EntityTable<PhotoRow, 'id'>;
  declare readonly pictures: EntityTable<PictureRow, 'id'>;
  declare readonly meta: EntityTable<MetaRow, 'key'>;

  constructor() {
    super(databaseName, { chromeTransactionDurability: 'strict' });
    this.version(1).stores({
      entries: 'id, state',
      photos: 'id, entryId, state, [entryId+state]',
      pictures: 'id',
      meta: 'key',
    });
  }
}

/**
 * A phone closes the database behind the app's back when memory is short, and another tab may upgrade it. Dexie listens
 * to both and lets go; a call that was under way then meets one of these.
 */
const closed = new Set(['DatabaseClosedError', 'InvalidStateError', 'DatabaseClosed', 'InvalidState', 'AbortError']);

/** Whether work came to nothing because the database went away under it; then nothing of it was written. */
export function wasClosed(cause: unknown): boolean {
  return cause instanceof Error && closed.has(cause.name);
}

/** Does the work, and once more on a reopened database when the first try met a closed one. */
export async function reopening<T>(database: VisitDatabase, work: () => PromiseLike<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (!wasClosed(cause)) throw cause;
    database.close({ disableAutoOpen: false });
    await database.open();
    return work();
  }
}
