import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anyFacts } from '../../test/arbitraries.js';
import { ask, daysAgo, makeFacts } from '../../test/facts.js';
import { runs } from '../../test/runs.js';
import type { AskFact, DecisionFacts } from '../facts.js';
import { shippedLengths } from '../suppression/settings.js';
import { suppress } from '../suppression/suppress.js';
import { restIfTurnedDown, restsUntil } from './rest-if-turned-down.js';

const prompt = { promptCode: 'P01', theme: 'home', createdAt: daysAgo(0) };
const day = (days: number) => daysAgo(-days).slice(0, 10);
const rest = (household: Partial<DecisionFacts['household']>, lengths = shippedLengths) =>
  restIfTurnedDown(prompt, makeFacts({ household }), lengths)?.slice(0, 10);

describe('what a tap that it is not this time would come to', () => {
  it('is the days between two asks, from when it was decided', () => {
    expect(rest({ asks: [] })).toBe(day(60));
    expect(rest({ asks: [ask(300)] })).toBe(day(60));
  });

  it('is what the landlord set', () => {
    const lengths = { ...shippedLengths, values: { ...shippedLengths.values, betweenAsks: 90 } };
    expect(rest({ asks: [] }, lengths)).toBe(day(90));
  });

  it('is the long rest where they turned down the one before as well', () => {
    expect(rest({ asks: [ask(100, 'not-this-time')] })).toBe(day(183));
    expect(rest({ asks: [ask(100, 'answered')] })).toBe(day(60));
    expect(rest({ asks: [ask(100, 'open'), ask(300, 'not-this-time')] })).toBe(day(183));
  });

  it('is as long as the year takes where it is the fourth', () => {
    expect(rest({ asks: [ask(280), ask(300), ask(320)] })).toBe(day(60));
    expect(rest({ asks: [ask(100), ask(160), ask(220)] })).toBe(day(145));
  });

  it('is sooner for who wants to be asked more', () => {
    expect(rest({ preferences: [{ kind: 'work-with-me', theme: null, since: daysAgo(9) }] })).toBe(day(30));
  });

  it('is what the same rules say once it was tapped, and they stop until then, whatever the facts', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const closed = facts.household.asks.filter(({ result }) => result !== 'open');
        const tapped: AskFact = {
          ...{ askedAt: facts.now, promptCode: 'P01', theme: 'home', channel: null },
          result: 'not-this-time',
        };
        const after = { ...facts, household: { ...facts.household, asks: [tapped, ...closed] } };
        const told = restIfTurnedDown({ ...prompt, createdAt: facts.now }, facts);
        expect(told).toBe(restsUntil(after));
        const { openStop } = suppress(after, null, null, shippedLengths);
        if (told !== null) expect(openStop).not.toBeNull();
        if (openStop?.code === 'resting') expect(told).toBe(openStop.until);
      }),
      runs,
    );
  });
});
