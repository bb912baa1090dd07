import type { StreamSpec } from '@doorstep/connectors';
import { nextRun, outOfHours, type RunSchedule } from '@doorstep/domain';
import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { raiseAgain } from '../alarms/index.js';
import { writeAudit } from '../audit/index.js';
import { OpenConnection, takeBackSecrets, type OpenedConnection } from '../connections/index.js';
import { noticeContactsOf } from '../contacts/index.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { Problem } from '../platform/problem.js';
import { notice } from '../platform/queue/notices.js';
import { followMergedWays } from '../preferences/index.js';
import { followMergedPreferences } from '../recompense/index.js';
import { lastFullRun } from './last-full-run.js';
import { linkHouseholds } from './link-households.js';
import { freshFor, ReadAlerts } from './read-alerts.js';
import { StreamReader, type Stopped } from './read-stream.js';
import { RunProgress } from './run-progress.js';
import { addCounts, noCounts, type StreamCounts } from './stream-counts.js';

/** What one run did, by stream and in all. */
export interface RunReport {
  readonly runId: string;
  readonly status: 'complete' | 'incomplete';
  readonly streams: Readonly<Record<string, StreamCounts>>;
  readonly total: StreamCounts;
  /** The first thing that kept the run from being complete, in words. */
  readonly problem: string | null;
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

  /**
   * Whether the connection's next run is due, and whether it is to read everything; null: it is not. In hours in which
   * none begins it is put off to their end, unless somebody asked for it.
   */
  async due(organisationId: string, connectionId: string): Promise<{ isFull: boolean } | null> {
    return this.database.inOrganisation(organisationId, async (db) => {
      const [row] = await db.rows<{ isFull: boolean; isAsked: boolean; schedule: RunSchedule | null; now: Date }>(
        `SELECT wants_full AS "isFull", asked_at IS NOT NULL AS "isAsked", schedule, now() AS now FROM connections
         WHERE organisation_id = $1 AND id = $2 AND next_sync_at <= now() AND removed_at IS NULL`,
        [organisationId, connectionId],
      );
      if (!row) return null;
      const now = row.now.getTime();
      const begins = row.schedule === null || row.isAsked ? now : outOfHours(row.schedule, now);
      if (begins <= now) return { isFull: row.isFull };
      await db.rows('UPDATE connections SET next_sync_at = $3 WHERE organisation_id = $1 AND id = $2', [
        ...[organisationId, connectionId, new Date(begins)],
      ]);
      return null;
    });
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
        `INSERT INTO runs (organisation_id, id, connection_id, status, is_full, asked_by) VALUES ($1, $2, $3, 'running', $4, $5)`,
        [organisationId, runId, connectionId, isFull, actor],
      );
      // Until it has ended it is due, so that one which is killed half-way is taken up again, whoever began it.
      await db.rows(
        `UPDATE connections SET next_sync_at = least(next_sync_at, now()), asked_at = NULL
         WHERE organisation_id = $1 AND id = $2`,
        [organisationId, connectionId],
      );
      await writeAudit(db, { actor, action: 'sync.run', subject: `connection:${connectionId}`, detail: { isFull } });
    });
    const streams: Record<string, StreamCounts> = {};
    const telling = new RunProgress(this.database, organisationId, runId, connectionId, streams);
    let stopped: Stopped | null = null;
    for (const stream of inOrder(connection.connector.spec.streams)) {
      const counts = (streams[stream.name] = noCounts());
      const reader = new StreamReader(this.database, connection, stream, counts, async () => {
        progress(stream.name, counts);
        return telling.goesOn();
      });
      const because = await reader.read(isFull);
      stopped ??= because;
      // Who refuses us for one list refuses us for the next; asked again and again, it locks us out.
      if (because?.code === 'no-permission' || because?.code === 'paused') break;
    }
    const problem = stopped?.message ?? null;
    const total = Object.values(streams).reduce(addCounts, noCounts());
    const status = problem === null ? 'complete' : 'incomplete';
    const kept = stopped?.code === 'paused' ? 'paused' : status;
    await this.database.inOrganisation(organisationId, async (db) => {
      await settleMirror(db, connectionId);
      await db.rows(
        `UPDATE runs SET status = $3, counts = $4, problem = $5, finished_at = now() WHERE organisation_id = $1 AND id = $2`,
        [organisationId, runId, kept, JSON.stringify({ streams, total }), problem],
      );
      // One that was paused, or killed before it came here, is still to be full when it goes on.
      if (isFull && stopped?.code !== 'paused')
        await db.rows('UPDATE connections SET wants_full = false WHERE organisation_id = $1 AND id = $2', [
          ...[organisationId, connectionId],
        ]);
      await planNext(db, connectionId, stopped);
    });
    return { runId, status, streams, total, problem };
  }
}

/**
 * When the next run is due. A system that refused us is left alone until somebody changes what we say to it, or asks for
 * a run; one that asked us to wait is given that long.
 */
async function planNext(db: Transaction, connectionId: string, stopped: Stopped | null): Promise<void> {
  const isBack = await takeBackSecrets(db, connectionId, stopped?.code === 'no-permission');
  const isRefused = stopped?.code === 'no-permission' && !isBack;
  // As it is now: it may have been changed, and a run asked for, while this one went on.
  const [planned] = await db.rows<{ schedule: RunSchedule | null }>(
    'SELECT schedule FROM connections WHERE organisation_id = $1 AND id = $2 FOR UPDATE',
    [db.organisationId, connectionId],
  );
  const schedule = planned?.schedule ?? null;
  const next = schedule === null ? null : nextRun(schedule, Date.now(), await lastFullRun(db, connectionId));
  await db.rows(
    `UPDATE connections SET
       next_sync_at = CASE WHEN $3 OR paused_at IS NOT NULL THEN now() + interval '100 years'
         WHEN $6 OR asked_at IS NOT NULL THEN now()
         ELSE greatest(coalesce($7, now() + make_interval(mins => sync_every_minutes)), now() + make_interval(secs => $4)) END,
       wants_full = wants_full OR $8,
       refused_at = CASE WHEN $3 THEN now() END,
       last_complete_at = CASE WHEN $5 THEN now() ELSE last_complete_at END
     WHERE organisation_id = $1 AND id = $2`,
    [
      ...[db.organisationId, connectionId, isRefused, stopped?.retryAfterSeconds ?? 0, stopped === null, isBack],
      ...[next === null ? null : new Date(next.at), next?.isFull ?? false],
    ],
  );
  if (isRefused) await raiseAgain(db, 'system-refuses', `connection:${connectionId}`);
}

/** What follows when records were written, by a run or by reading single keys again. */
export async function settleMirror(db: Transaction, connectionId: string): Promise<void> {
  await linkHouseholds(db, connectionId);
  await followMergedWays(db, connectionId);
  await followMergedPreferences(db, connectionId);
  await noticeContactsOf(db, connectionId);
  await noticeHeldVoices(db, connectionId);
}

/** What was said about a record before it came looks for it again, where anything waits. */
async function noticeHeldVoices(db: Transaction, connectionId: string): Promise<void> {
  const waiting = await db.rows('SELECT FROM held_voices WHERE organisation_id = $1 AND settled_at IS NULL LIMIT 1', [
    db.organisationId,
  ]);
  if (waiting.length > 0) await notice(db, 'held-voices', [connectionId]);
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
