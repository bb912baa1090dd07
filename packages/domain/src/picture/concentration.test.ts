import { describe, expect, it } from '@jest/globals';
import { concentration, mostOf } from './concentration.js';

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
    // 10 of 50 spoke 4 times: 40 of 80 things said, a half by a fifth of the people.
    const half = [
      { times: 1, people: 40 },
      { times: 4, people: 10 },
    ];
    expect(mostOf(half, 10)).toEqual({ people: 10, share: 50, isFew: true });
    expect(mostOf(half, 5)).toBeNull();
    // 20 of 200: 15 who spoke 9 times and 5 of those who spoke twice, of 135 + 10 + 360.. things said.
    const many = [
      { times: 2, people: 185 },
      { times: 9, people: 15 },
    ];
    expect(mostOf(many, 10)).toEqual({ people: 20, share: Math.round((100 * (135 + 10)) / (370 + 135)), isFew: false });
    expect(mostOf(many, 5)).toEqual({ people: 10, share: Math.round((100 * 90) / (370 + 135)), isFew: false });
    // One person giving 8 of 10 things is never told of, nor is a twentieth beside a tenth with nine more in it.
    expect(
      mostOf(
        [
          { times: 8, people: 1 },
          { times: 1, people: 18 },
        ],
        10,
      ),
    ).toBeNull();
    expect(mostOf([{ times: 1, people: 190 }], 5)).toBeNull();
  });

  it('warns where few speak for many, and not where those few are many of the people', () => {
    const spoke = (times: number, others: number) => [
      { times, people: 10 },
      { times: 1, people: others },
    ];
    expect(mostOf(spoke(3, 30), 10)).toMatchObject({ share: 50, isFew: true });
    expect(mostOf(spoke(3, 31), 10)).toMatchObject({ share: 49, isFew: false });
    expect(mostOf(spoke(9, 29), 10)).toMatchObject({ people: 10, isFew: false });
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
