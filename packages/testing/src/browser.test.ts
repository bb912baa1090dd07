import { describe, expect, it } from '@jest/globals';
import { launchChromium } from './browser.js';

describe('launchChromium', () => {
  it('opens a page that renders text and runs script', async () => {
    const browser = await launchChromium();
    try {
      const page = await browser.newPage();
      await page.setContent('<p>The lift is mended</p><script>document.title = [1, 2].at(-1)</script>');
      expect(await page.title()).toBe('2');
      expect((await page.locator('p').boundingBox())?.height).toBeGreaterThan(5);
    } finally {
      await browser.close();
    }
  });
});
