import { describe, expect, it } from '@jest/globals';
import type { RecompenseRule } from './recompense-rules.js';
import { whatTheyGet } from './what-they-get.js';

const rule = (
  kind: RecompenseRule['kind'],
  effectiveFrom: string,
  minimumPence: number,
  offerFromMinutes = 30,
): RecompenseRule => ({ kind, effectiveFrom, minimumPence, offerFromMinutes });

describe('what people get for taking part', () => {
  it('is what the landlord set and what holds today, and never our own default', () => {
    expect(whatTheyGet([], '2026-11-25')).toEqual([]);
    const rules = [
      rule('workshop', '2026-01-01', 1500),
      rule('workshop', '2026-11-25', 2000, 45),
      rule('workshop', '2026-11-26', 9900),
      rule('panel', '2026-11-26', 5000),
    ];
    expect(whatTheyGet(rules, '2026-11-25')).toEqual([
      { how: 'come-along', kind: 'workshop', leastPence: 2000, fromMinutes: 45 },
    ]);
  });

  it('is said for each way that a kind of involvement can come to', () => {
    const rules = [
      rule('conversation', '2026-01-01', 500),
      rule('call-back', '2026-01-01', 0),
      rule('training', '2026-01-01', 9),
    ];
    expect(whatTheyGet(rules, '2026-11-25').map(({ how, kind }) => [how, kind])).toEqual([
      ['phone', 'call-back'],
      ['online', 'conversation'],
      ['visit', 'conversation'],
    ]);
  });
});
