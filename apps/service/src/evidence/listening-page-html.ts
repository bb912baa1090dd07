import type { ListeningPage } from '@doorstep/contracts/http';
import { listeningPageWords, type ListeningPageWords } from './listening-page-words.js';
import type { PackBlock, PackSection } from './pack-document.js';
import { packHtml, type PageLanguage } from './pack-html.js';

export type PageIn = 'en' | 'cy';

/** The landlord writes in this language, whatever the page around it is in. */
const written = 'en-GB';

/** The listening page in one language, with the way to the other. `address` is that of the English page; null: it is not out. */
export function listeningPageHtml(
  { page, publishedAt }: { readonly page: ListeningPage; readonly publishedAt: string | null },
  at: PageIn,
  address: string | null,
): string {
  const words = listeningPageWords[at];
  const published: PackBlock[] =
    publishedAt === null ? [] : [{ kind: 'text', words: words.published(dayInWords(words.language, publishedAt)) }];
  const section = (heading: string, blocks: readonly PackBlock[]): PackSection => ({
    ...{ asked: null, heading, level: 2, blocks },
  });
  const sections = [
    section(words.howMany, [...published, figures(page, words)]),
    ...(page.asks.length === 0 ? [] : [section(words.asks, []), ...page.asks.map((ask) => askSection(ask, words))]),
    section(words.done, loopBlocks(page.done, words)),
    section(words.notDone, loopBlocks(page.notDone, words)),
    section(words.notHere, [{ kind: 'text', words: words.notHereSays }]),
  ];
  return packHtml(
    {
      title: words.title(page.year),
      landlord: page.landlord,
      upTo: null,
      sections,
    },
    languageOf(at, address),
  );
}

/** What stands where nothing is published. */
export function nothingPublishedHtml(at: PageIn, address: string): string {
  const { none, noneSays } = listeningPageWords[at];
  return packHtml({ title: none, landlord: noneSays, upTo: null, sections: [] }, languageOf(at, address));
}

function languageOf(at: PageIn, address: string | null): PageLanguage {
  const { language } = listeningPageWords[at];
  if (address === null) return { language, other: null };
  const other = listeningPageWords[at === 'en' ? 'cy' : 'en'];
  return {
    language,
    other: { language: other.language, name: other.name, address: at === 'en' ? `${address}/cy` : address },
  };
}

function figures({ homes, people }: ListeningPage, words: ListeningPageWords): PackBlock {
  const shown = (count: number | null) => (count === null ? words.keptBack : String(count));
  return {
    kind: 'table',
    caption: words.homesAndPeople,
    head: [words.what, words.number],
    rows: [
      [words.homes, outOf(homes, words)],
      [words.told, shown(people.told)],
      [words.waiting, shown(people.waiting)],
      [words.neither, shown(people.neither)],
    ],
  };
}

function outOf({ heard, of }: ListeningPage['homes'], words: ListeningPageWords): string {
  return heard === null || of === null ? words.keptBack : words.outOf(heard, of);
}

/** The question as a heading, and under it what was decided and why. */
function askSection(ask: ListeningPage['asks'][number], words: ListeningPageWords): PackSection {
  const { question, decided, because, level } = ask;
  return {
    asked: null,
    heading: question,
    language: written,
    level: 3,
    blocks: [
      { kind: 'text', words: `${words.askHeard(outOf(ask, words))}. ${words.levels[level]}.` },
      landlordSays(decided, words.decided),
      landlordSays(because, words.why),
    ],
  };
}

function loopBlocks(loops: ListeningPage['done'], words: ListeningPageWords): PackBlock[] {
  if (loops.length === 0) return [{ kind: 'text', words: words.nothing }];
  return loops.flatMap(({ about, result, words: said, because, told }) => {
    const by = `${words.results[result]}. ${words.toldPeople(told)}.`;
    return [
      landlordSays(about === null ? said : `${about}${/[.?!]$/.test(about) ? '' : ':'} ${said}`, by),
      ...(because === null ? [] : [landlordSays(because, words.why)]),
    ];
  });
}

function landlordSays(words: string, by: string): PackBlock {
  return { kind: 'quote', words, by, language: written };
}

function dayInWords(language: string, at: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'Europe/London' }).format(new Date(at));
}
