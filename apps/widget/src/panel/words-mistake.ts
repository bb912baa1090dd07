import type { Text } from '@doorstep/ui/text';

/** What has to be put right before words can be sent, or undefined. `most` is in UTF-16 code units. */
export function wordsMistake(text: Text, words: string, tooLong: string, most: number): string | undefined {
  if (words.length > most) return tooLong;
  // Kept exactly as typed or not at all: these two cannot be stored, and dropping them would change the words.
  if (words.includes('\0') || /\p{Surrogate}/u.test(words)) return text('words.unkeepable');
  return undefined;
}
