import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { oneAtATime } from './one-at-a-time.mjs';
import { progress } from './progress.mjs';
import { root } from './root.mjs';
import { capture } from './run-process.mjs';

const OLDEST_NODE = [20, 19];
const STAMP = join(root, 'node_modules', '.doorstep-lock');

/**
 * Makes `node_modules` what the lock file says. Quick when it already is.
 * @param stream where progress and npm's own words go
 * @returns whether that worked; when not, why has been said
 */
export async function install(stream) {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1])) {
    stream.write(`Node ${process.versions.node} is too old: install Node ${OLDEST_NODE.join('.')} or newer.\n`);
    return false;
  }
  if (isInstalled()) return true;
  return oneAtATime(
    (line) => stream.write(`${line}\n`),
    async () => isInstalled() || installNow(stream),
  );
}

async function installNow(stream) {
  const done = progress(stream, 'Installing packages');
  rmSync(STAMP, { force: true });
  // No script of a dependency runs: none is needed, and whatever NODE_ENV says, building needs the development packages.
  const words = [
    'ci',
    '--include=dev',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
    '--no-progress',
  ];
  const { code, output } = await capture(...npm(words));
  if (code === 0) writeFileSync(STAMP, wanted());
  done(code === 0 ? 'done' : 'failed');
  if (code === 0) return true;
  stream.write(
    `${output}npm ci ended with ${code}: the reason stands above. Mend it and run the same command again.\n`,
  );
  return false;
}

/** npm says where it is to the scripts it runs; its Windows launcher would need a shell. */
function npm(words) {
  const cli = process.env.npm_execpath;
  return cli && basename(cli).startsWith('npm-cli') ? [process.execPath, [cli, ...words]] : ['npm', words];
}

function isInstalled() {
  try {
    return readFileSync(STAMP, 'utf8') === wanted();
  } catch {
    return false;
  }
}

/** What was installed is right for one lock file on one platform. */
function wanted() {
  const lock = readFileSync(join(root, 'package-lock.json'));
  return `${createHash('sha256').update(lock).digest('hex')} ${process.platform} ${process.arch}`;
}
