import type { JobPayload } from '@doorstep/contracts/jobs';
import type { CheckReplies } from './check-replies.js';
import type { TellVoices } from './tell-voices.js';

/** The job only names the tellings; the verb does the rest. */
export function tellVoicesJob(verb: TellVoices) {
  return async ({ organisationId, ids }: JobPayload<'replies.tell'>, signal: AbortSignal): Promise<void> => {
    await verb.run(organisationId, ids, signal);
  };
}

/** The job only names the replies; the verb does the rest. */
export function checkRepliesJob(verb: CheckReplies) {
  return async ({ organisationId, ids }: JobPayload<'replies.check'>): Promise<void> => {
    await verb.run(organisationId, ids);
  };
}
