const graphemes = new Intl.Segmenter('en-GB', { granularity: 'grapheme' });

/** What a text is about in one line of at most so many characters, cut between two words where it is too long. */
export function shortTitle(text: string, most: number): string {
  const line = text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
  if (line.length <= most) return line === '' ? '…' : line;
  let cut = '';
  for (const { segment } of graphemes.segment(line)) {
    if (cut.length + segment.length > most - 1) break;
    cut += segment;
  }
  const atWord = cut.replace(/\s+\S*$/u, '');
  return `${atWord.length > most / 2 ? atWord : cut.trimEnd()}…`;
}
