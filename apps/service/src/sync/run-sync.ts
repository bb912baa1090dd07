import type { Message, StreamSpec } from '@doorstep/connectors';
import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { writeAudit } from '../audit/index.js';
import { contactMappingOf, OpenConnection, type OpenedConnection } from '../connections/index.js';
import { noticeContactsOf } from '../contacts/index.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { Problem } from '../platform/problem.js';
import { notice } from '../platform/queue/notices.js';
import { countUnknownCodes, type UnknownCode } from './count-unknown-codes.js';
import { derivePageContacts } from './derive-page-contacts.js';
import { holdRows, releaseRows, type HeldRow } from './hold-rows.js';
import { linkHouseholds } from './link-households.js';
import { markDeleted, markVanished } from './mark-deleted.js';
import { findChanged, mergeChanged, type ChangedRecord, type PageRecord } from './merge-page.js';
import type { MirroredEntity } from './mirror-tables.js';
import { freshFor, ReadAlerts } from './read-alerts.js';
import { readAppointments, visitEndings, writeAppointments } from './read-appointments.js';
import { advancePass, completePass, openPass } from './stream-pass.js';

/** What one run did, by stream and in all. */
export interface RunReport {
  readonly runId: string;
  readonly status: 'complete' | 'incomplete';
  readonly streams: Readonly<Record<string, StreamCounts>>;
  readonly total: StreamCounts;
  /** The first thing that kept the run from being complete, in words. */
  readonly problem: string | null;
}

export interface StreamCounts {
  /** Records the source sent. */
  read: number;
  inserted: number;
  updated: number;
  deleted: number;
  contacts: number;
  held: number;
}

export type Progress = (stream: string, counts: StreamCounts) => void;

/**
 * Brings the mirror up to what the housing system says, page by page: each page, its contacts and how far it came are
 * one transaction, so a kill at any moment leaves a store from which the next run goes on. Unchanged records are not
 * touched. One run a connection at a time, across processes.
 */
@Injectable()
export class RunSync {
  constructor(
    private readonly database: Database,
    private readonly openConnection: OpenConnection,
    private readonly readAlerts: ReadAlerts,
  ) {}

  /**
   * `isFull` begins every stream at its start instead of going on with an unfinished pass.
   * Throws `Problem` when the connection is unknown or already being synced.
   */
  async run(
    actor: string,
    organisationId: string,
    named: string,
    isFull: boolean,
    signal: AbortSignal,
    progress: Progress = () => undefined,
  ): Promise<RunReport> {
    const connection = await this.openConnection.run(organisationId, named, signal);
    const lock = await this.database.holdLock(`sync ${organisationId} ${connection.row.id}`);
    if (!lock) {
      await connection.close();
      throw new Problem(
        'conflict',
        'sync-running',
        `${connection.row.title} is being synced already. Try again when that run has ended.`,
      );
    }
    try {
      const report = await this.whileLocked(actor, connection, isFull, progress);
      await this.readStandingAlerts(organisationId, connection.row.id, signal);
      return report;
    } finally {
      await lock.release();
      await connection.close();
    }
  }

  /** A prompt that stands is shown only while its household's alerts are known, so they are read again in time. */
  private async readStandingAlerts(organisationId: string, connectionId: string, signal: AbortSignal): Promise<void> {
    const standing = await this.database.inOrganisation(organisationId, (db) =>
      db.rows<{ id: string }>(
        `SELECT DISTINCT t.id FROM prompts q JOIN tenancies t ON t.organisation_id = $1 AND t.id = q.household_id
         WHERE q.organisation_id = $1 AND q.state = 'open' AND q.expires_at > now() AND t.connection_id = $2`,
        [organisationId, connectionId],
      ),
    );
    await this.readAlerts.run(
      organisationId,
      standing.map((one) => one.id),
      signal,
      freshFor.standing,
    );
  }

  /** Whether the connection's next run is due. */
  async isDue(organisationId: string, connectionId: string): Promise<boolean> {
    const [row] = await this.database.inOrganisation(organisationId, (db) =>
      db.rows<{ due: boolean }>(
        `SELECT next_sync_at <= now() AS due FROM connections WHERE organisation_id = $1 AND id = $2`,
        [organisationId, connectionId],
      ),
    );
    return row?.due ?? false;
  }

