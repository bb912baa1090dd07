import type { RollCallCounts } from '@doorstep/contracts/http';

/** Households that are neither heard nor declined. */
export function toHear(counts: RollCallCounts): number {
  return counts['not-asked'] + counts.asked + counts['cannot-now'];
}
