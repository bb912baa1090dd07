/** `npm run doorstep -- <command>`: the command line. Standard output belongs to the command alone. */
import { join } from 'node:path';
import { build } from './build.mjs';
import { install } from './install.mjs';
import { root } from './root.mjs';
import { handOver } from './run-process.mjs';

const ready = (await install(process.stderr)) && (await build(process.stderr));
process.exitCode = ready
  ? await handOver([join(root, 'apps', 'service', 'dist', 'programs', 'cli.js'), ...process.argv.slice(2)])
  : 1;
