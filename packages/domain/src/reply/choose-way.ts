import type { Need } from '../facts.js';

/** How an answer is brought to someone. */
export type ReachWay = 'in-person' | 'phone' | 'letter' | 'email' | 'text';

export type ReachForm = 'standard' | 'large-print' | 'easy-read';

/** What someone said they need in order to be reached; never why. */
export type ReachNeed = Need | 'braille' | 'audio' | 'step-free' | 'same-gender' | 'childcare' | 'travel' | 'companion';

/** What is known of how a person wants to be reached. */
export interface WantedWay {
  /** Null: they were not asked yet. */
  readonly way: ReachWay | null;
  readonly needs: readonly ReachNeed[];
  readonly hasEmail: boolean;
  readonly hasMobile: boolean;
  /** A language tag; null: English. */
  readonly language: string | null;
}

export interface ChosenWay {
  readonly way: ReachWay;
  /** Of a letter or an e-mail, or of the copy that is left where it is said. */
  readonly form: ReachForm;
  /** A language tag. */
  readonly language: string;
}

/** Ways that a need shuts, whatever was chosen before it was known. */
const shutBy: Readonly<Partial<Record<ReachNeed, readonly ReachWay[]>>> = {
  'large-print': ['text'],
  'easy-read': ['text'],
  'no-internet': ['email'],
  hearing: ['phone'],
  'sign-language': ['phone', 'text', 'email'],
  interpreter: ['phone', 'text', 'email'],
  representative: ['phone', 'text', 'email'],
  braille: ['letter', 'text', 'email'],
  audio: ['letter', 'text', 'email'],
};

/**
 * The way in which an answer goes out: the one they prefer, unless a need shuts it or there is no address for it. What
 * they would have read then comes by letter, and what cannot be written down for them is said in person, as it is where
 * nobody asked them yet.
 */
export function chooseWay({ way, needs, hasEmail, hasMobile, language }: WantedWay): ChosenWay {
  const shut = new Set(needs.flatMap((need) => shutBy[need] ?? []));
  if (!hasEmail) shut.add('email');
  if (!hasMobile) shut.add('text');
  const inOrder = way === null ? [] : way === 'email' || way === 'text' ? [way, 'letter' as const] : [way];
  return {
    way: inOrder.find((each) => !shut.has(each)) ?? 'in-person',
    form: formFor(needs),
    language: language ?? 'en-GB',
  };
}

/** Easy read is set in large type, so it serves both. */
function formFor(needs: readonly ReachNeed[]): ReachForm {
  if (needs.includes('easy-read')) return 'easy-read';
  return needs.includes('large-print') ? 'large-print' : 'standard';
}
