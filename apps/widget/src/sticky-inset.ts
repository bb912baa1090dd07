import type { DoorstepStickyInset } from './embed-types.js';

/** No bar is taller than this, in CSS pixels: a larger one would push every field out of sight. */
const tallest = 2_000;

/** Reads what a host gave, whatever it is: a side that is no length counts as not covered. */
export function readStickyInset(given: unknown): DoorstepStickyInset {
  const sides: { readonly top?: unknown; readonly bottom?: unknown } =
    typeof given === 'object' && given !== null ? given : {};
  return { top: lengthOf(sides.top), bottom: lengthOf(sides.bottom) };
}

function lengthOf(given: unknown): number {
  return typeof given === 'number' && given > 0 ? Math.min(given, tallest) : 0;
}
