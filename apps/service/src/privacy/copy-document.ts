import type { PersonCopy } from '@doorstep/contracts/http';
import type { PackDocument, PackSection } from '../evidence/index.js';
import { copyWords } from './copy-words.js';

/** A copy of everything as a document to print: what there is, what there is nothing of, and what was left out. */
export function copyDocument({
  language,
  reference,
  name,
  landlord,
  madeAt,
  parts,
  leftOut,
}: PersonCopy): PackDocument {
  const words = copyWords[language];
  const minute = new Intl.DateTimeFormat(language, {
    timeZone: 'Europe/London',
    dateStyle: 'medium',
    timeStyle: 'short',
  });
  const cellOf = (cell: Cell | undefined): string => {
    if (cell === null || cell === undefined) return '';
    if (typeof cell === 'boolean') return cell ? words.yes : words.no;
    if (typeof cell === 'string' && /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(cell)) return minute.format(new Date(cell));
    return String(cell);
  };
  const partOf = ({ title, rows }: Part): PackSection => {
    const head = Object.keys(rows[0] ?? {});
    const table = rows.map((row) => head.map((heading) => cellOf(row[heading])));
    return {
      ...{ asked: null, heading: title, level: 2 },
      blocks: [{ kind: 'table', caption: title, head, rows: table }],
    };
  };
  const nothing = parts.filter(({ rows }) => rows.length === 0).map(({ title }) => title);
  return {
    title: words.title,
    landlord,
    upTo: null,
    sections: [
      text(words.about, words.aboutSays(name, reference, minute.format(new Date(madeAt)))),
      ...parts.filter(({ rows }) => rows.length > 0).map(partOf),
      text(words.nothing, nothing.length === 0 ? words.somethingOfAll : nothing.join('; ')),
      {
        ...text(words.leftOut, words.leftOutSays),
        blocks: [
          {
            kind: 'table',
            caption: words.leftOutCaption,
            head: [...words.leftOutHead],
            rows: leftOut.map(({ what, because, count }) => [what, count === null ? '' : String(count), because]),
          },
        ],
      },
    ],
  };
}

type Part = PersonCopy['parts'][number];
type Cell = Part['rows'][number][string];

function text(heading: string, words: string): PackSection {
  return { asked: null, heading, level: 2, blocks: [{ kind: 'text', words }] };
}
