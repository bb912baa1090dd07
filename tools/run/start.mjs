/** `npm start`: installs what is missing, builds what changed, and runs the service until it ends. */
import { join } from 'node:path';
import { build } from './build.mjs';
import { install } from './install.mjs';
import { root } from './root.mjs';
import { handOver } from './run-process.mjs';

const ready = (await install(process.stdout)) && (await build(process.stdout));
process.exitCode = ready
  ? await handOver([join(root, 'apps', 'service', 'dist', 'programs', 'main.js'), ...process.argv.slice(2)])
  : 1;
