import { findPhrases } from '../wording/phrases.js';
import { plainnessFaults } from './plainness.js';
import { involvementWords, promiseWords, residentDeadlines, waffle } from './reply-words.js';

/** What came of what was said. */
export const replyResults = ['done', 'doing', 'paused-because', 'not-doing-because', 'passed-to'] as const;
export type ReplyResult = (typeof replyResults)[number];

/** A reply before it is given; null where nothing was written. */
export interface ReplyToCheck {
  readonly result: ReplyResult;
  readonly because: string | null;
  readonly passedTo: string | null;
  readonly words: string;
  /** Who says it: a person by name, with their team after a comma if wanted. */
  readonly saidBy: string;
  /** Who sees to what it promises. */
  readonly owner: string | null;
  /** `YYYY-MM-DD`. */
  readonly promisedBy: string | null;
  /** In which language the words are; reading ease and office words are known in English alone. */
  readonly language?: string;
}

export type ReplyRule =
  | 'no-words'
  | 'because-missing'
  | 'passed-to-missing'
  | 'nobody-named'
  | 'owner-missing'
  | 'deadline-on-resident'
  | 'promise'
  | 'waffle'
  | 'involvement-word'
  | 'office-word'
  | 'hard-to-read';

export interface ReplyProblem {
  readonly rule: ReplyRule;
  /** `refuse`: it may not be given like this. `warn`: whoever writes it is told, and decides. */
  readonly severity: 'refuse' | 'warn';
  /** One sentence for whoever writes replies: what is wrong, and what to write instead. */
  readonly message: string;
}

/** Those that must be put right first. Empty where a reply says plainly what came of it. Never throws. */
export function checkReply(reply: ReplyToCheck): readonly ReplyProblem[] {
  // A reason is told to residents as well.
  const told = [reply.words, reply.because ?? ''].filter((text) => !isBlank(text)).join('\n');
  return [
    ...checkParts(reply),
    ...checkDeadline(told),
    ...checkPromise(told, reply),
    ...checkWaffle(told),
    ...checkInvolvement(told),
    ...(isEnglish(reply) ? checkPlainness(told) : []),
  ];
}

function checkParts(reply: ReplyToCheck): readonly ReplyProblem[] {
  const problems: ReplyProblem[] = [];
  if (isBlank(reply.words)) problems.push(refuse('no-words', 'Write what came of it, in words to be said or read.'));
  if ((reply.result === 'paused-because' || reply.result === 'not-doing-because') && isBlank(reply.because)) {
    problems.push(refuse('because-missing', 'Write why: people can live with a no that has a reason.'));
  }
  if (reply.result === 'passed-to' && isBlank(reply.passedTo)) {
    problems.push(refuse('passed-to-missing', 'Write who it was passed to.'));
  }
  if (!isNamed(reply.saidBy)) {
    problems.push(refuse('nobody-named', 'Write the name of the person who says this, not of a team.'));
  }
  if (reply.promisedBy !== null && isBlank(reply.owner)) {
    problems.push(refuse('owner-missing', 'A date is promised: write who sees to it.'));
  }
  return problems;
}

function checkDeadline(told: string): readonly ReplyProblem[] {
  const found = firstMatch(told, residentDeadlines);
  if (found === null) return [];
  return [
    refuse(
      'deadline-on-resident',
      `"${found}" puts a deadline on the resident: take it out, they may answer whenever they like.`,
    ),
  ];
}

function checkPromise(told: string, { owner, promisedBy }: ReplyToCheck): readonly ReplyProblem[] {
  const found = firstMatch(told, promiseWords);
  const missing = [
    ...(isBlank(owner) ? ['who sees to it'] : []),
    ...(promisedBy === null || promisedBy === '' ? ['by when'] : []),
  ];
  if (found === null || missing.length === 0) return [];
  return [
    warn('promise', `"${found}" is a promise: add ${missing.join(' and ')}, or say only what has already happened.`),
  ];
}

function checkWaffle(told: string): readonly ReplyProblem[] {
  return findPhrases(told, waffle).map((phrase) =>
    warn('waffle', `"${phrase}" tells them nothing: say what was done, by whom and when.`),
  );
}

function checkInvolvement(told: string): readonly ReplyProblem[] {
  const found = firstMatch(told, involvementWords);
  if (found === null) return [];
  return [warn('involvement-word', `"${found}" claims a lot: say what residents did and what they decided.`)];
}

function checkPlainness(told: string): readonly ReplyProblem[] {
  return plainnessFaults(told).map(({ rule, message }) => warn(rule, message));
}

const teamWords =
  /\b(?:team|department|dept|services?|housing|council|association|homes|group|office|officer|manager|landlord|admin|staff|management|no-?reply|centre|desk|customer|repairs|us|we)\b/iu;

function isNamed(saidBy: string): boolean {
  const name = saidBy.split(/[,(–—]|\s-\s|\bfrom\b/u)[0] ?? '';
  return /\p{L}{2}/u.test(name) && !teamWords.test(name);
}

function isEnglish({ language }: ReplyToCheck): boolean {
  return language === undefined || language.toLowerCase().startsWith('en');
}

function isBlank(text: string | null): boolean {
  return text === null || text.trim() === '';
}

function firstMatch(text: string, patterns: readonly RegExp[]): string | null {
  for (const pattern of patterns) {
    const found = pattern.exec(text)?.[0];
    if (found !== undefined) return found.trim();
  }
  return null;
}

function refuse(rule: ReplyRule, message: string): ReplyProblem {
  return { rule, severity: 'refuse', message };
}

function warn(rule: ReplyRule, message: string): ReplyProblem {
  return { rule, severity: 'warn', message };
}
