import { listWords } from './condition-words.js';
import type { FixedBecause, FixedPoint, Rule } from './rule.js';

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

/** What of an ask is settled and what is not, each in one line, as whoever is asked is told. */
export function roomWords(ask: {
  readonly alreadyDecided: readonly FixedPoint[];
  readonly stillOpen: readonly string[];
}): {
  readonly alreadyDecided: string;
  readonly stillOpen: string;
} {
  return {
    alreadyDecided: alreadyDecidedWords({
      alreadyDecided: ask.alreadyDecided.length === 0 ? 'nothing yet' : ask.alreadyDecided,
    }),
    stillOpen: stillOpenWords(ask),
  };
}

/** What residents can still change, in one line. */
export function stillOpenWords({ stillOpen }: Pick<Rule, 'stillOpen'>): string {
  return listWords(stillOpen, 'and');
}
