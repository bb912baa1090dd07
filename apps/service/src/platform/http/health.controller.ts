import { Controller, Get, Header, HttpCode, Inject } from '@nestjs/common';
import type { Registry } from 'prom-client';
import { Entry } from '../../access/index.js';
import { Database } from '../database/database.js';
import { Problem } from '../problem.js';
import { JobQueue } from '../queue/queue.js';
import { openMetrics } from '../telemetry/metrics.js';

/** Live: the process answers. Ready: it can also keep and do work. */
@Controller()
export class HealthController {
  private readonly registry: Registry;

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
    const database = await this.database.dispatch('SELECT 1 FROM outbox LIMIT 1').then(
      () => true,
      () => false,
    );
    if (!database) throw new Problem('unavailable', 'database', 'The database does not answer.');
    if (!(await this.queue.isReady())) throw new Problem('unavailable', 'queue', 'The queue does not answer.');
    return { status: 'ready' };
  }

  @Get('metrics')
  @Entry('public')
  @Header('content-type', 'text/plain; version=0.0.4')
  async metrics(): Promise<string> {
    return this.registry.metrics();
  }
}
