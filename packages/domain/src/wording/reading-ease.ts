/** Syllables of one English word, by its vowel groups: close enough to tell plain wording from office wording. */
export function countSyllables(word: string): number {
  const letters = word.toLowerCase().replace(/[^a-z]/g, '');
  if (letters === '') return 0;
  const spoken = letters
    // A last "e" is silent but in "le" after a consonant, and so is the "e" of most "-es" and "-ed".
    .replace(/(?<=[aeiouy].*[^aeiouytd])ed$/, '')
    .replace(/(?<=[aeiouy].*[^aeiouyscxzgh])es$/, '')
    .replace(/(?<=[aeiouy].*[^aeiouyl])e$/, '')
    .replace(/(?<=[aeiouy].*[aeiouy]l)e$/, '');
  return Math.max(1, spoken.match(/[aeiouy]+/g)?.length ?? 0);
}

/** Flesch reading ease: 70 and above is plain to most eleven-year-olds. NaN for a text without words. */
export function readingEase(text: string): number {
  const words = text.split(/\s+/).filter((word) => /[a-z0-9]/i.test(word));
  const sentences = sentencesOf(text);
  const syllables = words.reduce((total, word) => total + countSyllables(word), 0);
  return 206.835 - 1.015 * (words.length / sentences.length) - 84.6 * (syllables / words.length);
}

/** The sentences of a text, each with its closing mark. */
export function sentencesOf(text: string): readonly string[] {
  return text
    .split(/(?<=[.?!])\s+/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');
}
