import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { benchContextSwitch } from './bench-context-switch.js';
import { benchDeciding } from './bench-deciding.js';
import { benchGrowth } from './bench-growth.js';
import { benchLatency } from './bench-latency.js';
import { benchMemory } from './bench-memory.js';
import { benchPicture } from './bench-picture.js';
import { benchRules } from './bench-rules.js';
import { benchSync } from './bench-sync.js';
import { makeGround, type Ground } from './ground.js';
import { root } from './programs.js';
import { toPage, type BenchReport } from './report.js';

/** Name → the measurement. */
const benches: Readonly<Record<string, (ground: Ground) => Promise<BenchReport>>> = {
  sync: (ground) => benchSync(ground, 20_000, 2),
  deciding: (ground) => benchDeciding(ground, 1_000, 2_000, 1),
  rules: () => benchRules(500, 2),
  latency: (ground) => benchLatency(ground, 2_000, 100_000, 20),
  'context-switch': (ground) => benchContextSwitch(ground, 100_000, 200, 3),
  growth: (ground) => benchGrowth(ground, 10_000, 100_000, 1),
  picture: (ground) => benchPicture(ground, 100_000, 200_000, 20),
  memory: (ground) => benchMemory(ground, 2_000, 20_000, 1),
};

const asked = process.argv.slice(2);
const unknown = asked.find((name) => !(name in benches));
if (unknown !== undefined)
  throw new Error(`There is no bench ${unknown}. There are: ${Object.keys(benches).join(', ')}.`);

const folder = join(root, 'docs', 'bench');
mkdirSync(folder, { recursive: true });
const ground = await makeGround();
try {
  for (const [name, run] of Object.entries(benches)) {
    if (asked.length > 0 && !asked.includes(name)) continue;
    const report = await run(ground);
    writeFileSync(join(folder, `${name}.md`), toPage(report));
    for (const { what, ratio, aim } of report.ratios) console.log(`${what}: ${ratio.toFixed(2)} (aim: ${aim})`);
    for (const [what, figure] of Object.entries(report.raw)) console.log(`  ${what}: ${figure}`);
  }
} finally {
  await ground.remove();
}
