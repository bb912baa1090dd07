import type { JobPayload } from '@doorstep/contracts/jobs';
import type { SendWriteBacks } from './send-write-backs.js';

/** The job only names the write-backs; the verb does the rest. */
export function sendWriteBacksJob(verb: SendWriteBacks) {
  return ({ organisationId, ids }: JobPayload<'write-back.send'>, signal: AbortSignal): Promise<void> =>
    verb.run(organisationId, ids, signal);
}
