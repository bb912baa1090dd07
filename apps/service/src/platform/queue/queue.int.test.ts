import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { jobs, type JobHandlers, type JobPayload } from '@doorstep/contracts/jobs';
import { createTestDatabase, freePort, type TestDatabase } from '@doorstep/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { v7 as uuidv7 } from 'uuid';
import { JobQueue } from './queue.js';

const redisServer = ['/usr/bin/redis-server', '/usr/bin/valkey-server', '/usr/local/bin/redis-server'].find(existsSync);

interface Store {
  readonly redisUrl: string | undefined;
  readonly databaseUrl: string;
  close(): Promise<void>;
}

const stores: Record<string, () => Promise<Store>> = {
  'the database': async () => {
    const database: TestDatabase = await createTestDatabase();
    return { redisUrl: undefined, databaseUrl: database.url, close: () => database.drop() };
  },
};
if (redisServer === undefined) {
  process.stderr.write('The queue was tried on the database alone: no Redis or Valkey server is installed here.\n');
} else {
  stores['Redis'] = startRedis;
}

describe.each(Object.entries(stores))('the queue on %s', (_, open) => {
  let store: Store;
  const problems: string[] = [];
  const queues: JobQueue[] = [];
  const openQueue = async () => {
    const queue = await JobQueue.open(store.redisUrl, store.databaseUrl, (name, code) =>
      problems.push(`${name} ${code}`),
    );
    queues.push(queue);
    return queue;
  };

  beforeAll(async () => {
    store = await open();
  });
  afterAll(async () => {
    for (const queue of queues) await queue.close();
    await store.close();
  });

  it('hands each job to its handler, parsed, and answers that it is ready', async () => {
    const queue = await openQueue();
    const taken: JobPayload<'prompting.decide-contacts'>[] = [];
    const work = Array.from({ length: 30 }, () => ({ organisationId: uuidv7(), contactIds: [uuidv7(), uuidv7()] }));
    const all = new Promise<void>((done) => {
      queue.work(
        handlers({
          'prompting.decide-contacts': async (payload) => {
            taken.push(payload);
            if (taken.length === work.length) done();
          },
        }),
      );
    });
    await queue.add(
      'prompting.decide-contacts',
      work.map((payload, at) => ({ key: `batch-${at}`, payload })),
    );
    await all;
    expect(await queue.isReady()).toBe(true);
    expect(new Set(taken.map((one) => one.contactIds[0]))).toEqual(new Set(work.map((one) => one.contactIds[0])));
    expect(taken).toHaveLength(work.length);
    await queue.close();
  });

  it('tries a failing job again, and keeps a code of what went wrong, never its words', async () => {
    const queue = await openQueue();
    let tries = 0;
    const second = new Promise<void>((done) => {
      queue.work(
        handlers({
          'sync.run': async () => {
            tries += 1;
            if (tries === 1) throw Object.assign(new Error('Amira Khan, 12 Elm Court'), { code: '23505' });
            done();
          },
        }),
      );
    });
    await queue.add('sync.run', [{ key: uuidv7(), payload: { organisationId: uuidv7(), connectionId: uuidv7() } }]);
    await second;
    expect(problems).toContain('sync.run Error 23505');
    expect(problems.join()).not.toContain('Amira');
    await queue.close();
  });

  it('refuses a payload that holds anything but ids', async () => {
    const queue = await openQueue();
    const payload = { organisationId: uuidv7(), contactIds: ['Amira Khan'] };
    await expect(queue.add('prompting.decide-contacts', [{ key: 'a', payload }])).rejects.toThrow();
    await queue.close();
  });
});

if (redisServer !== undefined) {
  describe('a Redis that may throw accepted jobs away', () => {
    it('is refused, with the command that mends it', async () => {
      const store = await startRedis();
      const redis = new Redis(store.redisUrl!);
      try {
        await redis.config('SET', 'maxmemory-policy', 'allkeys-lru');
        await expect(JobQueue.open(store.redisUrl, store.databaseUrl, () => undefined)).rejects.toThrow(
          'redis-cli config set maxmemory-policy noeviction',
        );
      } finally {
        redis.disconnect();
        await store.close();
      }
    });
  });
}

function handlers(some: Partial<JobHandlers>): JobHandlers {
  const unexpected = async () => {
    throw new Error('This test expects no such job.');
  };
  const none = Object.fromEntries(Object.keys(jobs).map((name) => [name, unexpected])) as unknown as JobHandlers;
  return { ...none, ...some };
}

async function startRedis(): Promise<Store> {
  const port = await freePort();
  const server = spawn(
    redisServer!,
    ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'],
    {
      stdio: 'ignore',
    },
  );
  const redis = new Redis({ port, host: '127.0.0.1', retryStrategy: () => 50, maxRetriesPerRequest: null });
  redis.on('error', () => undefined);
  await redis.ping();
  redis.disconnect();
  return {
    redisUrl: `redis://127.0.0.1:${port}`,
    databaseUrl: 'postgres://unused',
    close: async () => {
      const ended = new Promise((done) => server.once('exit', done));
      server.kill('SIGTERM');
      await ended;
    },
  };
}
