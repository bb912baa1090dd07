import { scratchFolder } from '@doorstep/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { eraseEngine, startEngine, type Engine, type EngineOptions } from './index.js';
import { runningServer } from './running-server.js';

const runner = fileURLToPath(new URL('../../../../../packages/testing/run-typescript.mjs', import.meta.url));
const source = new URL('./index.ts', import.meta.url).href;

const folders: string[] = [];
const engines: Engine[] = [];
const children: ChildProcess[] = [];

/** A data directory as a first start and its end leave it. */
let made: string;
beforeAll(async () => {
  made = scratchFolder('doorstep-engine-');
  chmodSync(made, 0o755);
  await (await startEngine({ dataDir: made, say: () => undefined })).stop();
});
afterAll(() => rmSync(made, { recursive: true }));

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  for (const engine of engines.splice(0)) await engine.stop();
  for (const folder of folders.splice(0)) {
    const engine = join(folder, 'engine');
    if (existsSync(join(engine, 'cluster'))) await ended(folder);
    if (existsSync(engine) && lstatSync(engine).isSymbolicLink())
      rmSync(dirname(realpathSync(engine)), { recursive: true });
    rmSync(folder, { recursive: true, force: true });
  }
});

function folder(): string {
  const made = scratchFolder('doorstep-engine-');
  chmodSync(made, 0o755);
  folders.push(made);
  return made;
}

/** A data directory with its database made; a copy, since making one takes most of what a start does. */
function madeFolder(): string {
  const dataDir = folder();
  // Owners and modes too, which the copying of Node leaves behind.
  execFileSync('cp', ['-a', `${made}/.`, dataDir]);
  return dataDir;
}

async function start(dataDir: string, more: Partial<EngineOptions> = {}): Promise<Engine> {
  const engine = await startEngine({ dataDir, say: () => undefined, ...more });
  engines.push(engine);
  return engine;
}

/** Another process that starts or joins the engine, prints its address and stays until it is killed. */
async function startInChild(
  dataDir: string,
  as: 'service' | 'command' = 'command',
): Promise<{ child: ChildProcess; url: string }> {
  const program = `
    const { startEngine } = await import(${JSON.stringify(source)});
    const engine = await startEngine({ dataDir: ${JSON.stringify(dataDir)}, as: '${as}', say() {} });
    console.log(engine.url);
    setInterval(() => {}, 60_000);`;
  const child = spawn(process.execPath, ['--import', runner, '--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  children.push(child);
  const [url] = (await once(createInterface(child.stdout), 'line')) as [string];
  return { child, url };
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'exit');
}

/** Resolves when no server runs in the data directory any more; the test's own time limit is the deadline. */
async function ended(dataDir: string): Promise<void> {
  while (runningServer(join(dataDir, 'engine', 'cluster'))) await pause(10);
}

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query({ text: sql, rowMode: 'array' })).rows.flat();
  } finally {
    await client.end();
  }
}

