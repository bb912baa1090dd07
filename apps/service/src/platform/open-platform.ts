import { pino, type Logger } from 'pino';
import { entities } from '../entities.js';
import { Clamd, noAntivirus } from './antivirus/index.js';
import { ConfigProblem, type Config } from './config/config.js';
import { Database } from './database/database.js';
import { migrate } from './database/migrate.js';
import { startEngine, type Engine } from './engine/index.js';
import { refuseMissingFolder } from './files/index.js';
import { openObjects } from './objects/index.js';
import type { Platform } from './platform.module.js';
import { JobQueue } from './queue/queue.js';
import { Sealer } from './secrets/seal.js';
import { readSecretKey } from './secrets/secret-key.js';

export interface OpenedPlatform extends Platform {
  readonly logger: Logger;
  close(): Promise<void>;
}

/** No server there, no such name, no such user or password, no such database. */
const cannotLogIn = new Set(['ECONNREFUSED', 'ENOTFOUND', 'ETIMEDOUT', 'EHOSTUNREACH', '28P01', '28000', '3D000']);

/**
 * Opens what every process stands on: the database (started here when none is given), its tables brought up to date,
 * the queue, and the key that seals secrets. `say` is told what takes time.
 */
export async function openPlatform(
  config: Config,
  as: 'service' | 'command',
  say: (line: string) => void,
): Promise<OpenedPlatform> {
  const logger = pino({
    level: as === 'command' ? 'silent' : 'warn',
    base: null,
    serializers: { err: (error: Error) => ({ name: error.name, code: (error as { code?: string }).code }) },
  });
  if (as === 'service' && config.filesRoot !== undefined) await refuseMissingFolder(config.filesRoot);
  const engine: Engine | undefined =
    config.databaseUrl === undefined ? await startEngine({ dataDir: config.dataDir, as, say }) : undefined;
  const url = config.databaseUrl ?? engine!.url;
  try {
    const ran = await migrate(url).catch((error: unknown) => {
      const code = (error as { code?: string }).code ?? '';
      if (config.databaseUrl === undefined || !cannotLogIn.has(code)) throw error;
      throw new ConfigProblem(
        `DATABASE_URL: the database cannot be reached (${code}). Start it, or correct the address.`,
      );
    });
    if (ran > 0) say(`Brought the database up to date (${ran} ${ran === 1 ? 'migration' : 'migrations'}).`);
    const database = await Database.open(url, entities, as === 'command' ? 4 : 10);
    const queue = await JobQueue.open(config.redisUrl, url, (name, code) =>
      logger.warn({ job: name, code }, 'job problem'),
    );
    const sealer = new Sealer(readSecretKey(config.secretKey, config.dataDir));
    const objects = await openObjects(config.objects, config.dataDir);
    const antivirus = config.clamd ? new Clamd(config.clamd.host, config.clamd.port) : noAntivirus;
    if (config.clamd === undefined && as === 'service')
      say('Photos are not looked at for viruses: set DOORSTEP_CLAMD to have that done.');
    return {
      database,
      queue,
      sealer,
      objects,
      antivirus,
      filesRoot: config.filesRoot,
      backupDays: config.backupDays,
      publicOrigin: config.publicOrigin,
      logger,
      async close() {
        await queue.close();
        await database.close();
        await engine?.stop();
      },
    };
  } catch (error) {
    await engine?.stop();
    throw error;
  }
}
