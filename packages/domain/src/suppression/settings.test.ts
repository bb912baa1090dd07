import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anyFacts } from '../../test/arbitraries.js';
import { ask, daysAgo, makeFacts } from '../../test/facts.js';
import { runs } from '../../test/runs.js';
import { type LengthName, lengths } from './lengths.js';
import { type LengthChanges, resolveLengths, shippedLengths, type SuppressionSettings } from './settings.js';
import { suppress } from './suppress.js';

const names = Object.keys(lengths) as LengthName[];
const changes: fc.Arbitrary<LengthChanges> = fc.dictionary(
  fc.constantFrom(...names),
  fc.oneof(fc.integer({ min: -10, max: 1000 }), fc.double(), fc.constantFrom(0, Infinity, NaN)),
);
const anySettings: fc.Arbitrary<SuppressionSettings> = fc.record({
  nation: fc.constantFrom('england-and-wales', 'scotland', 'northern-ireland'),
  organisation: changes,
  patches: fc.dictionary(fc.constantFrom('N', 'S'), changes),
  schemes: fc.dictionary(fc.constantFrom('S-014'), changes),
});
const place = fc.record({
  patch: fc.constantFrom(null, 'N', 'S', '__proto__'),
  scheme: fc.constantFrom(null, 'S-014'),
});
const none: SuppressionSettings = { nation: 'england-and-wales', organisation: {}, patches: {}, schemes: {} };

describe('lengths by place', () => {
  it.each(names)('%s never goes below its floor, whatever is set', (name) => {
    const { floor } = lengths[name];
    fc.assert(
      fc.property(anySettings, place, (settings, at) => {
        const value = resolveLengths(settings, at).values[name];
        expect(Number.isSafeInteger(value)).toBe(true);
        if ('atLeast' in floor) expect(value).toBeGreaterThanOrEqual(floor.atLeast);
        if ('atMost' in floor) expect(value).toBeLessThanOrEqual(floor.atMost);
      }),
      runs,
    );
  });

  it('holds back, with every length at its floor, whatever no length is part of', () => {
    const looser = resolveLengths(
      {
        ...none,
        organisation: Object.fromEntries(names.map((name) => [name, 'atLeast' in lengths[name].floor ? 0 : 9999])),
      },
      { patch: null, scheme: null },
    );
    const fixed = new Set([1, 2, 3, 4, 5, 10, 12, 15, 17, 18, 19, 20, 21, 22, 23, 24, 25, 31]);
    fc.assert(
      fc.property(anyFacts, fc.constantFrom('home', 'money', 'neighbourhood'), (facts, theme) => {
        const stopped = (held: typeof looser): readonly (number | null)[] =>
          suppress(facts, theme, null, held)
            .trace.filter(({ row, stopped: stops }) => stops && row !== null && fixed.has(row))
            .map(({ row }) => row);
        expect(stopped(looser)).toEqual(stopped(shippedLengths));
      }),
      runs,
    );
  });

  it('takes the scheme before the patch, the patch before the organisation, and as shipped where nothing is set', () => {
    const settings: SuppressionSettings = {
      nation: 'scotland',
      organisation: { betweenAsks: 90, staffAsksInDay: 3 },
      patches: { N: { betweenAsks: 120 } },
      schemes: { 'S-014': { betweenAsks: 45 } },
    };
    const betweenAsks = (patch: string | null, scheme: string | null): number =>
      resolveLengths(settings, { patch, scheme }).values.betweenAsks;
    expect(betweenAsks(null, null)).toBe(90);
    expect(betweenAsks('N', null)).toBe(120);
    expect(betweenAsks('N', 'S-014')).toBe(45);
    expect(betweenAsks('W', 'S-099')).toBe(90);
    expect(resolveLengths(settings, { patch: 'N', scheme: null })).toMatchObject({
      nation: 'scotland',
      values: { staffAsksInDay: 3, afterDeath: 180 },
    });
    const around = ['S-014', 'E-2', 'N'];
    const within = resolveLengths(settings, { patch: null, scheme: 'S-000', around: ['S-000', 'E-2', 'N'] });
    expect(within.values.betweenAsks).toBe(betweenAsks('N', null));
    expect(resolveLengths(settings, { patch: null, scheme: 'S-014', around }).values.betweenAsks).toBe(45);
    expect(resolveLengths(none, { patch: 'toString', scheme: '__proto__' })).toEqual(shippedLengths);
  });

  it('is what decides', () => {
    const strict = resolveLengths({ ...none, organisation: { betweenAsks: 100 } }, { patch: null, scheme: null });
    const facts = makeFacts({ household: { asks: [ask(90)] } });
    expect(suppress(facts, 'home').stop).toBeNull();
    expect(suppress(facts, 'home', null, strict).stop).toMatchObject({ row: 13, until: daysAgo(-10) });
    const never = resolveLengths({ ...none, organisation: { asksInPeriod: 0 } }, { patch: null, scheme: null });
    expect(suppress(makeFacts(), 'home', null, never).stop).toMatchObject({ row: 14, until: null });
  });
});
