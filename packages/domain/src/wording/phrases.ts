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
  return findPhrases(text, phrases)[0] ?? null;
}

/** Which of these lower-case phrases stand in the text as whole words, in the order given. */
export function findPhrases(text: string, phrases: readonly string[]): readonly string[] {
  const padded = ` ${plainWords(text)} `;
  return phrases.filter((phrase) => padded.includes(` ${plainWords(phrase)} `));
}

/** The text in plain words, without these lower-case phrases. */
export function withoutPhrases(text: string, phrases: readonly string[]): string {
  return phrases
    .reduce((left, phrase) => left.replaceAll(` ${plainWords(phrase)} `, ' '), ` ${plainWords(text)} `)
    .trim();
}
