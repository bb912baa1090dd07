import { createHash } from 'node:crypto';
import { leavePageWords, type PageIn } from './leave-page-words.js';

/** What the page says: the way to leave, or what came of it. */
export type LeavePage =
  | { readonly shows: 'ask' | 'unknown' }
  /** `code` where it can be taken back by it still; null: not here. */
  | { readonly shows: 'left'; readonly code: string | null }
  | { readonly shows: 'back'; readonly code: string };

const style = `
:root { color-scheme: light dark; background: Canvas; color: CanvasText; }
* { box-sizing: border-box; }
body { font: 1.125rem/1.5 Arial, Helvetica, sans-serif; max-width: 36rem; margin: 0 auto; padding: 1.5rem 1rem;
  overflow-wrap: anywhere; }
h1 { font-size: 1.6rem; line-height: 1.2; margin: 0.5rem 0 1rem; }
nav, p, form { margin: 0 0 1rem; }
label { display: block; font-weight: bold; }
.hint { margin: 0 0 0.5rem; }
input { font: inherit; width: 100%; max-width: 20rem; min-height: 3rem; padding: 0.25rem 0.75rem; border: 2px solid;
  letter-spacing: 0.05em; text-transform: uppercase; }
button { font: inherit; font-weight: bold; min-height: 3rem; padding: 0.5rem 1.5rem; border: 2px solid; margin-top: 0.5rem; }
:focus-visible { outline: 3px solid; outline-offset: 3px; }
@media print { nav, form { display: none; } }
`;

/** Takes the code out of the address, where it reached nobody, so that there is nothing to type. */
const script = `
const code = location.hash.slice(1);
const field = document.getElementById('code');
if (code && field) {
  field.value = code;
  document.getElementById('typed').hidden = true;
  for (const other of document.querySelectorAll('nav a')) other.hash = code;
}
`;

const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Nothing but its own style and script may load or run, and it sends to nobody else. */
export const leavePolicy = [
  "default-src 'none'",
  `style-src ${hashOf(style)}`,
  `script-src ${hashOf(script)}`,
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * The page on which somebody leaves an ask, by a code in what they got. It works without a script, names nobody and no
 * home, and does not say what was asked: whoever else finds a letter learns nothing from it.
 */
export function leavePageHtml(page: LeavePage, landlord: { readonly slug: string; readonly name: string }, at: PageIn) {
  const words = leavePageWords[at];
  const address = (language: PageIn) => `/leave/${encodeURIComponent(landlord.slug)}${language === 'cy' ? '/cy' : ''}`;
  const other = leavePageWords[at === 'en' ? 'cy' : 'en'];
  const heading = words[page.shows].heading;
  return `<!doctype html>
<html lang="${words.language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>${escape(heading)} – ${escape(landlord.name)}</title><style>${style}</style></head>
<body>
${page.shows === 'ask' ? `<nav aria-label="${other.name}"><a lang="${other.language}" hreflang="${other.language}" href="${address(at === 'en' ? 'cy' : 'en')}">${other.name}</a></nav>\n` : ''}<main>
<p>${escape(landlord.name)}</p>
<h1>${escape(heading)}</h1>
${words[page.shows].says.map((one) => `<p>${escape(one)}</p>`).join('\n')}
${formOf(page, address(at), words)}</main>
${page.shows === 'ask' ? `<script type="module">${script}</script>\n` : ''}</body>
</html>
`;
}

function formOf(page: LeavePage, address: string, words: (typeof leavePageWords)[PageIn]): string {
  const form = (act: 'leave' | 'come-back', inside: string) =>
    `<form method="post" action="${address}">${inside}<input type="hidden" name="act" value="${act}"><button>${escape(act === 'leave' ? words.leave : words.comeBack)}</button></form>\n`;
  const hidden = (code: string) => `<input type="hidden" name="code" value="${escape(code)}">`;
  switch (page.shows) {
    case 'ask':
    case 'unknown':
      return form(
        'leave',
        `<div id="typed"><label for="code">${escape(words.code)}</label><p class="hint" id="where">${escape(words.where)}</p>
<input id="code" name="code" required maxlength="40" autocomplete="off" autocapitalize="characters" spellcheck="false" aria-describedby="where"></div>
`,
      );
    case 'left':
      return page.code === null ? '' : `<p>${escape(words.mayComeBack)}</p>\n${form('come-back', hidden(page.code))}`;
    case 'back':
      return form('leave', hidden(page.code));
  }
}

const named: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escape(words: string): string {
  return words.replace(/[&<>"']/g, (one) => named[one] ?? one);
}
