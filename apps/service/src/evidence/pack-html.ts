import { createHash } from 'node:crypto';
import type { PackBlock, PackDocument } from './pack-document.js';

const style = `
@page { size: A4; margin: 20mm; }
* { box-sizing: border-box; }
body { font: 12pt/1.5 Arial, Helvetica, sans-serif; color: #000; background: #fff; max-width: 170mm; margin: 0 auto;
  padding: 8mm; overflow-wrap: anywhere; }
.table { overflow-x: auto; margin: 0 0 1em; }
h1 { font-size: 1.6em; line-height: 1.2; }
h2 { font-size: 1.3em; margin-top: 2em; break-after: avoid; }
h3 { font-size: 1.1em; margin-top: 1.5em; break-after: avoid; }
blockquote { margin: 0 0 1em; padding-left: 12pt; border-left: 3pt solid #000; break-inside: avoid; }
blockquote p { margin: 0; white-space: pre-wrap; unicode-bidi: isolate; }
.by { font-size: 0.9em; }
.said { white-space: pre-wrap; unicode-bidi: isolate; }
table { border-collapse: collapse; width: 100%; overflow-wrap: break-word; }
.long { overflow-wrap: anywhere; }
.short { white-space: nowrap; }
caption { text-align: left; font-weight: bold; padding-bottom: 4pt; }
th, td { text-align: left; vertical-align: top; border-bottom: 1pt solid #000; padding: 4pt 8pt 4pt 0; }
tr { break-inside: avoid; }
@media print { body { padding: 0; max-width: none; } }
`;

/** Nothing but the pack's own style may load or run, wherever the page is opened. */
export const packPolicy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The language of a page, and the same page in another. */
export interface PageLanguage {
  /** BCP 47 */
  readonly language: string;
  readonly other: { readonly language: string; readonly name: string; readonly address: string } | null;
}

/** A pack as an HTML page of its own, ready to be printed. Whatever is in it is shown as text. */
export function packHtml(
  { title, landlord, upTo, sections }: PackDocument,
  { language, other }: PageLanguage = { language: 'en-GB', other: null },
): string {
  const parts = sections.map(
    ({ heading, level, language: of, blocks }) =>
      `<h${level}${langOf(of)}>${escape(heading)}</h${level}>\n${blocks.map(blockHtml).join('\n')}`,
  );
  return `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escape(title)}</title><style>${style}</style></head>
<body>
${otherHtml(other)}<main>
<h1>${escape(title)}</h1>
<p>${escape(landlord)}</p>
${upToHtml(upTo)}${parts.join('\n')}
</main>
</body>
</html>
`;
}

function otherHtml(other: PageLanguage['other']): string {
  if (other === null) return '';
  const { language, name, address } = other;
  return `<nav aria-label="${escape(name)}"><a lang="${language}" hreflang="${language}" href="${escape(address)}">${escape(name)}</a></nav>\n`;
}

/** The day of the latest thing in it, in London. */
function upToHtml(upTo: string | null): string {
  if (upTo === null) return '';
  const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'Europe/London' }).format(new Date(upTo));
  return `<p>The latest thing in it is of <time datetime="${upTo}">${day}</time>.</p>\n`;
}

function blockHtml(block: PackBlock): string {
  switch (block.kind) {
    case 'text':
      return `<p class="said" dir="auto">${escape(block.words)}</p>`;
    case 'quote':
      return `<blockquote><p dir="auto"${langOf(block.language)}>${escape(block.words)}</p><p class="by">${escape(block.by)}</p></blockquote>`;
    case 'table':
      return [
        `<div class="table" role="region" tabindex="0" aria-label="${escape(block.caption)}">`,
        `<table><caption>${escape(block.caption)}</caption>`,
        `<thead><tr>${block.head.map((cell) => `<th scope="col">${escape(cell)}</th>`).join('')}</tr></thead>`,
        `<tbody>${block.rows.map(rowHtml).join('')}</tbody></table>`,
        '</div>',
      ].join('\n');
  }
}

function langOf(language: string | undefined): string {
  return language === undefined ? '' : ` lang="${language}"`;
}

function rowHtml([name, ...cells]: readonly string[]): string {
  const rest = cells.map((cell) => `<td${widthOf(cell)}>${escape(cell)}</td>`).join('');
  return `<tr><th scope="row"${widthOf(name ?? '')}>${escape(name ?? '')}</th>${rest}</tr>`;
}

/** Nothing is broken within a word, save words that no column could hold. */
function widthOf(cell: string): string {
  if (cell.length <= 12) return ' class="short"';
  return /\S{25}/.test(cell) ? ' class="long"' : '';
}

const named: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escape(words: string): string {
  return words.replace(/[&<>"']/g, (one) => named[one] ?? one);
}
