import type { Locale } from './index.js';

/**
 * The catalogue nearest to a language tag.
 * @param tag BCP 47, as in an HTML `lang` attribute; empty or unknown gives British English.
 */
export function localeFor(tag: string): Locale {
  return /^cy\b/i.test(tag) ? 'cy' : 'en-GB';
}
