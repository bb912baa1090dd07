import type { MatchedCodes } from '@doorstep/contracts/http';

type Suggestion = MatchedCodes['values'][number]['suggestion'];

/**
 * What a code may mean: by the same value in `usual` (what systems of this kind mostly send), else by its name. Null when
 * nothing speaks for any; nothing is ever guessed.
 */
export function suggestMeaning(
  theirs: string,
  meanings: readonly string[],
  usual: Readonly<Record<string, string>>,
): Suggestion {
  const letters = lettersOf(theirs);
  const known = Object.entries(usual).find(([code]) => lettersOf(code) === letters)?.[1];
  if (known !== undefined && meanings.includes(known)) return { means: known, because: 'values' };
  const named = meanings.filter((one) => letters === lettersOf(one));
  const held = named.length > 0 ? named : meanings.filter((one) => letters.includes(lettersOf(one)));
  const [only] = held;
  return only !== undefined && held.length === 1 ? { means: only, because: 'name' } : null;
}

function lettersOf(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, '');
}
