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
    expect(said(nextRun(schedule, at(after), null).at)).toBe(next);
  });

  it('reads everything on the day for it, once', () => {
    // 29 November 2026 is a Sunday.
    const runs = nextRuns(nightly, at('2026-11-27T12:00:00Z'), null, 3);
    expect(runs.map(({ isFull }) => isFull)).toEqual([false, true, false]);
    const often = nextRuns({ ...every, fullOn: 0 }, at('2026-11-28T23:40:00Z'), null, 4);
    expect(often.map(({ isFull }) => isFull)).toEqual([false, true, false, false]);
  });

  it('reads everything on that day though the run before ended on it', () => {
    const after = at('2026-11-29T00:05:00Z');
    expect(nextRun({ ...every, fullOn: 0 }, after, at('2026-11-22T00:10:00Z')).isFull).toBe(true);
    expect(nextRun({ ...every, fullOn: 0 }, after, at('2026-11-29T00:01:00Z')).isFull).toBe(false);
  });

  it('begins no nightly run in hours in which none begins', () => {
    const kept = { ...nightly, notBetween: { from: '01:00', until: '03:30' } };
    expect(said(nextRun(kept, at('2026-11-26T00:00:00Z'), null).at)).toBe('2026-11-26T03:30:00.000Z');
  });

  it('is always later, all through the nights on which clocks change', () => {
    const schedules: RunSchedule[] = [
      every,
      nightly,
      { ...every, notBetween: { from: '00:30', until: '01:30' } },
      { ...nightly, often: { kind: 'nightly', at: '01:30' }, notBetween: { from: '01:15', until: '01:45' } },
    ];
    for (const night of ['2026-03-28T20:00:00Z', '2026-10-24T20:00:00Z'])
      for (let minute = 0; minute < 12 * 60; minute += 5)
        for (const schedule of schedules) {
          const now = at(night) + minute * 60_000;
          expect(nextRun(schedule, now, null).at).toBeGreaterThan(now);
        }
  });

  it('does not take what is no time of day', () => {
    for (const wrong of ['25:00', '2', 'noon'])
      expect(() => nextRun({ ...nightly, often: { kind: 'nightly', at: wrong } }, 0, null)).toThrow(RangeError);
  });
});
