import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { runs } from '../../test/runs.js';
import { chooseWay, type ReachNeed, type ReachWay, type WantedWay } from './choose-way.js';

const all: WantedWay = { way: null, needs: [], hasEmail: true, hasMobile: true, language: null };
const ways: readonly ReachWay[] = ['in-person', 'phone', 'letter', 'email', 'text'];
const needs: readonly ReachNeed[] = [
  ...(['interpreter', 'sign-language', 'representative', 'large-print', 'easy-read', 'no-internet'] as const),
  ...(['hearing', 'braille', 'audio', 'step-free', 'same-gender'] as const),
];
const anyWanted = fc.record({
  way: fc.option(fc.constantFrom(...ways), { nil: null }),
  needs: fc.subarray([...needs]),
  hasEmail: fc.boolean(),
  hasMobile: fc.boolean(),
  language: fc.constantFrom(null, 'cy', 'pl'),
});

describe('the way in which an answer goes out', () => {
  it('is the one they prefer, in their language, and in person where nobody asked them yet', () => {
    for (const way of ways) expect(chooseWay({ ...all, way }).way).toBe(way);
    expect(chooseWay(all)).toEqual({ way: 'in-person', form: 'standard', language: 'en-GB' });
    expect(chooseWay({ ...all, way: 'letter', language: 'cy' }).language).toBe('cy');
  });

  it.each<[ReachWay, readonly ReachNeed[], ReachWay, string]>([
    ['text', ['large-print'], 'letter', 'large-print'],
    ['text', ['easy-read'], 'letter', 'easy-read'],
    ['email', ['no-internet'], 'letter', 'standard'],
    ['email', ['no-internet', 'braille'], 'in-person', 'standard'],
    ['email', ['large-print'], 'email', 'large-print'],
    ['letter', ['large-print', 'easy-read'], 'letter', 'easy-read'],
    ['phone', ['hearing'], 'in-person', 'standard'],
    ['text', ['hearing'], 'text', 'standard'],
    ['letter', ['interpreter'], 'letter', 'standard'],
    ['email', ['interpreter'], 'letter', 'standard'],
    ['phone', ['sign-language'], 'in-person', 'standard'],
    ['phone', ['representative'], 'in-person', 'standard'],
  ])('%s for %j: %s, %s', (way, someNeeds, chosen, form) => {
    expect(chooseWay({ ...all, way, needs: someNeeds })).toMatchObject({ way: chosen, form });
  });

  it('is never one that they cannot use, and never one they did not choose but a letter or in person', () => {
    fc.assert(
      fc.property(anyWanted, (wanted) => {
        const { way, form, language } = chooseWay(wanted);
        if (way === 'text') {
          expect(wanted.hasMobile).toBe(true);
          expect(form).toBe('standard');
        }
        if (way === 'email') {
          expect(wanted.hasEmail).toBe(true);
          expect(wanted.needs).not.toContain('no-internet');
        }
        expect(way === wanted.way || way === 'letter' || way === 'in-person').toBe(true);
        if (wanted.way === null) expect(way).toBe('in-person');
        expect(language).toBe(wanted.language ?? 'en-GB');
      }),
      runs,
    );
  });
});
