import type { Message, SeenRow } from '@doorstep/connectors';
import type { AlertRecord, CanonicalRecord, HomeRecord, Reference, TenancyRecord } from '@doorstep/domain';
import type { OpenedConnection } from '../connections/index.js';
import type { PageRecord } from '../sync/index.js';

/** Pages of one list that are looked through at most. */
const mostPages = 200;

/** Everything the system says of one tenancy, and the rows it said it in. */
export interface FoundTenancy {
  readonly records: readonly PageRecord[];
  readonly alerts: readonly AlertRecord[];
  readonly sent: readonly SeenRow[];
  readonly lookedThrough: number;
}

/**
 * Looks for a tenancy by a reference of it, and for its home, its people with their alerts, its repairs and its cases. A
 * list whose records can be asked for by key is asked for those; others are looked through from their start.
 * Null when there is no such tenancy.
 */
export async function findTenancy(connection: OpenedConnection, reference: string): Promise<FoundTenancy | null> {
  const seen = new Map<string, SeenRow>();
  const search = new Search(connection, seen);
  const [found] = await search.records('tenancy', [reference], (one) => isNamed(one, reference), 1);
  if (!found) return null;
  const tenancy = found.record as TenancyRecord;
  const homeId = tenancy.homeReference?.id ?? null;
  const homes = homeId === null ? [] : await search.records('home', [homeId], (one) => isNamed(one, homeId), 1);
  const members = tenancy.members.map((member) => member.reference.id);
  const people = await search.records(
    'person',
    members,
    (one) =>
      one.entity === 'person' &&
      (one.tenancyReferences.some(({ id }) => id === tenancy.reference.id) || members.includes(one.reference.id)),
  );
  const names = namesOf(homes[0]?.record as HomeRecord | undefined, homeId);
  const repairs = await search.records(
    'repair',
    [],
    (one) => one.entity === 'repair' && one.homeReference !== null && names.has(one.homeReference.id),
  );
  const subjects = new Set([tenancy.reference.id, ...names, ...people.map(({ key }) => key)]);
  const cases = await search.records(
    'case',
    [],
    (one) => one.entity === 'case' && one.relatedTo.some(({ id }) => subjects.has(id)),
  );
  const alerts = await search.byKey(
    'alert',
    people.map(({ key }) => key),
  );
  const records = [found, ...homes, ...people, ...repairs, ...cases];
  return {
    records,
    alerts: alerts.map(({ record }) => record as AlertRecord),
    sent: [...records, ...alerts].flatMap(({ record, key }) => seen.get(`${record.entity} ${key}`) ?? []),
    lookedThrough: search.lookedThrough,
  };
}

/** The rows of a page, by the record that each became. */
class Rows {
  private readonly byKey = new Map<string | null, SeenRow>();

  readonly saw = (row: SeenRow): void => void this.byKey.set(row.key, row);

  of(key: string): SeenRow | undefined {
    return this.byKey.get(key);
  }

  forget(): void {
    this.byKey.clear();
  }
}

class Search {
  lookedThrough = 0;

  constructor(
    private readonly connection: OpenedConnection,
    private readonly seen: Map<string, SeenRow>,
  ) {}

  /** Records of one kind that fit; by their keys where the system answers for single ones. */
  async records(
    entity: CanonicalRecord['entity'],
    keys: readonly string[],
    fits: (record: CanonicalRecord) => boolean,
    most = 100,
  ): Promise<PageRecord[]> {
    const found: PageRecord[] = [];
    for (const stream of this.connection.connector.spec.streams.filter((one) => one.entity === entity)) {
      if (stream.access !== 'read') continue;
      if (stream.rereads === true && keys.length > 0) found.push(...(await this.byKey(entity, keys)));
      if (found.length > 0) continue;
      found.push(...(await this.through(stream.name, entity, fits, most)));
    }
    return found;
  }

  async byKey(entity: CanonicalRecord['entity'], keys: readonly string[]): Promise<PageRecord[]> {
    const { connector, configuration, context } = this.connection;
    const found: PageRecord[] = [];
    for (const stream of connector.spec.streams.filter((one) => one.entity === entity)) {
      if (keys.length === 0 || !(stream.access === 'hydrate' || stream.rereads === true)) continue;
      const rows = new Rows();
      const looking = { ...context, saw: rows.saw };
      for await (const message of connector.hydrate(configuration, stream.name, keys, looking))
        this.keep(message, entity, rows, found, () => true);
    }
    return found;
  }

  private async through(
    stream: string,
    entity: CanonicalRecord['entity'],
    fits: (record: CanonicalRecord) => boolean,
    most: number,
  ): Promise<PageRecord[]> {
    const { connector, configuration, context } = this.connection;
    const found: PageRecord[] = [];
    const rows = new Rows();
    const looking = { ...context, saw: rows.saw };
    let pages = 0;
    for await (const message of connector.read(configuration, stream, undefined, looking)) {
      this.keep(message, entity, rows, found, fits);
      if (message.type === 'STATE') pages += 1;
      if (found.length >= most || pages >= mostPages) break;
    }
    return found;
  }

  private keep(
    message: Message,
    entity: CanonicalRecord['entity'],
    rows: Rows,
    found: PageRecord[],
    fits: (record: CanonicalRecord) => boolean,
  ): void {
    if (message.type === 'STATE') rows.forget();
    if (message.type !== 'RECORD') return;
    this.lookedThrough += 1;
    if (!fits(message.record)) return;
    found.push(message);
    const row = rows.of(message.key);
    if (row !== undefined) this.seen.set(`${entity} ${message.key}`, row);
  }
}

function isNamed(record: CanonicalRecord, reference: string): boolean {
  const others: readonly Reference[] = 'otherReferences' in record ? record.otherReferences : [];
  return record.reference.id === reference || others.some(({ id }) => id === reference);
}

function namesOf(home: HomeRecord | undefined, homeId: string | null): ReadonlySet<string> {
  const others = home?.otherReferences.map(({ id }) => id) ?? [];
  return new Set(homeId === null ? others : [homeId, ...others]);
}
