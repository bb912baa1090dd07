import { describe, expect, it } from '@jest/globals';
import { daysAgo, type FactChanges, makeFacts, NOW } from '../../test/facts.js';
import type { AskFact } from '../facts.js';
import { suppressionRows } from '../suppression/suppression-rows.js';
import { stillAllowed } from './still-allowed.js';

const prompt = { promptCode: 'P01', theme: 'home', createdAt: daysAgo(0.5) };
const itself: AskFact = { askedAt: prompt.createdAt, promptCode: 'P01', theme: 'home', channel: null, result: 'open' };

const staff = { askedToday: 5, isConcernedByOpenConcern: false };

function check(changes: FactChanges) {
  return stillAllowed(
    prompt,
    makeFacts({ ...changes, household: { asks: [itself], openPromptKinds: ['ask'], ...changes.household } }),
  );
}

describe('a standing prompt', () => {
  it('may be shown although it was asked for and stands open', () => {
    expect(check({})).toMatchObject({ allowed: true, whyNot: null });
  });

  it('is examined row by row again', () => {
    expect(check({}).trace.filter(({ row }) => row !== null)).toHaveLength(suppressionRows.length);
  });

  it.each<[string, FactChanges]>([
    ['do-not-ask', { household: { preferences: [{ kind: 'do-not-ask', theme: null, since: daysAgo(0.1) }] } }],
    ['theme-opt-out', { household: { preferences: [{ kind: 'do-not-ask', theme: 'home', since: daysAgo(0.1) }] } }],
    ['domestic-abuse', { household: { alerts: [{ code: 'DV', startDate: null, endDate: null }] } }],
    ['complaint-open', { household: { cases: [{ kind: 'complaint', isOpen: true, closedAt: null }] } }],
    ['bereavement', { household: { lastDeathDate: '2026-11-25' } }],
    ['source-stale', { source: { alertsReadAt: null } }],
    ['asked-recently', { household: { asks: [{ ...itself, promptCode: 'P52', result: 'answered' }, itself] } }],
    ['asked-recently', { household: { asks: [itself, { ...itself, askedAt: daysAgo(20) }] } }],
    ['not-now', { moment: { at: 'display', staff, taps: ['staff-not-comfortable'] } }],
    ['not-the-household', { moment: { at: 'display', staff, taps: ['not-the-household'] } }],
    ['staff-done', { moment: { at: 'display', staff: { ...staff, askedToday: 6 } } }],
    ['staff-concerned', { moment: { at: 'display', staff: { ...staff, isConcernedByOpenConcern: true } } }],
    ['staff-concerned', { moment: { at: 'display', staff: null } }],
    ['crisis', { household: { markers: [{ kind: 'hospital', since: null, until: null }] } }],
    ['no-household', { household: { tenancyId: null } }],
    ['no-adult', { household: { adults: 0 } }],
    ['contact-stale', { contact: { occurredAt: daysAgo(15) } }],
  ])('may not, once there is %s', (code, changes) => {
    expect(check(changes)).toMatchObject({ allowed: false, whyNot: { code } });
  });

  it('may be shown by someone known, to whom nothing was tapped', () => {
    expect(check({ moment: { at: 'display', staff } })).toMatchObject({ allowed: true, holdUntil: null });
  });

  it('waits for the morning where it is a message, and only where nothing else stands in the way', () => {
    const late = { now: '2026-11-25T21:00:00.000Z', source: { readAt: NOW, alertsReadAt: NOW } };
    const message = { at: 'send', channel: 'message' } as const;
    expect(check({ ...late, moment: message })).toMatchObject({
      allowed: false,
      whyNot: { code: 'quiet-hours', words: null },
      holdUntil: '2026-11-26T09:00:00.000Z',
    });
    expect(check({ ...late, moment: message, household: { adults: 0 } })).toMatchObject({
      whyNot: { code: 'no-adult' },
      holdUntil: null,
    });
    expect(check({ ...late, moment: message, contact: { occurredAt: daysAgo(15) } })).toMatchObject({
      whyNot: { code: 'contact-stale' },
      holdUntil: null,
    });
    expect(check({ ...late, moment: { at: 'send', channel: 'letter' } })).toMatchObject({ allowed: true });
  });
});
