import type { PersonCopy } from '@doorstep/contracts/http';
import type { PackDocument, PackSection } from '../evidence/index.js';

const londonMinute = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  dateStyle: 'medium',
  timeStyle: 'short',
});

/** A copy of everything as a document to print: what there is, what there is nothing of, and what was left out. */
export function copyDocument({ reference, name, landlord, madeAt, parts, leftOut }: PersonCopy): PackDocument {
  const nothing = parts.filter(({ rows }) => rows.length === 0).map(({ title }) => title);
  return {
    title: 'What we hold about you',
    landlord,
    upTo: madeAt,
    sections: [
      text('About', `This is a copy of what Doorstep holds about ${name}, reference ${reference}.`),
      ...parts.filter(({ rows }) => rows.length > 0).map(partOf),
      text('Where there is nothing', nothing.length === 0 ? 'There is something of everything.' : nothing.join('; ')),
      {
        ...text('What is left out, and why', 'Ask us about any of these.'),
        blocks: [
          {
            kind: 'table',
            caption: 'Left out',
            head: ['What', 'How many', 'Why'],
            rows: leftOut.map(({ what, because, count }) => [what, count === null ? '' : String(count), because]),
          },
        ],
      },
    ],
  };
}

function text(heading: string, words: string): PackSection {
  return { asked: null, heading, level: 2, blocks: [{ kind: 'text', words }] };
}

function partOf({ title, rows }: PersonCopy['parts'][number]): PackSection {
  const head = Object.keys(rows[0] ?? {});
  return {
    ...{ asked: null, heading: title, level: 2 },
    blocks: [
      { kind: 'table', caption: title, head, rows: rows.map((row) => head.map((heading) => cellOf(row[heading]))) },
    ],
  };
}

function cellOf(cell: string | number | boolean | null | undefined): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'boolean') return cell ? 'Yes' : 'No';
  if (typeof cell === 'string' && /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(cell)) return londonMinute.format(new Date(cell));
  return String(cell);
}
