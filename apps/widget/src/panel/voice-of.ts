import type { RoutingDecision, VoiceRequest } from '@doorstep/contracts/embed';
import type { WordsDraft } from '../drafts.js';

/** What is sent to keep the words of a draft. */
export function voiceOf(draft: WordsDraft, routing: RoutingDecision | undefined): VoiceRequest {
  const { kind, topic, reach, place, ...about } = draft.about;
  return {
    record: draft.record,
    words: draft.words,
    saidAt: draft.begunAt,
    ...about,
    // After a prompt the kind was the second tap.
    ...(draft.answers?.outcomeId ? { outcomeId: draft.answers.outcomeId } : { kind }),
    ...(topic && { topic }),
    ...(reach.trim() !== '' && !about.isAnonymous && { reach: reach.trim() }),
    ...(place.trim() !== '' && { place: place.trim() }),
    ...(routing && { routing }),
  };
}
