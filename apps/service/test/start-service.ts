import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { createTestDatabase } from '@doorstep/testing';
import { jest } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { pino } from 'pino';
import { AppModule } from '../src/app.module.js';
import { entities } from '../src/entities.js';
import { Database } from '../src/platform/database/database.js';
import type { Platform } from '../src/platform/platform.module.js';
import { JobQueue } from '../src/platform/queue/queue.js';
import { Sealer } from '../src/platform/secrets/seal.js';

// On Node 20, Jest cannot load a module that this one requires. The panel's files are proven in a real browser instead.
jest.unstable_mockModule('@fastify/static', () => ({ default: async () => undefined }));

/** The whole service of one test file, on a free port and a database of its own. No workers: a test says what runs when. */
export interface StartedService {
  /** `http://127.0.0.1:…` */
  readonly url: string;
  /** Owner of everything in the database. */
  readonly databaseUrl: string;
  readonly platform: Platform;
  /** Where the verbs are: `app.get(RunSync)`. */
  readonly app: INestApplicationContext;
  close(): Promise<void>;
}

/** Starts it. `close` ends it and removes its database. */
export async function startService(): Promise<StartedService> {
  const { createHttp, startHttp } = await import('../src/platform/http/start-http.js');
  const testDatabase = await createTestDatabase();
  const database = await Database.open(testDatabase.url, entities, 10);
  const queue = await JobQueue.open(undefined, testDatabase.url, () => undefined);
  const platform = { database, queue, sealer: new Sealer(randomBytes(32)) };
  const logger = pino({ level: 'silent' });
  const app = await createHttp(AppModule.on(platform));
  await startHttp(app, { port: 0, host: '127.0.0.1', logger, demoUrl: undefined });
  return {
    url: await app.getUrl(),
    databaseUrl: testDatabase.url,
    platform,
    app,
    async close() {
      await app.close();
      await queue.close();
      await database.close();
      await testDatabase.drop();
    },
  };
}
