import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestDatabase } from '@doorstep/testing';
import { jest } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { pino } from 'pino';
import { AppModule } from '../src/app.module.js';
import { entities } from '../src/entities.js';
import { noAntivirus } from '../src/platform/antivirus/index.js';
import { Database } from '../src/platform/database/database.js';
import { FolderStore } from '../src/platform/objects/index.js';
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

/**
 * Starts it. `close` ends it and removes its database. `instead` stands in for what a process opens: an object store, a
 * virus scanner.
 */
export async function startService(
  instead: Partial<Pick<Platform, 'objects' | 'antivirus' | 'filesRoot' | 'publicOrigin'>> = {},
): Promise<StartedService> {
  const { createHttp, startHttp } = await import('../src/platform/http/start-http.js');
  const testDatabase = await createTestDatabase();
  const database = await Database.open(testDatabase.url, entities, 10);
  const queue = await JobQueue.open(undefined, testDatabase.url, () => undefined);
  const objectsDir = mkdtempSync(join(tmpdir(), 'doorstep-objects-'));
  const platform = {
    database,
    queue,
    sealer: new Sealer(randomBytes(32)),
    objects: new FolderStore(objectsDir),
    antivirus: noAntivirus,
    filesRoot: undefined,
    backupDays: 400,
    publicOrigin: undefined,
    ...instead,
  };
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
      rmSync(objectsDir, { recursive: true, force: true });
    },
  };
}
