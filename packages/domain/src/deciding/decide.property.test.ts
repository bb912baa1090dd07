import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anyFacts, quietFacts } from '../../test/arbitraries.js';
import { runs } from '../../test/runs.js';
import { dateAgo, NOW } from '../../test/facts.js';
import type { DecisionFacts, HouseholdFacts } from '../facts.js';
import { suppress } from '../suppression/suppress.js';
import { decide } from './decide.js';
import { stillAllowed } from './still-allowed.js';

type Hardening = (facts: DecisionFacts) => DecisionFacts;
const inHousehold =
  (change: (household: HouseholdFacts) => Partial<HouseholdFacts>): Hardening =>
  (facts) => ({ ...facts, household: { ...facts.household, ...change(facts.household) } });
const withAlert = (code: string): Hardening =>
  inHousehold(({ alerts }) => ({ alerts: [...alerts, { code, startDate: null, endDate: null }] }));

const hardStops: Readonly<Record<string, Hardening>> = {
  'do not ask': inHousehold(({ preferences }) => ({
    preferences: [...preferences, { kind: 'do-not-ask', theme: null, since: NOW }],
  })),
  safeguarding: withAlert('20-70'),
  'domestic abuse': withAlert('DV'),
  cautionary: withAlert('CX'),
  refuge: inHousehold(() => ({ scheme: 'refuge' })),
  'stale source': (facts) => ({ ...facts, source: { ...facts.source, readAt: null } }),
  'unread alerts': (facts) => ({ ...facts, source: { ...facts.source, alertsReadAt: null } }),
  death: inHousehold(() => ({ lastDeathDate: dateAgo(3) })),
  eviction: inHousehold(() => ({ evictionDate: dateAgo(-5) })),
  complaint: inHousehold(({ cases }) => ({ cases: [...cases, { kind: 'complaint', isOpen: true, closedAt: null }] })),
  'in crisis': inHousehold(() => ({ markers: [{ kind: 'crisis', since: null, until: null }] })),
  decanted: inHousehold(() => ({ markers: [{ kind: 'decant', since: null, until: null }] })),
  flooded: inHousehold(() => ({ disasterOn: dateAgo(1) })),
  'no interpreter': inHousehold(() => ({ needs: ['interpreter'] })),
  'a tap that it is not the moment': (facts) => ({ ...facts, moment: { ...facts.moment, taps: ['not-the-moment'] } }),
  'staff whom a concern is about': (facts) => ({
    ...facts,
    moment: { ...facts.moment, staff: { askedToday: 0, isConcernedByOpenConcern: true } },
  }),
  'no adult': inHousehold(() => ({ adults: 0 })),
};

function freeze(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  Object.freeze(value);
  Object.values(value).forEach(freeze);
}

describe('decide, whatever the facts', () => {
  it('comes to one outcome, and the same again, without changing the facts', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        freeze(facts);
        const decision = decide(facts);
        expect(['prompt', 'none']).toContain(decision.outcome);
        expect('promptCode' in decision).toBe(decision.outcome === 'prompt');
        expect('whyNot' in decision).toBe(decision.outcome === 'none');
        expect(decide(structuredClone(facts))).toEqual(decision);
      }),
      runs,
    );
  });

  it('gives no prompt where the household is suppressed', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const decision = decide(facts);
        if (decision.outcome !== 'prompt') return;
        expect(suppress(facts, decision.theme, decision.promptCode).stop).toBeNull();
        expect(decision.trace.some(({ stopped }) => stopped)).toBe(false);
      }),
      runs,
    );
  });

  it('says nothing where it is silent, and something where it is open', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const decision = decide(facts);
        if (decision.outcome !== 'none') return;
        const { form, words, row, code } = decision.whyNot;
        expect(words === null).toBe(form === 'silent');
        expect(decision.trace).toContainEqual(
          code === 'nothing-to-ask'
            ? expect.objectContaining({ stopped: false })
            : expect.objectContaining({ row, code, stopped: true }),
        );
      }),
      runs,
    );
  });

  it('asks no one where there is no adult or no household', () => {
    fc.assert(
      fc.property(anyFacts, fc.boolean(), (facts, isEmpty) => {
        const household: HouseholdFacts = { ...facts.household, ...(isEmpty ? { tenancyId: null } : { adults: 0 }) };
        expect(decide({ ...facts, household }).outcome).toBe('none');
      }),
      runs,
    );
  });

  it('gives an end that has not yet come, and reasons that are whole sentences', () => {
    fc.assert(
      fc.property(fc.oneof(anyFacts, quietFacts), (facts) => {
        const decision = decide(facts);
        if (decision.outcome !== 'prompt') return;
        expect(Date.parse(decision.expiresAt)).toBeGreaterThan(Date.parse(facts.now));
        for (const { text } of decision.reasons) expect(text).toMatch(/^[A-Z].*\.$/);
      }),
      runs,
    );
  });

  it('never speaks of a score', () => {
    fc.assert(
      fc.property(fc.oneof(anyFacts, quietFacts), (facts) => {
        expect(JSON.stringify(decide(facts))).not.toMatch(/score|rank|propensity|percentile|risk/i);
      }),
      runs,
    );
  });
});

describe('decide, where nothing stands in the way', () => {
  it('gives a prompt for every contact to ask at that has one', () => {
    fc.assert(
      fc.property(quietFacts, (facts) => {
        expect(decide(facts).outcome).toBe('prompt');
      }),
      runs,
    );
  });

  it.each(Object.entries(hardStops))('gives none once there is: %s', (_name, harden) => {
    fc.assert(
      fc.property(quietFacts, (facts) => {
        expect(decide(harden(facts)).outcome).toBe('none');
      }),
      { numRuns: 200 },
    );
  });

  it('stands at display until a hard stop comes in between', () => {
    fc.assert(
      fc.property(quietFacts, fc.constantFrom(...Object.values(hardStops)), (facts, harden) => {
        const decision = decide(facts);
        if (decision.outcome !== 'prompt') return;
        const { promptCode, theme } = decision;
        const prompt = { promptCode, theme, createdAt: facts.now };
        const later = inHousehold(({ asks }) => ({
          asks: [{ promptCode, theme, channel: null, askedAt: facts.now, result: 'open' }, ...asks],
          openPromptKinds: ['ask'],
        }))(facts);
        expect(stillAllowed(prompt, later).allowed).toBe(true);
        expect(stillAllowed(prompt, harden(later)).allowed).toBe(false);
      }),
      runs,
    );
  });
});
