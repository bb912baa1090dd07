import PDFDocument from 'pdfkit';
import type { PackBlock, PackDocument } from './pack-document.js';

type Pdf = InstanceType<typeof PDFDocument>;

/**
 * A pack as a tagged PDF: headings, paragraphs, quotes and tables stand in its structure tree, and it says its title and
 * language. Its date is that of the latest thing in it, never of the clock. A letter that the built-in fonts lack is written
 * without its accent.
 */
export async function packPdf(pack: PackDocument): Promise<Buffer> {
  const pdf = new PDFDocument({
    size: 'A4',
    margin: 57,
    pdfVersion: '1.7',
    tagged: true,
    lang: 'en-GB',
    displayTitle: true,
    info: { Title: pack.title, Author: pack.landlord, CreationDate: new Date(pack.upTo ?? 0) },
  });
  const chunks: Buffer[] = [];
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<void>((resolve) => pdf.on('end', resolve));
  const root = pdf.struct('Document');
  pdf.addStructure(root);
  const add = (type: string, size: number, font: string, words: string, gap: number) =>
    root.add(
      pdf.struct(type, {}, () => {
        pdf.font(font).fontSize(size).text(printable(words), { align: 'left' });
        pdf.moveDown(gap);
      }),
    );
  add('H1', 20, 'Helvetica-Bold', pack.title, 0.5);
  add('P', 12, 'Helvetica', pack.landlord, 1);
  for (const { heading, level, blocks } of pack.sections) {
    add(level === 2 ? 'H2' : 'H3', level === 2 ? 16 : 13, 'Helvetica-Bold', heading, 0.4);
    for (const block of blocks) addBlock(pdf, root, block, add);
  }
  root.end();
  pdf.end();
  await ended;
  return Buffer.concat(chunks);
}

function addBlock(
  pdf: Pdf,
  root: PDFKit.PDFStructureElement,
  block: PackBlock,
  add: (type: string, size: number, font: string, words: string, gap: number) => void,
): void {
  switch (block.kind) {
    case 'text':
      return add('P', 12, 'Helvetica', block.words, 0.6);
    case 'quote':
      add('BlockQuote', 12, 'Helvetica', block.words, 0.1);
      return add('P', 10, 'Helvetica', block.by, 0.6);
    case 'table': {
      add('P', 12, 'Helvetica-Bold', block.caption, 0.3);
      const table = pdf.struct('Table');
      root.add(table);
      for (const [at, cells] of [block.head, ...block.rows].entries()) {
        const row = pdf.struct('TR');
        table.add(row);
        for (const [column, cell] of cells.entries()) {
          const words = at > 0 && column > 0 ? `${block.head[column]}: ${cell}` : cell;
          row.add(
            pdf.struct(at === 0 || column === 0 ? 'TH' : 'TD', {}, () => {
              pdf
                .font(at === 0 || column === 0 ? 'Helvetica-Bold' : 'Helvetica')
                .fontSize(11)
                .text(printable(words), { indent: column === 0 ? 0 : 12 });
            }),
          );
        }
        row.end();
        pdf.moveDown(0.2);
      }
      table.end();
      pdf.moveDown(0.6);
    }
  }
}

/** The built-in fonts hold Windows-1252. */
function printable(words: string): string {
  return Array.from(words.normalize('NFC'), (one) =>
    /[\n -~\u00a0-\u00ff€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]/u.test(one) ? one : plain(one),
  ).join('');
}

function plain(one: string): string {
  const bare = one.normalize('NFD').replace(/\p{M}/gu, '');
  return /^[ -~]+$/.test(bare) ? bare : '?';
}
