import type { TextProblem } from '@doorstep/contracts/http';
import type { Draft } from './draft.js';

/** What is looked at in the question itself, in the order in which it is listed beside it. */
export const questionRules = [
  'open-stem',
  'closed-opener',
  'one-question',
  'scale',
  'too-long',
  'hard-to-read',
  'office-word',
  'survey-wording',
  'not-said',
] as const;

const partOfRule: Readonly<Record<string, keyof Draft>> = {
  'no-probe': 'probe',
  'no-why': 'whyAsking',
  'no-theme': 'theme',
  'theme-unknown': 'theme',
  'no-role': 'role',
  'role-left-out': 'role',
  'no-contact-type': 'contactTypes',
  'contact-type-unknown': 'contactTypes',
  'contact-type-never': 'contactTypes',
  'theme-elsewhere': 'contactTypes',
  'no-owner': 'owner',
  'no-room-to-change': 'roomToChange',
  'title-length': 'title',
  library: 'strength',
};

/** The field beside which a problem is said: the question's own where it is about how that is put. */
export function partOf({ rule }: TextProblem): keyof Draft {
  return partOfRule[rule] ?? 'say';
}
