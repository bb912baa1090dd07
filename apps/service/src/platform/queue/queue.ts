import { jobs, type JobHandlers, type JobName, type JobPayload, type QueueName } from '@doorstep/contracts/jobs';
import { createPostgresBackend, Queue, runMigrations, UnrecoverableError, withBackend, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import pg from 'pg';

/** Kept apart from the tables of truth: wiping this schema loses nothing. */
export const queueSchema = 'queue';

/** Jobs of each queue that one process works on at a time. */
export const workersAQueue = { sync: 1, prompting: 4, following: 2, webhooks: 2 } as const satisfies Readonly<
  Record<QueueName, number>
>;

/** How BullMQ reaches its store: Redis or Valkey when an address is given, else the database itself. */
type Backend = { readonly kind: 'redis'; readonly url: string } | { readonly kind: 'postgres'; readonly url: string };

/**
 * Timing, and nothing else: which work runs when. The rows it works on say whether there is work to do, so a lost,
 * repeated or stalled job changes nothing.
 */
export class JobQueue {
  private readonly queues = new Map<QueueName, Queue>();
  private readonly workers: Worker[] = [];
  private readonly stopping = new AbortController();

  private constructor(
    private readonly backend: Backend,
    private readonly onProblem: (name: string, code: string) => void,
  ) {}

  /** Connects, and refuses a Redis that may throw accepted jobs away. `onProblem` gets job names and codes, never payloads. */
  static async open(
    redisUrl: string | undefined,
    databaseUrl: string,
    onProblem: (name: string, code: string) => void,
  ): Promise<JobQueue> {
    if (redisUrl === undefined) {
      const client = new pg.Client({ connectionString: databaseUrl });
      await client.connect();
      try {
        await runMigrations(client, queueSchema);
      } finally {
        await client.end();
      }
      return new JobQueue({ kind: 'postgres', url: databaseUrl }, onProblem);
    }
    await refuseEviction(redisUrl);
    return new JobQueue({ kind: 'redis', url: redisUrl }, onProblem);
  }

  /** Adds jobs of one kind. `key` names the work, so that a job already waiting is not added twice; a lower `priority` goes first. */
  async add<Name extends JobName>(
    name: Name,
    work: readonly { key: string; payload: JobPayload<Name>; priority?: number }[],
  ): Promise<void> {
    if (work.length === 0) return;
    const { payload: schema, queue, attempts } = jobs[name];
    await this.queue(queue).addBulk(
      work.map(({ key, payload, priority }) => ({
        name,
        data: schema.parse(payload),
        opts: {
          jobId: `${name.replaceAll('.', '-')}-${key}`,
          attempts,
          ...(priority === undefined ? {} : { priority }),
          backoff: { type: 'exponential', delay: 1_000 },
          removeOnComplete: true,
          removeOnFail: { age: 14 * 86_400, count: 5_000 },
        },
      })),
    );
  }

  /** Starts taking jobs. A job the catalogue does not know is let go with a notice; a payload it cannot read fails for good. */
  work(handlers: JobHandlers): void {
    for (const queue of new Set(Object.values(jobs).map((job) => job.queue))) {
      const worker = this.makeWorker(queue, async (job: { name: string; data: unknown }) => {
        if (!(job.name in jobs)) {
          this.onProblem(job.name, 'unknown-job');
          return;
        }
        const name = job.name as JobName;
        const payload = jobs[name].payload.safeParse(job.data);
        if (!payload.success) throw new UnrecoverableError('The payload of the job cannot be read.');
        const handle = handlers[name] as (payload: unknown, signal: AbortSignal) => Promise<void>;
        try {
          await handle(payload.data, this.stopping.signal);
        } catch (error) {
          // What went wrong is kept by the queue, so it must not carry what the error may quote.
          throw new Error(codeOf(error));
        }
      });
      worker.on('failed', (job, error) => this.onProblem(job?.name ?? queue, error.message));
      worker.on('error', (error) => this.onProblem(queue, codeOf(error)));
      this.workers.push(worker);
    }
  }

  /** Whether the store answers. */
  async isReady(): Promise<boolean> {
    try {
      await Promise.all(Object.values(jobs).map((job) => this.queue(job.queue).getWaitingCount()));
      return true;
    } catch {
      return false;
    }
  }

  /** Takes no more jobs, tells the running ones to stop, and closes. */
  async close(): Promise<void> {
    this.stopping.abort();
    await Promise.all(this.workers.map((worker) => worker.close()));
    await Promise.all([...this.queues.values()].map((queue) => queue.close()));
  }

  private queue(name: QueueName): Queue {
    let queue = this.queues.get(name);
    if (!queue) {
      queue =
        this.backend.kind === 'redis'
          ? new Queue(name, { connection: { url: this.backend.url, enableOfflineQueue: false }, prefix: 'doorstep' })
          : (new (withBackend(createPostgresBackend).Queue)(name, {
              connection: this.postgres(2),
            }) as unknown as Queue);
      queue.on('error', (error) => this.onProblem(name, codeOf(error)));
      this.queues.set(name, queue);
    }
    return queue;
  }

  private makeWorker(name: QueueName, processor: (job: { name: string; data: unknown }) => Promise<void>): Worker {
    const options = { concurrency: workersAQueue[name], maxStalledCount: 5 };
    if (this.backend.kind === 'redis') {
      return new Worker(name, processor, {
        ...options,
        connection: { url: this.backend.url, maxRetriesPerRequest: null },
        prefix: 'doorstep',
      });
    }
    return new (withBackend(createPostgresBackend).Worker)(name, processor, {
      ...options,
      connection: this.postgres(workersAQueue[name] + 1),
    }) as unknown as Worker;
  }

  private postgres(max: number) {
    return { connectionString: this.backend.url, schema: queueSchema, max, keepAlive: true };
  }
}

async function refuseEviction(url: string): Promise<void> {
  const redis = new Redis(url, { lazyConnect: true, maxRetriesPerRequest: 1, retryStrategy: () => null });
  redis.on('error', () => undefined); // told once, below, in words
  try {
    await redis.connect();
  } catch {
    throw new Error(
      'REDIS_URL: nothing answers there. Start Redis or Valkey, or leave REDIS_URL out to use the database.',
    );
  }
  try {
    const [, policy] = (await redis.config('GET', 'maxmemory-policy')) as [string, string];
    if (policy !== 'noeviction') {
      throw new Error(
        `REDIS_URL: its maxmemory-policy is ${policy}, which may throw accepted jobs away. Set it with: redis-cli config set maxmemory-policy noeviction.`,
      );
    }
  } finally {
    redis.disconnect();
  }
}

/** An error as a code: no message, since messages may quote rows. */
function codeOf(error: unknown): string {
  const { code, name } = error as { code?: string; name?: string };
  return `${name ?? 'Error'}${code === undefined ? '' : ` ${code}`}`;
}
