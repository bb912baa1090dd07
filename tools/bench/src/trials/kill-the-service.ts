import type { ChildProcess } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { startHousingSim } from '@doorstep/housing-sim';
import { look, makeInstallation, until, type Installation } from '../installation.js';
import { killHard, killLeft, startCommand, startService, stopService, type Service } from '../programs.js';
import { dice } from './dice.js';
import { compareStores, compareTold, judgeDecisions } from './judge.js';
import { lookAtRest, untilAtRest } from './landlord-at-rest.js';
import { storeContents, type Contents } from './store-contents.js';
import { toldBy, ToldContacts } from './told-contacts.js';
import type { TrialReport } from './trial.js';

const housingKey = 'trial-key';
/** A job that was running at a kill is free again after this long. */
const resumesWithinMs = 90_000;
/** Contacts told at a time while deciding is under trial. */
const contactsATime = 100;

export interface KillTrial {
  readonly homes: number;
  /** Records a page: fewer make more pages, and more moments between them. */
  readonly pageSize: number;
  /** Kills while the landlord is synced. */
  readonly killsInSync: number;
  /** Kills while told contacts are decided. */
  readonly killsInDeciding: number;
  /**
   * Every how many lives the sync is left to the service alone, which takes up a job half a minute after a kill; in the
   * others somebody also runs `doorstep sync`, and both are killed.
   */
  readonly everyAlone: number;
  readonly seed: number;
}

/** Kills the service at random moments, starts it again each time, and compares the store with an untroubled one. */
export async function killTheService(trial: KillTrial): Promise<TrialReport> {
  const random = dice(trial.seed);
  const sim = await startHousingSim({ port: 0, homes: trial.homes, seed: 7, apiKey: housingKey });
  const untroubled = await makeInstallation(sim.url, housingKey, trial.pageSize);
  const tried = await makeInstallation(sim.url, housingKey, trial.pageSize);
  try {
    const { contents, tookMs } = await runUntroubled(untroubled);
    let whileSyncing = 0;
    for (let life = 0; life < trial.killsInSync; life += 1) {
      const alone = life % trial.everyAlone === 0;
      const afterMs = random() * ((2 * tookMs) / trial.killsInSync);
      if (await killInSync(tried, alone, afterMs)) whileSyncing += 1;
    }
    await finish(tried);
    const told = await lookAtRest(tried, (session) => ToldContacts.with(session.rows));
    let whileWaiting = 0;
    for (let life = 0; life < trial.killsInDeciding; life += 1) {
      if (await killInDeciding(tried, told, random() * 3_000)) whileWaiting += 1;
    }
    await finish(tried);
    const verdicts = await lookAtRest(tried, async ({ rows }) => ({
      'mirror and derived contacts, against an untroubled run': compareStores(contents, await storeContents(rows)),
      'acknowledged contacts': await compareTold(told.acknowledged, told.sent, toldBy, rows),
      'contacts and their decisions': await judgeDecisions(rows),
    }));
    return {
      name: 'kill-the-service',
      title: 'Killed at random moments',
      done: `The service (with its embedded PostgreSQL, which ends when the service does) was killed with \`kill -9\` ${trial.killsInSync} times while it synced ${trial.homes} homes over HTTP in pages of ${trial.pageSize}, and ${trial.killsInDeciding} times while it took and decided told contacts. It was started again each time. In ${trial.killsInSync - Math.ceil(trial.killsInSync / trial.everyAlone)} of its lives a \`doorstep sync\` ran beside it and was killed with it.`,
      seed: trial.seed,
      figures: {
        Kills: trial.killsInSync + trial.killsInDeciding,
        'Kills while a sync was running': whileSyncing,
        'Kills while contacts waited for their decision': whileWaiting,
        'Contacts acknowledged': told.acknowledged.size,
        'Contacts whose answer the kill cut off': told.sent.size - told.acknowledged.size,
      },
      verdicts,
    };
  } finally {
    await killLeft();
    await sim.close();
    await untroubled.remove();
    await tried.remove();
  }
}

async function runUntroubled(installation: Installation): Promise<{ contents: Contents; tookMs: number }> {
  const service = await startService(installation.env);
  const started = Date.now();
  const session = await look(installation, false);
  await untilAtRest(session);
  const tookMs = Date.now() - started;
  await session.close();
  await stopService(service);
  return { contents: await lookAtRest(installation, ({ rows }) => storeContents(rows)), tookMs };
}

/** Answers whether a sync was running when the kill came. */
async function killInSync(installation: Installation, alone: boolean, afterMs: number): Promise<boolean> {
  const service = await startService(installation.env);
  const session = await look(installation, false);
  const [before] = await session.rows<{ runs: number }>('SELECT count(*)::int AS runs FROM runs');
  if (alone) await session.rows('UPDATE connections SET next_sync_at = now()');
  const victims: ChildProcess[] = [service.child];
  if (!alone) victims.push(startCommand(['sync', 'housing'], installation.env));
  const running = async () => {
    const [found] = await session.rows<{ runs: number; running: boolean }>(
      `SELECT count(*)::int AS runs, bool_or(status = 'running') AS running FROM runs`,
    );
    return found!;
  };
  // The first life starts its run before anybody can look.
  await until('a sync runs', resumesWithinMs, async () => {
    const { runs, running: isRunning } = await running();
    return runs > before!.runs || (before!.runs === 1 && isRunning && alone);
  });
  await pause(afterMs);
  const { running: wasRunning } = await running();
  await Promise.all(victims.map(killHard));
  await session.close();
  return wasRunning;
}

/** Answers whether contacts waited when the kill came. */
async function killInDeciding(installation: Installation, told: ToldContacts, afterMs: number): Promise<boolean> {
  const service = await startService(installation.env);
  const session = await look(installation, false);
  const telling = tellUntilKilled(installation, service, told);
  await pause(afterMs);
  const [found] = await session.rows<{ waiting: boolean }>(
    'SELECT EXISTS (SELECT FROM outbox WHERE done_at IS NULL) AS waiting',
  );
  await killHard(service.child);
  await telling;
  await session.close();
  return found?.waiting === true;
}

async function tellUntilKilled(installation: Installation, service: Service, told: ToldContacts): Promise<void> {
  let answered = true;
  while (answered) {
    answered = await told.tell(service.origin, installation.apiKey, told.next(contactsATime, new Date()));
  }
}

/** Lets a last life go on undisturbed until nothing is left to do. */
async function finish(installation: Installation): Promise<void> {
  const service = await startService(installation.env);
  const session = await look(installation, false);
  await untilAtRest(session);
  await session.close();
  await stopService(service);
}
