/** Lower case, letters and digits only, one space between words: what phrases are looked for in. */
export function plainWords(text: string): string {
  return text
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}

/** Which of these lower-case phrases stands in the text as whole words. The first found, or null. */
export function findPhrase(text: string, phrases: readonly string[]): string | null {
  const padded = ` ${plainWords(text)} `;
  return phrases.find((phrase) => padded.includes(` ${plainWords(phrase)} `)) ?? null;
}

/** The text in plain words, without these lower-case phrases. */
export function withoutPhrases(text: string, phrases: readonly string[]): string {
  return phrases
    .reduce((left, phrase) => left.replaceAll(` ${plainWords(phrase)} `, ' '), ` ${plainWords(text)} `)
    .trim();
}
