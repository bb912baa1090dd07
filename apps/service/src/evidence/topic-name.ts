import { shortTitle } from '../replies/index.js';
import { isRestricted, outsideRefuges } from '../records/index.js';
import { namesOfHousehold } from './names-of-household.js';
import { withoutNames } from './without-names.js';

/** The voice with which a topic `o` began, as `f`, with what it lets us do, and the names of its household, as `n`. */
export const firstVoice = `
  LEFT JOIN LATERAL (SELECT v.words, v.household_id, coalesce(c.may_share, v.may_share) AND v.withdrawn_at IS NULL
      AND ${outsideRefuges('v')} AND NOT ${isRestricted('v.person_id')} AS may_share
    FROM topic_voices t JOIN voices v ON v.organisation_id = $1 AND v.id = t.voice_id
    LEFT JOIN LATERAL (SELECT may_share FROM voice_consents s WHERE s.organisation_id = $1 AND s.voice_id = v.id
      ORDER BY recorded_at DESC, s.id DESC LIMIT 1) c ON true
    WHERE t.organisation_id = $1 AND t.topic_id = o.id ORDER BY t.added_at, v.id LIMIT 1) f ON true
  ${namesOfHousehold('f.household_id')}`;

/**
 * What a topic is called in front of others. A topic that nobody named is called by what was said first: null where whoever
 * said it does not let us pass it on.
 */
export function topicName(topic: {
  readonly title: string;
  readonly firstWords: string | null;
  readonly mayShare: boolean | null;
  readonly names: readonly string[];
}): string | null {
  const isTheirWords = topic.firstWords !== null && topic.title === shortTitle(topic.firstWords, 120);
  return isTheirWords && topic.mayShare !== true ? null : withoutNames(topic.title, topic.names);
}
