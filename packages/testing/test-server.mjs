/**
 * The database server of one test run: prints `{ url, template }` and stays until its standard input closes.
 * With TEST_DATABASE_URL set to a server where databases and roles may be made, that one is used.
 */
import { randomBytes } from 'node:crypto';
import { chmodSync, rmSync } from 'node:fs';
import pg from 'pg';
import { migrate } from '../../apps/service/src/platform/database/migrate.ts';
import { eraseEngine, startEngine } from '../../apps/service/src/platform/engine/index.ts';
import { JobQueue } from '../../apps/service/src/platform/queue/queue.ts';
import { scratchFolder } from './src/scratch-folder.ts';

// Ctrl-C reaches this process too; it goes when the run that it serves has gone.
process.on('SIGINT', () => undefined);

const gone = new Promise((resolve) => process.stdin.resume().once('close', resolve));
const { url, stop } = process.env.TEST_DATABASE_URL ? given(process.env.TEST_DATABASE_URL) : await embedded();
const template = `template_${randomBytes(6).toString('hex')}`;
try {
  await run(`create database ${template}`);
  const target = new URL(url);
  target.pathname = `/${template}`;
  await migrate(target.href);
  await (await JobQueue.open(undefined, target.href, () => undefined)).close();
  process.stdout.write(`${JSON.stringify({ url, template })}\n`);
  await gone;
  await run(`drop database if exists ${template} with (force)`);
} finally {
  await stop();
}

function given(url) {
  return { url, stop: async () => undefined };
}

/** Nothing here has to outlive the run, so it does not wait for the disk. */
async function embedded() {
  const dataDir = scratchFolder('doorstep-test-');
  chmodSync(dataDir, 0o755);
  const settings = {
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    // A log that nobody reads, and that may lie in memory: no more of it than this server needs for itself.
    wal_level: 'minimal',
    max_wal_senders: '0',
    max_wal_size: '256MB',
    max_connections: '200',
  };
  const say = (line) => process.stderr.write(`${line}\n`);
  const engine = await startEngine({ dataDir, settings, say }).catch((error) => {
    rmSync(dataDir, { recursive: true, force: true });
    say(error.message);
    process.exit(1);
  });
  return {
    url: engine.url,
    stop: async () => {
      await engine.stop();
      eraseEngine(dataDir);
      rmSync(dataDir, { recursive: true });
    },
  };
}

async function run(statement) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
