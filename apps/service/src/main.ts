import 'reflect-metadata';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline/promises';
import type { INestApplicationContext } from '@nestjs/common';
import type { Logger } from 'pino';
import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module.js';
import { demoSlug, demoStaff, loadDemo, type Demo } from './demo/load-demo.js';
import { jobHandlers } from './job-handlers.js';
import { AddOrganisation, FindOrganisation } from './organisations/index.js';
import { SealAudit } from './oversight/index.js';
import { readConfig, type Config } from './platform/config/config.js';
import { eraseEngine } from './platform/engine/index.js';
import { createHttp, startHttp } from './platform/http/start-http.js';
import { openPlatform } from './platform/open-platform.js';
import { Relay } from './platform/queue/relay.js';
import { calendarAlarms } from './platform/telemetry/metrics.js';
import { RaisePolicyReviews } from './policy-reviews/index.js';
import { ReplayErasures } from './privacy/index.js';
import { LetSkillOffersGo } from './skill-offers/index.js';
import { RaiseWhatWaits } from './replies/index.js';
import { RemoveOld } from './retention/index.js';
import { MakeFirstLink } from './staff/index.js';

const relayEveryMs = 250;
const sealEveryMs = 3_600_000;
const hourMs = 3_600_000;
const actor = 'doorstep';
const onTerminal = process.stdout.isTTY;

try {
  await start();
} catch (error) {
  clearLine();
  const { name, message } = error as Error;
  process.stderr.write(`${message}\n`);
  if (!['ConfigProblem', 'EngineProblem', 'Problem', 'Error'].includes(name))
    process.stderr.write(`${(error as Error).stack}\n`);
  process.exit(1);
}

async function start(): Promise<void> {
  const config = readConfig(process.env, process.env['INIT_CWD'] ?? process.cwd());
  const words = process.argv.slice(2);
  const unknown = words.find((word) => word !== '--fresh' && word !== '--yes');
  if (unknown !== undefined)
    throw new Error(`npm start does not know ${unknown}. It knows --fresh (start over) and --yes (without asking).`);
  if (config.process !== 'worker') await refuseTakenPort(config.port);
  if (words.includes('--fresh') && !(await startOver(config, words.includes('--yes')))) return;

  const platform = await openPlatform(config, 'service', say);
  const closing: (() => Promise<void> | void)[] = [() => platform.close()];
  try {
    await serve(config, platform, closing);
  } catch (error) {
    for (const close of closing.reverse()) await close();
    throw error;
  }
  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    say('Stopping.');
    for (const close of closing.reverse()) await close();
    process.exit(0);
  };
  process.on('SIGINT', () => void stop());
  process.on('SIGTERM', () => void stop());
}

async function serve(
  config: Config,
  platform: Awaited<ReturnType<typeof openPlatform>>,
  closing: (() => Promise<void> | void)[],
): Promise<void> {
  const http = config.process === 'worker' ? undefined : await createHttp(AppModule.on(platform));
  const app =
    http ??
    (await NestFactory.createApplicationContext(AppModule.on(platform), { logger: false, abortOnError: false }));
  closing.push(() => app.close());
  await replayErasures(app, platform.logger);
  if (config.process !== 'http') platform.queue.work(jobHandlers(app));
  let demo: Demo | undefined;
  if (config.demo && config.process === 'all') {
    demo = await loadDemo(app, {
      dataDir: config.dataDir,
      port: config.port,
      fixtures: config.fixtures,
      say,
      progress,
    });
    closing.push(() => demo?.stop());
  }
  if (config.process !== 'http') {
    const relay = new Relay(platform.database, platform.queue, (code) =>
      platform.logger.warn({ code }, 'relay problem'),
    );
    await relay.start(relayEveryMs);
    closing.push(() => relay.stop());
  }
  if (config.process !== 'http')
    closing.push(
      await keepAuditSealed(app, platform.logger),
      eachHour(app, platform.logger, 'what is old was not removed', (id) => app.get(RemoveOld).run(id)),
      eachHour(app, platform.logger, 'what people could bring was not let go', (id) =>
        app.get(LetSkillOffersGo).run(id),
      ),
      eachHour(app, platform.logger, 'what waits was not raised', (id) => app.get(RaiseWhatWaits).run(id)),
      eachHour(app, platform.logger, 'policies that do not fit were not raised', (id) =>
        app.get(RaisePolicyReviews).run(id),
      ),
      eachHour(app, platform.logger, 'erasures were not looked up', (id) => app.get(ReplayErasures).run(actor, id)),
    );
  if (!http) return say('Working.');
  await startHttp(http, {
    port: config.port,
    host: config.databaseUrl === undefined ? '127.0.0.1' : '0.0.0.0',
    logger: platform.logger,
    demoUrl: demo?.crmUrl,
  });
  for (const alarm of calendarAlarms(new Date())) say(alarm);
  const origin = `http://127.0.0.1:${config.port}`;
  say('');
  const first = config.databaseUrl === undefined ? await firstLink(http) : undefined;
  if (first !== undefined) say(`  Console       ${origin}${first}   sign in once as administrator`);
  if (first !== undefined && demo)
    say(`  As the lead   ${origin}${await firstLink(http, 'lead')}   once: replies, stories and what residents said`);
  if (demo) say(`  See it work   ${origin}/demo   a landlord's CRM with the panel in it`);
  if (demo) say(`  At the door   ${origin}${demo.shiftLink}   for one phone, today`);
  say(`  Interface     ${origin}/openapi.json`);
  say(`  Health        ${origin}/health/ready`);
  say('');
  say('Ctrl-C stops everything that was started.');
}

