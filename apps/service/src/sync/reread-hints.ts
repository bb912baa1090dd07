import type { StreamSpec } from '@doorstep/connectors';
import { Injectable } from '@nestjs/common';
import { OpenConnection, type OpenedConnection } from '../connections/index.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { notice, noticesDone, takeNotices, tryAgainLater } from '../platform/queue/notices.js';
import { rereadKeys } from './reread-keys.js';
import { settleMirror } from './run-sync.js';
import { noCounts } from './stream-counts.js';

interface HintRow {
  readonly stream: string;
  readonly key: string;
  /** As the database writes it, to the microsecond. */
  readonly notedAt: string;
}

/**
 * Follows up what webhooks made us doubt: reads the named keys again, or brings the next run forward where a stream
 * cannot be asked for single keys or the sender did not say which. A run that goes on meanwhile is waited for: two that
 * write the same records at once could leave the older.
 */
@Injectable()
export class RereadHints {
  constructor(
    private readonly database: Database,
    private readonly openConnection: OpenConnection,
  ) {}

  async run(organisationId: string, connectionIds: readonly string[], signal: AbortSignal): Promise<void> {
    for (const connectionId of connectionIds) {
      if (signal.aborted) return;
      const lock = await this.database.holdLock(`sync ${organisationId} ${connectionId}`);
      if (!lock) {
        await this.database.inOrganisation(organisationId, (db) => tryAgainLater(db, 'hint', connectionId, 1));
        continue;
      }
      try {
        await this.followUp(organisationId, connectionId, signal);
      } finally {
        await lock.release();
      }
    }
  }

  private async followUp(organisationId: string, connectionId: string, signal: AbortSignal): Promise<void> {
    const hints = await this.database.inOrganisation(organisationId, (db) => takeHints(db, connectionId));
    if (hints.length === 0) return;
    const connection = await this.openConnection.run(organisationId, connectionId, signal);
    try {
      const { streams } = connection.connector.spec;
      let needsRun = false;
      for (const name of new Set(hints.map(({ stream }) => stream))) {
        const keys = hints.filter(({ stream, key }) => stream === name && key !== '').map(({ key }) => key);
        const stream = streams.find((one) => one.name === name);
        needsRun ||= stream?.rereads !== true || hints.some((one) => one.stream === name && one.key === '');
        if (stream?.rereads === true) await this.reread(connection, stream, keys);
      }
      await this.database.inOrganisation(organisationId, async (db) => {
        await settleMirror(db, connectionId);
        await forgetHints(db, connectionId, hints);
        if (!needsRun) return;
        await db.rows(
          `UPDATE connections SET next_sync_at = least(next_sync_at, now())
           WHERE organisation_id = $1 AND id = $2 AND refused_at IS NULL AND paused_at IS NULL`,
          [organisationId, connectionId],
        );
      });
    } finally {
      await connection.close();
    }
  }

  private async reread(connection: OpenedConnection, stream: StreamSpec, keys: readonly string[]): Promise<void> {
    await rereadKeys(this.database, connection, stream, keys, noCounts());
  }
}

/** Up to 500, longest waiting first. */
async function takeHints(db: Transaction, connectionId: string): Promise<HintRow[]> {
  const [due] = await takeNotices(db, 'hint', [connectionId]);
  if (due === undefined) return [];
  const hints = await db.rows<HintRow>(
    `SELECT stream, key, noted_at::text AS "notedAt" FROM webhook_hints WHERE organisation_id = $1 AND connection_id = $2
     ORDER BY noted_at, stream, key LIMIT 500`,
    [db.organisationId, connectionId],
  );
  if (hints.length === 0) await noticesDone(db, 'hint', [connectionId]);
  // Put off before it begins: one that is killed on the way is made again.
  else await tryAgainLater(db, 'hint', connectionId, 1);
  return hints;
}

/** A hint that came again while its key was being read stays: what it is about may be newer than what was read. */
async function forgetHints(db: Transaction, connectionId: string, hints: readonly HintRow[]): Promise<void> {
  await db.rows(
    `DELETE FROM webhook_hints h USING unnest($3::text[], $4::text[], $5::timestamptz[]) AS d (stream, key, noted_at)
     WHERE h.organisation_id = $1 AND h.connection_id = $2 AND h.stream = d.stream AND h.key = d.key
       AND h.noted_at = d.noted_at`,
    [
      db.organisationId,
      connectionId,
      hints.map(({ stream }) => stream),
      hints.map(({ key }) => key),
      hints.map(({ notedAt }) => notedAt),
    ],
  );
  const [left] = await db.rows<{ n: number }>(
    'SELECT count(*)::int AS n FROM webhook_hints WHERE organisation_id = $1 AND connection_id = $2',
    [db.organisationId, connectionId],
  );
  if (left?.n === 0) await noticesDone(db, 'hint', [connectionId]);
  else await notice(db, 'hint', [connectionId]);
}
