export interface StreamCounts {
  /** Records the source sent. */
  read: number;
  inserted: number;
  updated: number;
  deleted: number;
  contacts: number;
  held: number;
}

export function noCounts(): StreamCounts {
  return { read: 0, inserted: 0, updated: 0, deleted: 0, contacts: 0, held: 0 };
}
