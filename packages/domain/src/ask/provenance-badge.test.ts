import { describe, expect, it } from '@jest/globals';
import { provenanceBadge, type AgreedDecision } from './provenance-badge.js';

const agreed: AgreedDecision = {
  decidedBy: 'jointly',
  decidedOn: '2026-03-14',
  residentsOf: 'Elm Court',
  heard: 131,
  scope: 148,
};

describe('the badge of a decision', () => {
  it('says who agreed, when, and how many were heard', () => {
    expect(provenanceBadge(agreed)).toBe('Agreed by residents of Elm Court, 14 March 2026, 131 of 148 heard');
    expect(provenanceBadge({ ...agreed, residentsOf: null, decidedOn: '2026-12-01' })).toBe(
      'Agreed by residents, 1 December 2026, 131 of 148 heard',
    );
  });

  it.each(['landlord', 'regulator'] as const)('is not given where the %s decided', (decidedBy) => {
    expect(provenanceBadge({ ...agreed, decidedBy })).toBeNull();
  });
});
