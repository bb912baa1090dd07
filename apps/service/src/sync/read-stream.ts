import type { HashedRow, Message, ProblemCode, StreamSpec } from '@doorstep/connectors';
import type { OpenedConnection } from '../connections/index.js';
import type { Database, Transaction } from '../platform/database/database.js';
import { countFields } from './count-fields.js';
import { countUnknownCodes } from './count-unknown-codes.js';
import { heldKeys, holdRows, releaseRows } from './hold-rows.js';
import { findKnownRows } from './known-rows.js';
import { markVanished } from './mark-deleted.js';
import { isMirrored, type MirroredEntity } from './mirror-tables.js';
import { findUnread, isName, MOST_FIELDS, noteFieldsLeft } from './note-fields-left.js';
import { append, noPage, noteOn, takesAway, tellsOf } from './page.js';
import { rereadKeys } from './reread-keys.js';
import type { StreamCounts } from './stream-counts.js';
import { advancePass, completePass, mayRemoveMany, openPass, sweeps, type StreamPass } from './stream-pass.js';
import { removeVanishedVisits } from './take-visits.js';
import { writePage } from './write-page.js';

/** Pages are written together until they hold so many records, or are so many: small pages cost as much as large ones. */
const group = { records: 500, pages: 20 };

/** Why a stream was not read to its end. */
export interface Stopped {
  readonly code: ProblemCode | 'not-complete' | 'read-anew' | 'paused';
  readonly message: string;
  readonly retryAfterSeconds: number;
}

/** Reads one stream to its end, or to the problem that stops it. While pages are written, the next are read. */
export class StreamReader {
  /** Since the last state; lost when the source breaks off, because the next run reads it again. */
  private page = noPage();
  /** Whole pages up to `state`, not yet written. */
  private whole = noPage();
  /** Pages that are being written. */
  private underWay = noPage();
  private state: unknown;
  private writing: Promise<void> = Promise.resolve();
  private isStopped = false;
  /** Names of fields that nothing reads, as this read told them already. */
  private readonly fieldsTold = new Set<string>();

  constructor(
    private readonly database: Database,
    private readonly connection: OpenedConnection,
    private readonly stream: StreamSpec,
    private readonly counts: StreamCounts,
    /** Told after each page that was written; false: it is to stop there. */
    private readonly goesOn: () => Promise<boolean>,
  ) {}

  /** Answers null when the stream was read to its end, else why not. */
  async read(isFull: boolean): Promise<Stopped | null> {
    await this.retryHeld();
    const stopped = await this.readPass(isFull);
    // The position is of no use: once from the start, where what is gone since is found too.
    return stopped?.code === 'read-anew' ? this.readPass(true) : stopped;
  }

  /** Where a pass does not come by everything, rows that are held are asked for by their keys. */
  private async retryHeld(): Promise<void> {
    const { cursor, rereads } = this.stream;
    if (rereads !== true || cursor.kind === 'none' || cursor.kind === 'scan') return;
    const keys = await this.transaction((db) => heldKeys(db, this.connection.row.id, this.stream.name));
    await rereadKeys(this.database, this.connection, this.stream, keys, this.counts);
  }

  private async readPass(isFull: boolean): Promise<Stopped | null> {
    const { row, connector, configuration, context } = this.connection;
    this.page = noPage();
    this.whole = noPage();
    this.fieldsTold.clear();
    const pass = await this.transaction((db) => openPass(db, row.id, this.stream, isFull));
    let stopped: Stopped | null = null;
    try {
      const knowing = { ...context, unchanged: (rows: readonly HashedRow[]) => this.unchanged(rows) };
      for await (const message of connector.read(configuration, this.stream.name, pass.state, knowing)) {
        const because = await this.take(message, pass);
        stopped ??= because;
        if (this.isStopped)
          return { code: 'paused', message: 'Paused. It goes on from where it stopped.', retryAfterSeconds: 0 };
      }
    } finally {
      // Nothing may still be written when the lock of this run is let go.
      await Promise.allSettled([this.writing]);
    }
    return stopped;
  }

