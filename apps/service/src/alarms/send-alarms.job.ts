import type { JobPayload } from '@doorstep/contracts/jobs';
import type { SendAlarms } from './send-alarms.js';

/** The job only names the alarms; the verb does the rest. */
export function sendAlarmsJob(verb: SendAlarms) {
  return ({ organisationId, ids }: JobPayload<'alarms.send'>, signal: AbortSignal): Promise<void> =>
    verb.run(organisationId, ids, signal);
}
