import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { makeFacts, NOW } from '../../test/facts.js';
import { runs } from '../../test/runs.js';
import type { AskFact, Channel, HouseholdFacts, Need } from '../facts.js';
import { suppress } from '../suppression/suppress.js';
import { DAY } from '../time/instants.js';
import type { LadderAnswer, LadderFacts, LadderMove, LadderState } from './ladder.js';
import { ladderReasons, type LadderStepNumber, ladderSteps } from './ladder-steps.js';
import { nextStep, recordTry } from './next-step.js';

/** Something that comes in between, so many days on. */
type Event =
  | {
      readonly what:
        | 'inbound'
        | 'asked-elsewhere'
        | 'death'
        | 'do-not-ask'
        | 'moved'
        | 'complaint'
        | 'complaint-closed';
    }
  | { readonly what: 'answer'; readonly result: LadderAnswer['result'] }
  | { readonly what: 'need'; readonly need: Need }
  | { readonly what: 'pick'; readonly step: LadderStepNumber };

const channel = fc.constantFrom<Channel>('in-person', 'phone', 'message', 'letter');
const need = fc.constantFrom<Need>(
  'interpreter',
  'sign-language',
  'representative',
  'large-print',
  'easy-read',
  'no-internet',
  'hearing',
);
const event: fc.Arbitrary<Event> = fc.oneof(
  fc.record({
    what: fc.constantFrom(
      'inbound' as const,
      'asked-elsewhere' as const,
      'complaint' as const,
      'complaint-closed' as const,
    ),
  }),
  fc.record({ what: fc.constant('answer' as const), result: fc.constant('not-today' as const) }),
  fc.record({ what: fc.constant('need' as const), need }),
  fc.record({ what: fc.constant('pick' as const), step: fc.constantFrom<LadderStepNumber>(1, 2, 3, 4, 5, 6) }),
  fc.record({ what: fc.constantFrom('death' as const, 'do-not-ask' as const, 'moved' as const) }),
  fc.record({ what: fc.constant('answer' as const), result: fc.constantFrom('heard' as const, 'declined' as const) }),
);
const story = fc.record({
  preferred: fc.option(channel, { nil: null }),
  holds: fc.record({ message: fc.boolean(), phone: fc.boolean(), visit: fc.boolean(), support: fc.boolean() }),
  toldLowTrust: fc.boolean(),
  isBlockSilent: fc.boolean(),
  needs: fc.subarray<Need>(['large-print', 'no-internet', 'hearing', 'interpreter']),
  events: fc.array(fc.record({ days: fc.integer({ min: 1, max: 120 }), event }), { maxLength: 8 }),
  hour: fc.integer({ min: 0, max: 23 }),
});
type Story = typeof story extends fc.Arbitrary<infer T> ? T : never;

interface Told {
  readonly at: number;
  readonly move: LadderMove;
  readonly facts: LadderFacts;
  readonly before: LadderState;
}

/** Lives one ladder to its end, with what comes in between, and tells every move. */
function live({ events, needs, hour, ...known }: Story): readonly Told[] {
  let at = Date.parse(NOW) + hour * 3_600_000;
  let state: LadderState = { startedAt: text(at), tries: [], answers: [], picked: null };
  let household: Partial<HouseholdFacts> = { needs };
  let lastInboundAt: string | null = null;
  const asks: AskFact[] = [];
  const told: Told[] = [];
  let coming = events.map((each) => each);
  let nextEventAt = at + (coming[0]?.days ?? 0) * DAY;
  for (let turn = 0; turn < 3000; turn += 1) {
    const decision = makeFacts({
      now: text(at),
      household: { ...household, asks: [...asks, ...state.tries.map(ownAsk)] },
      source: { readAt: text(at), alertsReadAt: text(at) },
    });
    const facts: LadderFacts = { ...known, decision, theme: 'landlord', lastInboundAt };
    const move = nextStep(state, facts, text(at));
    told.push({ at, move, facts, before: state });
    if (move.do === 'stop') return told;
    if (move.do === 'try') state = recordTry(state, move, text(at));
    const until = move.do === 'wait' ? Date.parse(move.until) : at + 1000;
    const [first] = coming;
    if (first === undefined || nextEventAt > until) {
      at = until;
      continue;
    }
    at = Math.max(at + 1000, nextEventAt);
    coming = coming.slice(1);
    nextEventAt = at + (coming[0]?.days ?? 0) * DAY;
    const { event: now } = first;
    if (now.what === 'inbound') lastInboundAt = text(at);
    if (now.what === 'asked-elsewhere') {
      // Another team keeps to the table too.
      if (
        suppress(
          makeFacts({
            ...decision,
            now: text(at),
            source: { readAt: text(at), alertsReadAt: text(at) },
            household: decision.household,
          }),
          null,
        ).stop === null
      ) {
        asks.unshift({ ...ownAsk({ at: text(at), channel: 'in-person' }), result: 'expired' });
      }
    }
    if (now.what === 'answer' && state.tries.length > 0) {
      const reason = ladderReasons[turn % ladderReasons.length] ?? null;
      state = { ...state, answers: [...state.answers, { at: text(at), result: now.result, reason }] };
    }
    if (now.what === 'need') household = { ...household, needs: [...(household.needs ?? []), now.need] };
    if (now.what === 'pick') state = { ...state, picked: now.step };
    if (now.what === 'death') household = { ...household, lastDeathDate: text(at).slice(0, 10) };
    if (now.what === 'moved') household = { ...household, tenancyId: null };
    if (now.what === 'complaint')
      household = { ...household, cases: [{ kind: 'complaint', isOpen: true, closedAt: null }] };
    if (now.what === 'complaint-closed') {
      household = { ...household, cases: [{ kind: 'complaint', isOpen: false, closedAt: text(at) }] };
    }
    if (now.what === 'do-not-ask') {
      household = { ...household, preferences: [{ kind: 'do-not-ask', theme: null, since: text(at) }] };
    }
  }
  throw new Error('The ladder does not end.');
}

