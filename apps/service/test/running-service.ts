import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { freePort, scratchFolder } from '@doorstep/testing';

const main = fileURLToPath(new URL('../dist/programs/main.js', import.meta.url));

/** The built service in a process and a data directory of its own, as `npm start` runs it. */
export interface RunningService {
  readonly url: string;
  readonly dataDir: string;
  /** What it said so far. */
  readonly said: () => string;
  /** Asks it to stop, waits until it has, and removes its data. Answers its exit code. */
  stop(): Promise<number | null>;
}

/** Starts the service and waits until it is ready. Throws with what it said when it ends before. */
export async function runService(environment: Readonly<Record<string, string>> = {}): Promise<RunningService> {
  if (!existsSync(main))
    throw new Error('The service is not built: run npm test, which builds first, or npx turbo run build.');
  const dataDir = scratchFolder('doorstep-service-');
  const port = await freePort();
  const child = spawn(process.execPath, [main], {
    env: { ...process.env, NODE_OPTIONS: '', DOORSTEP_DATA_DIR: dataDir, PORT: String(port), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (said += part.toString()));
  const url = `http://127.0.0.1:${port}`;
  await untilReady(child, url, () => said);
  return {
    url,
    dataDir,
    said: () => said,
    async stop() {
      const ended = new Promise<number | null>((done) => child.once('exit', done));
      child.kill('SIGINT');
      const code = await ended;
      rmSync(dataDir, { recursive: true, force: true });
      return code;
    },
  };
}

/** It prints its address last, when everything answers. */
function untilReady(child: ChildProcess, url: string, said: () => string): Promise<void> {
  return new Promise((ready, fail) => {
    child.stdout?.on('data', () => {
      if (said().includes(`${url}/health/ready`)) ready();
    });
    child.once('exit', (code) => fail(new Error(`The service ended with ${code}: ${said()}`)));
  });
}
