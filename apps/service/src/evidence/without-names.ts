/** Words without these names, whole words only, and without addresses to write to and numbers to ring. */
export function withoutNames(words: string, names: readonly string[]): string {
  const longestFirst = names
    .filter((name) => name.length > 1)
    .toSorted((a, b) => b.length - a.length || (a < b ? -1 : 1));
  const unnamed = longestFirst.reduce(
    (left, name) => left.replace(new RegExp(`(?<![\\p{L}\\p{N}])${escaped(name)}(?![\\p{L}\\p{N}])`, 'giu'), '[name]'),
    words,
  );
  return unnamed
    .replace(/[^\s@]+@[^\s@]+\.[^\s@]+/g, '[address]')
    .replace(/(?<!\d)(?:\+44|0)(?:[ -]?\d){9,10}(?!\d)/g, '[number]')
    .replace(/\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b/gi, '[postcode]');
}

function escaped(name: string): string {
  return name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