  private async take(message: Message, pass: StreamPass): Promise<Stopped | null> {
    switch (message.type) {
      case 'STATE':
        this.noteFieldsLeft(message.fieldsLeft ?? []);
        append(this.whole, this.page);
        this.state = message.state;
        this.page = noPage();
        if (this.isEnough()) await this.writeWhole(pass);
        return null;
      case 'STATUS':
        return this.end(message.status, pass);
      case 'RESYNC_REQUIRED':
        return {
          code: 'read-anew',
          message: `${this.stream.name} has to be read from its start.`,
          retryAfterSeconds: 0,
        };
      default:
        noteOn(this.page, message);
    }
    if (message.type !== 'PROBLEM' || message.key !== null || message.raw !== null) return null;
    return { code: message.code, message: message.message, retryAfterSeconds: message.retryAfterSeconds ?? 0 };
  }

  private noteFieldsLeft(names: readonly string[]): void {
    for (const name of names) {
      if (this.fieldsTold.has(name) || this.fieldsTold.size >= MOST_FIELDS || !isName(name)) continue;
      this.fieldsTold.add(name);
      this.page.fieldsLeft.add(name);
    }
  }

  private isEnough(): boolean {
    const { records, pages } = this.whole;
    // A record that follows its own deletion must not be written with it: the order would be lost.
    return records.size >= group.records || pages >= group.pages || takesAway(this.whole);
  }

  /** Begins to write the whole pages, once those before them are written. Throws what went wrong with those. */
  private async writeWhole(pass: StreamPass): Promise<void> {
    await this.writing;
    this.underWay = this.whole;
    this.writing = this.write(pass, this.state);
    this.writing.catch(() => undefined); // thrown where it is waited for
    this.whole = noPage();
  }

  private async write(pass: StreamPass, state: unknown): Promise<void> {
    const page = this.whole;
    const { id } = this.connection.row;
    // A row that is held was there: it must not be taken for one that vanished.
    const seen =
      pass.isFull && sweeps(this.stream)
        ? [...page.records.keys(), ...page.held.map(({ key }) => key), ...page.seen]
        : [];
    await writePage(this.database, this.connection, this.stream, page, this.counts, (db) =>
      advancePass(db, id, this.stream.name, pass.pass, state, seen, [...page.fieldsLeft]),
    );
    this.isStopped ||= !(await this.goesOn());
  }

  private async end(status: 'STARTED' | 'COMPLETE' | 'INCOMPLETE', pass: StreamPass): Promise<Stopped | null> {
    if (status === 'STARTED') return null;
    const { row } = this.connection;
    const { name } = this.stream;
    if (this.whole.pages > 0) await this.writeWhole(pass);
    await this.writing;
    const unread = status === 'COMPLETE' ? await findUnread(this.database, this.connection, name, pass.isFull) : null;
    await this.transaction(async (db) => {
      await holdRows(db, row.id, this.page.held);
      await countUnknownCodes(db, row.id, this.page.unknown);
      this.counts.held += this.page.held.length;
      if (status === 'INCOMPLETE') return;
      // What stood in the way of the whole stream does no longer; too many vanished is found again below.
      await releaseRows(db, row.id, name, [name]);
      if (pass.isFull && sweeps(this.stream) && this.stream.entity !== 'contact') {
        const may = await mayRemoveMany(db, row.id, name);
        const { entity } = this.stream;
        this.counts.deleted +=
          entity === 'appointment'
            ? await removeVanishedVisits(db, row.id, name, pass.pass, may)
            : await markVanished(db, row.id, name, entity as MirroredEntity, pass.pass, may);
      }
      await completePass(db, row.id, name, pass);
      if (pass.isFull) await countFields(db, row.id, this.stream);
      if (unread !== null) await noteFieldsLeft(db, this.connection, name, unread);
    });
    if (status === 'COMPLETE') return null;
    return { code: 'not-complete', message: `${name} could not be read to its end.`, retryAfterSeconds: 0 };
  }

  private async unchanged(rows: readonly HashedRow[]): Promise<ReadonlySet<string>> {
    const { name, entity } = this.stream;
    if (rows.length === 0 || !isMirrored(entity)) return new Set();
    // Of what waits to be written the store tells what was before.
    const pages = [this.page, this.whole, this.underWay];
    const settled = rows.filter(({ key }) => !pages.some((page) => tellsOf(page, key)));
    return this.transaction((db) => findKnownRows(db, this.connection.row.id, name, entity, settled));
  }

  private transaction<T>(work: (db: Transaction) => Promise<T>): Promise<T> {
    return this.database.inOrganisation(this.connection.row.organisationId, work);
  }
}
