/** Where a lookup column leads. */
export interface Lookup {
  readonly table: string;
  readonly id: string;
}

export type Value = string | number | boolean | null | Lookup;
export type Row = Readonly<Record<string, Value>>;

export interface TableDefinition {
  readonly logicalName: string;
  readonly entitySet: string;
  readonly idColumn: string;
  /** Whose value is shown where a lookup leads here. */
  readonly nameColumn: string;
  /** Beside the key. Lookups by the name they have in an answer, `_contactid_value`. */
  readonly columns: readonly string[];
  /** Column → number → label, of option sets. */
  readonly labels?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

interface Kept {
  readonly row: Row;
  readonly version: number;
}

/** One change, in the order in which change tracking tells them: rows by version, then what was deleted. */
export type Change =
  | { readonly kind: 'row'; readonly version: number; readonly row: Row }
  | { readonly kind: 'deleted'; readonly version: number; readonly id: string };

/** Counts up at every change in the whole environment, as the database's row version does. */
export class Versions {
  latest = 900_000;

  next(): number {
    this.latest += 1;
    return this.latest;
  }
}

/** A table of an environment, with what change tracking keeps of it. */
export class Table {
  private readonly rows = new Map<string, Kept>();
  private readonly deleted = new Map<string, number>();
  isTracked = true;

  constructor(
    readonly definition: TableDefinition,
    private readonly versions: Versions,
  ) {}

  has(column: string): boolean {
    return column === this.definition.idColumn || this.definition.columns.includes(column);
  }

  get(id: string): Row | undefined {
    return this.rows.get(id)?.row;
  }

  versionOf(id: string): number {
    return this.rows.get(id)?.version ?? 0;
  }

  all(): readonly Row[] {
    return [...this.rows.values()].map(({ row }) => row);
  }

  /** Creates a row or changes the named columns of one. */
  put(id: string, columns: Row): Row {
    const row = { ...this.get(id), ...columns, [this.definition.idColumn]: id };
    this.rows.set(id, { row, version: this.versions.next() });
    this.deleted.delete(id);
    return row;
  }

  delete(id: string): boolean {
    if (!this.rows.delete(id)) return false;
    this.deleted.set(id, this.versions.next());
    return true;
  }

  /** The rows there are, in the order of their keys. */
  rowsByKey(): readonly Row[] {
    return [...this.rows.keys()].sort().map((id) => this.rows.get(id)!.row);
  }

  /** What changed after `since` and not after `until`. A row that changed again since then comes with that change. */
  changes(since: number, until: number): readonly Change[] {
    const isIn = ({ version }: { readonly version: number }) => version > since && version <= until;
    const byVersion = (a: Change, b: Change) => a.version - b.version;
    const changed = [...this.rows.values()].map(({ row, version }): Change => ({ kind: 'row', row, version }));
    const gone = [...this.deleted].map(([id, version]): Change => ({ kind: 'deleted', id, version }));
    return [...changed.filter(isIn).sort(byVersion), ...gone.filter(isIn).sort(byVersion)];
  }
}
