import type { Database } from '../platform/database/database.js';
import type { StreamCounts } from './stream-counts.js';

/** Milliseconds between two looks at whether a run goes on, with how far it is. */
const often = 1_000;

/** Keeps how far a run is, for whoever watches it, and learns there whether it was paused. */
export class RunProgress {
  private lookedAt = -Infinity;
  private isPaused = false;

  constructor(
    private readonly database: Database,
    private readonly organisationId: string,
    private readonly runId: string,
    private readonly connectionId: string,
    private readonly streams: Readonly<Record<string, StreamCounts>>,
  ) {}

  /** Whether the run goes on; false once the connection rests. */
  async goesOn(): Promise<boolean> {
    const now = performance.now();
    if (this.isPaused || now - this.lookedAt < often) return !this.isPaused;
    this.lookedAt = now;
    const [connection] = await this.database.inOrganisation(this.organisationId, async (db) => {
      await db.rows('UPDATE runs SET counts = $3 WHERE organisation_id = $1 AND id = $2', [
        ...[this.organisationId, this.runId, JSON.stringify({ streams: this.streams })],
      ]);
      return db.rows<{ isPaused: boolean }>(
        'SELECT paused_at IS NOT NULL AS "isPaused" FROM connections WHERE organisation_id = $1 AND id = $2',
        [this.organisationId, this.connectionId],
      );
    });
    this.isPaused = connection?.isPaused ?? false;
    return !this.isPaused;
  }
}
