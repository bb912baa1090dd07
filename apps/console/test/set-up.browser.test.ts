import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { consoleOnPage, looksRight } from './console-on-page.js';

const desk = consoleOnPage();

it('looks', async () => {
  const page = await desk.open('/');
  await page.getByRole('list').first().waitFor();
  await page.getByText('Connect to your system').waitFor();
  await page.screenshot({ path: '/tmp/c1/light.png', fullPage: true });
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.screenshot({ path: '/tmp/c1/dark.png', fullPage: true });
  await page.setViewportSize({ width: 320, height: 700 });
  await page.emulateMedia({ colorScheme: 'light' });
  await page.screenshot({ path: '/tmp/c1/narrow.png', fullPage: true });
  await page.setViewportSize({ width: 1280, height: 700 });
  await looksRight(page);
});
