import { lookupOf, OBJECTS, type ObjectName } from './objects.js';

export type FieldValue = string | boolean | null;
/** Date-times are RFC 3339 in UTC here; the wire writes them without a colon in the offset. */
export type SalesforceRow = Readonly<Record<string, FieldValue>> & { readonly Id: string };

/** An organisation's records: what changes them, and what a query can see. */
export class SalesforceOrg {
  private readonly rows = new Map<ObjectName, Map<string, SalesforceRow>>();
  /** Rows of a transaction that is not committed yet. */
  private readonly unseen = new Set<string>();
  private made = 0;

  constructor(readonly now: () => Date) {
    for (const object of Object.keys(OBJECTS)) this.rows.set(object as ObjectName, new Map());
  }

  /** By id; rows in the recycle bin too. */
  all(object: ObjectName): readonly SalesforceRow[] {
    const found = [...(this.rows.get(object)?.values() ?? [])];
    return found.sort((some, other) => (some.Id < other.Id ? -1 : 1));
  }

  /** What a query sees: everything that is committed, the recycle bin too where it asks for it. */
  visible(object: ObjectName, withDeleted: boolean): readonly SalesforceRow[] {
    return this.all(object).filter((row) => !this.unseen.has(row.Id) && (withDeleted || row['IsDeleted'] !== true));
  }

  get(object: ObjectName, id: string): SalesforceRow | null {
    return this.rows.get(object)?.get(id) ?? null;
  }

  /** The object and row of an id, by its first three characters. */
  find(id: string): { readonly object: ObjectName; readonly row: SalesforceRow } | null {
    for (const [object, { prefix }] of Object.entries(OBJECTS)) {
      const row = id.startsWith(prefix) ? this.get(object as ObjectName, id) : null;
      if (row !== null) return { object: object as ObjectName, row };
    }
    return null;
  }

  /** Creates a record, stamped now unless `stamp` (RFC 3339 UTC) says otherwise. Fields that are not given are null. */
  create(object: ObjectName, fields: Readonly<Record<string, FieldValue>>, stamp?: string): string {
    this.made++;
    const Id = `${OBJECTS[object].prefix}Q0000${String(this.made).padStart(7, '0')}AAA`;
    const at = stamp ?? this.now().toISOString();
    const blank = Object.fromEntries(Object.keys(OBJECTS[object].fields).map((name) => [name, null]));
    const row = { ...blank, CreatedDate: at, ...fields, Id, IsDeleted: false, SystemModstamp: at };
    this.rows.get(object)?.set(Id, row);
    return Id;
  }

  update(object: ObjectName, id: string, fields: Readonly<Record<string, FieldValue>>, stamp?: string): void {
    const row = this.get(object, id);
    if (row === null) throw new RangeError(`no ${object} ${id}`);
    this.rows.get(object)?.set(id, { ...row, ...fields, Id: id, SystemModstamp: stamp ?? this.now().toISOString() });
  }

  /** Into the recycle bin. */
  delete(object: ObjectName, id: string): void {
    this.update(object, id, { IsDeleted: true });
  }

  undelete(object: ObjectName, id: string): void {
    this.update(object, id, { IsDeleted: false });
  }

  /** Out of the recycle bin for good: no query finds it again. */
  purge(object: ObjectName, id: string): void {
    this.rows.get(object)?.delete(id);
  }

  /** The one goes into the recycle bin and names the other, which gets its children. */
  merge(object: ObjectName, from: string, into: string): void {
    this.update(object, from, { IsDeleted: true, MasterRecordId: into });
    this.update(object, into, {});
    for (const [name, rows] of this.rows) {
      for (const row of rows.values()) {
        const moved = Object.keys(OBJECTS[name].fields).filter(
          (field) => row[field] === from && field !== 'MasterRecordId' && field !== 'Id',
        );
        if (moved.length > 0) this.update(name, row.Id, Object.fromEntries(moved.map((field) => [field, into])));
      }
    }
  }

  /** Keeps a row from being seen, as while its transaction lasts. */
  hide(id: string): void {
    this.unseen.add(id);
  }

  revealAll(): void {
    this.unseen.clear();
  }

  /** The value at a path such as `Tenant_1__r.Name` or `What.Type`; undefined: there is no such field. */
  valueAt(object: ObjectName, row: SalesforceRow, path: string): FieldValue | undefined {
    const [step = '', ...rest] = path.split('.');
    if (rest.length === 0) return Object.hasOwn(OBJECTS[object].fields, step) ? (row[step] ?? null) : undefined;
    const lookup = lookupOf(object, step);
    if (lookup === null) return undefined;
    const type = OBJECTS[object].fields[lookup];
    const id = row[lookup];
    const found = typeof id === 'string' ? this.find(id) : null;
    if (type === 'polymorphic') {
      if (rest[0] === 'Type') return found?.object ?? null;
      return rest[0] === 'Name' ? (found?.row['Name'] ?? null) : undefined;
    }
    if (!Object.hasOwn(OBJECTS, String(type))) return undefined;
    if (found !== null) return this.valueAt(found.object, found.row, rest.join('.'));
    /* A lookup that leads nowhere still has to name a field that there is. */
    const target = type as ObjectName;
    return rest.length > 1 || Object.hasOwn(OBJECTS[target].fields, rest[0] ?? '') ? null : undefined;
  }
}
