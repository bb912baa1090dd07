import { setImmediate } from 'node:timers/promises';
import type PDFDocument from 'pdfkit';
import type { PackBlock, PackDocument } from './pack-document.js';

type Pdf = InstanceType<typeof PDFDocument>;
type Element = PDFKit.PDFStructureElement;

const margin = 57;
const regular = 'Helvetica';
const bold = 'Helvetica-Bold';
/** Darker than the least that tells letters from paper (WCAG 2.2, 1.4.3). */
const muted = '#505a5f';
const atOnce = 5;
const lost = 'Letters that this file cannot show are written as ?. The page to read and the CSV have every letter.';

/**
 * A pack as a tagged PDF: headings, paragraphs, quotes and tables stand in its structure tree, its headings among the
 * bookmarks, and it says its title and language. Its date is that of the latest thing in it, never of the clock. A letter
 * that the built-in fonts lack is drawn without its accent or as `?`; read aloud or copied it is the letter that it is.
 */
export async function packPdf(pack: PackDocument): Promise<Buffer> {
  // Half a megabyte of fonts, which few who start the service ask for.
  const { default: Pdf } = await import('pdfkit');
  const pdf = new Pdf({
    size: 'A4',
    margin,
    pdfVersion: '1.7',
    tagged: true,
    lang: 'en-GB',
    displayTitle: true,
    bufferPages: true,
    info: { Title: pack.title, Author: pack.landlord, CreationDate: new Date(pack.upTo ?? 0) },
  });
  const chunks: Buffer[] = [];
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<void>((resolve) => pdf.on('end', resolve));
  const root = pdf.struct('Document');
  pdf.addStructure(root);
  put(pdf, root, 'H1', pack.title, { font: bold, size: 20, gap: 0.5 });
  put(pdf, root, 'P', pack.landlord, { gap: 1 });
  if (unprintable.test(JSON.stringify(pack).normalize('NFC'))) put(pdf, root, 'P', lost, { size: 10, gap: 1 });
  let above = pdf.outline;
  for (const { heading, level, blocks } of pack.sections) {
    keepTogether(pdf, 4);
    const entry = (level === 2 ? pdf.outline : above).addItem(heading);
    if (level === 2) above = entry;
    put(pdf, root, `H${level}`, heading, { font: bold, size: level === 2 ? 16 : 13, gap: 0.4 });
    for (const [at, block] of blocks.entries()) {
      putBlock(pdf, root, block);
      // Whoever else is served by this process is not kept waiting for a pack of thousands of voices.
      if (at % atOnce === 0) await setImmediate();
    }
    pdf.moveDown(0.4);
  }
  root.end();
  numberPages(pdf);
  pdf.end();
  await ended;
  return Buffer.concat(chunks);
}

interface Look {
  readonly font?: string;
  /** Points. */
  readonly size?: number;
  readonly indent?: number;
  /** As far as it may go, in points; to the edge where nothing is said. */
  readonly across?: number;
  /** Lines left free below. */
  readonly gap?: number;
  readonly colour?: string;
}

/** Words under a tag of their own. */
function put(
  pdf: Pdf,
  parent: Element,
  tag: string,
  words: string,
  { font = regular, size = 12, indent = 0, across, gap = 0.6, colour = 'black' }: Look = {},
  scope?: 'Row' | 'Column',
): void {
  const drawn = printable(words);
  const options = { ...(drawn !== words && { actual: words }), ...(scope && { scope }) };
  parent.add(
    pdf.struct(tag, options, () => {
      pdf.font(font).fontSize(size).fillColor(colour);
      pdf.text(drawn, margin + indent, pdf.y, { width: across ?? pdf.page.width - 2 * margin - indent });
      pdf.moveDown(gap);
    }),
  );
}

function putBlock(pdf: Pdf, root: Element, block: PackBlock): void {
  switch (block.kind) {
    case 'text':
      return put(pdf, root, 'P', block.words);
    case 'quote': {
      const quote = pdf.struct('BlockQuote');
      root.add(quote);
      const { page, y: top } = pdf;
      put(pdf, quote, 'P', block.words, { indent: 14, gap: 0.1 });
      put(pdf, quote, 'P', block.by, { size: 11, indent: 14, gap: 0, colour: muted });
      if (pdf.page === page) rule(pdf, [margin + 4, top], [margin + 4, pdf.y], 2);
      pdf.moveDown(0.6);
      return quote.end();
    }
    case 'table':
      return putTable(pdf, root, block);
  }
}

