import { fewest, suppressSmall } from './suppress-small.js';

/** How many people said something so many times. */
export interface HowOften {
  readonly times: number;
  readonly people: number;
}

export interface Concentration {
  /** People heard; null: fewer than ten. */
  readonly people: number | null;
  /** By how often they spoke; null: not shown. */
  readonly bands: readonly { readonly band: '1' | '2-4' | '5-or-more'; readonly people: number | null }[];
  /** Of everything said, what those who spoke most said, in percent; null where there are too few to say. */
  readonly most: { readonly people: number; readonly share: number } | null;
}

const bands = [
  { band: '1', from: 1, to: 1 },
  { band: '2-4', from: 2, to: 4 },
  { band: '5-or-more', from: 5, to: Infinity },
] as const;

/**
 * Whether a few people say most of what we hear. Everybody counts once, however often they speak; those who spoke most are
 * a tenth of everybody and never fewer than ten, so that it never speaks of a person.
 */
export function concentration(howOften: readonly HowOften[]): Concentration {
  const within = (from: number, to: number) =>
    howOften.reduce((sum, { times, people }) => sum + (times >= from && times <= to ? people : 0), 0);
  const { cells, total } = suppressSmall(bands.map(({ from, to }) => within(from, to)));
  return {
    people: total,
    bands: bands.map(({ band }, at) => ({ band, people: cells[at] ?? null })),
    most: mostOf(howOften),
  };
}

function mostOf(howOften: readonly HowOften[]): Concentration['most'] {
  const everybody = howOften.reduce((sum, { people }) => sum + people, 0);
  const said = howOften.reduce((sum, { times, people }) => sum + times * people, 0);
  const people = Math.max(fewest, Math.ceil(everybody / 10));
  // The others are a group too.
  if (everybody - people < fewest) return null;
  let left = people;
  let theirs = 0;
  for (const one of [...howOften].sort((a, b) => b.times - a.times)) {
    const taken = Math.min(left, one.people);
    theirs += taken * one.times;
    left -= taken;
  }
  return { people, share: Math.round((theirs * 100) / said) };
}
