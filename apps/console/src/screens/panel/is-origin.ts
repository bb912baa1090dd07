/** Whether this is an address from which an origin can be taken: with its scheme, and no more than a path after the host. */
export function isOrigin(words: string): boolean {
  const given = words.trim();
  return /^https?:\/\/[^*\s]+$/.test(given) && URL.canParse(given);
}
