import { Controller, Get, Header, HttpCode, Inject } from '@nestjs/common';
import type { Registry } from 'prom-client';
import { Entry } from '../../access/index.js';
import { Database } from '../database/database.js';
import { Problem } from '../problem.js';
import { JobQueue } from '../queue/queue.js';
import { openMetrics } from '../telemetry/metrics.js';

/** A write that was done so lately tells enough. */
const writeHoldsMs = 3_000;
/** What PostgreSQL answers where it may not write, and where its disk is full or fails. */
const readOnly = '25006';
const full = new Set(['53100', '58030']);

/** Live: the process answers. Ready: it can also keep and do work. */
@Controller()
export class HealthController {
  private readonly registry: Registry;
  private wroteAt = -Infinity;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(JobQueue) private readonly queue: JobQueue,
  ) {
    this.registry = openMetrics(this.database);
  }

  @Get('health/live')
  @Entry('public')
  live(): { status: 'live' } {
    return { status: 'live' };
  }

  @Get('health/ready')
  @Entry('public')
  @HttpCode(200)
  async ready(): Promise<{ status: 'ready' }> {
    await this.refuseUnkept();
    if (!(await this.queue.isReady())) throw new Problem('unavailable', 'queue', 'The queue does not answer.');
    return { status: 'ready' };
  }

  @Get('metrics')
  @Entry('public')
  @Header('content-type', 'text/plain; version=0.0.4')
  async metrics(): Promise<string> {
    return this.registry.metrics();
  }

  /** Throws `Problem` where the database answers nothing, or would keep nothing. */
  private async refuseUnkept(): Promise<void> {
    const writes = performance.now() - this.wroteAt >= writeHoldsMs;
    const [found] = await this.database
      .dispatch<{ isReadOnly: boolean }>(
        // Nothing grows by either: a message in the log is written and flushed as a row would be, and numbers that do not
        // fit into so little memory go to a file, for which a full disk has no room. The log has some left for long.
        `SELECT is_read_only AS "isReadOnly", EXISTS (SELECT FROM outbox),
           CASE WHEN $1::boolean AND NOT is_read_only THEN pg_logical_emit_message(true, 'doorstep', 'ready') END,
           (SELECT count(*) FROM generate_series(1, CASE WHEN $1 AND memory <> '' THEN 5000 ELSE 0 END))
         FROM (SELECT current_setting('transaction_read_only') = 'on' AS is_read_only,
           set_config('work_mem', '64kB', true) AS memory) now`,
        [writes],
      )
      .catch((error: { code?: string }) => {
        throw unkept(error.code ?? '');
      });
    if (found!.isReadOnly) throw unkept(readOnly);
    if (writes) this.wroteAt = performance.now();
  }
}

function unkept(code: string): Problem {
  if (code === readOnly)
    return new Problem(
      'unavailable',
      'database-read-only',
      'The database takes no writes. Where it failed over, point DATABASE_URL at the server that does.',
    );
  return full.has(code)
    ? new Problem('unavailable', 'database-full', 'The disk of the database is full or fails. Make room there.')
    : new Problem('unavailable', 'database', 'The database does not answer.');
}
