import type { HealthShown } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { instant } from '../platform/database/instant.js';

/** Seconds that a job may wait before somebody should look. */
const longWait = 300;

/** How it goes at one glance: the systems, what waits, what is held, the phones. */
@Injectable()
export class ShowHealth {
  constructor(private readonly database: Database) {}

  async run(organisationId: string): Promise<HealthShown> {
    return this.database.inOrganisation(organisationId, async (db) => {
      const own = [db.organisationId];
      const sources = await db.rows<HealthShown['sources'][number]>(
        `SELECT c.name, c.title, ${instant('c.last_complete_at')} AS "answeredAt",
           CASE WHEN c.paused_at IS NOT NULL THEN 'paused' WHEN c.refused_at IS NOT NULL THEN 'stopped'
             WHEN last.status IS NULL THEN 'new' WHEN last.status IN ('incomplete', 'interrupted') THEN 'look' ELSE 'working' END AS state,
           CASE WHEN last.status = 'incomplete' THEN last.problem END AS problem
         FROM connections c
         LEFT JOIN LATERAL (
           SELECT r.status, r.problem FROM runs r
           WHERE r.organisation_id = $1 AND r.connection_id = c.id AND r.status <> 'running'
           ORDER BY r.started_at DESC LIMIT 1) last ON true
         WHERE c.organisation_id = $1 AND c.removed_at IS NULL ORDER BY c.title, c.id`,
        own,
      );
      const [jobs] = await db.rows<Omit<HealthShown['jobs'], 'state'>>(
        `SELECT count(*)::int AS waiting, floor(extract(epoch FROM now() - min(greatest(created_at, due_at))))::int AS "oldestSeconds"
         FROM outbox WHERE organisation_id = $1 AND done_at IS NULL AND due_at <= now()`,
        own,
      );
      const [held] = await db.rows<Omit<HealthShown['held'], 'state'>>(
        `SELECT coalesce(sum(rows), 0)::int AS rows, coalesce(max(rows), 0)::int AS "mostOfOneReason" FROM (
           SELECT count(*) AS rows FROM held_rows
           WHERE organisation_id = $1 AND released_at IS NULL AND left_out_at IS NULL GROUP BY connection_id, stream, code, message) r`,
        own,
      );
      const late = await db.rows<HealthShown['phones']['late'][number]>(
        `SELECT coalesce(name, operative_name) AS name, waiting, ${instant('oldest_waiting_at')} AS since FROM phones
         WHERE organisation_id = $1 AND removed_at IS NULL AND waiting > 0 AND oldest_waiting_at < now() - interval '1 day'
         ORDER BY oldest_waiting_at`,
        own,
      );
      const [counted] = await db.rows<{ phones: number; alarms: number }>(
        `SELECT (SELECT count(*)::int FROM phones WHERE organisation_id = $1 AND removed_at IS NULL) AS phones,
                (SELECT count(*)::int FROM alarms WHERE organisation_id = $1 AND seen_at IS NULL) AS alarms`,
        own,
      );
      const { waiting = 0, oldestSeconds = null } = jobs ?? {};
      const { rows = 0, mostOfOneReason = 0 } = held ?? {};
      return {
        sources,
        jobs: { state: (oldestSeconds ?? 0) > longWait ? 'look' : 'working', waiting, oldestSeconds },
        held: { state: rows > 0 ? 'look' : 'working', rows, mostOfOneReason },
        phones: { state: late.length > 0 ? 'look' : 'working', phones: counted?.phones ?? 0, late },
        alarms: counted?.alarms ?? 0,
      };
    });
  }
}
