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
}

const bands = [
  { band: '1', from: 1, to: 1 },
  { band: '2-4', from: 2, to: 4 },
  { band: '5-or-more', from: 5, to: Infinity },
] as const;

/** How often people speak. Everybody counts once, however often they do. */
export function concentration(howOften: readonly HowOften[]): Concentration {
  const within = (from: number, to: number) =>
    howOften.reduce((sum, { times, people }) => sum + (times >= from && times <= to ? people : 0), 0);
  const { cells, total } = suppressSmall(bands.map(({ from, to }) => within(from, to)));
  return {
    people: total,
    bands: bands.map(({ band }, at) => ({ band, people: cells[at] ?? null })),
  };
}

/** Those who spoke most of a group, and the share of what it said that came from them, in percent. */
export interface Most {
  readonly people: number;
  readonly share: number;
  /** Few speak for many: half of everything, or more, comes from a quarter of the people, or fewer. */
  readonly isFew: boolean;
}

/**
 * What the twentieth or the tenth of the people heard who spoke most said; never fewer than ten, and null where so few
 * others are left, since the others are a group too. A twentieth is told only where the tenth has ten more people in it.
 */
export function mostOf(howOften: readonly HowOften[], part: 5 | 10): Most | null {
  const everybody = howOften.reduce((sum, { people }) => sum + people, 0);
  const said = howOften.reduce((sum, { times, people }) => sum + times * people, 0);
  const inPart = (percent: number) => Math.max(fewest, Math.ceil((everybody * percent) / 100));
  const people = inPart(part);
  if (everybody - people < fewest || (part === 5 && inPart(10) - people < fewest)) return null;
  let left = people;
  let theirs = 0;
  for (const one of [...howOften].sort((a, b) => b.times - a.times)) {
    const taken = Math.min(left, one.people);
    theirs += taken * one.times;
    left -= taken;
  }
  return { people, share: Math.round((theirs * 100) / said), isFew: theirs * 2 >= said && people * 4 <= everybody };
}
