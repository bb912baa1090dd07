import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anyFacts } from '../../test/arbitraries.js';
import { NOW } from '../../test/facts.js';
import { referenceEngine, referenceFacts } from '../../test/reference-engine.js';
import { anyRule, nearBounds } from '../../test/rules.js';
import { checkRule } from './check-rule.js';
import { compileRule } from './compile-rule.js';
import { factCatalogue } from './fact-catalogue.js';

const pairs = process.env['TRIALS'] === 'full' ? 10_000 : 1000;
const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31);
const off = fc.constantFrom(null, null, -1, -1e-6, 0, 1e-6, 1);
const names = factCatalogue.map(({ fact }) => fact);

describe('the same outcomes as json-rules-engine', () => {
  it(`on ${pairs} generated pairs of a rule and facts, seed ${seed}`, async () => {
    console.info(`rules against json-rules-engine: SEED=${seed}, ${pairs} pairs`);
    const outcomes = { held: 0, not: 0 };
    await fc.assert(
      fc.asyncProperty(anyRule, anyFacts, off, async (written, any, days) => {
        const facts = days === null ? any : nearBounds(any, written, days);
        const { rule, problems } = checkRule(JSON.parse(JSON.stringify(written)), { now: NOW });
        expect(problems).toEqual([]);
        if (rule === null) return;
        const { matches } = compileRule(rule, 1).evaluate(facts);
        const { events } = await referenceEngine([rule]).run(referenceFacts(facts, names));
        expect(matches).toBe(events.length === 1);
        outcomes[matches ? 'held' : 'not'] += 1;
      }),
      { numRuns: pairs, seed },
    );
    // Rules that hold seldom, or nearly always, would prove little.
    expect(Math.min(outcomes.held, outcomes.not)).toBeGreaterThan(pairs / 8);
  }, 300_000);
});
