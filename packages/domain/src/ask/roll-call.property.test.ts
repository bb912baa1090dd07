import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { countStates, mostRounds, nextRound, rollCallStates, standing, type RollCallEvent } from './roll-call.js';

const day = fc.integer({ min: 0, max: 60 }).map((n) => new Date(Date.UTC(2026, 0, 1 + n)).toISOString());
const event: fc.Arbitrary<RollCallEvent> = fc.oneof(
  fc.record({ kind: fc.constant('asked' as const), at: day, round: fc.integer({ min: 1, max: 4 }) }),
  fc.record({ kind: fc.constant('heard' as const), at: day }),
  fc.record({ kind: fc.constant('unheard' as const), at: day }),
  fc.record({ kind: fc.constant('left' as const), at: day }),
  fc.record({
    kind: fc.constant('declined' as const),
    at: day,
    reason: fc.constantFrom('not-my-topic' as const, 'not-this-way' as const, 'no-reason' as const),
  }),
  fc.record({ kind: fc.constant('cannot-now' as const), at: day, until: day.map((at) => at.slice(0, 10)) }),
);
const household = fc.record({ events: fc.array(event, { maxLength: 12 }), isSuppressed: fc.boolean() });
const scope = fc.array(household, { maxLength: 30 });
const today = day.map((at) => at.slice(0, 10));
const inOrder = (events: readonly RollCallEvent[]) => [...events].sort((a, b) => a.at.localeCompare(b.at));

describe('a roll call', () => {
  it('has every household in exactly one state, whatever happened', () => {
    fc.assert(
      fc.property(scope, today, (households, on) => {
        const counts = countStates(households.map(({ events }) => standing(inOrder(events), on).state));
        expect(rollCallStates.reduce((sum, state) => sum + counts[state], 0)).toBe(households.length);
      }),
      { numRuns: 10_000 },
    );
  });

  it('sends the next round to the scope without heard, declined, cannot now, reminded twice and suppressed', () => {
    fc.assert(
      fc.property(scope, today, (households, on) => {
        const stood = households.map(({ events, isSuppressed }) => ({
          ...standing(inOrder(events), on),
          isSuppressed,
        }));
        const without = stood.filter(
          ({ state, round, isSuppressed }) =>
            isSuppressed || round >= mostRounds || ['heard', 'declined', 'cannot-now'].includes(state),
        );
        const round = nextRound(stood);
        expect(round.length).toBe(stood.length - without.length);
        expect(round.some((one) => without.includes(one))).toBe(false);
      }),
      { numRuns: 10_000 },
    );
  });

  it('keeps who was heard as heard, save when they leave or as many words are taken back as were said', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 12 }), today, (events, on) => {
        const happened = inOrder(events);
        let said = 0;
        for (const { kind } of happened)
          said = kind === 'heard' ? said + 1 : kind === 'unheard' ? Math.max(0, said - 1) : kind === 'left' ? 0 : said;
        expect(standing(happened, on).state === 'heard').toBe(said > 0);
      }),
      { numRuns: 10_000 },
    );
  });

  it('asks nobody more than three times, however often it goes round', () => {
    let events: readonly RollCallEvent[] = [];
    for (let round = 1; nextRound([{ ...standing(events, ''), isSuppressed: false }]).length > 0; round += 1)
      events = [...events, { kind: 'asked', at: `2026-03-0${round}T10:00:00Z`, round }];
    expect(events).toHaveLength(3);
  });

  it.each<RollCallEvent>([
    { kind: 'declined', at: '2026-01-01T00:00:00Z', reason: 'not-my-topic' },
    { kind: 'left', at: '2026-01-01T00:00:00Z' },
  ])('never goes back to somebody who $kind', (declined) => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 12 }), today, (events, on) => {
        const quiet = inOrder(events).filter(({ kind, at }) => kind !== 'heard' && at > declined.at);
        const after = quiet.filter((one) => one.kind !== 'declined');
        expect(nextRound([{ ...standing([declined, ...after], on), isSuppressed: false }])).toEqual([]);
      }),
      { numRuns: 10_000 },
    );
  });
});

describe('where a household stands', () => {
  const asked: RollCallEvent = { kind: 'asked', at: '2026-03-01T10:00:00Z', round: 1 };
  it.each<[string, RollCallEvent[], string, string | null]>([
    ['nothing happened', [], 'not-asked', null],
    ['asked', [asked], 'asked', null],
    [
      'another way wanted',
      [asked, { kind: 'declined', at: '2026-03-02T10:00:00Z', reason: 'not-this-way' }],
      'asked',
      'not-this-way',
    ],
    [
      'not their topic',
      [asked, { kind: 'declined', at: '2026-03-02T10:00:00Z', reason: 'not-my-topic' }],
      'declined',
      'not-my-topic',
    ],
    [
      'ill until May',
      [asked, { kind: 'cannot-now', at: '2026-03-02T10:00:00Z', until: '2026-05-01' }],
      'cannot-now',
      null,
    ],
    [
      'ill until last week',
      [asked, { kind: 'cannot-now', at: '2026-03-02T10:00:00Z', until: '2026-03-25' }],
      'asked',
      null,
    ],
    [
      'left after they spoke',
      [asked, { kind: 'heard', at: '2026-03-02T10:00:00Z' }, { kind: 'left', at: '2026-03-03T10:00:00Z' }],
      'declined',
      'no-reason',
    ],
    [
      'left and came back',
      [
        ...[asked, { kind: 'heard', at: '2026-03-02T10:00:00Z' }, { kind: 'left', at: '2026-03-03T10:00:00Z' }],
        ...[
          { kind: 'left', at: '2026-03-03T10:01:00Z' },
          { kind: 'came-back', at: '2026-03-03T10:05:00Z' },
        ],
      ] as RollCallEvent[],
      'heard',
      null,
    ],
    [
      'declined and came back twice',
      [
        ...[asked, { kind: 'declined', at: '2026-03-02T10:00:00Z', reason: 'no-reason' }],
        ...[
          { kind: 'came-back', at: '2026-03-02T11:00:00Z' },
          { kind: 'came-back', at: '2026-03-02T12:00:00Z' },
        ],
      ] as RollCallEvent[],
      'asked',
      null,
    ],
    [
      'came back after they spoke again',
      [
        ...[
          { kind: 'left', at: '2026-03-02T10:00:00Z' },
          { kind: 'heard', at: '2026-03-03T10:00:00Z' },
        ],
        { kind: 'came-back', at: '2026-03-03T11:00:00Z' },
      ] as RollCallEvent[],
      'heard',
      null,
    ],
    ['came to us', [{ kind: 'heard', at: '2026-03-02T10:00:00Z' }], 'heard', null],
  ])('%s', (_, events, state, reason) => {
    expect(standing(events, '2026-04-01')).toMatchObject({ state, reason });
  });
});