/**
 * Before anybody is shown anything: whom a restored backup brought back is erased again. Where the object store does not
 * answer, the service starts all the same and looks again each hour.
 */
async function replayErasures(app: INestApplicationContext, logger: Logger): Promise<void> {
  try {
    for (const { id, slug } of await app.get(FindOrganisation).all()) {
      const { carriedOut, unreadable } = await app.get(ReplayErasures).run(actor, id);
      if (carriedOut > 0) say(`Erased again ${carriedOut} of ${slug} whom a restored backup had brought back.`);
      for (const key of unreadable) say(`${key} of the object store cannot be read: fetch it from a copy.`);
    }
  } catch (error) {
    logger.warn({ error: (error as Error).name }, 'erasures were not looked up');
    say('Whether a restored backup brought somebody back could not be looked up: the object store does not answer.');
  }
}

/** Seals what is over of every landlord's audit now and each hour, until the answer is called. */
async function keepAuditSealed(app: INestApplicationContext, logger: Logger): Promise<() => void> {
  const seal = async () => {
    for (const { id } of await app.get(FindOrganisation).all()) await app.get(SealAudit).run(id);
  };
  await seal();
  const timer = setInterval(() => {
    seal().catch((error: unknown) => logger.warn({ error: (error as Error).name }, 'the audit was not sealed'));
  }, sealEveryMs);
  return () => clearInterval(timer);
}

/** Does something for every landlord each hour, until the answer is called: what is old goes, what waits is raised. */
function eachHour(
  app: INestApplicationContext,
  logger: Logger,
  undone: string,
  work: (organisationId: string) => Promise<unknown>,
): () => void {
  const all = async () => {
    for (const { id } of await app.get(FindOrganisation).all()) await work(id);
  };
  const timer = setInterval(() => {
    all().catch((error: unknown) => logger.warn({ error: (error as Error).name }, undone));
  }, hourMs);
  return () => clearInterval(timer);
}

/**
 * The link that whoever started the embedded database signs in with. Where there is no landlord yet, one is added for them
 * to name.
 */
async function firstLink(
  app: INestApplicationContext,
  role: 'administrator' | 'lead' = 'administrator',
): Promise<string> {
  const all = await app.get(FindOrganisation).all();
  const organisation =
    all.find(({ slug }) => slug === demoSlug) ??
    all[0] ??
    (await app
      .get(AddOrganisation)
      .run(actor, { slug: 'landlord', name: 'New landlord', showsPromptsTo: 'live-teams' }));
  const name = organisation.slug === demoSlug ? demoStaff[role] : undefined;
  return (await app.get(MakeFirstLink).run(actor, organisation.id, role, name)).address;
}

function say(line: string): void {
  clearLine();
  process.stdout.write(`${line}\n`);
}

/** One line that is written over, on a terminal only. */
function progress(line: string): void {
  if (onTerminal) process.stdout.write(`\r${line}\u001b[K`);
}

function clearLine(): void {
  if (onTerminal) process.stdout.write('\r\u001b[K');
}

/** Found out before anything is started, not after. */
async function refuseTakenPort(port: number): Promise<void> {
  const probe = createServer();
  await new Promise<void>((done, fail) => {
    probe.once('error', () =>
      fail(
        new Error(
          `Port ${port} is taken. Stop what uses it, or choose another: PORT=${port === 65_535 ? 4311 : port + 1} npm start.`,
        ),
      ),
    );
    probe.listen(port, '127.0.0.1', () => probe.close(() => done()));
  });
}

/** Asks, unless told not to, and removes everything the embedded engine keeps. Answers whether to go on. */
async function startOver(config: Config, sure: boolean): Promise<boolean> {
  if (config.databaseUrl !== undefined)
    throw new Error(
      '--fresh only starts over on the embedded database. With DATABASE_URL, empty that database yourself.',
    );
  if (!existsSync(config.dataDir)) return true;
  if (!sure) {
    if (!process.stdin.isTTY)
      throw new Error(
        '--fresh asks before it deletes. Add --yes to start over without asking: npm start -- --fresh --yes.',
      );
    const asking = createInterface({ input: process.stdin, output: process.stdout });
    const answer = await asking.question(`Delete everything in ${config.dataDir} and start over? Write yes: `);
    asking.close();
    if (answer.trim().toLowerCase() !== 'yes') {
      say('Nothing was deleted.');
      return false;
    }
  }
  eraseEngine(config.dataDir);
  return true;
}
