/**
 * The built service, doing one thing in a process of its own and telling what that took, as one line of JSON.
 * It is built and not compiled on the way, so that its memory is what a landlord's server would see.
 */
import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { createPostgresBackend, runMigrations, withBackend } from 'bullmq';
import pg from 'pg';
import { AppModule } from '../../apps/service/dist/app.module.js';
import { AddConnection } from '../../apps/service/dist/connections/index.js';
import { TakeContacts } from '../../apps/service/dist/contacts/index.js';
import { AddInstallation } from '../../apps/service/dist/embed/index.js';
import { AddOrganisation } from '../../apps/service/dist/organisations/index.js';
import { readConfig } from '../../apps/service/dist/platform/config/config.js';
import { openPlatform } from '../../apps/service/dist/platform/open-platform.js';
import { workersAQueue } from '../../apps/service/dist/platform/queue/queue.js';
import { Relay } from '../../apps/service/dist/platform/queue/relay.js';
import { DecideContacts, decideContactsJob } from '../../apps/service/dist/prompting/index.js';
import { RunSync } from '../../apps/service/dist/sync/index.js';

const actor = 'bench';
/** As many as the service gives to deciding. */
const concurrency = workersAQueue.prompting;
const relayEveryMs = 250;

const [what, ...words] = process.argv.slice(2);
const tasks = { organisation, connect, install, sync, decide, noop };
process.stdout.write(`${JSON.stringify(await tasks[what](...words))}\n`);

/** A landlord with nothing in it. */
async function organisation(slug) {
  return inService(async (app) => {
    const { id, apiKey } = await app.get(AddOrganisation).run(actor, { slug, name: 'Bench Homes' });
    return { organisationId: id, apiKey };
  });
}

async function connect(housingUrl, housingKey, slug) {
  return inService(async (app) => {
    const organisation = await app.get(AddOrganisation).run(actor, { slug, name: 'Bench Homes' });
    await app.get(AddConnection).run(actor, organisation.id, {
      name: 'housing',
      connector: 'hackney',
      configuration: { housingUrl, apiKey: housingKey },
      allowedAddresses: ['127.0.0.1/32'],
      syncEveryMinutes: 1_440,
    });
    return { organisationId: organisation.id, apiKey: organisation.apiKey };
  });
}

/** The panel, set up for one host whose tokens are signed with `key`. */
async function install(organisationId, origin, key) {
  return inService((app) =>
    app.get(AddInstallation).run(actor, organisationId, {
      name: 'bench',
      allowedOrigins: [origin],
      publicKeys: [JSON.parse(key)],
      recordSystems: { person: 'hackney/person', tenancy: 'hackney/tenure', home: 'hackney/asset' },
    }),
  );
}

/** A full sync; then what it leaves in memory, collected, and the most it ever took. */
async function sync(organisationId) {
  return inService(async (app) => {
    const started = performance.now();
    const report = await app.get(RunSync).run(actor, organisationId, 'housing', true, new AbortController().signal);
    const ms = performance.now() - started;
    if (report.status !== 'complete') throw new Error(`The sync was not complete: ${report.problem}`);
    globalThis.gc();
    globalThis.gc();
    const { rss, heapUsed } = process.memoryUsage();
    return { ms, ...report.total, rss, heapUsed, peakRss: process.resourceUsage().maxRSS * 1_024 };
  });
}

/** Contacts with as many households as there are, told beforehand; from the first look of the relay to the last decision. */
async function decide(organisationId, count, round) {
  return inService(async (app, { database, queue }) => {
    const tenancies = await database.inOrganisation(organisationId, (db) =>
      db.rows(
        'SELECT reference_id AS id, allocated_by AS "allocatedBy" FROM tenancies WHERE is_active ORDER BY reference_id',
      ),
    );
    const items = Array.from({ length: Number(count) }, (_, number) => ({
      reference: { id: `${round}-${number}`, allocatedBy: 'bench/telephone' },
      type: 'TEL-GEN',
      occurredAt: new Date().toISOString(),
      tenancy: tenancies[number % tenancies.length],
    }));
    for (let at = 0; at < items.length; at += 500) {
      await app.get(TakeContacts).run(actor, organisationId, items.slice(at, at + 500));
    }
    const relay = new Relay(database, queue, (code) => process.stderr.write(`relay: ${code}\n`));
    const started = performance.now();
    queue.work({
      'sync.run': () => Promise.resolve(),
      'prompting.decide-contacts': decideContactsJob(app.get(DecideContacts)),
    });
    await relay.start(relayEveryMs);
    for (;;) {
      const [{ waiting }] = await database.inOrganisation(organisationId, (db) =>
        db.rows('SELECT count(*)::int AS waiting FROM outbox WHERE done_at IS NULL'),
      );
      if (waiting === 0) break;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    const ms = performance.now() - started;
    await relay.stop();
    return { ms };
  });
}

/** Jobs that do nothing, on the same kind of queue: from the first addition to the last completion. */
async function noop(count) {
  const connectionString = process.env.DATABASE_URL;
  const schema = 'bench_queue';
  const client = new pg.Client({ connectionString });
  await client.connect();
  await runMigrations(client, schema);
  await client.end();
  const { Queue, Worker } = withBackend(createPostgresBackend);
  const queue = new Queue('noop', { connection: { connectionString, schema, max: 2 } });
  await queue.waitUntilReady();
  const jobs = Array.from({ length: Number(count) }, (_, number) => ({
    name: 'noop',
    data: { number },
    opts: { removeOnComplete: true },
  }));
  let done = 0;
  const started = performance.now();
  const worker = new Worker('noop', () => Promise.resolve(), {
    concurrency,
    connection: { connectionString, schema, max: concurrency + 1 },
  });
  const finished = new Promise((resolve) => {
    worker.on('completed', () => {
      done += 1;
      if (done === jobs.length) resolve();
    });
  });
  for (let at = 0; at < jobs.length; at += 500) await queue.addBulk(jobs.slice(at, at + 500));
  await finished;
  const ms = performance.now() - started;
  await worker.close();
  await queue.close();
  return { ms };
}

async function inService(work) {
  const platform = await openPlatform(readConfig(process.env, process.cwd()), 'command', () => undefined);
  const app = await NestFactory.createApplicationContext(AppModule.on(platform), { logger: false });
  const answer = await work(app, platform);
  await app.close();
  await platform.close();
  return answer;
}
