import { expect, it } from '@jest/globals';
import { catalogues, saidCatalogues } from './index.js';
import { visitTextIn } from './visit.js';

it('says how much say residents have in the words that staff are shown', () => {
  for (const locale of ['en-GB', 'cy'] as const)
    for (const level of ['landlord', 'landlord-after-asking', 'together', 'residents'] as const) {
      expect(saidCatalogues[locale][`said.howDecided.${level}`]).toBe(catalogues[locale][`howDecided.${level}`]);
      expect(visitTextIn(locale)(`howDecided.${level}`)).toBe(catalogues[locale][`howDecided.${level}`]);
    }
});
