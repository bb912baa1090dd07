import { describe, expect, it } from '@jest/globals';
import { decideSteps, type SetUpFacts } from './decide-steps.js';

const nothing: SetUpFacts = {
  connection: null,
  isMatched: false,
  isTried: false,
  isIn: false,
  lastRun: null,
  tenancies: 0,
  rulesOn: 0,
  usesShipped: false,
  hasPanel: false,
  panelSeenAt: null,
  people: 1,
  phones: 0,
  liveTeams: 0,
  isForEveryone: false,
  isSendingSet: false,
};
const statesOf = (facts: Partial<SetUpFacts>) =>
  Object.fromEntries(decideSteps({ ...nothing, ...facts }).steps.map(({ step, state }) => [step, state]));

describe('how far setting up is', () => {
  it('begins with what nothing has to come before', () => {
    expect(statesOf({})).toEqual({
      connect: 'incomplete',
      match: 'cannot-start',
      try: 'cannot-start',
      'bring-in': 'cannot-start',
      rules: 'incomplete',
      panel: 'incomplete',
      people: 'incomplete',
      'live-step': 'cannot-start',
    });
  });

  it('lets each step begin once the one before is done', () => {
    expect(statesOf({ connection: 'Our system' })).toMatchObject({ connect: 'completed', match: 'incomplete' });
    const matched = { connection: 'Our system', isMatched: true };
    expect(statesOf(matched)).toMatchObject({ match: 'completed', try: 'incomplete', 'bring-in': 'cannot-start' });
    expect(statesOf({ ...matched, isTried: true })).toMatchObject({ try: 'completed', 'bring-in': 'incomplete' });
  });

  it.each([
    ['running', 'in-progress'],
    ['incomplete', 'problem'],
    ['interrupted', 'problem'],
  ] as const)('says of a first run that is %s: %s', (lastRun, state) => {
    expect(statesOf({ connection: 'Our system', lastRun })['bring-in']).toBe(state);
  });

  it('holds what was brought in once as brought in, whatever the newest run does', () => {
    const { steps } = decideSteps({
      ...nothing,
      connection: 'Our system',
      isIn: true,
      lastRun: 'running',
      tenancies: 7,
    });
    expect(steps[3]).toMatchObject({ state: 'completed', says: 'done', count: 7 });
    expect(steps.slice(0, 3).map(({ state }) => state)).toEqual(['completed', 'completed', 'completed']);
  });

  it('is not done with the panel until somebody opened it', () => {
    expect(statesOf({ hasPanel: true })['panel']).toBe('in-progress');
    expect(statesOf({ hasPanel: true, panelSeenAt: new Date('2026-11-26T09:00:00Z') })['panel']).toBe('completed');
  });

  it('lets a team go live with data, a rule and the panel, and not before', () => {
    const ready = { connection: 'Our system', isIn: true, rulesOn: 1, hasPanel: true };
    expect(statesOf(ready)['live-step']).toBe('incomplete');
    expect(statesOf({ ...ready, rulesOn: 0, usesShipped: true })).toMatchObject({
      rules: 'completed',
      'live-step': 'incomplete',
    });
    for (const lacking of [{ isIn: false }, { rulesOn: 0 }, { hasPanel: false }])
      expect(statesOf({ ...ready, ...lacking })['live-step']).toBe('cannot-start');
    expect(decideSteps({ ...nothing, ...ready, liveTeams: 2 })).toMatchObject({ isLive: true });
    expect(decideSteps({ ...nothing, ...ready }).isLive).toBe(false);
    const open = decideSteps({ ...nothing, ...ready, isForEveryone: true });
    expect(open).toMatchObject({ isLive: true });
    expect(open.steps[7]).toMatchObject({ state: 'completed', says: 'everyone' });
    expect(decideSteps({ ...nothing, isForEveryone: true }).isLive).toBe(false);
  });

  it('tells whether it is set how messages leave, and waits for it with nothing', () => {
    expect(decideSteps(nothing).isSendingSet).toBe(false);
    const ready = { ...nothing, isIn: true, rulesOn: 1, hasPanel: true, isSendingSet: true };
    expect(decideSteps(ready)).toMatchObject({ isSendingSet: true });
    expect(decideSteps({ ...ready, isSendingSet: false }).steps).toEqual(decideSteps(ready).steps);
  });

  it('counts a second person or a phone, since the first administrator is always there', () => {
    expect(statesOf({ people: 2 })['people']).toBe('completed');
    expect(statesOf({ phones: 1 })['people']).toBe('completed');
  });
});
