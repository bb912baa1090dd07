import { execFileSync, spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

// Node 20 cannot run TypeScript, so the process under test is built first, beside the package's own modules.
const folder = fileURLToPath(new URL('..', import.meta.url));
const built = `${folder}dist/process-test`;
const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');

beforeAll(() => {
  execFileSync(process.execPath, [
    tsc,
    '-p',
    `${folder}tsconfig.build.json`,
    '--outDir',
    built,
    '--declaration',
    'false',
  ]);
}, 120_000);
afterAll(() => rmSync(built, { recursive: true, force: true }));

function start(...words: string[]): ChildProcessByStdio<Writable, Readable, Readable> {
  return spawn(process.execPath, [`${built}/main.js`, ...words], { stdio: ['pipe', 'pipe', 'pipe'] });
}

async function firstText(stream: Readable): Promise<string> {
  const [chunk] = (await once(stream, 'data')) as [Buffer];
  return chunk.toString();
}

describe('the process', () => {
  it('says in one line where it listens and what it holds, and ends when stdin closes', async () => {
    const child = start('--homes', '20', '--seed', '7', '--api-key', 'K', '--exit-with-stdin');
    const line = await firstText(child.stdout);
    expect(line).toMatch(/^[^\n]+\n$/);
    const ready = JSON.parse(line) as { listening: string };
    expect(ready).toEqual({
      listening: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
      homes: 20,
      people: expect.any(Number),
      tenancies: expect.any(Number),
      repairs: expect.any(Number),
    });
    const answer = await fetch(`${ready.listening}/api/v2/workOrders`, { headers: { 'x-api-key': 'K' } });
    expect(answer.status).toBe(200);
    await answer.arrayBuffer();
    const exit = once(child, 'exit');
    child.stdin.end();
    expect(await exit).toEqual([0, null]);
  });

  it.each([
    ['dataverse', '/api/data/v9.2/contacts'],
    ['salesforce', '/services/data/v62.0/query?q=SELECT+Id+FROM+Account'],
    ['fixflo', '/api/v2/Tenants'],
  ])('starts %s, which lets nobody in without its key', async (system, path) => {
    const child = start('--system', system, '--homes', '12', '--api-key', 'K', '--exit-with-stdin');
    const { listening, homes } = JSON.parse(await firstText(child.stdout)) as { listening: string; homes: number };
    expect(homes).toBe(12);
    expect((await fetch(listening + path)).status).toBe(401);
    const exit = once(child, 'exit');
    child.stdin.end();
    expect(await exit).toEqual([0, null]);
  });

  it('dies with a parent that is killed', async () => {
    // The parent holds the write end of the simulator's stdin until it dies.
    const script = `
      const { spawn } = require('node:child_process');
      const child = spawn(process.execPath, [${JSON.stringify(`${built}/main.js`)}, '--homes', '10', '--exit-with-stdin'], {
        stdio: ['pipe', 'inherit', 'ignore'],
      });
      setInterval(() => child.pid, 60_000);`;
    const parent = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'ignore'] });
    const { listening } = JSON.parse(await firstText(parent.stdout)) as { listening: string };
    // The pipe to stdout is shared with the grandchild: it ends when both are gone.
    const bothGone = once(parent.stdout, 'end');
    parent.stdout.resume();
    parent.kill('SIGKILL');
    await bothGone;
    await expect(fetch(listening)).rejects.toThrow();
  });

  it('refuses words that it does not know', async () => {
    const child = start('--bogus');
    const text = firstText(child.stderr);
    expect(await once(child, 'exit')).toEqual([2, null]);
    expect(await text).toMatch(/^housing-sim: [^\n]*--bogus[^\n]*\n$/);
  });

  it('says in one line what is wrong with the fixtures', async () => {
    const child = start('--fixtures', '/nowhere', '--api-key', 'K');
    const text = firstText(child.stderr);
    expect(await once(child, 'exit')).toEqual([1, null]);
    expect(await text).toMatch(/^housing-sim: ENOENT[^\n]*\n$/);
  });
});
