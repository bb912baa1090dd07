import { describe, expect, it } from '@jest/globals';
import { besideBaseline, judgements, missingFrom } from './promise-check.js';

describe('a judgement beside the baseline', () => {
  it.each([
    ['not-kept', 'partly', 'better'],
    ['partly', 'kept', 'better'],
    ['kept', 'not-kept', 'worse'],
    ['partly', 'partly', 'same'],
    ['too-early', 'kept', 'too-early'],
    ['kept', 'too-early', 'too-early'],
  ] as const)('%s, then %s: %s', (baseline, later, says) => {
    expect(besideBaseline(baseline, later)).toBe(says);
  });

  it('is none without a baseline, whatever it is', () => {
    for (const judgement of judgements) expect(besideBaseline(null, judgement)).toBe('no-baseline');
  });
});

describe('an evaluation', () => {
  it('is locked with a report, every promise judged and a finding under each theme', () => {
    expect(missingFrom({ report: null, themes: [{ findings: [] }], unjudged: 2 })).toEqual([
      'report',
      'judgement',
      'finding',
    ]);
    expect(missingFrom({ report: 'Two are kept.', themes: [{ findings: ['Calls come back.'] }], unjudged: 0 })).toEqual(
      [],
    );
  });
});
