import type { VisitEntry, VisitTopic } from '@doorstep/contracts/visit';
import type { WhoseWords } from '@doorstep/contracts/voice';

/** What is written of a tile that was tapped and goes nowhere else. Those that are handed over are not in it. */
const tapped: Partial<Readonly<Record<VisitTopic, string>>> = {
  'neighbours-or-noise': 'neighbours or noise',
  'shared-areas': 'shared areas',
  'money-or-bills': 'money or bills',
  'idea-or-thanks': 'an idea or thanks',
  'something-else': 'something else',
};

/**
 * What an entry says: the words as they were said, else the operative's reading of it, which is what they tapped. Null
 * where nothing was put down.
 */
export function readingOf(
  entry: Pick<VisitEntry, 'what' | 'words' | 'whose' | 'topics' | 'photos' | 'wantsReply'>,
): { readonly words: string; readonly whose: WhoseWords } | null {
  const { what, words, whose, topics, photos, wantsReply } = entry;
  if (words !== null) return { words, whose };
  if (what !== 'raised') return null;
  if (topics.length === 0 && photos.length === 0 && !wantsReply) return null;
  const about = topics.flatMap((topic) => tapped[topic] ?? []);
  const listed = about.length > 0 ? about.join(', ') : tapped['something-else']!;
  return { words: `${listed[0]!.toUpperCase()}${listed.slice(1)}.`, whose: 'reading' };
}
