import type { PreferenceKind } from '@doorstep/contracts/embed';

/** What each wish ends of what was wished about the same theme. A pause ends nothing: after it, all is as it was. */
export const contradicted: Readonly<Record<PreferenceKind, readonly PreferenceKind[]>> = {
  'do-not-ask': ['tell-me', 'ask-more', 'work-with-me', 'pause'],
  'tell-me': ['do-not-ask', 'ask-more', 'work-with-me'],
  'ask-more': ['do-not-ask', 'tell-me', 'pause'],
  'work-with-me': ['do-not-ask', 'tell-me', 'pause'],
  pause: [],
};

/**
 * What a wish about everything also ends of what was wished about one theme: only what asks more of them. Who wants to
 * be asked about everything has not taken back that one theme is none of ours.
 */
export const contradictedInEveryTheme: Readonly<Record<PreferenceKind, readonly PreferenceKind[]>> = {
  'do-not-ask': ['tell-me', 'ask-more', 'work-with-me'],
  'tell-me': ['ask-more', 'work-with-me'],
  'ask-more': [],
  'work-with-me': [],
  pause: [],
};

/** Wishes after which nothing is asked. */
export const keepFromAsking: readonly PreferenceKind[] = ['do-not-ask', 'tell-me', 'pause'];
