import { today } from '../../when.js';

/** The year it is in London, and the nine before it. */
export function years(): number[] {
  const now = Number(today().slice(0, 4));
  return Array.from({ length: 10 }, (_, back) => now - back);
}
