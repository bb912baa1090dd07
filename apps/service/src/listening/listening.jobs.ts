import type { JobPayload } from '@doorstep/contracts/jobs';
import type { AttachHeldVoices } from './attach-held-voices.js';

/** The job only names the connections that brought something; the verb does the rest. */
export function attachHeldVoicesJob(verb: AttachHeldVoices) {
  return async ({ organisationId, ids }: JobPayload<'listening.attach'>): Promise<void> => {
    await verb.run(organisationId, ids);
  };
}
