import type { ResidentWord } from '@doorstep/contracts/http';
import type { Transaction } from '../platform/database/database.js';
import { readWords } from './read-words.js';

/** Puts the landlord's word for residents into a sentence of ours in English; never into what somebody said. */
export type InTheirWord = (sentence: string) => string;

/** How sentences are put in this landlord's word, read once for all of them. */
export async function readTheirWord(db: Transaction): Promise<InTheirWord> {
  return inTheirWord((await readWords(db)).residentWord);
}

/** How sentences are put in one word. */
export function inTheirWord(word: ResidentWord): InTheirWord {
  const capital = word.charAt(0).toUpperCase() + word.slice(1);
  return (sentence) => sentence.replace(/\b[Rr]esident(?=s?\b)/g, (found) => (found.startsWith('R') ? capital : word));
}
