import { Dexie, liveQuery } from 'dexie';
import type { EntryReply } from '@doorstep/contracts/visit';
import { reopening, VisitDatabase, wasClosed } from './database.js';
import type { EntryRow, Lane, PhotoRow, PhotoTrouble, VisitLine } from './rows.js';
import { makeKey, seal, sealJson, sha256, unseal, unsealJson, type Sealed } from './vault.js';

/** A visit as the list shows it. */
export interface ListedEntry extends Pick<
  EntryRow,
  'id' | 'state' | 'lane' | 'savedAt' | 'reference' | 'sentAt' | 'kept' | 'replyBy'
> {
  readonly line: VisitLine;
  readonly photos: readonly PhotoRow[];
}

/** A visit about to be kept. */
export interface NewEntry {
  readonly id: string;
  readonly lane: Lane;
  readonly savedAt: number;
  readonly line: VisitLine;
  /** What will be sent; its text is what the hash is taken of. */
  readonly body: unknown;
}

/** Names under which single values are kept, sealed. */
export type ValueName = 'signed-in' | 'jobs' | 'contact' | 'phone' | `draft ${string}`;

const dayInMilliseconds = 24 * 60 * 60 * 1000;
const daysOfSent = 1;
const daysOfRefusedPhotos = 14;

/** Everything this phone keeps. Each method is one transaction; what it resolves is on the disk. */
export class Store {
  /** A line never changes, and unsealing each of them at every change would be slow with many. */
  private readonly lines = new Map<string, VisitLine>();

  private constructor(
    private readonly database: VisitDatabase,
    private readonly key: CryptoKey,
  ) {}

  /**
   * Opens the database and proves that it keeps things.
   * @throws {Error} where the browser has no storage or no cryptography to offer (a private window, an insecure page).
   */
  static async open(): Promise<Store> {
    const database = new VisitDatabase();
    const fresh = await makeKey();
    const key = await reopening(database, () =>
      database.transaction('rw', database.meta, async () => {
        const known = await database.meta.get('key');
        if (known) return known.value as CryptoKey;
        await database.meta.put({ key: 'key', value: fresh });
        return fresh;
      }),
    );
    return new Store(database, key);
  }

  /**
   * Keeps a visit with the photos that were taken for it, and lets go of its draft, all or nothing.
   * @throws {Error} when the phone could not write; then nothing is kept, and the draft still stands.
   */
  async save({ id, lane, savedAt, line, body }: NewEntry): Promise<void> {
    const bytes = new TextEncoder().encode(JSON.stringify(body));
    const [bodyHash, sealedBody, sealedLine] = await Promise.all([
      sha256(bytes),
      seal(this.key, bytes),
      sealJson(this.key, line),
    ]);
    const row: EntryRow = {
      id,
      state: 'saved',
      lane,
      savedAt,
      line: sealedLine,
      body: sealedBody,
      bodyHash,
      attempts: 0,
      nextAt: 0,
      reference: null,
      sentAt: null,
      kept: null,
      replyBy: null,
    };
    const { entries, photos, meta } = this.database;
    await this.write([entries, photos, meta], async () => {
      await entries.add(row);
      await photos.where({ entryId: id, state: 'draft' }).modify({ state: 'waiting' });
      await meta.delete(`draft ${id}`);
    });
  }

  /** Keeps the content of an entry under a new id, with its photos, in place of the one that the service does not take. */
  async replace(oldId: string, entry: NewEntry): Promise<void> {
    const bytes = new TextEncoder().encode(JSON.stringify(entry.body));
    const [bodyHash, body, line] = await Promise.all([
      sha256(bytes),
      seal(this.key, bytes),
      sealJson(this.key, entry.line),
    ]);
    const { entries, photos } = this.database;
    await this.write([entries, photos], async () => {
      const old = await entries.get(oldId);
      if (!old) return;
      await entries.add({
        ...old,
        id: entry.id,
        state: 'saved',
        lane: entry.lane,
        savedAt: entry.savedAt,
        line,
        body,
        bodyHash,
        attempts: 0,
        nextAt: 0,
      });
      await photos.where({ entryId: oldId }).modify({ entryId: entry.id });
      await entries.delete(oldId);
    });
  }

