/** In UTF-16 code units. */
export const longestFelt = 500;

/**
 * What they said with how it felt, as the one text that is kept (seed row 94): a feeling stands with what it is about, in
 * their words, and nowhere by itself.
 */
export function withFelt({ words, felt = '' }: { readonly words: string; readonly felt?: string | undefined }): string {
  if (felt.trim() === '') return words;
  return words.trim() === '' ? felt : `${words}\n${felt}`;
}
