import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

export { AxeBuilder };

/** Axe on a page that has no frames in it: it opens no page to gather what it found, and is brought to this one once. */
export async function axeOn(page: Page): Promise<AxeBuilder> {
  const isThere = await page.evaluate(() => 'axe' in globalThis);
  return new AxeBuilder(isThere ? { page, axeSource: 'undefined' } : { page }).setLegacyMode();
}
