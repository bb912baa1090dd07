import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { freePort } from './free-port.js';
import { ownFolder } from './own-folder.js';

/** Debian's packages of the server and of the libraries that a bare machine lacks. */
const PACKAGES = ['mariadb-server-core', 'libaio1', 'liburing2', 'libnuma1'];
const SYSTEM_TABLES = ['mysql_system_tables.sql', 'mysql_performance_tables.sql', 'mysql_system_tables_data.sql'];
const FIX = 'Install a server: apt-get install -y mariadb-server-core (macOS: brew install mariadb).';

/** A MariaDB server of this test alone, with one empty database. */
export interface TestMariaDb {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  close(): Promise<void>;
}

interface Server {
  readonly program: string;
  /** Its SQL and its messages. */
  readonly share: string;
  readonly libraries: string | undefined;
}

/**
 * Starts a server on loopback: the one installed on the system, else Debian's own, fetched once an account into the
 * temporary folder without installing anything. Throws, with the command that mends it, where there is neither.
 */
export async function startMariaDb(): Promise<TestMariaDb> {
  const server = installed() ?? (await unpacked());
  const folder = mkdtempSync(join(tmpdir(), 'doorstep-mariadb-'));
  const data = join(folder, 'data');
  mkdirSync(data);
  await bootstrap(server, data);
  const port = await freePort();
  const child = run(server, data, [
    `--port=${port}`,
    '--bind-address=127.0.0.1',
    `--socket=${join(folder, 's')}`,
    `--pid-file=${join(folder, 'pid')}`,
  ]);
  await ready(child);
  return {
    host: '127.0.0.1',
    port,
    user: 'tester',
    password: 'tester',
    database: 'tested',
    async close() {
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function installed(): Server | undefined {
  const program = ['/usr/sbin/mariadbd', '/usr/local/bin/mariadbd', '/opt/homebrew/bin/mariadbd'].find(existsSync);
  const share = ['/usr/share/mysql', '/usr/local/share/mysql', '/opt/homebrew/share/mysql'].find((folder) =>
    existsSync(join(folder, SYSTEM_TABLES[0] ?? '')),
  );
  return program && share ? { program, share, libraries: undefined } : undefined;
}

/** Whole or not at all: several tests may come here at once. */
async function unpacked(): Promise<Server> {
  const home = ownFolder('doorstep-mariadb');
  const folder = join(home, 'unpacked');
  if (!existsSync(folder)) {
    const half = mkdtempSync(join(home, 'half-'));
    try {
      await download(half).catch(async () => {
        // A machine that has never looked what there is has no list to fetch from.
        await promisify(execFile)('apt-get', ['update', '-qq']);
        await download(half);
      });
      for (const name of readdirSync(half).filter((one) => one.endsWith('.deb'))) {
        await promisify(execFile)('dpkg', ['-x', name, 'all'], { cwd: half });
      }
    } catch (cause) {
      throw new Error(`No MariaDB runs here, and Debian's could not be fetched. ${FIX}`, { cause });
    }
    try {
      renameSync(join(half, 'all'), folder);
    } catch (cause) {
      if (!existsSync(folder)) throw cause;
    }
    rmSync(half, { recursive: true });
  }
  const triplet = readdirSync(join(folder, 'usr', 'lib')).find((name) => name.endsWith('-linux-gnu')) ?? '';
  return {
    program: join(folder, 'usr', 'sbin', 'mariadbd'),
    share: join(folder, 'usr', 'share', 'mysql'),
    libraries: [join(folder, 'usr', 'lib', triplet), join(folder, 'lib', triplet)].join(':'),
  };
}

function download(folder: string): Promise<unknown> {
  return promisify(execFile)('apt-get', ['download', ...PACKAGES], { cwd: folder });
}

async function bootstrap(server: Server, data: string): Promise<void> {
  const child = run(server, data, ['--bootstrap']);
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const statements = [
    'create database mysql;',
    'use mysql;',
    'set @auth_root_socket=NULL;',
    ...SYSTEM_TABLES.map((name) => readFileSync(join(server.share, name), 'utf8')),
    'flush privileges;',
    'create database tested;',
    "create user 'tester'@'%' identified by 'tester';",
    "grant all on *.* to 'tester'@'%' with grant option;",
  ];
  child.stdin?.end(`${statements.join('\n')}\n`);
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`MariaDB could not make its tables. ${FIX}\n${said}`);
}

function run({ program, share, libraries }: Server, data: string, more: readonly string[]): ChildProcess {
  const words = [
    '--no-defaults',
    `--datadir=${data}`,
    `--lc-messages-dir=${join(share, 'english')}`,
    '--innodb-log-file-size=8M',
    '--innodb-buffer-pool-size=32M',
    // What is lost when the machine goes down is a test's.
    '--innodb-flush-log-at-trx-commit=0',
    '--skip-innodb-doublewrite',
    '--character-set-server=utf8mb4',
    ...(process.getuid?.() === 0 ? ['--user=root'] : []),
    ...more,
  ];
  const env = libraries === undefined ? process.env : { ...process.env, LD_LIBRARY_PATH: libraries };
  return spawn(program, words, { env, stdio: ['pipe', 'ignore', 'pipe'] });
}

/** Waits for the server's own word. Throws with all it said when it ends instead. */
async function ready(child: ChildProcess): Promise<void> {
  if (!child.stderr) throw new Error('The server cannot be listened to.');
  let said = '';
  for await (const line of createInterface(child.stderr)) {
    said += `${line}\n`;
    if (line.includes('ready for connections')) {
      child.stderr.resume();
      return;
    }
  }
  throw new Error(`MariaDB did not start. ${FIX}\n${said}`);
}
