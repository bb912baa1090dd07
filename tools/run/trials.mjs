/** `npm run trials [-- <name>…]`: every trial in full, each into docs/trials. `npm test` runs them short. */
import { build } from './build.mjs';
import { install } from './install.mjs';
import { handOver } from './run-process.mjs';
import { typescript } from './typescript.mjs';

const program = typescript('tools', 'bench', 'src', 'trials', 'main.ts');
const ready = (await install(process.stderr)) && (await build(process.stderr));
process.exitCode = ready ? await handOver([...program, ...process.argv.slice(2)]) : 1;
