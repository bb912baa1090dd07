import { describe, expect, it } from '@jest/globals';
import { findSigns, signNames } from './find-signs.js';
import { routeFeatures, tableSize } from './route-features.js';
import { spokenWords } from './spoken-words.js';

const placesOf = (text: string): ReadonlySet<number> => new Set(routeFeatures(spokenWords(text)).places);
const signsOf = (text: string): readonly string[] =>
  findSigns(spokenWords(text)).map(({ sign }) => signNames[sign] ?? '');
const shared = (one: string, other: string): number =>
  [...placesOf(one)].filter((at) => placesOf(other).has(at)).length;

describe('features of a text', () => {
  it('tell a denied word from a said one, up to the end of the clause', () => {
    const denied = [...placesOf('no damp')].length;
    expect(placesOf('no damp')).not.toEqual(placesOf('damp no'));
    expect([...placesOf('no, damp')].length).not.toBe(denied);
  });

  it('leave a misspelt word close to what was meant', () => {
    expect(shared('ceiling', 'ceilling')).toBeGreaterThan(shared('ceiling', 'garden') + 3);
  });

  it('stay inside the table and have a weight each', () => {
    const { places, weights } = routeFeatures(spokenWords('the boiler is broken and my baby is cold'));
    expect(places).toHaveLength(weights.length);
    expect(places.every((place) => place >= 0 && place < tableSize)).toBe(true);
    expect(weights.every((weight) => weight > 0)).toBe(true);
  });

  it('are none for no words', () => {
    expect(placesOf('').size).toBe(0);
  });
});

describe('signs', () => {
  it('are found by word, by stem and by phrase', () => {
    expect(signsOf('mouldy')).toContain('damp');
    expect(signsOf('he never rang back')).toContain('waited');
    expect(signsOf('walking on eggshells')).toContain('control');
  });

  it('do not reach over a clause mark', () => {
    expect(signsOf('ring back')).toContain('waited');
    expect(signsOf('ring. back')).not.toContain('waited');
  });
});
