import { startHousingSim } from '@doorstep/housing-sim';
import { look, makeInstallation, until, type Installation, type Session } from '../installation.js';
import { command, killHard, killLeft, startService } from '../programs.js';
import { dice } from './dice.js';
import { compareTold, judgeDecisions } from './judge.js';
import { lookAtRest } from './landlord-at-rest.js';
import { toldBy, ToldContacts } from './told-contacts.js';
import type { TrialReport } from './trial.js';

const housingKey = 'trial-key';
/** All contacts must be decided within this time of the restart. */
const limitMs = 60_000;

export interface WipeTrial {
  readonly homes: number;
  /** Wipes of the queue, in turn of its whole schema and of the rows in it. */
  readonly rounds: number;
  /** Contacts waiting at each wipe, at most; told 500 at a time. */
  readonly contacts: number;
  readonly seed: number;
}

/** Wipes the queue while contacts wait, and looks whether they are decided within a minute of the restart. */
export async function wipeTheQueue(trial: WipeTrial): Promise<TrialReport> {
  const random = dice(trial.seed);
  const sim = await startHousingSim({ port: 0, homes: trial.homes, seed: 7, apiKey: housingKey });
  const installation = await makeInstallation(sim.url, housingKey, 500);
  try {
    await command(['sync', 'housing'], installation.env);
    const told = await lookAtRest(installation, (session) => ToldContacts.with(session.rows));
    const waiting: number[] = [];
    const seconds: number[] = [];
    for (let round = 0; round < trial.rounds; round += 1) {
      await leaveWaiting(installation, told, trial.contacts, random);
      waiting.push(await wipe(installation, round % 2 === 0));
      seconds.push(await decideAfterRestart(installation));
    }
    if (Math.max(...waiting) === 0) throw new Error('No contact waited at any wipe: tell more of them.');
    const verdicts = await lookAtRest(installation, async ({ rows }) => ({
      'acknowledged contacts': await compareTold(told.acknowledged, told.sent, toldBy, rows),
      'contacts and their decisions': await judgeDecisions(rows),
    }));
    return {
      name: 'wipe-the-queue',
      title: 'The queue, wiped while contacts wait',
      done: `Contacts were told to the service, which was killed with \`kill -9\` while they waited; then the queue's data was destroyed (its whole schema and the rows in it, in turns) and the service was started again. It had ${limitMs / 1000} s to decide them all.`,
      seed: trial.seed,
      figures: {
        Wipes: trial.rounds,
        'Contacts waiting at each wipe': waiting.join(', '),
        'Slowest round, seconds from the restart until all were decided': Math.max(...seconds).toFixed(1),
      },
      verdicts,
    };
  } finally {
    await killLeft();
    await sim.close();
    await installation.remove();
  }
}

const decided = 'SELECT count(*)::int AS decided FROM outbox WHERE done_at IS NOT NULL';

/** Tells contacts and kills the service before it has decided them all. */
async function leaveWaiting(
  installation: Installation,
  told: ToldContacts,
  contacts: number,
  random: () => number,
): Promise<void> {
  const service = await startService(installation.env);
  const session = await look(installation, false);
  const enough = 1 + Math.floor(random() * Math.min(contacts, 200));
  try {
    const [before] = await session.rows<{ decided: number }>(decided);
    for (let left = contacts; left > 0; left -= 500) {
      await told.tell(service.origin, installation.apiKey, told.next(Math.min(left, 500), new Date()));
    }
    await until('some are decided', limitMs, async () => {
      const [now] = await session.rows<{ decided: number }>(decided);
      return now!.decided - before!.decided >= enough;
    });
  } finally {
    await killHard(service.child);
    await session.close();
  }
}

/** Answers how many contacts wait. */
async function wipe(installation: Installation, whole: boolean): Promise<number> {
  return lookAtRest(installation, async (session) => {
    if (whole) await session.rows('DROP SCHEMA queue CASCADE');
    else await emptyQueue(session);
    const [found] = await session.rows<{ waiting: number }>(
      'SELECT count(*)::int AS waiting FROM outbox WHERE done_at IS NULL',
    );
    return found?.waiting ?? 0;
  });
}

/** Every table that holds jobs; which migrations ran is not data. */
async function emptyQueue(session: Session): Promise<void> {
  const tables = await session.rows<{ name: string }>(
    `SELECT format('queue.%I', tablename) AS name FROM pg_tables
     WHERE schemaname = 'queue' AND tablename NOT LIKE '%migration%'`,
  );
  await session.rows(`TRUNCATE ${tables.map(({ name }) => name).join(', ')} CASCADE`);
}

/** Answers in how many seconds of the restart everything was decided. */
async function decideAfterRestart(installation: Installation): Promise<number> {
  const started = Date.now();
  const service = await startService(installation.env);
  const session = await look(installation, false);
  try {
    await until('all waiting contacts are decided', limitMs - (Date.now() - started), async () => {
      const [found] = await session.rows<{ rest: boolean }>(
        'SELECT NOT EXISTS (SELECT FROM outbox WHERE done_at IS NULL) AS rest',
      );
      return found?.rest === true;
    });
    return (Date.now() - started) / 1000;
  } finally {
    await killHard(service.child);
    await session.close();
  }
}
