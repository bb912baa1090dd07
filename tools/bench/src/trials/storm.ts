import { setTimeout as pause } from 'node:timers/promises';
import { startHousingSim } from '@doorstep/housing-sim';
import { look, makeInstallation, type Installation } from '../installation.js';
import { killHard, killLeft, startService, stopService } from '../programs.js';
import { dice } from './dice.js';
import { judgeEffects, judgeEntries, type PhonesKnow } from './judge-visits.js';
import { lookAtRest, untilAtRest } from './landlord-at-rest.js';
import { jobsOf, TrialPhone } from './phones.js';
import type { TrialReport } from './trial.js';

const housingKey = 'trial-key';

export interface StormTrial {
  readonly homes: number;
  readonly phones: number;
  readonly kills: number;
  /** The longest that a storm lasts before the kill, in milliseconds. */
  readonly longestMs: number;
  readonly seed: number;
}

/** Kills the service at random moments while phones send it visits, and judges what the phones were told it has. */
export async function storm(trial: StormTrial): Promise<TrialReport> {
  const random = dice(trial.seed);
  const sim = await startHousingSim({ port: 0, homes: trial.homes, seed: 7, apiKey: housingKey });
  const installation = await makeInstallation(sim.url, housingKey, 50);
  try {
    const phones = await signIn(installation, trial.phones, random);
    let cutOff = 0;
    let lostOnPhones = 0;
    for (let life = 0; life < trial.kills; life += 1) {
      cutOff += await killInStorm(installation, phones, random() * trial.longestMs);
      // Now and then a phone is lost with what it holds: whether that was kept stays unknown.
      const unlucky = phones[Math.floor(random() * phones.length)]!;
      if (random() < 0.5) lostOnPhones += unlucky.loseWaiting();
    }
    const service = await startService(installation.env);
    await Promise.all(phones.map((phone) => phone.sendAll(service.origin)));
    await stopService(service);
    const know: PhonesKnow = {
      sent: new Map(phones.flatMap(({ sent }) => [...sent])),
      receipts: new Map(phones.flatMap(({ receipts }) => [...receipts])),
    };
    const verdicts = await lookAtRest(installation, async ({ rows }) => ({
      'visits, against the receipts of the phones': await judgeEntries(know, rows),
      'voices, hand-offs and audit of the visits': await judgeEffects(know, rows),
    }));
    return {
      name: 'storm',
      title: 'Killed in a storm of visits',
      done: `${trial.phones} phones sent visits one after the other, each again until it had a receipt, and one in five also after that. The service (with its embedded PostgreSQL, which ends when the service does) was killed with \`kill -9\` at ${trial.kills} random moments of it and started again. Receipts were kept outside the service. A send without an answer counts as unknown: it may be there or not, but not twice.`,
      seed: trial.seed,
      figures: {
        Kills: trial.kills,
        'Visits sent': know.sent.size,
        'Visits acknowledged': know.receipts.size,
        'Sends that a kill cut off': cutOff,
        'Visits lost with their phone, without a receipt': lostOnPhones,
      },
      verdicts,
    };
  } finally {
    await killLeft();
    await sim.close();
    await installation.remove();
  }
}

/** Lets a first life bring the landlord in, and signs the phones in. */
async function signIn(installation: Installation, count: number, random: () => number): Promise<TrialPhone[]> {
  const service = await startService(installation.env);
  const session = await look(installation, false);
  await untilAtRest(session);
  const jobs = await jobsOf(session.rows);
  await session.close();
  const phones: TrialPhone[] = [];
  for (let number = 1; number <= count; number += 1)
    phones.push(await TrialPhone.signIn(service.origin, installation.apiKey, number, jobs, random));
  await stopService(service);
  return phones;
}

/** Answers how many sends the kill cut off. */
async function killInStorm(
  installation: Installation,
  phones: readonly TrialPhone[],
  afterMs: number,
): Promise<number> {
  const service = await startService(installation.env);
  const sending = phones.map((phone) => phone.sendUntilCut(service.origin));
  // Thrown where it is waited for.
  const settled = Promise.all(sending);
  settled.catch(() => undefined);
  await pause(afterMs);
  await killHard(service.child);
  await settled;
  return phones.filter(({ waiting }) => waiting.length > 0).length;
}
