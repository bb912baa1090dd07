import type { PlaceFacts } from '../facts.js';
import { howFar } from '../how-far.js';
import type { PlaceLevel } from '../rule/rule.js';
import type { Nation } from '../time/nation.js';
import { type Length, type LengthName, lengths } from './lengths.js';

/** What a landlord sets otherwise than shipped, in the unit of each length. */
export type LengthChanges = Readonly<Partial<Record<LengthName, number>>>;

/** A landlord's settings: those of a narrower place stand before those of a wider, and those before the organisation's. */
export interface SuppressionSettings {
  readonly nation: Nation;
  readonly organisation: LengthChanges;
  /** By patch code. */
  readonly patches: Readonly<Record<string, LengthChanges>>;
  /** By scheme code. */
  readonly schemes: Readonly<Record<string, LengthChanges>>;
}

/** The lengths that hold at one place, and the nation whose bank holidays do. */
export interface ResolvedLengths {
  readonly nation: Nation;
  readonly values: Readonly<Record<LengthName, number>>;
}

const names = Object.keys(lengths) as readonly LengthName[];

/**
 * The lengths that hold for a home at this place. A setting past a floor counts as the floor; one that is no whole
 * number from 0 up counts as not set. Never throws.
 */
export function resolveLengths(settings: SuppressionSettings, place: PlaceFacts): ResolvedLengths {
  const { organisation, nation } = settings;
  const narrowestFirst = [...changesAt(settings, place), organisation];
  const values = Object.fromEntries(
    names.map((name) => {
      const set = narrowestFirst.map((changes) => changes[name]).find(isUsable);
      return [name, withinFloor(lengths[name], set ?? lengths[name].value)];
    }),
  ) as Record<LengthName, number>;
  return { nation, values };
}

/** As shipped: for a landlord that set nothing. */
export const shippedLengths: ResolvedLengths = resolveLengths(
  { nation: 'england-and-wales', organisation: {}, patches: {}, schemes: {} },
  { patch: null, scheme: null },
);

/** What is set for the places that a home is in, the narrowest first. */
export function changesAt(settings: SuppressionSettings, home: PlaceFacts): readonly LengthChanges[] {
  const at = (level: PlaceLevel, changes: Readonly<Record<string, LengthChanges>>) =>
    Object.entries(changes).map(([code, of]) => ({ of, out: howFar(home, { level, code }) }));
  return [...at('scheme', settings.schemes), ...at('patch', settings.patches)]
    .filter(({ out }) => out < Infinity)
    .toSorted((one, other) => one.out - other.out)
    .map(({ of }) => of);
}

function isUsable(value: number | undefined): value is number {
  return value !== undefined && Number.isSafeInteger(value) && value >= 0;
}

function withinFloor({ floor }: Length, value: number): number {
  return 'atLeast' in floor ? Math.max(value, floor.atLeast) : Math.min(value, floor.atMost);
}
