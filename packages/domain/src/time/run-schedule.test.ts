import { describe, expect, it } from '@jest/globals';
import { nextRun, nextRuns, type RunSchedule } from './run-schedule.js';

const at = (instant: string) => Date.parse(instant);
const said = (instant: number) => new Date(instant).toISOString();
const every: RunSchedule = { often: { kind: 'every', minutes: 15 }, fullOn: null, notBetween: null };
const nightly: RunSchedule = { often: { kind: 'nightly', at: '02:00' }, fullOn: 0, notBetween: null };

describe('when data is brought in next', () => {
  it.each<[string, RunSchedule, string, string]>([
    ['so many minutes on', every, '2026-11-26T10:00:00Z', '2026-11-26T10:15:00.000Z'],
    [
      'after the hours in which none begins',
      { ...every, notBetween: { from: '08:00', until: '18:00' } },
      '2026-11-26T10:00:00Z',
      '2026-11-26T18:00:00.000Z',
    ],
    [
      'after a night in which none begins',
      { ...every, notBetween: { from: '22:00', until: '06:00' } },
      '2026-11-26T22:50:00Z',
      '2026-11-27T06:00:00.000Z',
    ],
    [
      'in the small hours of such a night',
      { ...every, notBetween: { from: '22:00', until: '06:00' } },
      '2026-11-26T03:00:00Z',
      '2026-11-26T06:00:00.000Z',
    ],
    [
      'right when those hours end',
      { ...every, notBetween: { from: '08:00', until: '18:00' } },
      '2026-11-26T17:45:00Z',
      '2026-11-26T18:00:00.000Z',
    ],
    ['tonight', nightly, '2026-11-26T01:00:00Z', '2026-11-26T02:00:00.000Z'],
    ['tomorrow night, once it has begun', nightly, '2026-11-26T02:00:00Z', '2026-11-27T02:00:00.000Z'],
    ['an hour earlier by the sun in summer', nightly, '2026-07-01T12:00:00Z', '2026-07-02T01:00:00.000Z'],
    [
      'at three where spring has no two o’clock',
      { ...nightly, often: { kind: 'nightly', at: '01:30' } },
      '2026-03-28T12:00:00Z',
      '2026-03-29T01:30:00.000Z',
    ],
    [
      'once where autumn has the hour twice',
      { ...nightly, often: { kind: 'nightly', at: '01:30' } },
      '2026-10-25T00:30:00Z',
      '2026-10-26T01:30:00.000Z',
    ],
  ])('%s', (_, schedule, after, next) => {
    expect(said(nextRun(schedule, at(after)).at)).toBe(next);
  });

  it('reads everything on the day for it, once', () => {
    // 29 November 2026 is a Sunday.
    const runs = nextRuns(nightly, at('2026-11-27T12:00:00Z'), 3);
    expect(runs.map(({ isFull }) => isFull)).toEqual([false, true, false]);
    const often = nextRuns({ ...every, fullOn: 0 }, at('2026-11-28T23:40:00Z'), 4);
    expect(often.map(({ isFull }) => isFull)).toEqual([false, true, false, false]);
  });

  it('does not take what is no time of day', () => {
    for (const wrong of ['25:00', '2', 'noon'])
      expect(() => nextRun({ ...nightly, often: { kind: 'nightly', at: wrong } }, 0)).toThrow(RangeError);
  });
});
