import type { VisitTopic } from '@doorstep/contracts/visit';
import { handOffRoutes, handOffRules, type HandOffRoute } from '@doorstep/domain';

/** What is known of an entry when it is decided where it goes. */
export interface EntryToPlan {
  readonly topics: readonly VisitTopic[];
  /** As they said it; null: nothing was written down. */
  readonly words: string | null;
  /** Words, or what was tapped without any. */
  readonly isSaid: boolean;
  /** What the words suggest, looked at now. */
  readonly offered: readonly HandOffRoute[];
  /** What a person decided about it; null: nobody did. */
  readonly decision: { readonly chosen: readonly HandOffRoute[]; readonly isRefused: boolean } | null;
  /** The hand-offs that the landlord has a way to send. */
  readonly canSend: ReadonlySet<HandOffRoute>;
}

/** One hand-off, and whether the words go with it. */
export interface PlannedHandOff {
  readonly route: HandOffRoute;
  readonly withWords: boolean;
}

export interface EntryPlan {
  readonly handOffs: readonly PlannedHandOff[];
  readonly keepsVoice: boolean;
  /** Why a person has to look first; what is urgent goes out meanwhile, without the words. */
  readonly held: 'choose-route' | 'no-route' | null;
}

/** What the operative taps is a decision: no words are needed for it. */
const tiles: Partial<Readonly<Record<VisitTopic, HandOffRoute>>> = {
  'danger-now': 'emergency',
  'damp-or-mould': 'hazard',
  repairs: 'service_request',
};
const urgent: readonly HandOffRoute[] = ['emergency', 'hazard'];
/** In UTF-16 code units, as a restricted hand-off takes them. */
const longestRestricted = 280;

/**
 * Where an entry goes. Nothing is decided in a person's place: words that suggest what may not be passed over wait, unless
 * a tile or a decision covers it. Words that went somewhere restricted go nowhere else by a tile.
 */
export function planEntry({ topics, words, isSaid, offered, decision, canSend }: EntryToPlan): EntryPlan {
  const tapped = topics.flatMap((topic) => tiles[topic] ?? []);
  const chosen: readonly HandOffRoute[] = (decision?.chosen ?? []).filter((route) => route !== 'complaint_choice');
  const isDecided = decision !== null && (decision.chosen.length > 0 || decision.isRefused);
  const restricted = chosen.filter((route) => handOffRules[route].isRestricted);
  const held = whyHeld();
  if (held !== null) {
    const now = urgent.filter((route) => tapped.includes(route));
    return { handOffs: now.map((route) => ({ route, withWords: false })), keepsVoice: false, held };
  }
  const all = handOffRoutes.filter((route) => tapped.includes(route) || chosen.includes(route));
  const handOffs = all.map((route) => ({ route, withWords: chosen.includes(route) || restricted.length === 0 }));
  return { handOffs, keepsVoice: isSaid && isEngagement(), held: null };

  function whyHeld(): EntryPlan['held'] {
    const uncovered = offered.filter((route) => handOffRules[route].mustChoose && !isCovered(route));
    if (uncovered.length > 0 && !isDecided) return 'choose-route';
    if (restricted.some((route) => !canSend.has(route))) return 'no-route';
    return restricted.length > 0 && (words?.length ?? 0) > longestRestricted ? 'choose-route' : null;
  }

  function isCovered(route: HandOffRoute): boolean {
    return tapped.includes(route) || (route === 'hazard' && tapped.includes('emergency'));
  }

  /** A job for the repairs team beside something else that was said: the rest is still owed a reply. */
  function isEngagement(): boolean {
    if (all.length === 0) return true;
    const isOnlyJob = all.every((route) => route === 'service_request') && chosen.length === 0;
    return isOnlyJob && topics.some((topic) => tiles[topic] === undefined);
  }
}
