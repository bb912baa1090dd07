import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { runs } from '../../test/runs.js';
import { type HandOffRoute, handOffRoutes } from '../routing/hand-off-route.js';
import { handOffRules, isToldLate, targetOf } from './hand-off-rules.js';

const those = (holds: (route: HandOffRoute) => boolean): readonly HandOffRoute[] => handOffRoutes.filter(holds);
const anyRoute = fc.constantFrom(...handOffRoutes);
const anyInstant = fc
  .date({ min: new Date('2025-01-01'), max: new Date('2028-12-01'), noInvalidDate: true })
  .map((date) => date.toISOString());

describe('hand-offs', () => {
  it('have one rule each', () => {
    expect(Object.keys(handOffRules)).toEqual([...handOffRoutes]);
  });

  it('are restricted, cannot be passed over, or leave a voice behind, as the table of routes says', () => {
    expect(those((route) => handOffRules[route].isRestricted)).toEqual([
      'crisis',
      'safeguarding_da',
      'safeguarding',
      'conduct',
    ]);
    expect(those((route) => handOffRules[route].mustChoose)).toEqual([
      'emergency',
      'crisis',
      'safeguarding_da',
      'safeguarding',
      'hazard',
      'building_safety',
    ]);
    expect(those((route) => handOffRules[route].keepsVoice)).toEqual(['complaint_choice']);
    expect(those((route) => handOffRules[route].showsNumbersAtOnce)).toEqual([
      'emergency',
      'crisis',
      'safeguarding_da',
      'safeguarding',
    ]);
  });

  it('have a short title, and one sentence to say that promises no date', () => {
    for (const { title, say } of Object.values(handOffRules)) {
      expect(title.length).toBeLessThanOrEqual(45);
      expect(say).toMatch(/^[^.?!]+[.?]$/);
      expect(say).not.toMatch(/\bwe will\b|\bwe'll\b|\byou'll\b/i);
    }
  });

  it.each<[HandOffRoute, string, boolean, number | null, string]>([
    ['emergency', '2026-11-25T11:20:00.000Z', false, null, '2026-11-25T11:35:00.000Z'],
    ['safeguarding_da', '2026-11-25T11:20:00.000Z', false, null, '2026-11-25T11:35:00.000Z'],
    ['hazard', '2026-11-25T11:20:00.000Z', false, null, '2026-11-25T15:20:00.000Z'],
    ['hazard', '2026-11-25T11:20:00.000Z', true, null, '2026-11-25T11:35:00.000Z'],
    ['hazard', '2026-11-25T11:20:00.000Z', true, 60, '2026-11-25T11:35:00.000Z'],
    ['hazard', '2026-11-25T11:20:00.000Z', true, 5, '2026-11-25T11:25:00.000Z'],
    ['hazard', '2026-11-25T11:20:00.000Z', false, 60, '2026-11-25T12:20:00.000Z'],
    // The rest of the day in London, in winter and in summer, and four hours where less is left.
    ['asb', '2026-11-25T11:20:00.000Z', false, null, '2026-11-26T00:00:00.000Z'],
    ['asb', '2026-07-01T11:20:00.000Z', false, null, '2026-07-01T23:00:00.000Z'],
    ['asb', '2026-11-25T22:00:00.000Z', false, null, '2026-11-26T02:00:00.000Z'],
    ['legal', '2026-11-25T22:00:00.000Z', false, 1440, '2026-11-26T22:00:00.000Z'],
  ])('%s told at %s, emergency %s, own target %s: %s', (route, toldAt, isEmergency, override, target) => {
    expect(targetOf(route, toldAt, isEmergency, override)).toBe(target);
  });

  it('are due after they were said, within a day and a bit, and an emergency never later than otherwise', () => {
    fc.assert(
      fc.property(anyRoute, anyInstant, (route, toldAt) => {
        const minutes = (target: string): number => (Date.parse(target) - Date.parse(toldAt)) / 60_000;
        const due = minutes(targetOf(route, toldAt, false));
        expect(due).toBeGreaterThan(0);
        expect(due).toBeLessThanOrEqual(25 * 60);
        expect(minutes(targetOf(route, toldAt, true))).toBe(15);
        expect(due).toBeGreaterThanOrEqual(15);
      }),
      runs,
    );
  });

  it('are told late once more than an hour has passed', () => {
    expect(isToldLate('2026-11-25T11:20:00.000Z', '2026-11-25T12:20:00.000Z')).toBe(false);
    expect(isToldLate('2026-11-25T11:20:00.000Z', '2026-11-25T16:05:00.000Z')).toBe(true);
  });
});
