import type { JobPayload } from '@doorstep/contracts/jobs';
import type { DecideContacts } from './decide-contacts.js';

/** The job only names the contacts; the verb does the rest. */
export function decideContactsJob(verb: DecideContacts) {
  return async (
    { organisationId, contactIds }: JobPayload<'prompting.decide-contacts'>,
    signal: AbortSignal,
  ): Promise<void> => {
    await verb.run(organisationId, contactIds, signal);
  };
}
