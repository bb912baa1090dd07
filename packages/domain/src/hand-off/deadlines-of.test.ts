import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { runs } from '../../test/runs.js';
import { handOffRoutes } from '../routing/hand-off-route.js';
import type { Nation } from '../time/nation.js';
import { type RuleSet, ruleSets } from '../time/rule-sets.js';
import { deadlinesOf } from './deadlines-of.js';

const england = { isEmergency: false, nation: 'england-and-wales' } as const;
const days = (...args: Parameters<typeof deadlinesOf>): readonly string[] => deadlinesOf(...args).map(({ by }) => by);

describe('deadlines', () => {
  it('of a hazard are counted in working days from when it was said, over Christmas and the new year', () => {
    const due = deadlinesOf('hazard', '2026-12-18T23:30:00.000Z', england);
    expect(due.map(({ what, by }) => `${by} ${what}`)).toEqual([
      '2027-01-06 Investigate',
      '2027-01-11 Send the tenant what was found, at the latest',
      '2027-01-13 Make safe, at the latest',
      '2027-01-13 Begin further work, or take steps to, at the latest',
      '2027-03-31 Be on site for further work, at the latest',
    ]);
    expect(due[0]).toMatchObject({
      ruleSet: 'hazards',
      checkedOn: '2026-11-25',
      covers: expect.stringContaining('damp'),
    });
  });

  it('of an emergency run in hours, through nights, weekends and holidays', () => {
    const emergency = { ...england, isEmergency: true };
    expect(deadlinesOf('hazard', '2026-12-25T11:20:00.000Z', emergency)[0]).toMatchObject({
      what: 'Investigate and make safe',
      by: '2026-12-26T11:20:00.000Z',
    });
    expect(deadlinesOf('emergency', '2026-12-25T11:20:00.000Z', england)).toEqual(
      deadlinesOf('hazard', '2026-12-25T11:20:00.000Z', emergency),
    );
  });

  it('of a complaint follow the code, and the day is the one in London', () => {
    expect(days('complaint_choice', '2026-11-25T10:00:00.000Z', england)).toEqual(['2026-12-02', '2026-12-16']);
    // Half past midnight on the 2nd in London is still the 1st in UTC.
    expect(days('complaint_choice', '2026-07-01T23:30:00.000Z', england)[0]).toBe('2026-07-09');
  });

  it('of a request for what we hold are calendar months; a complaint about data comes beside it', () => {
    expect(
      deadlinesOf('data_rights', '2027-01-31T10:00:00.000Z', england).map(({ by, ruleSet }) => [by, ruleSet]),
    ).toEqual([
      ['2027-02-28', 'subject access'],
      ['2027-03-02', 'data protection complaints'],
      ['2027-04-30', 'subject access'],
    ]);
  });

  it('are none where no rule set in force speaks of it', () => {
    expect(days('hazard', '2025-10-26T12:00:00.000Z', england)).toEqual([]);
    expect(days('information_request', '2027-06-01T12:00:00.000Z', england)).toEqual([]);
    expect(days('hazard', '2026-11-25T12:00:00.000Z', { ...england, nation: 'scotland' })).toEqual([]);
    expect(days('safeguarding', '2026-11-25T12:00:00.000Z', england)).toEqual([]);
    const confirmed: readonly RuleSet[] = ruleSets.map((set) => ({ ...set, status: 'in-force' }));
    expect(days('information_request', '2027-06-01T12:00:00.000Z', england, confirmed)).toEqual(['2027-06-29']);
  });

  it('follow the bank holidays of the nation', () => {
    const everywhere = ruleSets.map((set): RuleSet => ({ ...set, nations: [...set.nations, 'scotland'] }));
    const due = (nation: Nation): string | undefined =>
      days('complaint_choice', '2026-11-25T10:00:00.000Z', { ...england, nation }, everywhere)[0];
    expect([due('england-and-wales'), due('scotland')]).toEqual(['2026-12-02', '2026-12-03']);
  });

  it('come in order and never before the day it was said', () => {
    const instant = fc.date({ min: new Date('2025-01-01'), max: new Date('2028-05-01'), noInvalidDate: true });
    fc.assert(
      fc.property(fc.constantFrom(...handOffRoutes), instant, fc.boolean(), (route, at, isEmergency) => {
        const by = days(route, at.toISOString(), { ...england, isEmergency });
        const dates = by.map((each) => each.slice(0, 10));
        expect(dates).toEqual(dates.toSorted());
        for (const date of dates) expect(date >= at.toISOString().slice(0, 10)).toBe(true);
      }),
      runs,
    );
  });
});
