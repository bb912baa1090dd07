import { officeWords } from '../prompt/office-words.js';
import { findPhrases } from '../wording/phrases.js';
import { readingEase } from '../wording/reading-ease.js';
import { involvementWords } from './reply-words.js';

export interface PlainnessFault {
  readonly rule: 'office-word' | 'hard-to-read';
  /** One sentence: what is wrong, and what to write instead. */
  readonly message: string;
}

const LEAST_READING_EASE = 60;
/** In fewer words one long one decides, so that the measure says nothing. */
const LEAST_WORDS_MEASURED = 5;

/** What claims a say is looked for apart. */
const insteadOf: ReadonlyMap<string, string> = new Map(
  officeWords
    .filter(({ word }) => !involvementWords.some((pattern) => pattern.test(word)))
    .map(({ word, instead }) => [word, instead]),
);

/** Words of the office in what residents are told, and whether it is hard to read. Known in English alone. Never throws. */
export function plainnessFaults(told: string): readonly PlainnessFault[] {
  const faults: PlainnessFault[] = findPhrases(told, [...insteadOf.keys()]).map((word) => ({
    rule: 'office-word',
    message: `"${word}" is an office word; say: ${insteadOf.get(word) ?? 'a plain word'}.`,
  }));
  if (told.trim().split(/\s+/).length >= LEAST_WORDS_MEASURED && readingEase(told) < LEAST_READING_EASE)
    faults.push({
      rule: 'hard-to-read',
      message: `Reading ease is under ${LEAST_READING_EASE}: use shorter words and shorter sentences.`,
    });
  return faults;
}
