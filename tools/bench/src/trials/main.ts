import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../programs.js';
import { chooseSeed } from './dice.js';
import { killTheService } from './kill-the-service.js';
import { isClean, overall, toPage, type TrialReport } from './trial.js';
import { twoWorkers } from './two-workers.js';
import { wipeTheQueue } from './wipe-the-queue.js';

/** Name → the trial in full. */
const trials: Readonly<Record<string, (seed: number) => Promise<TrialReport>>> = {
  'kill-the-service': (seed) =>
    killTheService({ homes: 1_000, pageSize: 20, killsInSync: 14, killsInDeciding: 6, everyAlone: 3, seed }),
  'wipe-the-queue': (seed) => wipeTheQueue({ homes: 500, rounds: 6, contacts: 2_000, seed }),
  'two-workers': (seed) => twoWorkers({ homes: 500, rounds: 2, contacts: 500, standstillMs: 35_000, seed }),
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
  const report = await run(seed);
  writeFileSync(join(folder, `${name}.md`), toPage(report));
  const { compared, lost, duplicated, ghosts, different, examples } = overall(report);
  console.log(
    `${name}: ${compared} looked at, lost ${lost}, twice ${duplicated}, from nowhere ${ghosts}, different ${different}`,
  );
  for (const example of examples) console.log(`  ${example}`);
  if (!isClean(report)) process.exitCode = 1;
}
