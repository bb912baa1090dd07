import { homedir } from 'node:os';
import { resolve } from 'node:path';
import * as z from 'zod';

const flag = z.enum(['0', '1'], 'write 0 or 1').transform((value) => value === '1');

const wholeDays = 'write for how many days the oldest backup of the database is kept, for instance 400';

const environment = z.object({
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'write postgres://user:password@host:5432/database')
    .optional(),
  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\//, 'write redis://host:6379')
    .optional(),
  PORT: z.coerce.number('write a port from 0 to 65535').int().min(0).max(65_535).default(4310),
  PROCESS: z.enum(['all', 'http', 'worker'], 'write all, http or worker').default('all'),
  DOORSTEP_DATA_DIR: z.string().min(1).default('.doorstep'),
  DOORSTEP_SECRET_KEY: z
    .string()
    .regex(/^[A-Za-z0-9+/]{43}=$/, 'write 32 random bytes in base64, for instance from: openssl rand -base64 32')
    .optional(),
  DOORSTEP_DEMO: flag.optional(),
  DOORSTEP_FIXTURES: z.string().min(1).optional(),
  DOORSTEP_OBJECTS_URL: z
    .string()
    .regex(/^https?:\/\/[^/?#@]+\/[a-z0-9][a-z0-9.-]+$/, 'write https://server/bucket')
    .optional(),
  DOORSTEP_OBJECTS_KEY: z.string().min(1).optional(),
  DOORSTEP_OBJECTS_SECRET: z.string().min(1).optional(),
  DOORSTEP_CLAMD: z
    .string()
    .regex(/^[^\s:]+:\d{1,5}$/, 'write host:3310')
    .optional(),
  DOORSTEP_FILES_ROOT: z.string().min(1).optional(),
  DOORSTEP_BACKUP_DAYS: z.coerce.number(wholeDays).int(wholeDays).min(1, wholeDays).max(36_500, wholeDays).default(400),
  DOORSTEP_PUBLIC_ORIGIN: z
    .string()
    .regex(/^https?:\/\/[^/?#@\s]+$/, 'write https://name, without a path')
    .optional(),
});

export interface Config {
  readonly databaseUrl: string | undefined;
  readonly redisUrl: string | undefined;
  readonly port: number;
  readonly process: 'all' | 'http' | 'worker';
  readonly dataDir: string;
  readonly secretKey: string | undefined;
  readonly demo: boolean;
  readonly fixtures: string | undefined;
  /** A bucket of a server that speaks S3; undefined: a folder of the data directory. */
  readonly objects: { readonly url: string; readonly key: string; readonly secret: string } | undefined;
  /** Where clamd listens; undefined: nothing is looked at for viruses. */
  readonly clamd: { readonly host: string; readonly port: number } | undefined;
  /** Holds one folder for each landlord, by its short name, with the files it delivers; undefined: none are read. */
  readonly filesRoot: string | undefined;
  /** Days for which a backup of the database may still be restored: for so long it is known who was erased. */
  readonly backupDays: number;
  /** Where browsers reach the service; undefined: as each request says. */
  readonly publicOrigin: string | undefined;
}

/** A setting that cannot be used. The message is one line that says what to write. */
export class ConfigProblem extends Error {
  override readonly name = 'ConfigProblem';
}

/**
 * Reads the environment once. Throws `ConfigProblem` for a bad value, an unknown `DOORSTEP_*`, or a real database
 * without a secret key.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>, baseDir: string): Config {
  const known = new Set(Object.keys(environment.shape));
  for (const name of Object.keys(env)) {
    if (name.startsWith('DOORSTEP_') && !known.has(name)) {
      throw new ConfigProblem(`${name} is not a setting. The settings are: ${[...known].join(', ')}.`);
    }
  }
  const given = Object.fromEntries([...known].map((name) => [name, env[name] === '' ? undefined : env[name]]));
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new ConfigProblem(`${String(issue?.path[0])} cannot be used: ${issue?.message}.`);
  }
  const e = parsed.data;
  if (e.DATABASE_URL !== undefined && e.DOORSTEP_SECRET_KEY === undefined) {
    throw new ConfigProblem(
      'DOORSTEP_SECRET_KEY is missing. With DATABASE_URL set, write 32 random bytes in base64, for instance from: openssl rand -base64 32.',
    );
  }
  const { DOORSTEP_OBJECTS_URL: url, DOORSTEP_OBJECTS_KEY: key, DOORSTEP_OBJECTS_SECRET: secret } = e;
  const isObjectsSet = url !== undefined && key !== undefined && secret !== undefined;
  if (!isObjectsSet && (url ?? key ?? secret) !== undefined) {
    throw new ConfigProblem(
      'DOORSTEP_OBJECTS_URL, DOORSTEP_OBJECTS_KEY and DOORSTEP_OBJECTS_SECRET go together: write all three, or none.',
    );
  }
  const [host, port] = e.DOORSTEP_CLAMD?.split(':') ?? [];
  return {
    databaseUrl: e.DATABASE_URL,
    redisUrl: e.REDIS_URL,
    port: e.PORT,
    process: e.PROCESS,
    dataDir: resolve(baseDir, e.DOORSTEP_DATA_DIR.replace(/^~(?=\/|$)/, homedir())),
    secretKey: e.DOORSTEP_SECRET_KEY,
    demo: e.DOORSTEP_DEMO ?? e.DATABASE_URL === undefined,
    fixtures: e.DOORSTEP_FIXTURES === undefined ? undefined : resolve(baseDir, e.DOORSTEP_FIXTURES),
    objects: isObjectsSet ? { url, key, secret } : undefined,
    clamd: host === undefined ? undefined : { host, port: Number(port) },
    filesRoot: e.DOORSTEP_FILES_ROOT === undefined ? undefined : resolve(baseDir, e.DOORSTEP_FILES_ROOT),
    backupDays: e.DOORSTEP_BACKUP_DAYS,
    publicOrigin: e.DOORSTEP_PUBLIC_ORIGIN,
  };
}
