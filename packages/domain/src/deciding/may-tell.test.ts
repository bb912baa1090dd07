import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anyFacts } from '../../test/arbitraries.js';
import { ask, daysAgo, type FactChanges, makeFacts, NOW } from '../../test/facts.js';
import { runs } from '../../test/runs.js';
import { decide } from './decide.js';
import { choosePanelPrompts } from './choose-between.js';
import { mayTell } from './may-tell.js';

const tell = (changes: FactChanges, theme: string | null = 'home') => mayTell(makeFacts(changes), theme);

describe('bringing an answer', () => {
  it('is allowed where one is owed, whatever was asked lately and however long ago the contact was', () => {
    const owed: FactChanges = {
      household: { repliesOwed: 2, asks: [ask(2), ask(80), ask(140), ask(200)] },
      contact: { occurredAt: daysAgo(60), typeCode: null },
    };
    expect(tell(owed)).toMatchObject({ allowed: true, whyNot: null, holdUntil: null });
    expect(tell(owed, null)).toMatchObject({ allowed: true });
  });

  it('outranks asking: while one is owed nothing is asked, and what is to be told comes first', () => {
    const facts = makeFacts({ household: { repliesOwed: 1 } });
    expect(decide(facts)).toMatchObject({ outcome: 'none', whyNot: { code: 'reply-owed' } });
    expect(mayTell(facts, 'home').allowed).toBe(true);
    const [first] = choosePanelPrompts([
      { id: '1', kind: 'ask', createdAt: daysAgo(9) },
      { id: '2', kind: 'tell-them', createdAt: daysAgo(0) },
    ]);
    expect(first?.kind).toBe('tell-them');
  });

  it.each<[string, FactChanges]>([
    ['do-not-ask', { household: { preferences: [{ kind: 'do-not-ask', theme: null, since: daysAgo(9) }] } }],
    ['quiet', { household: { markers: [{ kind: 'quiet', since: null, until: null }] } }],
    ['domestic-abuse', { household: { alerts: [{ code: 'DV', startDate: null, endDate: null }] } }],
    ['hazard-open', { household: { handOffs: [{ route: 'hazard', openedAt: daysAgo(3), closedAt: null }] } }],
    ['source-stale', { source: { alertsReadAt: null } }],
    ['bereavement', { household: { lastDeathDate: '2026-11-20' } }],
    ['staff-concerned', { moment: { at: 'display', staff: null } }],
    ['no-household', { household: { tenancyId: null } }],
    ['no-adult', { household: { adults: 0 } }],
  ])('is not allowed for %s', (code, changes) => {
    expect(tell(changes)).toMatchObject({ allowed: false, whyNot: { code } });
  });

  it('waits for the morning where it is a message', () => {
    const late = { now: '2026-11-25T21:00:00.000Z', source: { readAt: NOW, alertsReadAt: NOW } };
    expect(tell({ ...late, moment: { at: 'send', channel: 'message' } })).toMatchObject({
      ...{ allowed: false, whyNot: { code: 'quiet-hours' }, holdUntil: '2026-11-26T09:00:00.000Z' },
    });
    expect(tell({ ...late, moment: { at: 'send', channel: 'letter' } })).toMatchObject({ allowed: true });
  });

  it('is never done where a hard stop but theirs of being told would keep us from asking', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const { allowed } = mayTell(facts, 'home');
        const { alerts, markers, scheme } = facts.household;
        if (scheme === 'refuge' || alerts.some(({ code, endDate }) => code === 'DV' && endDate === null)) {
          expect(allowed).toBe(false);
        }
        if (markers.some(({ kind, since, until }) => kind === 'quiet' && since === null && until === null)) {
          expect(allowed).toBe(false);
        }
      }),
      runs,
    );
  });
});
