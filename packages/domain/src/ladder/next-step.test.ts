import { describe, expect, it } from '@jest/globals';
import { ask, daysAgo, type FactChanges, makeFacts, NOW } from '../../test/facts.js';
import type { LadderFacts, LadderMove, LadderState } from './ladder.js';
import { ladderSteps } from './ladder-steps.js';
import { nextStep, recordTry } from './next-step.js';

type Changes = Partial<Omit<LadderFacts, 'decision'>> & { readonly decision?: FactChanges };

function factsWith({ decision, ...changes }: Changes = {}): LadderFacts {
  return {
    decision: makeFacts(decision),
    theme: 'home',
    preferred: null,
    holds: { message: true, phone: true, visit: true, support: true },
    toldLowTrust: false,
    isBlockSilent: false,
    lastInboundAt: null,
    ...changes,
  };
}

/** The ladder where the natural contact came to nothing, and then these steps, each this many days ago. */
function after(...tries: readonly (readonly [LadderState['tries'][number]['step'], number])[]): LadderState {
  return {
    startedAt: daysAgo(400),
    tries: [[0, 400] as const, ...tries].map(([step, days]) => ({
      step,
      at: daysAgo(days),
      channel: ladderSteps[step]?.channel ?? null,
    })),
    answers: [],
    picked: null,
  };
}

const move = (state: LadderState, changes: Changes = {}): LadderMove => nextStep(state, factsWith(changes), NOW);
const fresh: LadderState = { startedAt: NOW, tries: [], answers: [], picked: null };

