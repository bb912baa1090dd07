import { join } from 'node:path';
import { root } from './root.mjs';
import { capture } from './run-process.mjs';

/** Runs a task in every package that has it and whose inputs changed. Nothing is reported to anybody. */
export function turbo(task) {
  const env = { ...process.env, TURBO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1', TURBO_NO_UPDATE_NOTIFIER: '1' };
  const words = [
    ...['run', task, '--output-logs=errors-only', '--log-order=grouped', '--continue=dependencies-successful'],
    // Each is a compiler with a whole program in memory: no more of them than there are cores.
    '--concurrency=100%',
  ];
  return capture(process.execPath, [join(root, 'node_modules', 'turbo', 'bin', 'turbo'), ...words], { env });
}
