import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launchChromium } from '@doorstep/testing';
import { buildPanel } from '../../../apps/widget/test/build-panel.js';
import { startFakeService } from '../../../apps/widget/test/fake-service.js';
import { panelScreens } from '../../../apps/widget/test/panel-screens.js';
import { indexOf } from './index-of.js';
import { picturesOf } from './pictures-of.js';

/** `npm run screens [-- <part of a name>…]`: takes the pictures again, all of them or those named. */
const folder = fileURLToPath(new URL('../../../docs/screens/panel/', import.meta.url));
const wanted = process.argv.slice(2);
const screens = panelScreens.filter(({ name }) => wanted.length === 0 || wanted.some((part) => name.includes(part)));

const [files, browser] = await Promise.all([buildPanel('preact'), launchChromium()]);
const service = await startFakeService(files);
await mkdir(folder, { recursive: true });
if (wanted.length === 0) for (const name of await readdir(folder)) await rm(join(folder, name));
for (const screen of screens) {
  for (const picture of await picturesOf(screen, browser, service))
    await writeFile(join(folder, picture.file), picture.png);
  process.stdout.write(`${screen.name}\n`);
}
const around = (await readdir(join(folder, '..'))).filter((name) => name.endsWith('.png')).sort();
await writeFile(join(folder, '..', 'README.md'), indexOf(panelScreens, around));
await browser.close();
await service.close();