describe('the ladder', () => {
  it('begins with the contact that takes place anyway, and waits for it for 90 days', () => {
    const first = move(fresh);
    expect(first).toMatchObject({ do: 'try', step: 0, channel: null });
    expect(move(recordTry(fresh, first, NOW))).toMatchObject({ do: 'wait', because: 'live-step', until: daysAgo(-90) });
  });

  it('goes on step by step, with the way they prefer first', () => {
    expect(move(after(), { preferred: 'letter' })).toMatchObject({ do: 'try', step: 1, channel: 'letter' });
    expect(move(after())).toMatchObject({ step: 2, skipped: [{ step: 1, because: 'no-preference' }] });
    expect(move(after([1, 200], [2, 100]))).toMatchObject({ step: 3, channel: 'phone' });
    expect(move(after([2, 100], [3, 50]))).toMatchObject({ step: 4, channel: 'letter' });
    expect(move(after([2, 200], [3, 100], [4, 22]))).toMatchObject({ step: 5, channel: 'in-person' });
  });

  it('tries a message again after half its time, and rings at the other half of the day', () => {
    expect(move(after([2, 4]))).toMatchObject({ do: 'wait', until: daysAgo(-1) });
    expect(move(after([2, 6]))).toMatchObject({ do: 'try', step: 2, attempt: 2, timeOfDay: 'any' });
    expect(move(after([2, 9], [2, 4]))).toMatchObject({ do: 'wait', until: daysAgo(-1) });
    expect(move(after([3, 8]))).toMatchObject({ do: 'try', step: 3, attempt: 2, timeOfDay: 'afternoon' });
    expect(move(after([3, 7.6]))).toMatchObject({ step: 3, attempt: 2, timeOfDay: 'morning' });
  });

  it('skips the steps that a need forbids, and those that nothing is held for', () => {
    const needing = (...needs: LadderFacts['decision']['household']['needs']): Changes => ({
      decision: { household: { needs } },
    });
    expect(move(after(), needing('large-print'))).toMatchObject({ step: 3, needs: ['large-print'] });
    expect(move(after(), needing('no-internet'))).toMatchObject({ step: 3 });
    expect(move(after(), { ...needing('large-print'), preferred: 'message' })).toMatchObject({ step: 3 });
    expect(move(after(), needing('hearing', 'no-internet'))).toMatchObject({ step: 4 });
    expect(move(after(), needing('interpreter'))).toMatchObject({ step: 4 });
    expect(move(after(), needing('representative'))).toMatchObject({ step: 6 });
    expect(move(after(), { holds: { message: false, phone: false, visit: true, support: true } })).toMatchObject({
      step: 4,
    });
    expect(
      move(after([4, 100]), {
        decision: { household: { alerts: [{ code: '40', startDate: null, endDate: null }] } },
        holds: { message: true, phone: true, visit: true, support: false },
      }),
    ).toMatchObject({
      do: 'stop',
      reason: 'needs_support',
    });
  });

  it('goes with support only where it is needed or wanted, and to the place where the block is silent', () => {
    const reached = after([2, 300], [3, 250], [4, 200], [5, 100]);
    expect(move(reached)).toMatchObject({
      do: 'stop',
      because: 'quiet',
      reason: 'couldnt_reach',
      revisitAt: daysAgo(-365),
    });
    expect(move({ ...reached, picked: 6 }, { decision: {} })).toMatchObject({ do: 'wait', because: 'budget' });
    expect(
      move(
        { ...reached, tries: reached.tries.slice(0, -1) },
        { toldLowTrust: true, holds: { message: true, phone: true, visit: false, support: true } },
      ),
    ).toMatchObject({ step: 6 });
    expect(move(reached, { isBlockSilent: true })).toMatchObject({ step: 7, channel: null });
  });

  it('is cancelled by whoever gets in touch, for as long as a natural contact may take', () => {
    expect(move(after([2, 4]), { lastInboundAt: daysAgo(1) })).toMatchObject({
      do: 'wait',
      because: 'inbound',
      cancels: 2,
      until: daysAgo(-89),
    });
    expect(move(after([2, 4]), { lastInboundAt: daysAgo(5) })).toMatchObject({ because: 'live-step', cancels: null });
    expect(move(after([2, 100]), { lastInboundAt: daysAgo(91) })).toMatchObject({ step: 3 });
  });

  it('takes the step they picked themselves, unless a need forbids it', () => {
    expect(move({ ...after(), picked: 4 })).toMatchObject({ step: 4 });
    expect(move({ ...after(), picked: 2 }, { decision: { household: { needs: ['no-internet'] } } })).toMatchObject({
      step: 3,
    });
  });

  it('ends where they were heard, declined, moved, or asked not to be asked', () => {
    const answered = (result: 'heard' | 'declined'): LadderState => ({
      ...after([2, 4]),
      answers: [{ at: daysAgo(1), result, reason: result === 'heard' ? null : 'not_this_way' }],
    });
    expect(move(answered('heard'))).toMatchObject({ do: 'stop', because: 'heard', reason: null });
    expect(move(answered('declined'))).toMatchObject({ do: 'stop', because: 'declined', reason: 'not_this_way' });
    expect(move(after(), { decision: { household: { tenancyId: null } } })).toMatchObject({
      because: 'quiet',
      reason: 'moved',
    });
    const optedOut = (theme: string | null): Changes => ({
      decision: { household: { preferences: [{ kind: 'do-not-ask', theme, since: NOW }] } },
    });
    expect(move(after(), optedOut(null))).toMatchObject({ because: 'quiet', reason: null });
    expect(move(after(), optedOut('home'))).toMatchObject({ because: 'quiet', reason: 'not_my_topic' });
    expect(move(after(), optedOut('money'))).toMatchObject({ do: 'try' });
  });

  it('waits while they asked to be left in peace, even for a contact of their own, and goes on after', () => {
    const pause = (theme: string | null, until: string): Changes => ({
      decision: { household: { preferences: [{ kind: 'pause', theme, since: daysAgo(9), until }] } },
    });
    expect(move(fresh, pause(null, daysAgo(-20)))).toMatchObject({
      do: 'wait',
      because: 'suppressed',
      until: daysAgo(-20),
    });
    expect(move(after([2, 30]), pause('home', daysAgo(-20)))).toMatchObject({ do: 'wait', until: daysAgo(-20) });
    expect(move(fresh, pause('money', daysAgo(-20)))).toMatchObject({ do: 'try', step: 0 });
    expect(move(fresh, pause(null, daysAgo(0)))).toMatchObject({ do: 'try', step: 0 });
  });

  it('rests after two refusals, then takes another way', () => {
    const refused = (last: number): LadderState => ({
      ...after([3, last + 1]),
      answers: [last + 1, last].map((days) => ({ at: daysAgo(days), result: 'not-today', reason: null })),
    });
    expect(move(refused(10))).toMatchObject({ do: 'wait', because: 'resting', until: daysAgo(-173) });
    expect(move(refused(190), { preferred: 'phone' })).toMatchObject({
      step: 2,
      skipped: [{ step: 1, because: 'refused-this-way' }],
    });
  });

  it('looks at every reason not to ask again before it sends, and keeps it for audit', () => {
    expect(move(after(), { decision: { household: { asks: [ask(10)] } } })).toMatchObject({
      do: 'wait',
      because: 'suppressed',
      until: daysAgo(-50),
      whyNot: { code: 'asked-recently' },
    });
    expect(
      move(after(), { decision: { household: { alerts: [{ code: 'DV', startDate: null, endDate: null }] } } }),
    ).toMatchObject({
      until: daysAgo(-1),
      whyNot: { code: 'domestic-abuse', form: 'silent' },
    });
    const evening = '2026-11-25T20:00:00.000Z';
    const facts = factsWith({ decision: { source: { readAt: NOW, alertsReadAt: NOW } } });
    expect(nextStep(after(), facts, evening)).toMatchObject({
      until: '2026-11-26T09:00:00.000Z',
      whyNot: { code: 'quiet-hours' },
    });
  });

  it('does not stand in its own way, but counts in the yearly budget', () => {
    const own = after([2, 20]);
    const asks = [{ ...ask(20, 'expired'), askedAt: daysAgo(20) }];
    expect(move(own, { decision: { household: { asks } } })).toMatchObject({ step: 3 });
    const full = { decision: { household: { asks: [...asks, ask(100), ask(170), ask(240)] } } };
    expect(move(own, full)).toMatchObject({ do: 'wait', because: 'budget', until: daysAgo(-125) });
  });

  it('records only what was tried', () => {
    expect(() => recordTry(fresh, move(after([2, 4])), NOW)).toThrow(RangeError);
  });
});
