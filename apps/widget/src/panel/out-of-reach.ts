import type { FaultCode } from '../fault.js';

/** Whether the same can be sent again by itself: there was no answer, or none that decides anything. */
export function isOutOfReach(code: FaultCode): boolean {
  return code === 'network' || code === 'timeout' || code === 'server';
}
