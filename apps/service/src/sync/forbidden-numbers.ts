/**
 * Numbers that must not be kept, whatever field they were typed into: National Insurance numbers, and sort codes with
 * an account number. No record has a field for them; this is for text that staff wrote.
 * The first pattern is wider than the numbers given out: one that is mistyped tells as much.
 */
const patterns: readonly RegExp[] = [
  /\b[A-Z]{2}[ -]?\d{2}[ -]?\d{2}[ -]?\d{2}[ -]?[A-D]\b/gi,
  /\b\d{2}-\d{2}-\d{2}[ ,;/]{1,3}(?:a\/?c[ .:]*|account[ .:]*)?\d{8}\b/gi,
];

/** The text with `[number removed]` where such a number stood. */
export function withoutForbiddenNumbers(text: string): string {
  return patterns.reduce((kept, pattern) => kept.replace(pattern, '[number removed]'), text);
}
