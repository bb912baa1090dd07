import { stringify } from 'csv-stringify/sync';
import type { PackBlock, PackDocument } from './pack-document.js';

/**
 * A pack as CSV (RFC 4180, UTF-8 with a byte-order mark): a line for every fact, with the section and the table that it is
 * in. A cell that a spreadsheet would run as a formula begins with an apostrophe.
 */
export function packCsv({ sections }: PackDocument): string {
  const lines = sections.flatMap(({ heading, blocks }) =>
    blocks.flatMap((block) => linesOf(block).map((cells) => [heading, ...cells])),
  );
  return stringify(lines, {
    bom: true,
    escape_formulas: true,
    record_delimiter: 'windows',
    header: true,
    columns: ['section', 'table', 'row', 'column', 'value'],
  });
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