/**
 * Two columns stand beside one another. Of more, each row stands by itself, its name above its cells and each cell behind
 * what it is: no column gets too narrow for large print.
 */
function putTable(pdf: Pdf, root: Element, { caption, head, rows }: Extract<PackBlock, { kind: 'table' }>): void {
  const inside = (parent: Element, tag: string) => {
    const element = pdf.struct(tag);
    parent.add(element);
    return element;
  };
  const table = inside(root, 'Table');
  keepTogether(pdf, 4);
  put(pdf, table, 'Caption', caption, { font: bold, gap: 0.2 });
  const isBeside = head.length === 2;
  if (isBeside) {
    putBeside(pdf, inside(inside(table, 'THead'), 'TR'), head, 'Column');
    rule(pdf, [margin, pdf.y - 1], [pdf.page.width - margin, pdf.y - 1], 0.75);
    pdf.y += 3;
  }
  const body = inside(table, 'TBody');
  for (const cells of rows) {
    const row = inside(body, 'TR');
    if (isBeside) {
      putBeside(pdf, row, cells, 'Row');
      continue;
    }
    keepTogether(pdf, 2);
    for (const [column, cell] of cells.entries())
      if (column === 0) put(pdf, row, 'TH', cell, { font: bold, size: 11, gap: 0 }, 'Row');
      else put(pdf, row, 'TD', `${head[column]}: ${cell}`, { size: 11, indent: 14, gap: 0 });
    pdf.moveDown(0.25);
  }
  table.end();
  pdf.moveDown(0.6);
}

/** A name and what there is to it, beside one another where both fit on a page. */
function putBeside(pdf: Pdf, row: Element, [name = '', value = '']: readonly string[], of: 'Row' | 'Column'): void {
  const look = { ...(of === 'Column' ? { font: regular, colour: muted } : { font: bold }), size: 11, gap: 0 };
  const tag = of === 'Column' ? 'TH' : 'TD';
  const left = 190;
  const width = pdf.page.width - 2 * margin;
  const tall = (font: string, words: string, across: number) =>
    pdf.font(font).fontSize(look.size).heightOfString(printable(words), { width: across });
  const height = Math.max(tall(look.font, name, left - 14), tall(regular, value, width - left));
  if (height > (pdf.page.height - 2 * margin) / 2) {
    put(pdf, row, 'TH', name, look, of);
    return put(pdf, row, tag, value, { ...look, font: regular, indent: 14 });
  }
  if (pdf.y + height > pdf.page.height - margin) pdf.addPage();
  const top = pdf.y;
  put(pdf, row, 'TH', name, { ...look, across: left - 14 }, of);
  pdf.y = top;
  put(pdf, row, tag, value, { ...look, font: regular, indent: left }, of === 'Column' ? of : undefined);
  pdf.y = top + height + 3;
}

/** A line for the eye alone. */
function rule(pdf: Pdf, from: readonly [number, number], to: readonly [number, number], wide: number): void {
  pdf.markContent('Artifact');
  pdf
    .moveTo(...from)
    .lineTo(...to)
    .lineWidth(wide)
    .stroke(muted);
  pdf.endMarkedContent();
}

/** Goes on at the next page where fewer than so many lines are left on this one. */
function keepTogether(pdf: Pdf, lines: number): void {
  if (pdf.y + lines * pdf.currentLineHeight(true) > pdf.page.height - margin) pdf.addPage();
}

/** At the foot of each page, outside what is read aloud. */
function numberPages(pdf: Pdf): void {
  const { count } = pdf.bufferedPageRange();
  for (let page = 0; page < count; page += 1) {
    pdf.switchToPage(page);
    pdf.page.margins.bottom = 0;
    pdf.markContent('Artifact', { type: 'Pagination' });
    pdf.font(regular).fontSize(10);
    pdf.text(`${page + 1} of ${count}`, margin, pdf.page.height - 36, {
      width: pdf.page.width - 2 * margin,
      align: 'right',
      lineBreak: false,
    });
    pdf.endMarkedContent();
  }
}

/** The built-in fonts hold Windows-1252. */
const unprintable = /[^\n -~\u00a0-\u00ff€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]/u;

function printable(words: string): string {
  const whole = words.normalize('NFC');
  return unprintable.test(whole)
    ? Array.from(whole, (one) => (unprintable.test(one) ? plain(one) : one)).join('')
    : whole;
}

function plain(one: string): string {
  const bare = one.normalize('NFD').replace(/\p{M}/gu, '');
  return /^[ -~]+$/.test(bare) ? bare : '?';
}
