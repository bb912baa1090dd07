import { expect, it } from '@jest/globals';
import { axeOn } from './axe.js';
import { launchChromium } from './browser.js';

it('finds what is wrong each time it looks, though it is brought to the page once', async () => {
  const browser = await launchChromium();
  try {
    const page = await (await browser.newContext()).newPage();
    await page.setContent(
      '<style>p { background: #fff; color: #000 } @media (prefers-color-scheme: dark) { p { color: #ddd } }</style><p>Words</p>',
    );
    const found = async (colorScheme: 'light' | 'dark') => {
      await page.emulateMedia({ colorScheme });
      const { violations } = await (await axeOn(page)).withRules('color-contrast').analyze();
      return violations.map(({ id }) => id);
    };
    expect(await found('light')).toEqual([]);
    expect(await found('dark')).toEqual(['color-contrast']);
    expect(await found('light')).toEqual([]);
    await page.setContent('<p style="background: #fff; color: #ddd">Words</p>');
    expect(await found('light')).toEqual(['color-contrast']);
  } finally {
    await browser.close();
  }
});
