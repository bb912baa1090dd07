import type { JobPayload } from '@doorstep/contracts/jobs';
import type { SendToEndpoints } from './send-to-endpoints.js';

/** The job only names the deliveries; the verb does the rest. */
export function sendToEndpointsJob(verb: SendToEndpoints) {
  return ({ organisationId, ids }: JobPayload<'webhooks.send'>, signal: AbortSignal): Promise<void> =>
    verb.run(organisationId, ids, signal);
}
