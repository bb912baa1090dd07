import { AxeBuilder } from '@axe-core/playwright';
import axe from 'axe-core';
import type { Page } from 'playwright-core';

export { AxeBuilder };

/**
 * Axe on a page that has no frames in it: it opens no page to gather what it found, is brought to this one once, and
 * tells of what is wrong alone. Choose with `withTags` and `withRules`; `options` would take that back.
 */
export async function axeOn(page: Page): Promise<AxeBuilder> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source);
  const builder = new AxeBuilder({ page, axeSource: 'undefined' }).setLegacyMode();
  return builder.options({ resultTypes: ['violations'] });
}

/** Brings axe to a page with whatever it loads from now on: a third of the work of bringing it to each load by itself. */
export async function withAxe(page: Page): Promise<Page> {
  await page.addInitScript(axe.source);
  return page;
}
