import { describe, expect, it } from '@jest/globals';
import { consoleCatalogues, consoleTextIn } from './console/index.js';
import { catalogues } from './index.js';
import type { Message } from './message.js';
import { worded } from './resident-word.js';

describe('the word for the people who live in the homes', () => {
  it.each([
    ['en-GB', 'tenant', 'Residents decide, and a resident’s say', 'Tenants decide, and a tenant’s say'],
    ['en-GB', 'customer', 'with residents', 'with customers'],
    ['en-GB', 'resident', 'with residents', 'with residents'],
    ['en-GB', 'tenant', 'It is residential.', 'It is residential.'],
    ['cy', 'tenant', 'Preswylwyr sy’n penderfynu', 'Tenantiaid sy’n penderfynu'],
    ['cy', 'tenant', 'wrth breswylydd, gyda phreswylwyr, fy mhreswylydd', 'wrth denant, gyda thenantiaid, fy nhenant'],
    [
      'cy',
      'customer',
      'wrth breswylydd, gyda phreswylwyr, fy mhreswylydd',
      'wrth gwsmer, gyda chwsmeriaid, fy nghwsmer',
    ],
  ] as const)('in %s, %s: %s', (locale, word, before, after) => {
    expect(worded(locale, word, before)).toBe(after);
  });

  it('takes the place of every mention in every catalogue, and of nothing that is filled in', () => {
    for (const locale of ['en-GB', 'cy'] as const) {
      const sentences = [...Object.entries(consoleCatalogues[locale]), ...Object.entries(catalogues[locale])]
        .filter(([key]) => !key.startsWith('words.'))
        .flatMap(([, message]: [string, Message]) =>
          Object.values(typeof message === 'string' ? { message } : message),
        );
      const left = sentences
        .map((one) => worded(locale, 'customer', one))
        .filter((one) => /resident\b|reswyl(ydd|wyr)/i.test(one as string));
      expect(left).toEqual([]);
    }
    const text = consoleTextIn('en-GB', 'tenant');
    expect(text('part.conflict', { name: 'A resident', time: '11:18' })).toBe('A resident changed this at 11:18.');
    expect(text('words.kind.resident')).toBe('Residents');
  });
});
