import type { ConnectionRunning } from '@doorstep/contracts/http';
import { nextRuns, type RunSchedule } from '@doorstep/domain';
import { Injectable } from '@nestjs/common';
import { findConnection } from '../connections/index.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { instant } from '../platform/database/instant.js';
import { listsThatGoOn } from './lists-that-go-on.js';
import { readRuns } from './read-runs.js';

/** How the bringing-in of one connection goes, and when it goes on. */
@Injectable()
export class ShowRunning {
  constructor(private readonly database: Database) {}

  /** Throws `Problem` when there is no such connection. */
  async run(organisationId: string, named: string): Promise<ConnectionRunning> {
    return this.database.inOrganisation(organisationId, async (db) => {
      const connection = await findConnection(db, named);
      const { id, name, title, schedule, syncEveryMinutes, pausedAt } = connection;
      const [standing] = await db.rows<{ isRefused: boolean; nextAt: Date; wantsFull: boolean; version: number }>(
        `SELECT refused_at IS NOT NULL AS "isRefused", next_sync_at AS "nextAt", wants_full AS "wantsFull",
           schedule_version AS version
         FROM connections WHERE organisation_id = $1 AND id = $2`,
        [organisationId, id],
      );
      const runs = await readRuns(db, { connectionId: id, limit: 20 });
      const current = runs.find(({ result }) => result === 'running') ?? null;
      const last = runs.find(({ result }) => result !== 'running') ?? null;
      const planned = schedule ?? everyMinutes(syncEveryMinutes);
      const isResting = pausedAt !== null || standing?.isRefused === true;
      const first = { at: standing?.nextAt.getTime() ?? Date.now(), isFull: standing?.wantsFull ?? false };
      const next = isResting
        ? []
        : [first, ...nextRuns(planned, Math.max(first.at, Date.now()), first.isFull ? first.at : null, 2)];
      return {
        ...{ name, title, isPaused: pausedAt !== null, isRefused: standing?.isRefused ?? false, schedule: planned },
        scheduleVersion: standing?.version ?? 0,
        next: next.map(({ at, isFull }) => ({ at: new Date(at).toISOString(), isFull })),
        ...{ current, last },
        lastFull: await lastFullShown(db, id),
        lists: listsThatGoOn(connection),
      };
    });
  }
}

async function lastFullShown(db: Transaction, connectionId: string): Promise<ConnectionRunning['lastFull']> {
  const [last] = await db.rows<NonNullable<ConnectionRunning['lastFull']>>(
    `SELECT ${instant('started_at')} AS "startedAt", round(extract(epoch FROM finished_at - started_at))::int AS seconds
     FROM runs WHERE organisation_id = $1 AND connection_id = $2 AND is_full AND status = 'complete'
     ORDER BY started_at DESC LIMIT 1`,
    [db.organisationId, connectionId],
  );
  return last ?? null;
}

function everyMinutes(minutes: number): RunSchedule {
  return { often: { kind: 'every', minutes }, fullOn: null, notBetween: null };
}
