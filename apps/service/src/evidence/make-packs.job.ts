import type { JobPayload } from '@doorstep/contracts/jobs';
import type { MakePacks } from './make-packs.js';

/** The job only names the packs; the verb does the rest. */
export function makePacksJob(verb: MakePacks) {
  return async ({ organisationId, ids }: JobPayload<'evidence.make'>, signal: AbortSignal): Promise<void> => {
    await verb.run(organisationId, ids, signal);
  };
}
