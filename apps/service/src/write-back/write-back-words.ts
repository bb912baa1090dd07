import { handOffRules } from '@doorstep/domain';
import type { InTheirWord } from '../display/index.js';
import type { HandOffMessage } from '../handoffs/index.js';

/** What stands in the host. */
export interface WrittenWords {
  readonly title: string;
  readonly text: string;
}

const londonDay = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', dateStyle: 'long' });
const londonTime = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', timeStyle: 'short' });

/**
 * A note says that there was something, never what: whoever opens the record reads it, those who enforce too. `at` is
 * RFC 3339; `put` puts the landlord's word for residents.
 */
export function noteWords(about: 'voice' | 'reply' | 'hand-off', at: string, put: InTheirWord): WrittenWords {
  const day = londonDay.format(new Date(at));
  switch (about) {
    case 'voice':
      return {
        title: put('A resident was heard'),
        text: put(`Something a resident said on ${day} is kept in Doorstep.`),
      };
    case 'reply':
      return {
        title: put('A resident was answered'),
        text: put(`On ${day} a resident was told what came of what they said.`),
      };
    case 'hand-off':
      return {
        title: 'Something was passed on',
        text: `Something said on ${day} was passed on to those who act on it.`,
      };
  }
}

/** A case carries the words: those who act on it need them, and it is the host that keeps it. */
export function caseWords(
  message: Pick<HandOffMessage, 'route' | 'toldAt' | 'isToldAgain' | 'words' | 'where'>,
  put: InTheirWord,
): WrittenWords {
  const at = new Date(message.toldAt);
  const sentences = [
    put(`Said by a resident on ${londonDay.format(at)} at ${londonTime.format(at)}: time limits run from then.`),
    ...(message.isToldAgain ? ['It was told before, within 90 days.'] : []),
    ...(message.where === null ? [] : [`Where: ${message.where}.`]),
    message.words === null ? 'No words were written down.' : `As it was said: “${message.words}”`,
  ];
  return { title: handOffRules[message.route].title, text: sentences.join(' ') };
}

const dampOrMould = /\b(damp(ness)?|mou?ld(y|s)?|mildew|condensation|fung(us|al)|llwydni|lleithder|tamp)\b/i;

/** Whether a hazard is one of those that a host flags for Awaab's Law. Words alone say so; the team that acts decides. */
export function saysDampOrMould(words: string | null): boolean {
  return words !== null && dampOrMould.test(words);
}
