import type { Browser, BrowserType } from 'playwright-core';
import { unpackedChromium } from './unpack-chromium.js';
import { existsSync } from 'node:fs';

const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** No sandbox, since the tests also run as root; nothing that asks anything of the network by itself. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * A headless Chromium: the one installed on the system, else the one npm brought (Linux on x64).
 * Throws, with the one command that mends it, when neither runs.
 */
export async function launchChromium(): Promise<Browser> {
  const { chromium } = await import('playwright-core');
  const reasons: string[] = [];
  for (const executablePath of INSTALLED.filter((path) => existsSync(path))) {
    const browser = await attempt(reasons, () => chromium.launch({ executablePath, args: FLAGS }));
    if (browser) return browser;
  }
  if (process.platform === 'linux' && process.arch === 'x64') {
    const browser = await attempt(reasons, () => launchUnpacked(chromium, reasons));
    if (browser) return browser;
  }
  throw new Error(`No Chromium runs here. Install one: ${remedy()}\n${reasons.join('\n')}`);
}

/** With the system's own libraries where it has them, else with those that came along. */
async function launchUnpacked(chromium: BrowserType, reasons: string[]): Promise<Browser> {
  const { executablePath, libraries, fonts } = await unpackedChromium();
  const env = { ...process.env, FONTCONFIG_PATH: fonts } as Record<string, string>;
  return (
    (await attempt(reasons, () => chromium.launch({ executablePath, args: FLAGS, env }))) ??
    chromium.launch({ executablePath, args: FLAGS, env: { ...env, LD_LIBRARY_PATH: libraries } })
  );
}

async function attempt(reasons: string[], launch: () => Promise<Browser>): Promise<Browser | undefined> {
  try {
    return await launch();
  } catch (error) {
    reasons.push(error instanceof Error ? error.message : String(error));
    return undefined;
  }
}

function remedy(): string {
  if (process.platform === 'darwin') return 'brew install --cask chromium';
  if (process.platform === 'win32') return 'winget install Google.Chrome';
  return 'apt-get install -y chromium';
}
