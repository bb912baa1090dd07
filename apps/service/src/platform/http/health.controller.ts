import { Controller, Get, Header, HttpCode, Inject } from '@nestjs/common';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { Database } from '../database/database.js';
import { Problem } from '../problem.js';
import { JobQueue } from '../queue/queue.js';

/** Live: the process answers. Ready: it can also keep and do work. */
@Controller()
export class HealthController {
  private readonly registry = new Registry();

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(JobQueue) private readonly queue: JobQueue,
  ) {
    collectDefaultMetrics({ register: this.registry });
    const waiting = () =>
      this.database.dispatch<{ waiting: number; oldest: number }>(
        `SELECT count(*)::int AS waiting, coalesce(extract(epoch FROM now() - min(created_at)), 0)::float AS oldest FROM outbox WHERE done_at IS NULL`,
      );
    new Gauge({
      name: 'doorstep_outbox_waiting',
      help: 'Contacts that wait for their decision.',
      registers: [this.registry],
      async collect() {
        this.set((await waiting())[0]?.waiting ?? 0);
      },
    });
    new Gauge({
      name: 'doorstep_outbox_oldest_seconds',
      help: 'How long the oldest waiting contact has waited.',
      registers: [this.registry],
      async collect() {
        this.set((await waiting())[0]?.oldest ?? 0);
      },
    });
  }

  @Get('health/live')
  live(): { status: 'live' } {
    return { status: 'live' };
  }

  @Get('health/ready')
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
  @Header('content-type', 'text/plain; version=0.0.4')
  async metrics(): Promise<string> {
    return this.registry.metrics();
  }
}
