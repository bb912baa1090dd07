import { setTimeout as pause } from 'node:timers/promises';
import { startHousingSim } from '@doorstep/housing-sim';
import { look, makeInstallation, type Session } from '../installation.js';
import { command, killLeft, startService, stopService } from '../programs.js';
import { dice } from './dice.js';
import { compareStores, compareTold, judgeDecisions, type Verdict } from './judge.js';
import { untilAtRest } from './landlord-at-rest.js';
import { storeContents } from './store-contents.js';
import { toldBy, ToldContacts } from './told-contacts.js';
import type { TrialReport } from './trial.js';

const housingKey = 'trial-key';

export interface WorkersTrial {
  readonly homes: number;
  /** Rounds of told contacts, each while a full sync also runs from the command line. */
  readonly rounds: number;
  /** Contacts a round, at most 500. */
  readonly contacts: number;
  /** How long one worker stands still in each round; past 30,000 its jobs are taken from it while it still holds them. */
  readonly standstillMs: number;
  readonly seed: number;
}

/** Lets two workers, an HTTP process and the command line work on one database at once. */
export async function twoWorkers(trial: WorkersTrial): Promise<TrialReport> {
  const random = dice(trial.seed);
  const sim = await startHousingSim({ port: 0, homes: trial.homes, seed: 7, apiKey: housingKey });
  const installation = await makeInstallation(sim.url, housingKey, 50);
  const session = await look(installation, true);
  const env = { ...installation.env, DATABASE_URL: session.url };
  const services = [];
  try {
    services.push(await startService({ ...env, PROCESS: 'worker' }), await startService({ ...env, PROCESS: 'worker' }));
    const http = await startService({ ...env, PROCESS: 'http' });
    services.push(http);
    await untilAtRest(session);
    const contents = await storeContents(session.rows);
    const told = await ToldContacts.with(session.rows);
    const worker = services[0]!.child;
    let syncs = 0;
    for (let round = 0; round < trial.rounds; round += 1) {
      const telling = told.tell(http.origin, installation.apiKey, told.next(trial.contacts, new Date()));
      const syncing = command(['sync', 'housing', '--full'], env).then(
        () => (syncs += 1),
        (error: Error) => {
          if (!error.message.includes('being synced already')) throw error;
        },
      );
      await session.rows('UPDATE connections SET next_sync_at = now()');
      await pause(random() * 500);
      worker.kill('SIGSTOP');
      await pause(trial.standstillMs);
      worker.kill('SIGCONT');
      await Promise.all([telling, syncing]);
      await untilAtRest(session);
    }
    return {
      name: 'two-workers',
      title: 'Two workers and the command line at once',
      done: `Two processes with PROCESS=worker, one with PROCESS=http and \`doorstep sync --full\` worked on one database of ${trial.homes} homes. In each round ${trial.contacts} contacts were told while a sync was due and another was asked for, and one worker stood still (SIGSTOP) for ${trial.standstillMs / 1000} s in the middle of it.`,
      seed: trial.seed,
      figures: {
        Rounds: trial.rounds,
        'Contacts acknowledged': told.acknowledged.size,
        'Full syncs beside them': syncs,
      },
      verdicts: {
        'mirror and derived contacts, before and after': compareStores(contents, await storeContents(session.rows)),
        'acknowledged contacts': await compareTold(told.acknowledged, told.sent, toldBy, session.rows),
        'contacts and their decisions': await judgeDecisions(session.rows),
        'rows changed by syncing an unchanged source': await changedRows(session, trial.rounds),
      },
    };
  } finally {
    for (const service of services) await stopService(service);
    await killLeft();
    await session.close();
    await sim.close();
    await installation.remove();
  }
}

/** After the first run of a connection, no run may insert, update or delete anything. */
async function changedRows({ rows }: Session, rounds: number): Promise<Verdict> {
  const [found] = await rows<{ changed: number }>(
    `SELECT coalesce(sum((counts #>> '{total,inserted}')::int + (counts #>> '{total,updated}')::int
       + (counts #>> '{total,deleted}')::int), 0)::int AS changed
     FROM (SELECT counts FROM runs WHERE status = 'complete' ORDER BY started_at OFFSET 1) x`,
  );
  return { compared: rounds, lost: 0, duplicated: 0, ghosts: 0, different: found?.changed ?? 0, examples: [] };
}
