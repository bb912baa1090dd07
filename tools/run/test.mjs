/** `npm test`: everything that must hold, what reads the sources before what runs them. The last line is the count. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from './build.mjs';
import { install } from './install.mjs';
import { jest } from './jest.mjs';
import { cruiser, unnoticedBreaches } from './planted-breaches.mjs';
import { root } from './root.mjs';
import { capture, handOver } from './run-process.mjs';

const tool = (...path) => join(root, 'node_modules', ...path);
const node = (...words) => capture(process.execPath, words);

const CRUISE = ['--config', '.dependency-cruiser.cjs', '--output-type', 'err-long', 'apps', 'packages', 'tools'];

/**
 * Each ends with nothing to say, or with everything it found. The longest is first, so that it ends with the others.
 * They read sources alone and go on beside the build; `boundaries` also follows imports of what is built.
 */
const STEPS = {
  format: () => node(tool('oxfmt', 'bin', 'oxfmt'), '--list-different'),
  'types and lint': () => node(tool('oxlint', 'bin', 'oxlint'), '--type-aware', '--type-check', '--deny-warnings'),
  'unused code': () => node(tool('knip', 'bin', 'knip.js'), '--no-progress'),
  'boundaries bite': async () => verdict(await unnoticedBreaches()),
  'lock file installs anywhere': () => verdict(addressesInLockFile()),
  boundaries: (building) => building.then(() => node(cruiser, ...CRUISE)),
};

let passed = 0;
let failed = 0;

if ((await install(process.stdout)) && (await buildAndRunSteps())) await runTests(process.argv.slice(2));
else failed += 1;
process.exitCode = failed === 0 ? 0 : 1;
process.stdout.write(`${passed} passed, ${failed} failed\n`);

/**
 * Beside each other, as many as there are cores: each is mostly one core's work, and none reads what another writes.
 * @returns whether the build worked
 */
async function buildAndRunSteps() {
  const building = build(process.stdout);
  const waiting = Object.entries(STEPS);
  const lane = async () => {
    for (let one = waiting.shift(); one; one = waiting.shift()) await runStep(...one, building);
  };
  const others = Array.from({ length: Math.max(2, availableParallelism()) - 1 }, lane);
  await Promise.all([building.then(lane), ...others]);
  return building;
}

async function runStep(name, step, building) {
  const started = Date.now();
  const { code, output } = await step(building);
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  // On a terminal the line may hold how long the build has taken so far.
  const line = process.stdout.isTTY ? '\r\u001b[K' : '';
  process.stdout.write(`${line}${code === 0 ? '✓' : '✗'} ${name} (${seconds} s)\n`);
  if (code === 0) passed += 1;
  else {
    failed += 1;
    process.stdout.write(`${output.trimEnd()}\n`);
  }
}

/** Jest reports as it goes; its counts come from the file it writes, so that a crash is not taken for a success. */
async function runTests(words) {
  const folder = mkdtempSync(join(tmpdir(), 'doorstep-results-'));
  const file = join(folder, 'results.json');
  const run = jest(['--json', `--outputFile=${file}`, ...words]);
  const code = await handOver(run.words, { env: run.env, quiet: true });
  try {
    const results = JSON.parse(readFileSync(file, 'utf8'));
    const skipped = results.numPendingTests + results.numTodoTests;
    if (skipped > 0)
      process.stdout.write(`${skipped} tests did not run: what they need is not here, and each says so above\n`);
    passed += results.numPassedTests;
    const broken = results.numFailedTests + results.numRuntimeErrorTestSuites;
    failed += broken === 0 && code !== 0 ? 1 : broken;
  } catch {
    process.stdout.write(`✗ Jest ended with ${code} and left no results\n`);
    failed += 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function addressesInLockFile() {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  return Object.entries(packages)
    .filter(([, { resolved }]) => /^\w+:\/\//.test(resolved ?? ''))
    .map(([name, { resolved }]) => `${name} names ${resolved}: install with the .npmrc of this repository`);
}

function verdict(lines) {
  return { code: lines.length === 0 ? 0 : 1, output: lines.join('\n') };
}