  private async whileLocked(
    actor: string,
    connection: OpenedConnection,
    isFull: boolean,
    progress: Progress,
  ): Promise<RunReport> {
    const { organisationId, id: connectionId } = connection.row;
    const runId = uuidv7();
    await this.database.inOrganisation(organisationId, async (db) => {
      await db.rows(
        `UPDATE runs SET status = 'interrupted', finished_at = now()
         WHERE organisation_id = $1 AND connection_id = $2 AND status = 'running'`,
        [organisationId, connectionId],
      );
      await db.rows(
        `INSERT INTO runs (organisation_id, id, connection_id, status, is_full) VALUES ($1, $2, $3, 'running', $4)`,
        [organisationId, runId, connectionId, isFull],
      );
      await writeAudit(db, { actor, action: 'sync.run', subject: `connection:${connectionId}`, detail: { isFull } });
    });
    const streams: Record<string, StreamCounts> = {};
    let problem: string | null = null;
    for (const stream of inOrder(connection.connector.spec.streams)) {
      const counts = (streams[stream.name] = noCounts());
      const reader = new StreamReader(this.database, connection, stream, counts, () => progress(stream.name, counts));
      const stoppedBy = await reader.read(isFull);
      problem ??= stoppedBy;
    }
    const total = Object.values(streams).reduce(add, noCounts());
    const status = problem === null ? 'complete' : 'incomplete';
    await this.database.inOrganisation(organisationId, async (db) => {
      await linkHouseholds(db, connectionId);
      await noticeContactsOf(db, connectionId);
      await noticeHeldVoices(db, connectionId);
      await db.rows(
        `UPDATE runs SET status = $3, counts = $4, problem = $5, finished_at = now() WHERE organisation_id = $1 AND id = $2`,
        [organisationId, runId, status, JSON.stringify({ streams, total }), problem],
      );
      await db.rows(
        `UPDATE connections SET next_sync_at = now() + make_interval(mins => sync_every_minutes),
           last_complete_at = CASE WHEN $3 = 'complete' THEN now() ELSE last_complete_at END
         WHERE organisation_id = $1 AND id = $2`,
        [organisationId, connectionId, status],
      );
    });
    return { runId, status, streams, total, problem };
  }
}

/** What was said about a record before it came looks for it again, where anything waits. */
async function noticeHeldVoices(db: Transaction, connectionId: string): Promise<void> {
  const waiting = await db.rows('SELECT FROM held_voices WHERE organisation_id = $1 AND settled_at IS NULL LIMIT 1', [
    db.organisationId,
  ]);
  if (waiting.length > 0) await notice(db, 'held-voices', [connectionId]);
}

/** Pages are written together until they hold so many records, or are so many: small pages cost as much as large ones. */
const group = { records: 500, pages: 20 };

/** What came of one page or several. */
interface Pages {
  readonly records: PageRecord[];
  readonly deleted: string[];
  readonly held: HeldRow[];
  readonly unknown: UnknownCode[];
  count: number;
}

