import type { launchChromium } from '@doorstep/testing';
import type { FakeService } from '../../../apps/widget/test/fake-service.js';
import { officerAt, type Host } from '../../../apps/widget/test/officer.js';
import type { PanelScreen } from '../../../apps/widget/test/panel-screens.js';
import { variantsOf, fileOf, type Variant } from './variants.js';

declare const host: Host;

/** One picture, and the file that it goes to. */
export interface Picture {
  readonly file: string;
  readonly png: Buffer;
}

/** Wide enough that nothing beside the panel comes into view, tall enough for the tallest screen. */
const room = { width: 560, height: 2400 };
/** What the CRM around the panel looks like: a little margin of its colour. */
const margin = 12;

/** Brings a screen about once, and takes it in every look that is wanted of it. */
export async function picturesOf(
  screen: PanelScreen,
  browser: Awaited<ReturnType<typeof launchChromium>>,
  service: FakeService,
): Promise<readonly Picture[]> {
  const context = await browser.newContext({ viewport: room, reducedMotion: 'reduce', locale: 'en-GB' });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  // The page asks for the panel twice over, which is nothing to look at.
  await page.route('**/again/**', (route) => route.abort());
  // A picture taken again is the same picture: the day never changes in it.
  await page.clock.setFixedTime('2026-11-25T11:20:00Z');
  service.records.clear();
  service.sessions.clear();
  service.signedOut = false;
  await screen.bring(officerAt({ page, service }));
  // Nothing under the hand, nothing in focus.
  await page.mouse.move(room.width - 1, room.height - 1);
  await page.evaluate(() => {
    (document.activeElement as HTMLElement | null)?.blur();
    document.querySelector('h1')?.remove();
  });
  const pictures: Picture[] = [];
  for (const variant of variantsOf(screen.name)) {
    await page.emulateMedia({ colorScheme: variant.scheme, forcedColors: variant.isForced ? 'active' : 'none' });
    await page.evaluate(dress, { ...variant, margin });
    const box = await page.locator('doorstep-panel').boundingBox();
    if (!box) throw new Error(`${screen.name}: there is no panel to see`);
    const clip = { x: 0, y: 0, width: variant.width + margin * 2, height: Math.ceil(box.height) + margin * 2 };
    pictures.push({ file: fileOf(screen.name, variant), png: await page.screenshot({ clip, animations: 'disabled' }) });
  }
  await context.close();
  return pictures;
}

/** In the page: gives the panel the look and the room of a variant. */
function dress({ preset, scheme, width, margin }: Variant & { readonly margin: number }): void {
  const { panel } = host;
  panel.setAttribute('preset', preset);
  Object.assign(document.body.style, {
    margin: `${margin}px`,
    width: `${width}px`,
    background: scheme === 'dark' ? '#0c0e10' : '#e6e9ec',
  });
}
