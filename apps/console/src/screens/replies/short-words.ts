/** The beginning of what somebody said, by which one thing is told from another. */
export function shortWords(words: string): string {
  return words.length > 60 ? `${words.slice(0, 60).trimEnd()}…` : words;
}
