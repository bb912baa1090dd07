/** Where a record stands in a scan: by `rank` (milliseconds, or 0 where the id alone decides), then by `id`. */
export interface Place {
  readonly rank: number;
  readonly id: string;
}

/** Records by id, with a scan in a stable order: what Elasticsearch's `search_after` gives. */
export class Shelf<T extends { readonly id: string }> {
  private readonly records = new Map<string, T>();
  private readonly orders = new Map<string, T[]>();
  private scan: { readonly places: Place[]; readonly records: T[] } | undefined;

  constructor(private readonly rankOf: (record: T) => number = () => 0) {}

  get size(): number {
    return this.records.size;
  }

  get(id: string): T | undefined {
    return this.records.get(id);
  }

  put(record: T): void {
    this.records.set(record.id, record);
    this.forgetOrders();
  }

  delete(id: string): boolean {
    const existed = this.records.delete(id);
    if (existed) this.forgetOrders();
    return existed;
  }

  /** In scan order. */
  all(): readonly T[] {
    return this.inOrder().records;
  }

  placeOf(record: T): Place {
    return { rank: this.rankOf(record), id: record.id };
  }

  /** Up to `limit` records after `place`, or the first ones without it. The place need not exist. */
  after(place: Place | null, limit: number): readonly T[] {
    const { places, records } = this.inOrder();
    if (place === null) return records.slice(0, limit);
    let low = 0;
    let high = places.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const found = places[middle];
      if (found !== undefined && compare(found, place) <= 0) low = middle + 1;
      else high = middle;
    }
    return records.slice(low, low + limit);
  }

  /** All records by a text key, then by id; kept until a record changes. */
  sortedBy(name: string, key: (record: T) => string): readonly T[] {
    let sorted = this.orders.get(name);
    if (sorted === undefined) {
      const keyed = [...this.records.values()].map((record) => ({ key: key(record), record }));
      keyed.sort((a, b) => compareText(a.key, b.key) || compareText(a.record.id, b.record.id));
      sorted = keyed.map((entry) => entry.record);
      this.orders.set(name, sorted);
    }
    return sorted;
  }

  private inOrder(): { readonly places: Place[]; readonly records: T[] } {
    if (this.scan === undefined) {
      const keyed = [...this.records.values()].map((record) => ({ place: this.placeOf(record), record }));
      keyed.sort((a, b) => compare(a.place, b.place));
      this.scan = { places: keyed.map((entry) => entry.place), records: keyed.map((entry) => entry.record) };
    }
    return this.scan;
  }

  private forgetOrders(): void {
    this.scan = undefined;
    this.orders.clear();
  }
}

function compare(a: Place, b: Place): number {
  return a.rank - b.rank || compareText(a.id, b.id);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
