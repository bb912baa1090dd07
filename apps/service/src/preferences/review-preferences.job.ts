import type { JobPayload } from '@doorstep/contracts/jobs';
import type { ReviewPreferences } from './review-preferences.js';

/** The job only names what is due; the verb does the rest. */
export function reviewPreferencesJob(verb: ReviewPreferences) {
  return async ({ organisationId, ids }: JobPayload<'preferences.review'>): Promise<void> => {
    await verb.run(organisationId, ids);
  };
}
