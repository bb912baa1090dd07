import { execFile } from 'node:child_process';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { freePort, launchChromium } from '@doorstep/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startPlainHost } from './plain/server.mjs';
import { startDoorstepWithPanel, type DoorstepWithPanel } from './test/doorstep-with-panel.js';
import { policyOfGuide } from './test/guide-policy.js';

type Browser = Awaited<ReturnType<typeof launchChromium>>;

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

let browser: Browser;
let doorstep: DoorstepWithPanel;
let reactFolder: string;

beforeAll(async () => {
  [browser, doorstep, reactFolder] = await Promise.all([launchChromium(), startDoorstepWithPanel(), buildReactKit()]);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await doorstep?.close();
  await rm(reactFolder, { recursive: true, force: true });
});

async function buildReactKit(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'doorstep-react-kit-'));
  const vite = join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin/vite.js');
  const words = [vite, 'build', '--config', here('react/vite.config.ts'), '--outDir', folder, '--logLevel', 'error'];
  // The test runner's own flags and mode are not the build's.
  const env = { ...process.env, NODE_OPTIONS: '', NODE_ENV: 'production' };
  await promisify(execFile)(process.execPath, words, { cwd: here('.'), env });
  await copyFile(here('react/index.html'), join(folder, 'index.html'));
  return folder;
}

describe.each<[string, string, () => string]>([
  ['plain page', 'plain-page', () => here('plain')],
  ['React host', 'react', () => reactFolder],
])('the %s', (name, guide, folder) => {
  it('shows one record after the other under the policy of its guide, and nothing once the record is closed', async () => {
    // A host is set up by its address before it starts.
    const port = await freePort();
    const key = await doorstep.addHost(guide, `http://127.0.0.1:${port}`);
    const host = await startPlainHost({ doorstep: doorstep.url, ...key, port, folder: folder() });
    const page = await (await browser.newContext()).newPage();
    page.setDefaultTimeout(10_000);
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    try {
      const response = await page.goto(host.url);
      expect(response?.headers()['content-security-policy']).toBe(policyOfGuide(guide, name, doorstep.url));
      const told = (line: string | RegExp) => page.locator('#events').getByText(line).first().waitFor();
      const open = async (reference: string) => {
        await page.getByLabel('Person reference').fill(reference);
        await page.getByRole('button', { name: 'Open', exact: true }).click();
      };
      await told(/doorstep-ready .*"mode":"element"/);
      await open('4410');
      await told(/doorstep-context .*"recordKey":"person:4410"/);
      await told('doorstep-prompts {"count":0}');
      await open('4411');
      await told(/doorstep-context .*"recordKey":"person:4411"/);
      await page.getByRole('button', { name: 'Close record' }).click();
      await told(/doorstep-context .*"recordKey":null/);
      expect(complaints).toEqual([]);
      expect(await page.locator('#events').getByText('doorstep-error').count()).toBe(0);
    } finally {
      await page.context().close();
      await host.close();
    }
  });
});
