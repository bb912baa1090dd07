import type { ContactType } from '../contact/contact-type.js';
import type { DecisionFacts, RollCallFact } from '../facts.js';
import type { Prompt } from '../prompt/prompt.js';
import { themeOf } from '../prompt/theme.js';
import { roomWords } from '../rule/room-words.js';
import type { PromptAsk } from './decision.js';

/** An ask that waits to hear from the household, as a prompt. */
export interface RollCallAtContact {
  readonly ask: PromptAsk;
  readonly prompts: readonly Prompt[];
}

/** The code under which putting an ask is in the log of asks. */
export function codeOfAsk(askId: string): string {
  return `ask:${askId}`;
}

/** The asks that this contact can put to the household, in the order of the facts. Roll calls are served before anything else. */
export function rollCallsAtContact(type: ContactType, { household }: DecisionFacts): readonly RollCallAtContact[] {
  if (type.light === 'never') return [];
  return (household.rollCalls ?? []).map((fact) => ({ ask: askOf(fact), prompts: [promptOf(fact, type)] }));
}

function askOf({ askId, stuckId, wonderId, ...room }: RollCallFact): PromptAsk {
  return {
    id: askId,
    ...(stuckId === undefined ? {} : { stuckId }),
    ...(wonderId === undefined ? {} : { wonderId }),
    ...roomWords(room),
  };
}

function promptOf(fact: RollCallFact, type: ContactType): Prompt {
  const { question, why, theme } = fact;
  return {
    code: codeOf(fact),
    contactTypes: [type.code],
    theme: themeOf(theme),
    subject: question,
    title: question.length <= 45 ? question : `${question.slice(0, 44).trimEnd()}…`,
    say: question,
    probe: 'What makes you say that?',
    whyAsking: why,
    role: type.role,
    strength: false,
    watchFor: [{ signal: null, route: 'any' }],
    needs: null,
  };
}

function codeOf({ askId, stuckId, wonderId }: RollCallFact): string {
  if (stuckId !== undefined) return `stuck:${stuckId}`;
  return wonderId === undefined ? codeOfAsk(askId) : `wonder:${wonderId}`;
}
