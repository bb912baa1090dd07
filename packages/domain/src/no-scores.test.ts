import { describe, expect, it } from '@jest/globals';
import { makeFacts } from '../test/facts.js';
import * as domain from './index.js';

const forbidden = /scor|rank|risk|propensity|likelihood|engagementlevel/i;

/** Every key in a value, and every string that stands as an identifier: under `code`, `rule`, `key` or `fact`. */
function namesIn(value: unknown): readonly string[] {
  if (value instanceof Map) return namesIn([...value.values()]);
  if (Array.isArray(value)) return value.flatMap(namesIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inside]) => [
    key,
    ...(['code', 'rule', 'key', 'fact'].includes(key) && typeof inside === 'string' ? [inside] : []),
    ...namesIn(inside),
  ]);
}

describe('nothing here scores anyone', () => {
  it('not by a name that is exported, nor by a key or code of exported data', () => {
    const names = Object.entries(domain).flatMap(([name, value]) => [name, ...namesIn(value)]);
    expect(names.length).toBeGreaterThan(500);
    expect(names.filter((name) => forbidden.test(name))).toEqual([]);
  });

  it('not by a key of a decision', () => {
    const prompt = domain.decide(makeFacts());
    const none = domain.decide(makeFacts({ household: { repliesOwed: 1 } }));
    expect(namesIn([prompt, none]).filter((name) => forbidden.test(name))).toEqual([]);
  });
});
