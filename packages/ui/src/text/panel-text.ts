import { enGB } from './en-gb.js';
import type { Locale, Text } from './index.js';
import { fill } from './message.js';

export { localeFor } from './locale-for.js';

/** British English, which the panel carries with it. */
export const englishText: Text = (key, ...values) => fill('en-GB', enGB[key], values[0] ?? {});

/**
 * The words of one locale. A catalogue other than the English is fetched when it is first asked for.
 * @throws what the fetch met.
 */
export async function textFor(locale: Locale): Promise<Text> {
  if (locale === 'en-GB') return englishText;
  const { cy } = await import('./cy.js');
  return (key, ...values) => fill(locale, cy[key], values[0] ?? {});
}
