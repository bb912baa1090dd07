import type { JobPayload } from '@doorstep/contracts/jobs';
import type { SendHandOffs } from './send-hand-offs.js';

/** The job only names the hand-offs; the verb does the rest. */
export function sendHandOffsJob(verb: SendHandOffs) {
  return ({ organisationId, ids }: JobPayload<'handoffs.send'>, signal: AbortSignal): Promise<void> =>
    verb.run(organisationId, ids, signal);
}
