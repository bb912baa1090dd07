/** `npm run screens`: a picture of every screen of the panel, into docs/screens. */
import { build } from './build.mjs';
import { install } from './install.mjs';
import { handOver } from './run-process.mjs';
import { typescript } from './typescript.mjs';

const ready = (await install(process.stderr)) && (await build(process.stderr));
const program = typescript('tools', 'screens', 'src', 'main.ts');
process.exitCode = ready ? await handOver([...program, ...process.argv.slice(2)]) : 1;
