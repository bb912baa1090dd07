import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../programs.js';
import { aYear, isCleanYear, toYearPage, type YearReport } from './a-year.js';
import { chooseSeed } from './dice.js';
import { killTheService } from './kill-the-service.js';
import { storm } from './storm.js';
import { isClean, overall, toPage, type TrialReport } from './trial.js';
import { twoWorkers } from './two-workers.js';
import { wipeTheQueue } from './wipe-the-queue.js';

/** What a trial came to: its page, what is said of it, and whether it held. */
interface Finished {
  readonly page: string;
  readonly words: readonly string[];
  readonly isClean: boolean;
}

/** Name → the trial in full. */
const trials: Readonly<Record<string, (seed: number) => Promise<Finished>>> = {
  'a-year': (seed) => Promise.resolve(finishYear(aYear({ homes: 18_000, seed }))),
  'kill-the-service': async (seed) =>
    finish(
      await killTheService({ homes: 1_000, pageSize: 20, killsInSync: 14, killsInDeciding: 6, everyAlone: 3, seed }),
    ),
  storm: async (seed) => finish(await storm({ homes: 100, phones: 20, kills: 200, longestMs: 1_500, seed })),
  'wipe-the-queue': async (seed) => finish(await wipeTheQueue({ homes: 500, rounds: 6, contacts: 2_000, seed })),
  'two-workers': async (seed) =>
    finish(await twoWorkers({ homes: 500, rounds: 2, contacts: 500, standstillMs: 35_000, seed })),
};

const asked = process.argv.slice(2);
const unknown = asked.find((name) => !(name in trials));
if (unknown !== undefined)
  throw new Error(`There is no trial ${unknown}. There are: ${Object.keys(trials).join(', ')}.`);

const folder = join(root, 'docs', 'trials');
mkdirSync(folder, { recursive: true });
const seed = chooseSeed();
for (const [name, run] of Object.entries(trials)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  const { page, words, isClean: held } = await run(seed);
  writeFileSync(join(folder, `${name}.md`), page);
  console.log(`${name}: ${words.join('\n  ')}`);
  if (!held) process.exitCode = 1;
}

function finish(report: TrialReport): Finished {
  const { compared, lost, duplicated, ghosts, different, examples } = overall(report);
  const counted = `${compared} looked at, lost ${lost}, twice ${duplicated}, from nowhere ${ghosts}, different ${different}`;
  return { page: toPage(report), words: [counted, ...examples], isClean: isClean(report) };
}

function finishYear(report: YearReport): Finished {
  const words = Object.entries(report.figures).map(([what, figure]) => `${what}: ${figure}`);
  const found = report.looked.map(({ never, breaches }) => `${never}: ${breaches}`);
  return { page: toYearPage(report), words: [...words, ...found], isClean: isCleanYear(report) };
}
