import { describe, expect, it } from '@jest/globals';
import { concentration } from './concentration.js';

describe('how much comes from how few', () => {
  it('counts whoever says something twenty times once', () => {
    const { people, bands } = concentration([
      { times: 1, people: 30 },
      { times: 3, people: 12 },
      { times: 20, people: 11 },
    ]);
    expect(people).toBe(53);
    expect(bands.map((band) => band.people)).toEqual([30, 12, 11]);
  });

  it('says what share the tenth who spoke most have, and never of fewer than ten', () => {
    // 10 of 50 spoke 4 times: 40 of 80 things said.
    expect(
      concentration([
        { times: 1, people: 40 },
        { times: 4, people: 10 },
      ]).most,
    ).toEqual({ people: 10, share: 50 });
    // 20 of 200: 15 who spoke 9 times and 5 of those who spoke twice, of 135 + 10 + 360.. things said.
    const many = concentration([
      { times: 2, people: 185 },
      { times: 9, people: 15 },
    ]);
    expect(many.most).toEqual({ people: 20, share: Math.round((100 * (135 + 10)) / (370 + 135)) });
    expect(
      concentration([
        { times: 7, people: 1 },
        { times: 1, people: 18 },
      ]).most,
    ).toBeNull();
  });

  it('keeps back who are few', () => {
    const { people, bands } = concentration([
      { times: 1, people: 30 },
      { times: 6, people: 3 },
    ]);
    expect(people).toBe(33);
    expect(bands.map((band) => band.people)).toEqual([null, null, null]);
    expect(concentration([{ times: 1, people: 4 }]).people).toBeNull();
  });
});