  /** Every visit that is not yet wholly with the service, unsorted. */
  async unsent(): Promise<EntryRow[]> {
    return this.read(() => this.database.entries.where('state').anyOf('saved', 'needs-you').toArray());
  }

  /** Photos whose visit the service has already, and that can be sent. */
  async sendablePhotos(): Promise<PhotoRow[]> {
    return this.read(async () => {
      const photos = await this.database.photos.where({ state: 'waiting' }).toArray();
      const entries = await this.database.entries.bulkGet(photos.map(({ entryId }) => entryId));
      return photos.filter((_, place) => entries[place]?.state === 'sent');
    });
  }

  /** The body of an entry as text; undefined once it is gone. */
  async bodyOf(id: string): Promise<string | undefined> {
    const row = await this.read(() => this.database.entries.get(id));
    return row?.body ? new TextDecoder().decode(await unseal(this.key, row.body)) : undefined;
  }

  async lineOf({ id, line }: EntryRow): Promise<VisitLine> {
    const known = this.lines.get(id) ?? ((await unsealJson(this.key, line)) as VisitLine);
    this.lines.set(id, known);
    return known;
  }

  /** The service has it and its hash is ours: mark it and let go of the body, at once. */
  async received(id: string, { reference, state, replyBy = null }: EntryReply, at: number): Promise<void> {
    const { entries } = this.database;
    await this.write([entries], () =>
      entries.update(id, { state: 'sent', reference, sentAt: at, kept: state, replyBy, body: null }),
    );
  }

  /** It did not get through: when to try again by itself. */
  async putOff(id: string, attempts: number, nextAt: number): Promise<void> {
    await this.write([this.database.entries], () => this.database.entries.update(id, { attempts, nextAt }));
  }

  async needsPerson(id: string): Promise<void> {
    await this.write([this.database.entries], () => this.database.entries.update(id, { state: 'needs-you' }));
  }

  /** Puts a photo, already made small, beside a draft. */
  async addPhoto(photo: Pick<PhotoRow, 'id' | 'entryId' | 'sha256' | 'size'>, bytes: Uint8Array<ArrayBuffer>) {
    const sealed = await seal(this.key, bytes);
    const { photos, pictures } = this.database;
    await this.write([photos, pictures], async () => {
      await photos.add({ ...photo, state: 'draft', trouble: null, offset: 0, attempts: 0, nextAt: 0 });
      await pictures.add({ id: photo.id, bytes: sealed });
    });
  }

  async picture(id: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
    const row = await this.read(() => this.database.pictures.get(id));
    return row && unseal(this.key, row.bytes);
  }

  async changePhoto(id: string, part: Partial<Pick<PhotoRow, 'offset' | 'attempts' | 'nextAt'>>): Promise<void> {
    await this.write([this.database.photos], () => this.database.photos.update(id, part));
  }

  async photoRefused(id: string, trouble: PhotoTrouble): Promise<void> {
    await this.write([this.database.photos], () => this.database.photos.update(id, { state: 'needs-you', trouble }));
  }

  async retryPhoto(id: string): Promise<void> {
    await this.write([this.database.photos], () =>
      this.database.photos.update(id, { state: 'waiting', trouble: null, attempts: 0, nextAt: 0 }),
    );
  }

  async dropPhoto(id: string): Promise<void> {
    const { photos, pictures } = this.database;
    await this.write([photos, pictures], async () => {
      await photos.delete(id);
      await pictures.delete(id);
    });
  }

  /** Keeps one value, sealed. */
  async keep(name: ValueName, value: unknown): Promise<void> {
    const sealed = await sealJson(this.key, value);
    await this.write([this.database.meta], () => this.database.meta.put({ key: name, value: sealed }));
  }

  async value(name: ValueName): Promise<unknown> {
    const row = await this.read(() => this.database.meta.get(name));
    return row ? unsealJson(this.key, row.value as Sealed) : undefined;
  }

  async forget(name: ValueName): Promise<void> {
    await this.write([this.database.meta], () => this.database.meta.delete(name));
  }

