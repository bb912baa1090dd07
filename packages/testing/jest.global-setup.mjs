import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const runner = fileURLToPath(new URL('run-typescript.mjs', import.meta.url));
const server = fileURLToPath(new URL('test-server.mjs', import.meta.url));

/** One database server and one migrated template a run, in a process that ends when this one does, however it ends. */
export default async function setUp() {
  const child = spawn(process.execPath, ['--import', runner, '--conditions', '@doorstep/source', server], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  const ready = once(createInterface(child.stdout), 'line');
  const ended = once(child, 'exit').then(() => {
    throw new Error('The test database did not start; its reason stands above.');
  });
  const [line] = await Promise.race([ready, ended]);
  ended.catch(() => undefined);
  const { url, template } = JSON.parse(line);
  process.env.TEST_SERVER_URL = url;
  process.env.TEST_TEMPLATE = template;
  globalThis.testServer = child;
}
