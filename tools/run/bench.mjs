/** `npm run bench [-- <name>…]`: the performance ratios, each into docs/bench. */
import { build } from './build.mjs';
import { install } from './install.mjs';
import { handOver } from './run-process.mjs';
import { typescript } from './typescript.mjs';

const ready = (await install(process.stderr)) && (await build(process.stderr));
const program = typescript('tools', 'bench', 'src', 'main.ts');
process.exitCode = ready ? await handOver([...program, ...process.argv.slice(2)]) : 1;