  /** Throws a draft away, with its photos. */
  async dropDraft(id: string): Promise<void> {
    const { meta, photos, pictures } = this.database;
    await this.write([meta, photos, pictures], async () => {
      const taken = await photos.where({ entryId: id, state: 'draft' }).primaryKeys();
      await photos.bulkDelete(taken);
      await pictures.bulkDelete(taken);
      await meta.delete(`draft ${id}`);
    });
  }

  /** Every draft, as it was kept. */
  async drafts(): Promise<unknown[]> {
    const rows = await this.read(() => this.database.meta.where('key').startsWith('draft ').toArray());
    return Promise.all(rows.map(({ value }) => unsealJson(this.key, value as Sealed)));
  }

  /**
   * Lets go of what was sent: more than 24 hours ago, or 14 days where a photo of it was refused and nobody said what is
   * to be done. What still waits to be sent stays, however long.
   */
  async sweep(now: number): Promise<void> {
    // A clock that was set back must not keep them for years.
    const isOver = ({ sentAt }: EntryRow, days: number) => Math.abs(now - (sentAt ?? 0)) > days * dayInMilliseconds;
    await this.letGo((row, left) => {
      if (left.length === 0) return isOver(row, daysOfSent);
      return left.every(({ state }) => state === 'needs-you') && isOver(row, daysOfRefusedPhotos);
    });
  }

  /** Lets go at once of all that the service has whole. */
  async forgetSent(): Promise<void> {
    await this.letGo((_, left) => left.length === 0);
  }

  private async letGo(ofSent: (row: EntryRow, photosLeft: readonly PhotoRow[]) => boolean): Promise<void> {
    const { entries, photos, pictures } = this.database;
    await this.write([entries, photos, pictures], async () => {
      const sent = await entries.where({ state: 'sent' }).toArray();
      const taken = await photos.toArray();
      const leftOf = (id: string) => taken.filter(({ entryId }) => entryId === id);
      const over = sent.filter((row) => ofSent(row, leftOf(row.id))).map(({ id }) => id);
      const theirs = over.flatMap(leftOf).map(({ id }) => id);
      await Promise.all([entries.bulkDelete(over), photos.bulkDelete(theirs), pictures.bulkDelete(theirs)]);
    });
  }

  /** Forgets everything, the key first of all. */
  async wipe(): Promise<void> {
    const { entries, photos, pictures, meta } = this.database;
    await this.write([entries, photos, pictures, meta], async () => {
      await Promise.all([meta.clear(), entries.clear(), photos.clear(), pictures.clear()]);
    });
  }

  /**
   * Tells of every change to the visits, whichever tab made it.
   * @returns stops telling.
   */
  watch(tell: (listed: ListedEntry[]) => void): () => void {
    const { entries, photos } = this.database;
    let latest = 0;
    const all = () => Dexie.Promise.all([entries.toArray(), photos.toArray()]);
    // A query that met a closed database would fall silent for good, and the app never learn what it keeps.
    const query = () => all().catch((cause: unknown) => (wasClosed(cause) ? all() : Promise.reject(cause as Error)));
    const seen = liveQuery(query).subscribe({
      next: ([rows, taken]) => {
        const mine = (latest += 1);
        void Promise.all(rows.map((row) => this.listed(row, taken))).then(
          (listed) => mine === latest && tell(listed),
          // Wiped while it was being read: the next change tells the truth.
          () => undefined,
        );
      },
    });
    return () => seen.unsubscribe();
  }

  private async listed(row: EntryRow, taken: readonly PhotoRow[]): Promise<ListedEntry> {
    const { id, state, lane, savedAt, reference, sentAt, kept, replyBy } = row;
    const photos = taken.filter(({ entryId }) => entryId === id);
    return { id, state, lane, savedAt, reference, sentAt, kept, replyBy, photos, line: await this.lineOf(row) };
  }

  private read<T>(work: () => PromiseLike<T>): Promise<T> {
    return reopening(this.database, work);
  }

  private async write(
    tables: Parameters<VisitDatabase['transaction']>[1][],
    work: () => PromiseLike<unknown>,
  ): Promise<void> {
    await reopening(this.database, () =>
      this.database.transaction('rw', tables as never, async () => void (await work())),
    );
  }
}
