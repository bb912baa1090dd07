import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../../packages/testing/src/free-port.js';

/** The folder of the repository. */
export const root = fileURLToPath(new URL('../../../', import.meta.url));

/** The service as it was built, as a landlord runs it. */
const program = (file: 'main' | 'cli') => `apps/service/dist/programs/${file}.js`;

/** A process of the service. */
export interface Service {
  readonly child: ChildProcess;
  /** Where it answers, when it serves HTTP. */
  readonly origin: string;
}

/** Starts the service and waits until it says that it works. Throws with its own words when it ends instead. */
export async function startService(env: Readonly<Record<string, string>>): Promise<Service> {
  const port = await freePort();
  const child = node([program('main')], { ...env, PORT: String(port) });
  let said = '';
  const working = new Promise<void>((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      said += chunk.toString();
      if (/Health |Working\./.test(said)) resolve();
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('exit', (code) => reject(new Error(`The service ended with ${code} before it worked: ${said}`)));
  });
  await working;
  return { child, origin: `http://127.0.0.1:${port}` };
}

/** Ends a process the way a power cut would, and waits until it is gone. */
export async function killHard(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

/** Asks the service to stop, and waits until it has. */
export async function stopService({ child }: Service): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  await gone;
}

const living = new Set<ChildProcess>();

/** Ends whatever was started here and still lives, as after a trial that failed half-way. */
export async function killLeft(): Promise<void> {
  await Promise.all([...living].map(killHard));
}

/** Starts a command of the command line without waiting for it. */
export function startCommand(words: readonly string[], env: Readonly<Record<string, string>>): ChildProcess {
  return node([program('cli'), ...words], env);
}

/** Runs a command and answers its JSON document. Throws with its own words when it fails. */
export async function command<Answer>(
  words: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<Answer> {
  const child = startCommand([...words, '--json'], env);
  let document = '';
  let complaint = '';
  child.stdout?.on('data', (chunk: Buffer) => (document += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`doorstep ${words.join(' ')} ended with ${code}: ${complaint}${document}`);
  return JSON.parse(document) as Answer;
}

function node(words: readonly string[], env: Readonly<Record<string, string>>): ChildProcess {
  const { NODE_OPTIONS: _ours, ...own } = process.env;
  const child = spawn(process.execPath, words, {
    cwd: root,
    env: { ...own, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  living.add(child);
  child.once('exit', () => living.delete(child));
  return child;
}
