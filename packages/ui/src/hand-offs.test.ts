import { describe, expect, it } from '@jest/globals';
import { handOffRules } from '../../domain/src/hand-off/hand-off-rules.js';
import { nationalNumbers } from '../../domain/src/hand-off/national-numbers.js';
import { listedHandOffs, phoneNumbers } from './hand-offs.js';
import { textIn } from './text/index.js';

const text = textIn('en-GB');

describe('the hand-offs that are listed without the service', () => {
  it('are those of the rules, in the order of the rules, in the same words', () => {
    const curled = (words: string) => words.replaceAll("'", '’');
    expect(
      listedHandOffs.map(({ route, isRestricted }) => [
        route,
        isRestricted,
        text(`route.${route}`),
        text(`route.${route}.say`),
      ]),
    ).toEqual(
      Object.entries(handOffRules).map(([route, rule]) => [
        route,
        rule.isRestricted,
        curled(rule.title),
        curled(rule.say),
      ]),
    );
  });

  it('show the numbers that are published for them, and no others', () => {
    for (const { route, numbers } of listedHandOffs) {
      expect([route, ...numbers.map((name) => phoneNumbers[name])]).toEqual([
        route,
        ...nationalNumbers.filter(({ routes }) => routes.includes(route)).map(({ number }) => number),
      ]);
    }
  });
});
