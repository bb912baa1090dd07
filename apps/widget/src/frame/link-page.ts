/**
 * What runs in `GET /embed/v1/open`, the page of a one-time link, for hosts that can only open a web address. The secret
 * stands after `#`, so no server and no log ever sees it in an address; it is taken out of there before anything else.
 */
import { sessionReply, type SessionReply } from '@doorstep/contracts/embed';
import { localeFor, textFor } from '@doorstep/ui/panel-text';
import '../main.js';
import { ownPage } from '../own-page.js';
import { request } from '../request.js';
import { dressPage, showNotice } from './notice.js';

const link = location.hash.slice(1);
history.replaceState(null, '', location.pathname);

const locale = localeFor(navigator.language);
document.documentElement.lang = locale;
dressPage();
void open();

async function open(): Promise<void> {
  const text = await textFor(locale);
  const isOver = () => showNotice(text('link.overTitle'), text('link.overBody'));
  if (!link.startsWith('pl_')) return isOver();
  try {
    const answer = await request(fetch.bind(window), new URL('session', location.href).href, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ link }),
      signal: new AbortController().signal,
    });
    const opened = sessionReply.safeParse(answer.body);
    if (opened.success) return show(opened.data);
    if (answer.status >= 400 && answer.status < 500 && answer.status !== 429) return isOver();
  } catch {
    // No answer came: the link may still open when it is tried again.
  }
  showNotice(text('fault.title'), text('fault.body'), { words: text('panel.tryAgain'), act: () => void open() });
}

function show(opened: SessionReply): void {
  ownPage.opened = { ...opened, at: performance.now() };
  const panel = document.createElement('doorstep-panel');
  panel.setAttribute('installation', 'one-time-link');
  if (opened.locale) panel.lang = opened.locale;
  // There is no host to ask: when the session is over, the panel says so and keeps what was typed.
  panel.getToken = () => '';
  panel.context = { kind: 'one', type: opened.record.type, id: { host: opened.record.id } };
  const main = document.createElement('main');
  main.append(panel);
  document.body.replaceChildren(main);
}
