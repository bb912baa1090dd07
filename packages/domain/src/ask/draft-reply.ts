import { writtenDay } from './provenance-badge.js';

/** Something that somebody does after a decision, by a day, `YYYY-MM-DD`. */
export interface DecidedAction {
  readonly what: string;
  readonly owner: string;
  readonly dueOn: string;
}

/** The latest decision of an ask, and what there is to tell of it. */
interface DecisionToTell {
  readonly words: string;
  readonly actions: readonly DecidedAction[];
  /** How the host has the works now, in its words, where that is the news; null: the decision is. */
  readonly works: string | null;
}

/**
 * What those who were heard could be told, for somebody to read, mend and send: never sent by itself (seed rows 18 and 130).
 * In English; the decision and the works as they are kept.
 */
export function draftReply({ words, actions, works }: DecisionToTell): string {
  const decided = `You told us what you think. This was decided: ${ended(words)}`;
  if (works !== null) return `${decided} The works are now: ${ended(works)}`;
  return [
    decided,
    ...actions.map(({ what, owner, dueOn }) => `${owner} sees to this by ${writtenDay(dueOn)}: ${ended(what)}`),
  ].join(' ');
}

function ended(sentence: string): string {
  return /[.!?]$/.test(sentence.trim()) ? sentence.trim() : `${sentence.trim()}.`;
}
