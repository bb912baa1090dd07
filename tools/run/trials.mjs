/**
 * `npm run trials [-- <name>…]`: every trial in full, each into docs/trials; without a name also every suite that
 * `npm test` runs short. `SEED` and `TRIAL_SEED` repeat one.
 */
import { build } from './build.mjs';
import { install } from './install.mjs';
import { jest } from './jest.mjs';
import { handOver } from './run-process.mjs';
import { typescript } from './typescript.mjs';

const program = typescript('tools', 'bench', 'src', 'trials', 'main.ts');
/** Where suites stand that read `TRIALS`. */
const SHORT_IN_TEST = ['packages/domain', 'packages/connectors', 'apps/widget', 'apps/service/src/platform/http/fuzz'];

const names = process.argv.slice(2);
const ready = (await install(process.stderr)) && (await build(process.stderr));
process.exitCode = ready ? await handOver([...program, ...names]) : 1;
if (ready && names.length === 0) {
  const { words, env } = jest(SHORT_IN_TEST);
  process.exitCode = (await handOver(words, { env: { ...env, TRIALS: 'full' } })) || process.exitCode;
}
