import { enGB } from './en-gb.js';
import type { Locale, Text } from './index.js';
import { fill } from './message.js';
import type { ResidentWord } from './resident-word.js';

export { localeFor } from './locale-for.js';

/** British English, which the panel carries with it. */
export const englishText: Text = (key, ...values) => fill('en-GB', enGB[key], values[0] ?? {});

/**
 * The words of one locale, with the landlord's word for residents. A catalogue other than the English, and how another
 * word is put, are fetched when they are first asked for.
 * @throws what the fetch met.
 */
export async function textFor(locale: Locale, word: ResidentWord = 'resident'): Promise<Text> {
  const catalogue = locale === 'en-GB' ? enGB : (await import('./cy.js')).cy;
  if (word === 'resident') return (key, ...values) => fill(locale, catalogue[key], values[0] ?? {});
  const { worded } = await import('./resident-word.js');
  return (key, ...values) => fill(locale, worded(locale, word, catalogue[key]), values[0] ?? {});
}
