import { listWords } from './condition-words.js';
import type { FixedBecause, Rule } from './rule.js';

const becauseWords: Readonly<Record<FixedBecause, string>> = {
  law: 'the law says so',
  safety: 'for safety',
  money: 'because of money',
  contract: 'because of a contract',
  choice: 'our own choice',
};

/** What cannot change any more, each with its reason, in one line. */
export function alreadyDecidedWords({ alreadyDecided }: Pick<Rule, 'alreadyDecided'>): string {
  if (alreadyDecided === 'nothing yet') return alreadyDecided;
  return listWords(
    alreadyDecided.map(({ what, because }) => `${what} (${becauseWords[because]})`),
    'and',
  );
}

/** What residents can still change, in one line. */
export function stillOpenWords({ stillOpen }: Pick<Rule, 'stillOpen'>): string {
  return listWords(stillOpen, 'and');
}
