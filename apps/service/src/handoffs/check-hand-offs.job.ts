import type { JobPayload } from '@doorstep/contracts/jobs';
import type { CheckHandOffs } from './check-hand-offs.js';

/** The job only names the hand-offs; the verb does the rest. */
export function checkHandOffsJob(verb: CheckHandOffs) {
  return ({ organisationId, ids }: JobPayload<'handoffs.check'>): Promise<void> => verb.run(organisationId, ids);
}
