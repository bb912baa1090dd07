import { describe, expect, it } from '@jest/globals';
import { handOffRules } from '../../domain/src/hand-off/hand-off-rules.js';
import { nationalNumbers } from '../../domain/src/hand-off/national-numbers.js';
import { listedHandOffs, phoneNameOf, phoneNumbers } from './hand-offs.js';
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

  it('name every national number in the language of the screen, and leave a landlord’s own to the landlord', () => {
    for (const { number } of nationalNumbers) expect([number, phoneNameOf(number)]).not.toContain(undefined);
    expect(phoneNameOf('01632 960002')).toBeUndefined();
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
