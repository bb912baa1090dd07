import { contactTypeOf } from '../contact/contact-types.js';
import type { PromptLibrary } from '../prompt/prompt.js';
import { promptLibrary } from '../prompt/prompt-library.js';
import { conditionWords, daysWords, listWords } from './condition-words.js';
import { dayInWords } from './day-in-words.js';
import { alreadyDecidedWords, stillOpenWords } from './room-words.js';
import type { HowDecided, Rule, RuleAsk, RuleKind, RuleLimits } from './rule.js';

const decidedWords: Readonly<Record<HowDecided, string>> = {
  residents: 'residents decide',
  together: 'we decide together',
  'landlord-after-asking': 'we decide after asking',
  landlord: 'we decide',
};
const kindWords: Readonly<Record<RuleKind, string>> = { ask: 'ask', invite: 'invite them with' };

/** The whole rule as one plain sentence: the same rule and library, the same words. */
export function ruleSentence(rule: Rule, library: PromptLibrary = promptLibrary): string {
  const { when, where, who, ask, howDecided, forInformation, until, decisionDate } = rule;
  const happened = when.map((code) => lowerFirst(contactTypeOf(code)?.happened ?? code));
  const places =
    where === 'everywhere'
      ? 'anywhere'
      : `in ${listWords(
          where.map(({ name }) => name),
          'or',
        )}`;
  const parts = [
    `When ${listWords(happened, 'or')} ${places}${who === null ? '' : `, and if ${conditionWords(who)}`}, ${askWords(ask, library)}`,
    `${decidedWords[howDecided]}${forInformation ? ', and this is for information' : ''}`,
    `already decided: ${alreadyDecidedWords(rule)}`,
    `still open: ${stillOpenWords(rule)}`,
    limitWords(rule.atMost),
    `until ${dayInWords(until)}`,
    `${rule.owner} owns the answer`,
    `it is decided on ${dayInWords(decisionDate)}`,
    `why we ask: “${rule.why.replace(/\.$/, '')}”`,
  ];
  return `${parts.join('; ')}.`;
}

function askWords(ask: RuleAsk, library: PromptLibrary): string {
  const texts =
    'text' in ask
      ? [ask.text.say]
      : ask.promptCodes.map((code) => library.prompts.find((prompt) => prompt.code === code)?.say ?? code);
  return `${kindWords[ask.kind]} ${listWords(
    texts.map((text) => `“${text}”`),
    'or',
  )}`;
}

function limitWords({ onceInDays, timesAYear, perStaffADay }: RuleLimits): string {
  return `at most once in ${daysWords(onceInDays)} and ${timesWords(timesAYear)} a year for a home, and ${timesWords(perStaffADay)} a day for a member of staff`;
}

function timesWords(times: number): string {
  return times === 1 ? 'once' : times === 2 ? 'twice' : `${times} times`;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
