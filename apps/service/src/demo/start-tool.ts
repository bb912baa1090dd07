import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { repository } from '../platform/repository.js';

/** A program of its own that the demonstration talks to over HTTP. */
export interface RunningTool {
  readonly url: string;
  stop(): void;
}

/**
 * Starts one of the programs under `tools/` and waits for the line that says where it listens. It ends with its
 * standard input, so it cannot outlive this process however that ends.
 */
export async function startTool(name: 'housing-sim' | 'demo-crm', args: readonly string[]): Promise<RunningTool> {
  const main = join(repository, 'tools', name, 'dist', 'main.js');
  const child = spawn(process.execPath, [main, ...args, '--port', '0', '--exit-with-stdin'], {
    stdio: ['pipe', 'pipe', 'ignore'],
    // A terminal sends Ctrl-C to every process of its group; ours are ended in order instead.
    detached: true,
  });
  return { url: await listening(child, name), stop: () => child.stdin?.end() };
}

async function listening(child: ChildProcess, name: string): Promise<string> {
  const ended = new Promise<never>((_, reject) => {
    child.once('exit', (code) =>
      reject(new Error(`The demonstration could not start ${name} (it ended with ${code}).`)),
    );
    child.once('error', () => reject(new Error(`The demonstration could not start ${name}.`)));
  });
  const line = new Promise<string>((resolve) => createInterface({ input: child.stdout! }).once('line', resolve));
  const { listening: url } = JSON.parse(await Promise.race([line, ended])) as { listening: string };
  ended.catch(() => undefined);
  return url;
}
