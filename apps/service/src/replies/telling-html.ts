import { createHash } from 'node:crypto';
import type { TellingForm } from '@doorstep/contracts/http';
import encodeQR from 'qr';
import type { AnswerParts, LeaveParts } from './telling-words.js';

/** What a letter has besides the answer. */
export interface LetterParts extends AnswerParts {
  readonly language: string;
  readonly form: TellingForm;
  /** A line each; empty where it is not known. */
  readonly address: readonly string[];
  /** The day of the letter, in words. */
  readonly date: string;
  /** For staff, on the screen alone; null: nothing to say. */
  readonly noteToStaff: string | null;
}

/** Light modules around the square, without which it is not found. */
const quietZone = 4;

/** Large print: 18 points, left-aligned, no italics, no capitals for stress (RNIB and UKAAF guidance). */
const style = `
@page { size: A4; margin: 25mm 20mm; }
* { box-sizing: border-box; }
body { font: 12pt/1.5 Arial, Helvetica, sans-serif; font-style: normal; color: #000; background: #fff; text-align: left;
  max-width: 170mm; margin: 0 auto; overflow-wrap: anywhere; }
body.large-print, body.easy-read { font-size: 18pt; }
body.easy-read p { margin: 0 0 1.2em; }
p, blockquote, address, ul { margin: 0 0 1em; font-style: normal; }
h1, h2 { font-size: 1em; font-weight: bold; margin: 1.5em 0 0.5em; break-after: avoid; }
h1 { font-size: 1.2em; }
.words { white-space: pre-wrap; border-left: 3pt solid #000; padding-left: 12pt; unicode-bidi: isolate; }
.said { white-space: pre-wrap; unicode-bidi: isolate; }
.by { break-inside: avoid; }
.note { font-size: 12pt; background: #fff3bf; border: 1pt solid #000; padding: 8pt; }
/* A module is over half a millimetre, which any phone reads. */
.leave { display: flex; gap: 5mm; align-items: flex-start; break-inside: avoid; margin: 0 0 1em; }
.leave p { flex: 1; margin: 0; }
.code { font-weight: bold; white-space: nowrap; }
.leave svg { flex: none; width: 28mm; height: 28mm; background: #fff; }
@media print { .note { display: none; } }
@media screen { body { padding: 10mm; } }
`;

/** Nothing but the letter's own style may load or run, wherever the page is opened. */
export const letterPolicy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** A letter to be printed on A4, as an HTML page of its own. Whatever is in the parts is shown as text. */
export function letterHtml(letter: LetterParts): string {
  const { language, form, address, date, noteToStaff } = letter;
  return `<!doctype html>
<html lang="${escapeHtml(language)}">
<head><meta charset="utf-8"><title>${escapeHtml(letter.title)}</title><style>${style}</style></head>
<body class="${form}">
${noteToStaff === null ? '' : `<aside class="note" lang="en-GB">${escapeHtml(noteToStaff)}</aside>`}
${address.length === 0 ? '' : `<address dir="auto">${address.map(escapeHtml).join('<br>')}</address>`}
<p>${escapeHtml(date)}</p>
<p dir="auto">${escapeHtml(letter.greeting)}</p>
<h1>${escapeHtml(letter.title)}</h1>
${answerHtml(letter, letter.leave === null ? '' : typed(letter.leave))}
</body>
</html>
`;
}

/** The same for an e-mail, which brings its own style nowhere. */
export function emailHtml(parts: AnswerParts, language: string): string {
  return `<!doctype html>
<html lang="${escapeHtml(language)}"><head><meta charset="utf-8"></head>
<body>
<p dir="auto">${escapeHtml(parts.greeting)}</p>
${answerHtml(parts, parts.leave === null ? '' : linked(parts.leave))}
</body></html>
`;
}

function typed({ onPaper, code, scan, address }: LeaveParts): string {
  const words = escapeHtml(onPaper).replace(code, `<span class="code">${code}</span>`);
  const square = encodeQR(address, 'raw', { ecc: 'medium', border: quietZone });
  const side = square.length;
  const dark = square.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : [])));
  return `<div class="leave"><p>${words} ${escapeHtml(scan)}</p>
<svg viewBox="0 0 ${side} ${side}" aria-hidden="true" shape-rendering="crispEdges"><path d="${dark.join('')}"/></svg></div>
`;
}

function linked({ onScreen, address }: LeaveParts): string {
  const link = escapeHtml(address);
  return `<p>${escapeHtml(onScreen).replace(link, `<a href="${link}">${link}</a>`)}</p>\n`;
}

/** `leave` is how they leave by themselves, as HTML; empty: it is about no ask. */
function answerHtml(parts: AnswerParts, leave: string): string {
  return `<p>${escapeHtml(parts.youTold)}</p>
<blockquote class="words" dir="auto">${escapeHtml(parts.theirWords)}</blockquote>
<h2>${escapeHtml(parts.whatCame)}</h2>
${parts.answer.map((idea) => `<p class="said" dir="auto">${escapeHtml(idea)}</p>`).join('\n')}
<p>${escapeHtml(parts.thanks)}</p>
<p>${escapeHtml(parts.nothingToDo)} ${escapeHtml(parts.howToStop)}</p>
${leave}<p class="by" dir="auto">${escapeHtml(parts.saidBy)}<br>${escapeHtml(parts.landlord)}</p>`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