/** Reads one stream to its end, or to the problem that stops it. While pages are written, the next are read. */
class StreamReader {
  /** Since the last state; lost when the source breaks off, because the next run reads it again. */
  private page = noPages();
  /** Whole pages up to `state`, not yet written. */
  private whole = noPages();
  private state: unknown;
  private writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly database: Database,
    private readonly connection: OpenedConnection,
    private readonly stream: StreamSpec,
    private readonly counts: StreamCounts,
    private readonly progress: () => void,
  ) {}

  /** Answers null when the stream was read to its end, else why not. */
  async read(isFull: boolean): Promise<string | null> {
    const { row, connector, configuration, context } = this.connection;
    const { pass, state } = await this.transaction((db) => openPass(db, row.id, this.stream.name, isFull));
    let problem: string | null = null;
    try {
      for await (const message of connector.read(configuration, this.stream.name, state, context)) {
        const stoppedBy = await this.take(message, pass);
        problem ??= stoppedBy;
      }
    } finally {
      // Nothing may still be written when the lock of this run is let go.
      await Promise.allSettled([this.writing]);
    }
    return problem;
  }

  private async take(message: Message, pass: string): Promise<string | null> {
    switch (message.type) {
      case 'RECORD':
        this.page.records.push(message);
        return null;
      case 'UNKNOWN_CODE':
        this.page.unknown.push(message);
        return null;
      case 'PROBLEM':
        this.page.held.push({ ...message, key: message.key ?? this.stream.name });
        return message.key === null && message.raw === null ? message.message : null;
      case 'STATE':
        this.endPage(message.state);
        if (this.isEnough()) await this.writeWhole(pass);
        return null;
      case 'STATUS':
        return this.end(message.status, pass);
      case 'DELETE':
        this.page.deleted.push(message.key);
        return null;
      case 'SEEN':
      case 'MERGE':
      case 'SPLIT':
      case 'ERASE':
      case 'RESYNC_REQUIRED':
        throw new Error(`${message.type} of ${message.stream} is not taken yet.`);
    }
  }

  private endPage(state: unknown): void {
    const { records, deleted, held, unknown } = this.page;
    this.whole.records.push(...records);
    this.whole.deleted.push(...deleted);
    this.whole.held.push(...held);
    this.whole.unknown.push(...unknown);
    this.whole.count += 1;
    this.state = state;
    this.page = noPages();
  }

  private isEnough(): boolean {
    const { records, deleted, count } = this.whole;
    // A record that follows its own deletion must not be written with it: the order would be lost.
    return records.length >= group.records || count >= group.pages || deleted.length > 0;
  }

  /** Begins to write the whole pages, once those before them are written. Throws what went wrong with those. */
  private async writeWhole(pass: string): Promise<void> {
    await this.writing;
    this.writing = this.writePages(this.whole, pass, this.state);
    this.writing.catch(() => undefined); // thrown where it is waited for
    this.whole = noPages();
  }

  private async writePages({ records, deleted, held, unknown }: Pages, pass: string, state: unknown): Promise<void> {
    const { row } = this.connection;
    const entity = this.stream.entity as MirroredEntity;
    const now = new Date();
    // A row that is held was there: it must not be taken for one that vanished.
    const seen = [...records, ...held].map((one) => one.key);
    const changed =
      records.length === 0 ? [] : await this.transaction((db) => findChanged(db, row.id, entity, records));
    const appointments = await readAppointments(this.connection, changed, now);
    const endings = visitEndings(appointments, now);
    await this.transaction(async (db) => {
      const merged = await mergeChanged(db, row.id, entity, changed, (one) => endedAt(one, endings, now));
      await writeAppointments(db, appointments, merged);
      const contacts = await derivePageContacts(db, row.id, changed, merged, endings, contactMappingOf(row), now);
      const gone = await markDeleted(db, row.id, entity, deleted);
      await this.writeAside(db, held, unknown);
      const understood = records.map((one) => one.key);
      if (understood.length > 0) await releaseRows(db, row.id, this.stream.name, understood);
      await advancePass(db, row.id, this.stream.name, pass, state, seen);
      this.counts.inserted += merged.filter((one) => one.isNew).length;
      this.counts.updated += merged.filter((one) => !one.isNew).length;
      this.counts.deleted += gone;
      this.counts.contacts += contacts;
    });
    this.counts.read += records.length;
    this.progress();
  }

  private async end(status: 'STARTED' | 'COMPLETE' | 'INCOMPLETE', pass: string): Promise<string | null> {
    if (status === 'STARTED') return null;
    const { row } = this.connection;
    if (this.whole.count > 0) await this.writeWhole(pass);
    await this.writing;
    await this.transaction(async (db) => {
      await this.writeAside(db, this.page.held, this.page.unknown);
      if (status === 'INCOMPLETE') return;
      // What stood in the way of the whole stream does no longer; too many vanished is found again below.
      await releaseRows(db, row.id, this.stream.name, [this.stream.name]);
      if (this.stream.deletes === 'snapshot-diff') {
        this.counts.deleted += await markVanished(
          db,
          row.id,
          this.stream.name,
          this.stream.entity as MirroredEntity,
          pass,
        );
      }
      await completePass(db, row.id, this.stream.name, pass);
    });
    return status === 'INCOMPLETE' ? `${this.stream.name} could not be read to its end.` : null;
  }

  private async writeAside(db: Transaction, held: readonly HeldRow[], unknown: readonly UnknownCode[]): Promise<void> {
    await holdRows(db, this.connection.row.id, held);
    await countUnknownCodes(db, this.connection.row.id, unknown);
    this.counts.held += held.length;
  }

  private transaction<T>(work: (db: Transaction) => Promise<T>): Promise<T> {
    return this.database.inOrganisation(this.connection.row.organisationId, work);
  }
}

const ended = new Set(['completed', 'no-access', 'cancelled', 'superseded']);

/** When an order ended: as the host or its visit says, else when we saw it end, else (first read) when it was raised. */
function endedAt(one: ChangedRecord, visits: ReadonlyMap<string, string>, now: Date): string | null {
  if (one.record.entity !== 'repair' || !ended.has(one.record.phase)) return null;
  const sawItEnd = one.before !== null && !ended.has(String(one.before['phase']));
  // An order that came without any date has ended and has no ending: then the first date it comes with is taken.
  const known = sawItEnd ? null : ((one.before?.['ended_at'] ?? null) as string | null);
  return known ?? one.record.completedAt ?? visits.get(one.key) ?? (sawItEnd ? now.toISOString() : one.record.raisedAt);
}

/** Parents before children; streams that are only asked for by name are left out. */
function inOrder(streams: readonly StreamSpec[]): StreamSpec[] {
  const readable = streams.filter((one) => one.access === 'read');
  const done: StreamSpec[] = [];
  while (done.length < readable.length) {
    const next = readable.find(
      (one) => !done.includes(one) && one.dependsOn.every((parent) => done.some((other) => other.name === parent)),
    );
    if (!next) throw new Error('The streams of this connector depend on each other in a circle.');
    done.push(next);
  }
  return done;
}

function noPages(): Pages {
  return { records: [], deleted: [], held: [], unknown: [], count: 0 };
}

function noCounts(): StreamCounts {
  return { read: 0, inserted: 0, updated: 0, deleted: 0, contacts: 0, held: 0 };
}

function add(a: StreamCounts, b: StreamCounts): StreamCounts {
  return {
    read: a.read + b.read,
    inserted: a.inserted + b.inserted,
    updated: a.updated + b.updated,
    deleted: a.deleted + b.deleted,
    contacts: a.contacts + b.contacts,
    held: a.held + b.held,
  };
}
