import { checkQuestion } from '../prompt/check-tone.js';
import { plainnessFaults } from '../reply/plainness.js';
import { involvementWords } from '../reply/reply-words.js';
import type { FixedPoint, HowDecided } from '../rule/rule.js';
import type { Stakes } from './ask.js';
import { isBelow } from './involvement-level.js';

/** What an ask says, before it is put to anybody. Days are `YYYY-MM-DD` in London. */
export interface AskToCheck {
  readonly question: string;
  readonly why: string;
  readonly briefing: string | null;
  readonly size: 'small' | 'full';
  readonly claimed: HowDecided;
  /** By the evidence; never above the claim. */
  readonly level: HowDecided;
  readonly alreadyDecided: readonly FixedPoint[];
  readonly stillOpen: readonly string[];
  readonly roomToChange: string | null;
  readonly recompense: string | null;
  readonly formats: readonly string[];
  /** In easy read, one idea a line; empty: nobody wrote it. */
  readonly easyRead: readonly string[];
  readonly stakes: Stakes;
  readonly decisionOn: string;
  readonly closesOn: string;
  readonly options: readonly {
    readonly title: string;
    readonly words: string;
    readonly cost: number | null;
    readonly costWords: string | null;
  }[];
}

export interface AskFault {
  /** The part to mend. */
  readonly part: string;
  /** `refuse`: it is not opened like this. `warn`: whoever opens it is told, and decides. */
  readonly severity: 'refuse' | 'warn';
  /** What to write. */
  readonly message: string;
}

/**
 * What stands in the way of putting an ask to people, or would make it less than honest (seed rows 42, 43, 44, 81, 109,
 * 119, 142, 163, 171 and 173). A small ask needs four parts; a full one also a briefing, room to change and, where they
 * choose, options with costs. Words of the office and reading ease are known in English alone.
 */
export function checkAsk(ask: AskToCheck, today: string): readonly AskFault[] {
  return [
    ...checkHonesty(ask, today),
    ...checkWords(ask),
    ...checkPlain(ask),
    ...checkDates(ask, today),
    ...checkFull(ask),
    ...checkEasyRead(ask),
  ];
}

/**
 * What is wrong with the words of a question that some team would like put to residents, before anybody leads it: as
 * `checkAsk` has it, on the footing that residents are asked and the landlord decides (seed row 75).
 */
export function checkAskRequest(said: Pick<AskToCheck, 'question' | 'why'>): readonly AskFault[] {
  const asking = 'landlord-after-asking';
  const ask = { ...said, claimed: asking, level: asking, briefing: null, easyRead: [], options: [] } as const;
  return [...checkWords(ask), ...checkPlain(ask)];
}

type Words = Pick<AskToCheck, 'question' | 'why' | 'briefing' | 'easyRead' | 'claimed' | 'level' | 'options'>;

function* checkHonesty(ask: AskToCheck, today: string): Generator<AskFault> {
  if (ask.stillOpen.every(isNothing) && ask.claimed !== 'landlord')
    yield refuse('stillOpen', 'Say what is still open, or say that you are telling people and not asking.');
  if (ask.decisionOn < today && ask.claimed !== 'landlord')
    yield warn('decisionOn', 'The day of the decision has passed: residents see that you are telling them.');
  else if (isBelow(ask.level, ask.claimed))
    yield warn('claimed', 'The evidence bears less than you claim, and residents are shown what it bears.');
}

function* checkWords(ask: Words): Generator<AskFault> {
  if (ask.claimed !== 'landlord')
    for (const { message } of checkQuestion(ask.question)) yield refuse('question', message);
  if (!isBelow(ask.level, 'together')) return;
  for (const part of ['question', 'why', 'briefing', 'easyRead'] as const) {
    const written = [ask[part] ?? ''].flat().join('\n');
    const word = involvementWords.map((pattern) => pattern.exec(written)?.[0]).find((found) => found !== undefined);
    if (word !== undefined)
      yield refuse(part, `"${word}" claims that residents decide with you, and they do not: say what they can change.`);
  }
}

/** The question is said at the door, as prompts are, and is held to what they are; what is read, to what replies are. */
function* checkPlain(ask: Words): Generator<AskFault> {
  for (const { rule, message } of plainnessFaults(ask.question))
    yield rule === 'office-word' ? refuse('question', message) : warn('question', message);
  for (const part of ['why', 'briefing', 'easyRead'] as const) {
    const written = [ask[part] ?? ''].flat().join('\n');
    for (const { message } of plainnessFaults(written)) yield warn(part, message);
  }
  for (const { title, words } of ask.options)
    for (const { message } of plainnessFaults(`${title}. ${words}`)) yield warn('options', `${title}: ${message}`);
}

function* checkDates(ask: AskToCheck, today: string): Generator<AskFault> {
  if (ask.closesOn < today) yield refuse('closesOn', 'Enter a last day for answers that is today or later.');
  if (ask.closesOn > ask.decisionOn && ask.claimed !== 'landlord')
    yield refuse(
      'closesOn',
      'Answers that come after the decision change nothing: let it close on that day or before.',
    );
}

function* checkFull(ask: AskToCheck): Generator<AskFault> {
  if (ask.options.length === 1) yield refuse('options', 'One option is no choice: add another, or take it out.');
  for (const { title, cost, costWords } of ask.options)
    if (cost === null && costWords === null) yield warn('options', `Say what this costs: ${title}.`);
  if (ask.size === 'small') return;
  if (ask.briefing === null) yield refuse('briefing', 'Write what people need to know, or say that nothing is needed.');
  if (isNothing(ask.roomToChange ?? '') && ask.claimed !== 'landlord')
    yield refuse(
      'roomToChange',
      'Say how much can change: time, money and people. Where nothing can, say that you are telling people and not asking.',
    );
  if (ask.recompense === null && ask.stakes !== 'light')
    yield warn('recompense', 'Say what you offer people for their time, or that you offer nothing.');
}

/** Of a line of easy read. */
const mostWords = 12;

function* checkEasyRead({ formats, easyRead }: AskToCheck): Generator<AskFault> {
  if (formats.includes('easy-read') && easyRead.length === 0)
    yield warn('easyRead', 'Write it in easy read, or say that it does not come so.');
  const long = easyRead.find((line) => line.split(/\s+/).length > mostWords);
  if (long !== undefined)
    yield warn('easyRead', `One idea a line, in ${mostWords} words or fewer. Make this two: ${long}`);
}

/** Whether nothing is left open by it, in English or Welsh. */
function isNothing(written: string): boolean {
  return /^\W*(?:no(?:ne|thing)?|n\W?a|dim(?: byd)?)?\W*$/iu.test(written);
}

function refuse(part: string, message: string): AskFault {
  return { part, severity: 'refuse', message };
}

function warn(part: string, message: string): AskFault {
  return { part, severity: 'warn', message };
}
