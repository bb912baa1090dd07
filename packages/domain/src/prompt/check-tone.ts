import { findPhrase, plainWords } from '../wording/phrases.js';
import { readingEase, sentencesOf } from '../wording/reading-ease.js';
import { officeWords } from './office-words.js';
import type { Prompt } from './prompt.js';
import { surveyStems } from './survey-stems.js';

export type ToneRule =
  | 'open-stem'
  | 'closed-opener'
  | 'scale'
  | 'one-question'
  | 'too-long'
  | 'hard-to-read'
  | 'office-word'
  | 'survey-wording'
  | 'no-probe'
  | 'no-why'
  | 'no-theme'
  | 'no-role'
  | 'no-contact-type'
  | 'title-length';

export interface ToneProblem {
  readonly rule: ToneRule;
  /** For the person who writes prompts: what is wrong and what to write instead. */
  readonly message: string;
}

const MOST_WORDS = 25;
const LEAST_READING_EASE = 70;
const MOST_TITLE_CHARACTERS = 45;

const imperatives = new Set(['tell', 'show', 'dywedwch', 'dangoswch']);
/** In English and in Welsh. */
const openStems = new Set([
  ...['what', 'how', 'who', 'which', 'where', 'beth', 'sut', 'pwy', 'pa', 'ble', 'lle'],
  ...imperatives,
]);

/** First words that let people answer yes or no, or a number. */
const closedOpeners = new Set(
  [
    'am are is was were do does did has have had can could will would shall should may might must any rate',
    'arent isnt wasnt werent dont doesnt didnt hasnt havent hadnt cant couldnt wont wouldnt shouldnt',
  ].flatMap((words) => words.split(' ')),
);

const scales = [
  'how satisfied',
  'how dissatisfied',
  'how likely',
  'how happy',
  'how would you rate',
  'on a scale',
  'out of ten',
  'out of 10',
  'out of five',
  'out of 5',
  'one to ten',
  '1 to 10',
  '1 to 5',
  'yes or no',
  'agree or disagree',
  'any issues',
  'any other problems',
];

/**
 * Texts that score under the reading ease asked for and are plain all the same, each with why. Bound to the exact
 * words, so that a rewritten prompt is measured afresh.
 */
export const readingEaseAllowances: ReadonlyMap<string, string> = new Map([
  [
    'What do you wish we understood about your household?',
    'Scores 66 because "household" is counted as three syllables; it is said as two, and every word is an everyday one.',
  ],
]);

/** What is wrong with how a prompt is written. Empty when it may be used. Never throws. */
export function checkTone(prompt: Prompt): readonly ToneProblem[] {
  return [...checkQuestion(prompt.say), ...checkWording(prompt), ...checkParts(prompt)];
}

export function checkQuestion(say: string): readonly ToneProblem[] {
  const problems: ToneProblem[] = [];
  const sentences = sentencesOf(say);
  const marks = say.split('?').length - 1;
  if (marks > 1) problems.push({ rule: 'one-question', message: 'Ask one question; this has more than one.' });

  const question = sentences.find((sentence) => sentence.includes('?')) ?? sentences.at(-1) ?? '';
  const firstWords = question.split(/[,:;–—]/).map((clause) => firstWord(clause));
  const opening = firstWords[0] ?? '';
  if (sentences.some((sentence) => closedOpeners.has(firstWord(sentence)))) {
    problems.push({
      rule: 'closed-opener',
      message: 'This can be answered with yes or no; start with what, how, who, which, where, tell or show.',
    });
  }
  const opensByAsking = openStems.has(opening) && (marks > 0 || imperatives.has(opening));
  // "If it was up to you, what would you try?" sets a scene and then asks openly.
  const opensAfterScene = marks > 0 && firstWords.slice(1).some((word) => openStems.has(word));
  if (!opensByAsking && !opensAfterScene) {
    problems.push({
      rule: 'open-stem',
      message: 'The question must start openly, with what, how, who, which, where, tell or show.',
    });
  }
  const scale = findPhrase(say, scales);
  if (scale !== null) {
    problems.push({ rule: 'scale', message: `"${scale}" asks for a mark or a tick; ask for their own words.` });
  }
  return problems;
}

function checkWording({ say, probe }: Prompt): readonly ToneProblem[] {
  const problems: ToneProblem[] = [];
  const words = plainWords(say).split(' ').length;
  if (words > MOST_WORDS) {
    problems.push({ rule: 'too-long', message: `It has ${words} words; use at most ${MOST_WORDS}.` });
  }
  if (!(readingEase(say) >= LEAST_READING_EASE) && !readingEaseAllowances.has(say)) {
    problems.push({
      rule: 'hard-to-read',
      message: `Reading ease is under ${LEAST_READING_EASE}; use shorter words and sentences.`,
    });
  }
  for (const { word, instead } of officeWords) {
    if (findPhrase(`${say} ${probe}`, [word]) !== null) {
      problems.push({ rule: 'office-word', message: `"${word}" is an office word; say: ${instead}.` });
    }
  }
  for (const { measure, wordGroups } of surveyStems) {
    if (holdsEach(say, wordGroups)) {
      problems.push({ rule: 'survey-wording', message: `Too close to a satisfaction survey question (${measure}).` });
    }
  }
  return problems;
}

function checkParts(prompt: Prompt): readonly ToneProblem[] {
  const isMissing = (text: string): boolean => text.trim() === '';
  const problems: ToneProblem[] = [];
  if (isMissing(prompt.probe)) problems.push({ rule: 'no-probe', message: 'Write one question to ask next.' });
  if (isMissing(prompt.whyAsking)) problems.push({ rule: 'no-why', message: 'Write one sentence on why we ask.' });
  if (isMissing(prompt.theme)) problems.push({ rule: 'no-theme', message: 'Choose a theme.' });
  if (isMissing(prompt.role)) problems.push({ rule: 'no-role', message: 'Say who asks it.' });
  if (prompt.contactTypes.length === 0) {
    problems.push({ rule: 'no-contact-type', message: 'Choose the contacts at which it may be asked.' });
  }
  if (isMissing(prompt.title) || prompt.title.length > MOST_TITLE_CHARACTERS) {
    problems.push({ rule: 'title-length', message: `Write a title of at most ${MOST_TITLE_CHARACTERS} characters.` });
  }
  return problems;
}

function holdsEach(say: string, wordGroups: readonly (readonly string[])[]): boolean {
  const words = plainWords(say).split(' ');
  return wordGroups.every((group) => group.some((beginning) => words.some((word) => word.startsWith(beginning))));
}

function firstWord(clause: string): string {
  // "We're" and "what's" open with "we" and "what"; without this the one would read as "were".
  const words = plainWords(clause.replace(/(?<=\w)['’](s|re|ve|ll|d|m)\b/g, '')).split(' ');
  return (words[0] === 'and' || words[0] === 'so' ? words[1] : words[0]) ?? '';
}
