import type { Transaction } from '../platform/database/database.js';
import { Problem } from '../platform/problem.js';
import { libraryOf } from './library-of.js';
import { newestOf, storedTexts, type Language } from './stored-text.js';

/** What is said to a resident. */
export interface SaidText {
  /** The language it is in, which is English where the one asked for has not been signed off. */
  readonly language: Language;
  readonly title: string;
  readonly say: string;
  readonly probe: string;
  readonly whyAsking: string;
}

/**
 * The text of a prompt in the language asked for if a speaker has signed that off, else in English. Throws `Problem`
 * where the landlord has no such prompt in use.
 */
export async function promptTextFor(db: Transaction, code: string, language: Language): Promise<SaidText> {
  const prompt = (await libraryOf(db)).prompts.find((one) => one.code === code);
  if (!prompt) throw promptUnknown(code);
  const translated = language === 'en' ? undefined : newestOf(await storedTexts(db, code), language, 'in-use');
  const { title, say, probe, whyAsking } = translated?.body ?? prompt;
  return { language: translated ? language : 'en', title, say, probe, whyAsking };
}

export function promptUnknown(code: string): Problem {
  return new Problem('not-known', 'prompt-unknown', `There is no prompt ${code} in use here.`);
}
