import type { JobPayload } from '@doorstep/contracts/jobs';
import type { RereadHints } from './reread-hints.js';

/** The job names connections; what to read again stands in the database. */
export function rereadHintsJob(verb: RereadHints) {
  return ({ organisationId, ids }: JobPayload<'sync.reread'>, signal: AbortSignal): Promise<void> =>
    verb.run(organisationId, ids, signal);
}
