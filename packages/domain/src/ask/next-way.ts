import type { Channel, Need } from '../facts.js';
import { ladderSteps } from '../ladder/ladder-steps.js';

const order: readonly Channel[] = ['message', 'phone', 'letter', 'in-person'];

/**
 * The way to reach a household next: the one they prefer, then as the ladder goes, leaving out ways that were tried and
 * those that a need forbids, so that nobody is sent what they cannot read (seed rows 10, 11 and 145). Going to see them
 * where they live is left when nothing else is.
 */
export function nextWay(preferred: Channel | null, needs: readonly Need[], tried: readonly Channel[]): Channel {
  const wanted = preferred === null ? order : [preferred, ...order];
  return wanted.find((way) => !tried.includes(way) && !isForbidden(way, needs)) ?? 'in-person';
}

/** Whether every step of the ladder that goes this way is never for somebody with these needs. */
function isForbidden(way: Channel, needs: readonly Need[]): boolean {
  const steps = ladderSteps.filter(({ channel }) => channel === way);
  return steps.every(({ neverWith }) => neverWith.some((need) => needs.includes(need)));
}