describe('startEngine', () => {
  it('serves a database on 127.0.0.1 alone, keeps the password to this account, and stops', async () => {
    const dataDir = folder();
    const engine = await start(dataDir);

    expect(engine.owned).toBe(true);
    expect(engine.url).toMatch(/^postgres:\/\/doorstep:[0-9a-f]{48}@127\.0\.0\.1:\d+\/doorstep$/);
    expect(await query(engine.url, 'show listen_addresses')).toEqual(['127.0.0.1']);
    expect(await query(engine.url, 'show unix_socket_directories')).toEqual(['']);
    expect(await query(engine.url, 'show fsync')).toEqual(['on']);
    expect(await query(engine.url, 'show timezone')).toEqual(['UTC']);
    expect(statSync(join(dataDir, 'engine.password')).mode & 0o777).toBe(0o600);
    expect(statSync(join(dataDir, 'engine', 'cluster')).mode & 0o777).toBe(0o700);
    await expect(query(engine.url.replace(/:[0-9a-f]{48}@/, ':wrong@'), 'select 1')).rejects.toThrow(/password/);

    await engine.stop();
    expect(runningServer(join(dataDir, 'engine', 'cluster'))).toBeUndefined();
  });

  it('keeps what residents said out of its log', async () => {
    const dataDir = madeFolder();
    const { url } = await start(dataDir);
    await query(url, 'create table voice (words text primary key)');
    await query(url, `insert into voice values ('the lift smells')`);
    await expect(query(url, `insert into voice values ('the lift smells')`)).rejects.toThrow(/duplicate/);
    await expect(query(url, `select 'the lift smells'::int`)).rejects.toThrow(/invalid input/);

    expect(readFileSync(join(dataDir, 'engine', 'server.log'), 'utf8')).not.toContain('lift');
  });

  it('keeps its data from one start to the next', async () => {
    const dataDir = madeFolder();
    const first = await start(dataDir);
    await query(first.url, 'create table kept as select 7 as n');
    await first.stop();

    expect(await query((await start(dataDir)).url, 'select n from kept')).toEqual([7]);
  });

  it('joins a server that another process runs, which outlives whoever started it', async () => {
    const dataDir = madeFolder();
    const { child, url } = await startInChild(dataDir, 'service');
    const engine = await start(dataDir);
    expect(engine).toMatchObject({ url, owned: false });

    await kill(child);
    expect(await query(url, 'select 1')).toEqual([1]);

    await engine.stop();
    await ended(dataDir);
  });

  it('starts one server when several start at once', async () => {
    const dataDir = folder();
    const [one, two, three] = await Promise.all([start(dataDir), startInChild(dataDir), startInChild(dataDir)]);

    expect(new Set([one.url, two.url, three.url]).size).toBe(1);
  });

  it('refuses a second service and names the first', async () => {
    const dataDir = madeFolder();
    const { child } = await startInChild(dataDir, 'service');

    await expect(start(dataDir, { as: 'service' })).rejects.toThrow(
      `(process ${child.pid}). Stop that one, or set DOORSTEP_DATA_DIR`,
    );
    await kill(child);
    expect((await start(dataDir, { as: 'service' })).url).toContain('127.0.0.1');
  });

  it('stops the server when its process is killed, and every committed row is there afterwards', async () => {
    const dataDir = madeFolder();
    const { child, url } = await startInChild(dataDir);
    await query(url, 'create table kept (n int)');
    for (let n = 1; n <= 20; n += 1) await query(url, `insert into kept values (${n})`);
    await kill(child);
    await ended(dataDir);

    expect(await query((await start(dataDir)).url, 'select count(*)::int from kept')).toEqual([20]);
  });

  it('recovers committed rows when the server itself is killed, and clears its stale postmaster.pid', async () => {
    const dataDir = madeFolder();
    const { child, url } = await startInChild(dataDir);
    await query(url, 'create table kept as select n from generate_series(1, 1000) n');
    process.kill(runningServer(join(dataDir, 'engine', 'cluster'))?.pid ?? 0, 'SIGKILL');
    await kill(child);
    await ended(dataDir);
    expect(existsSync(join(dataDir, 'engine', 'cluster', 'postmaster.pid'))).toBe(true);

    expect(await query((await start(dataDir)).url, 'select count(*)::int from kept')).toEqual([1000]);
  });

  it('takes a postmaster.pid that names a living process of another kind for stale', async () => {
    const dataDir = madeFolder();
    await (await start(dataDir)).stop();
    const stale = `${process.pid}\n${join(dataDir, 'engine', 'cluster')}\n0\n1\n\n127.0.0.1\n`;
    writeFileSync(join(dataDir, 'engine', 'cluster', 'postmaster.pid'), stale);

    expect((await start(dataDir)).owned).toBe(true);
  });

  it('takes over locks whose process is gone', async () => {
    const dataDir = madeFolder();
    const gone = spawn(process.execPath, ['-e', '']);
    await once(gone, 'exit');
    for (const lock of ['start.lock', 'service.lock']) writeFileSync(join(dataDir, lock), String(gone.pid));

    expect((await start(dataDir, { as: 'service' })).owned).toBe(true);
  });

  it('begins again when the first initdb was cut short', async () => {
    const dataDir = folder();
    await (await start(dataDir)).stop();
    const engine = join(dataDir, 'engine');
    rmSync(join(engine, 'cluster'), { recursive: true });
    mkdirSync(join(engine, 'cluster.half-1', 'base'), { recursive: true });
    writeFileSync(join(engine, 'cluster.half-1', 'PG_VERSION'), '17');

    expect(await query((await start(dataDir)).url, 'select 1')).toEqual([1]);
    expect(existsSync(join(engine, 'cluster.half-1'))).toBe(false);
  });

  it('works in a path that no other account can enter, saying where the data is', async () => {
    const closed = folder();
    chmodSync(closed, 0o700);
    const dataDir = join(closed, 'data');
    const said: string[] = [];
    const first = await start(dataDir, { say: (line) => said.push(line) });
    folders.unshift(dataDir);
    await query(first.url, 'create table kept as select 7 as n');
    await first.stop();
    const asRoot = process.getuid?.() === 0;
    expect(said.filter((line) => line.includes(dataDir) && line.includes('/var/tmp/doorstep-'))).toHaveLength(
      asRoot ? 1 : 0,
    );

    const second = await start(dataDir);
    expect(await query(second.url, 'select n from kept')).toEqual([7]);
    await second.stop();

    // Whoever removes the data directory means the data, wherever it is kept.
    rmSync(dataDir, { recursive: true });
    const third = await start(dataDir);
    await expect(query(third.url, 'select n from kept')).rejects.toThrow(/does not exist/);
  });

  it('says what to do when the password is lost', async () => {
    const dataDir = madeFolder();
    await (await start(dataDir)).stop();
    rmSync(join(dataDir, 'engine.password'));

    await expect(start(dataDir)).rejects.toThrow(/engine\.password is missing.*Put it back, or remove/);
  });

  it('says in one line why the server did not start', async () => {
    const problem = await start(madeFolder(), { settings: { shared_buffers: 'plenty' } }).catch(
      (error: unknown) => error,
    );

    expect(problem).toMatchObject({
      name: 'EngineProblem',
      message: expect.stringMatching(/^PostgreSQL did not start: .*shared_buffers.*server\.log.*$/),
    });
  });
});

describe('eraseEngine', () => {
  it('removes the data wherever it is kept, but never under a living process', async () => {
    const closed = folder();
    chmodSync(closed, 0o700);
    const engine = await start(closed, { as: 'service' });
    await query(engine.url, 'create table kept as select 7 as n');
    const cluster = realpathSync(join(closed, 'engine', 'cluster'));
    expect(() => eraseEngine(closed)).toThrow(/still runs on .*\(process \d+\)\. Stop it first/);

    await engine.stop();
    eraseEngine(closed);
    expect(existsSync(cluster)).toBe(false);
    expect(readdirSync(closed)).toEqual([]);
  });
});
