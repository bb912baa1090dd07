export interface StreamCounts {
  /** Records the source sent. */
  read: number;
  inserted: number;
  updated: number;
  deleted: number;
  contacts: number;
  held: number;
}

/** Both together. */
export function addCounts(a: StreamCounts, b: StreamCounts): StreamCounts {
  return {
    read: a.read + b.read,
    inserted: a.inserted + b.inserted,
    updated: a.updated + b.updated,
    deleted: a.deleted + b.deleted,
    contacts: a.contacts + b.contacts,
    held: a.held + b.held,
  };
}

export function noCounts(): StreamCounts {
  return { read: 0, inserted: 0, updated: 0, deleted: 0, contacts: 0, held: 0 };
}
