import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { daysAgo } from '../../test/facts.js';
import { runs } from '../../test/runs.js';
import { choosePanelPrompts, type OpenPrompt, orderHomes, orderPrompts, promptKindOrder } from './choose-between.js';

const instant = fc.integer({ min: 0, max: 20 }).map(daysAgo);
const open: fc.Arbitrary<readonly OpenPrompt[]> = fc.uniqueArray(
  fc.record({ id: fc.uuid(), kind: fc.constantFrom(...promptKindOrder), createdAt: instant }),
  { selector: ({ id }) => id, maxLength: 8 },
);
const homes = fc.uniqueArray(
  fc.record({ reference: fc.string({ minLength: 1, maxLength: 3 }), lastHeardAt: fc.option(instant, { nil: null }) }),
  { selector: ({ reference }) => reference, maxLength: 12 },
);

describe('prompts on a screen', () => {
  it('are told before they are replied to, invited, asked, and asked how to be asked', () => {
    const all = promptKindOrder.toReversed().map((kind) => ({ id: kind, kind, createdAt: daysAgo(1) }));
    expect(orderPrompts(all).map(({ kind }) => kind)).toEqual([
      'tell-them',
      'reply-due',
      'invite',
      'ask',
      'check-preference',
    ]);
  });

  it('are at most two, of two kinds, the first of each, however they come in', () => {
    fc.assert(
      fc.property(open, (prompts) => {
        const shown = choosePanelPrompts(prompts);
        expect(choosePanelPrompts(prompts.toReversed())).toEqual(shown);
        expect(shown.length).toBe(Math.min(2, new Set(prompts.map(({ kind }) => kind)).size));
        expect(new Set(shown.map(({ kind }) => kind)).size).toBe(shown.length);
        for (const one of shown) {
          for (const other of prompts.filter(({ kind }) => kind === one.kind)) {
            expect(Date.parse(one.createdAt)).toBeLessThanOrEqual(Date.parse(other.createdAt));
          }
        }
      }),
      runs,
    );
  });
});

describe('homes to reach', () => {
  it('are first those never heard from, then those heard from longest ago', () => {
    const order = orderHomes([
      { reference: 'B', lastHeardAt: daysAgo(3) },
      { reference: 'D', lastHeardAt: null },
      { reference: 'A', lastHeardAt: daysAgo(300) },
      { reference: 'C', lastHeardAt: null },
    ]);
    expect(order.map(({ reference }) => reference)).toEqual(['C', 'D', 'A', 'B']);
  });

  it('stand in the same order however they come in, and whatever else is known of them', () => {
    fc.assert(
      fc.property(homes, fc.array(fc.string(), { maxLength: 12 }), (all, secrets) => {
        const knownMore = all.toReversed().map((home, at) => ({ ...home, ethnicity: secrets[at], age: at }));
        expect(orderHomes(knownMore)).toEqual(orderHomes(all));
        expect(orderHomes(all).length).toBe(all.length);
      }),
      runs,
    );
  });
});
