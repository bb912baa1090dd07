/** What happens to voices, topics and replies, in the order in which it happens. Ids are any texts. */
export type OwedEvent =
  | { readonly what: 'kept'; readonly voiceId: string; readonly wantsReply: boolean }
  /** The words were taken wrongly: a new voice stands in place of the old one, in its topic. */
  | {
      readonly what: 'corrected';
      readonly voiceId: string;
      readonly byVoiceId: string;
      readonly wantsReply: boolean;
    }
  | { readonly what: 'withdrawn' | 'no-reply-wanted' | 'cannot-reach'; readonly voiceId: string }
  /** Put to a topic, or moved to another. */
  | { readonly what: 'joined'; readonly voiceId: string; readonly topicId: string }
  | { readonly what: 'replied'; readonly topicId: string; readonly replyId: string }
  | { readonly what: 'told'; readonly voiceId: string; readonly replyId: string };

/** One reply for one voice. */
export interface TellingOf {
  readonly voiceId: string;
  readonly replyId: string;
}

/** What we owe: `owed` = `voices` − `answered` − `noReplyWanted` − `cannotReach`. */
export interface Owed {
  /** Voices that stand: neither withdrawn nor put right by another. */
  readonly voices: number;
  /** Told the latest result of their topic, and still to be told of later ones. */
  readonly answered: number;
  readonly noReplyWanted: number;
  readonly cannotReach: number;
  readonly owed: number;
  /** Which they are, in the order in which they were kept. */
  readonly owing: readonly string[];
  /** Tellings that wait, in the same order: at most one a voice. */
  readonly waiting: readonly TellingOf[];
  /** Every telling ever made, those that a later result replaced among them. */
  readonly made: readonly TellingOf[];
}

type Standing = 'owed' | 'answered' | 'no-reply-wanted' | 'cannot-reach' | 'corrected' | 'withdrawn';

interface Voice {
  readonly standing: Standing;
  /** Wants to hear of later results as well. */
  readonly isFollowing: boolean;
  readonly topicId: string | null;
  /** The reply that waits to be told. */
  readonly waitingFor: string | null;
}

/**
 * What is owed after these events. A voice is owed a reply from when it is kept until it is told the latest result,
 * wants none or cannot be reached; a later result owes it again, once. What cannot happen (a voice that is not known,
 * a reply that is not waiting) changes nothing. Never throws.
 */
export function foldOwed(events: readonly OwedEvent[]): Owed {
  const voices = new Map<string, Voice>();
  const replies = new Set<string>();
  const latest = new Map<string, string>();
  const made = new Map<string, TellingOf>();

  const keep = (voiceId: string, wantsReply: boolean): void => {
    if (voices.has(voiceId)) return;
    const standing = wantsReply ? 'owed' : 'no-reply-wanted';
    voices.set(voiceId, { standing, isFollowing: wantsReply, topicId: null, waitingFor: null });
  };
  const tell = (voiceId: string, voice: Voice, replyId: string | null): void => {
    const key = JSON.stringify([replyId, voiceId]);
    if (replyId === null || !voice.isFollowing || made.has(key)) {
      // Moved to where there is nothing new: what waited was about another topic.
      voices.set(voiceId, { ...voice, waitingFor: null });
      return;
    }
    made.set(key, { voiceId, replyId });
    voices.set(voiceId, { ...voice, standing: 'owed', waitingFor: replyId });
  };
  const join = (voiceId: string, topicId: string): void => {
    const voice = voices.get(voiceId);
    if (voice === undefined || isGone(voice) || voice.topicId === topicId) return;
    tell(voiceId, { ...voice, topicId }, latest.get(topicId) ?? null);
  };

  for (const event of events) {
    if (event.what === 'replied') {
      if (replies.has(event.replyId)) continue;
      replies.add(event.replyId);
      latest.set(event.topicId, event.replyId);
      for (const [voiceId, voice] of voices) {
        if (voice.topicId === event.topicId && !isGone(voice)) tell(voiceId, voice, event.replyId);
      }
      continue;
    }
    if (event.what === 'kept') {
      keep(event.voiceId, event.wantsReply);
      continue;
    }
    const voice = voices.get(event.voiceId);
    if (voice === undefined || isGone(voice)) continue;
    switch (event.what) {
      case 'corrected':
        if (voices.has(event.byVoiceId)) break;
        voices.set(event.voiceId, gone('corrected'));
        keep(event.byVoiceId, event.wantsReply);
        if (voice.topicId !== null) join(event.byVoiceId, voice.topicId);
        break;
      case 'withdrawn':
        voices.set(event.voiceId, gone('withdrawn'));
        break;
      case 'no-reply-wanted':
      case 'cannot-reach': {
        // The first of the two stays; either holds for whoever was told before as well, since they hear of nothing more.
        const isOpen = voice.standing === 'owed' || voice.standing === 'answered';
        const standing = isOpen ? event.what : voice.standing;
        voices.set(event.voiceId, { ...voice, standing, isFollowing: false, waitingFor: null });
        break;
      }
      case 'joined':
        join(event.voiceId, event.topicId);
        break;
      case 'told':
        if (voice.waitingFor !== event.replyId) break;
        voices.set(event.voiceId, { ...voice, standing: 'answered', waitingFor: null });
        break;
    }
  }

  const all = [...voices];
  const count = (standing: Standing): number => all.filter(([, voice]) => voice.standing === standing).length;
  const owing = all.filter(([, { standing }]) => standing === 'owed').map(([voiceId]) => voiceId);
  return {
    voices: all.filter(([, voice]) => !isGone(voice)).length,
    answered: count('answered'),
    noReplyWanted: count('no-reply-wanted'),
    cannotReach: count('cannot-reach'),
    owed: owing.length,
    owing,
    waiting: all.flatMap(([voiceId, { waitingFor }]) =>
      waitingFor === null ? [] : [{ voiceId, replyId: waitingFor }],
    ),
    made: [...made.values()],
  };
}

function gone(standing: 'corrected' | 'withdrawn'): Voice {
  return { standing, isFollowing: false, topicId: null, waitingFor: null };
}

function isGone({ standing }: Voice): boolean {
  return standing === 'corrected' || standing === 'withdrawn';
}