function ownAsk({ at, channel: by }: { readonly at: string; readonly channel: Channel | null }): AskFact {
  return { askedAt: at, promptCode: 'P44', theme: 'landlord', channel: by, result: 'open' };
}

function text(at: number): string {
  return new Date(at).toISOString();
}

const tries = (told: readonly Told[]) =>
  told.flatMap(({ move, ...rest }) => (move.do === 'try' ? [{ move, ...rest }] : []));

function always(check: (told: readonly Told[], lived: Story) => void): void {
  fc.assert(
    fc.property(story, (lived) => check(live(lived), lived)),
    runs,
  );
}

describe('every ladder', () => {
  it('ends within two years and what it then waits for, and only ever waits for what lies ahead', () => {
    always((told) => {
      const [first] = told;
      const last = told.at(-1);
      if (first === undefined || last === undefined) throw new Error('Nothing happened.');
      expect(last.move.do).toBe('stop');
      expect(last.at - first.at).toBeLessThanOrEqual((730 + 366) * DAY);
      for (const { at, move } of told) if (move.do === 'wait') expect(Date.parse(move.until)).toBeGreaterThan(at);
    });
  });

  it('has no two live steps', () => {
    always((told) => {
      for (const { at, move, before, facts } of tries(told)) {
        const others = ladderSteps.filter(({ step }) => step !== move.step);
        for (const { step, waitDays } of others) {
          const firstTry = before.tries.find((each) => each.step === step);
          const lastTry = before.tries.findLast((each) => each.step === step);
          if (firstTry === undefined || lastTry === undefined) continue;
          const wasCancelled = facts.lastInboundAt !== null && facts.lastInboundAt >= lastTry.at;
          expect(wasCancelled || Date.parse(firstTry.at) + waitDays * DAY <= at).toBe(true);
        }
      }
    });
  });

  it('tries a step once, or twice where it may, and none but the natural contact that a need forbids', () => {
    always((told) => {
      for (const { move, facts, before } of tries(told)) {
        const step = ladderSteps[move.step];
        if (step === undefined) throw new Error('There is no such step.');
        expect(before.tries.filter((each) => each.step === move.step).length).toBe(move.attempt - 1);
        expect(move.attempt).toBeLessThanOrEqual(step.tries);
        const { needs } = facts.decision.household;
        const isMessage = move.channel === 'message';
        if (isMessage)
          expect(needs.some((each) => ['large-print', 'easy-read', 'no-internet'].includes(each))).toBe(false);
        if (move.channel === 'phone')
          expect(needs.some((each) => ['hearing', 'sign-language'].includes(each))).toBe(false);
        if (move.channel !== null && move.step !== 6) expect(needs).not.toContain('representative');
      }
    });
  });

  it('keeps to four asks in any year, whoever asked', () => {
    always((told) => {
      for (const { at, move, facts } of tries(told)) {
        if (move.attempt === 2 || ladderSteps[move.step]?.counts !== true) continue;
        const own = new Set(
          tries(told)
            .filter((each) => each.move.attempt === 2 || ladderSteps[each.move.step]?.counts !== true)
            .map((each) => text(each.at)),
        );
        const within = facts.decision.household.asks.filter(
          ({ askedAt }) => Date.parse(askedAt) > at - 365 * DAY && !own.has(askedAt),
        );
        expect(within.length).toBeLessThan(4);
      }
    });
  });

  it('sends nothing where the table says no, and no message by night', () => {
    always((told) => {
      for (const { move, facts, before } of tries(told)) {
        if (move.channel === null) continue;
        const own = new Set(before.tries.map(({ at }) => at));
        const { household } = facts.decision;
        const stop = suppress(
          {
            ...facts.decision,
            moment: {
              at: 'send',
              channel: move.channel,
              staff: null,
              taps: [],
              supportPresent: move.step === 6 ? ['interpreter', 'sign-language', 'representative'] : [],
            },
            household: { ...household, asks: household.asks.filter(({ askedAt }) => !own.has(askedAt)) },
          },
          'landlord',
        ).stop;
        expect(stop).toBeNull();
      }
    });
  });

  it('is still for as long as anyone who got in touch may be met', () => {
    always((told) => {
      for (const { at, move, facts, before } of tries(told)) {
        const { lastInboundAt } = facts;
        const last = before.tries.at(-1);
        if (lastInboundAt === null || last === undefined || lastInboundAt < last.at) continue;
        expect(at - Date.parse(lastInboundAt)).toBeGreaterThanOrEqual(90 * DAY);
        expect(move.attempt).toBe(1);
      }
    });
  });
});
