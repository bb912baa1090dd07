import type { JobPayload } from '@doorstep/contracts/jobs';
import type { ReviewRecompense } from './review-recompense.js';

/** The job only names what is due; the verb does the rest. */
export function reviewRecompenseJob(verb: ReviewRecompense) {
  return async ({ organisationId, ids }: JobPayload<'recompense.review'>): Promise<void> => {
    await verb.run(organisationId, ids);
  };
}
