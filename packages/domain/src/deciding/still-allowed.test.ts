import { describe, expect, it } from '@jest/globals';
import { daysAgo, type FactChanges, makeFacts } from '../../test/facts.js';
import type { AskFact } from '../facts.js';
import { stillAllowed } from './still-allowed.js';

const prompt = { promptCode: 'P01', theme: 'home', createdAt: daysAgo(0.5) };
const itself: AskFact = { askedAt: prompt.createdAt, promptCode: 'P01', theme: 'home', channel: null, result: 'open' };

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
    expect(check({}).trace.filter(({ row }) => row !== null)).toHaveLength(20);
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
    ['no-household', { household: { tenancyId: null } }],
    ['no-adult', { household: { adults: 0 } }],
    ['contact-stale', { contact: { occurredAt: daysAgo(15) } }],
  ])('may not, once there is %s', (code, changes) => {
    expect(check(changes)).toMatchObject({ allowed: false, whyNot: { code } });
  });
});
