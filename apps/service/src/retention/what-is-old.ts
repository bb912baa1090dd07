import type { RetentionKindName } from '@doorstep/domain';

/**
 * What of each kind is older than `$2`, as `id` and `at`. Left out is what others rest on: words that an ask, a story or
 * an answer that is owed has to do with; contacts that led to a prompt; a hand-off that a later one repeats. A story that
 * nobody agrees to any more, or whose voice was taken back, is old whenever that was.
 */
export const whatIsOld: Readonly<Record<RetentionKindName, string>> = {
  'unnamed-words': `
    SELECT v.id, v.said_at AS at FROM voices v
    WHERE v.organisation_id = $1 AND v.said_at < $2 AND NOT v.keep_name AND v.words_removed_at IS NULL
      AND NOT EXISTS (SELECT FROM ask_events e WHERE e.organisation_id = $1 AND e.voice_id = v.id)
      AND NOT EXISTS (SELECT FROM stories s WHERE s.organisation_id = $1 AND s.voice_id = v.id)
      AND NOT EXISTS (SELECT FROM replies_owed o
        WHERE o.organisation_id = $1 AND o.voice_id = v.id AND o.settled_at IS NULL)`,
  contacts: `
    SELECT c.id, c.occurred_at AS at FROM contacts c
    WHERE c.organisation_id = $1 AND c.occurred_at < $2
      AND NOT EXISTS (SELECT FROM moments m WHERE m.organisation_id = $1 AND m.contact_id = c.id)
      AND NOT EXISTS (SELECT FROM decisions d JOIN prompts p ON p.organisation_id = $1 AND p.decision_id = d.id
        WHERE d.organisation_id = $1 AND d.contact_id = c.id)
      AND NOT EXISTS (SELECT FROM outbox o
        WHERE o.organisation_id = $1 AND o.topic = 'contact' AND o.subject_id = c.id AND o.done_at IS NULL)`,
  'visit-photos': `
    SELECT p.id, p.whole_at AS at FROM visit_photos p
    WHERE p.organisation_id = $1 AND p.state = 'kept' AND p.whole_at < $2`,
  'hand-offs': `
    SELECT h.id, h.closed_at AS at FROM hand_offs h
    WHERE h.organisation_id = $1 AND h.closed_at < $2
      AND NOT EXISTS (SELECT FROM hand_offs l WHERE l.organisation_id = $1 AND l.repeats = h.id)`,
  stories: `
    SELECT s.id, coalesce(s.consented_at, s.recorded_at) AS at FROM stories s
    JOIN voices v ON v.organisation_id = $1 AND v.id = s.voice_id
    WHERE s.organisation_id = $1
      AND (coalesce(s.consented_at, s.recorded_at) < $2 OR s.withdrawn_at IS NOT NULL OR v.withdrawn_at IS NOT NULL)`,
  'personal-packs': `
    SELECT p.id, p.made_at AS at FROM evidence_packs p
    WHERE p.organisation_id = $1 AND NOT p.is_publication AND p.state = 'made' AND p.made_at < $2`,
  'policy-clashes': `
    SELECT c.id, c.said_in AS at FROM policy_clashes c WHERE c.organisation_id = $1 AND c.said_in < $2::timestamptz`,
};
