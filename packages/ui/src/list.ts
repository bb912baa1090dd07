import type { Locale } from './text/index.js';

/** `a, b and c`, or with “or”. Put together by hand in Welsh, which few browsers know. */
export function listIn(locale: Locale, type: 'conjunction' | 'disjunction', items: readonly string[]): string {
  const last = items.at(-1);
  if (locale !== 'cy' || last === undefined || items.length === 1)
    return new Intl.ListFormat('en-GB', { type }).format(items);
  const and = /^[aeiouwyâêîôûŵŷ]/i.test(last) ? 'ac' : 'a';
  return `${items.slice(0, -1).join(', ')} ${type === 'conjunction' ? and : 'neu'} ${last}`;
}
