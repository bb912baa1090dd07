import { csvOf } from '../platform/csv.js';
import type { PackBlock, PackDocument } from './pack-document.js';

/** A pack as CSV: a line for every fact, with the ask, the section and the table that it is of. */
export function packCsv({ sections }: PackDocument): string {
  return csvOf(
    ['asked', 'section', 'table', 'row', 'column', 'value'],
    sections.flatMap(({ asked, heading, blocks }) =>
      blocks.flatMap((block) => linesOf(block).map((cells) => [asked ?? '', heading, ...cells])),
    ),
  );
}

function linesOf(block: PackBlock): string[][] {
  switch (block.kind) {
    case 'text':
      return [['', '', '', block.words]];
    case 'quote':
      return [['what residents said', block.by, 'words', block.words]];
    case 'table':
      return block.rows.flatMap(([name, ...cells]) =>
        cells.map((cell, at) => [block.caption, name ?? '', block.head[at + 1] ?? '', cell]),
      );
  }
}
