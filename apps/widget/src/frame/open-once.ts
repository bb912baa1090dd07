import { sessionReply, type SessionReply, type SessionRequest } from '@doorstep/contracts/embed';
import { localeFor, textFor } from '@doorstep/ui/panel-text';
import type { TextKey } from '@doorstep/ui/text';
import '../main.js';
import { ownPage, type OpenAgain } from '../own-page.js';
import { request } from '../request.js';
import { dressPage, showNotice } from './notice.js';

/** What a page of our own was given to open the panel with, once. */
export interface GivenOnce {
  /** Undefined: nothing that could be exchanged. */
  readonly shown: SessionRequest | undefined;
  /** Where it is exchanged, as seen from the page. */
  readonly exchange: string;
  /** What stands in the panel's `installation`. */
  readonly installation: string;
  /** What is said where nothing opens, and what to do once the session has ended. */
  readonly over: {
    readonly title: Extract<TextKey, `${'link' | 'canvas'}.overTitle`>;
    readonly body: Extract<TextKey, `${'link' | 'canvas'}.overBody`>;
    readonly again: OpenAgain;
  };
}

/** Opens the panel, full page, at the one record that what was given is for. It reloads nothing and asks nobody again. */
export async function openOnce({ shown, exchange, installation, over }: GivenOnce): Promise<void> {
  const locale = localeFor(navigator.language);
  document.documentElement.lang = locale;
  dressPage();
  const text = await textFor(locale);
  const isOver = () => showNotice(text(over.title), text(over.body));
  if (!shown) return isOver();
  const open = async (): Promise<void> => {
    try {
      const answer = await request(fetch.bind(window), new URL(exchange, location.href).href, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(shown),
        signal: new AbortController().signal,
      });
      const opened = sessionReply.safeParse(answer.body);
      if (opened.success) return show(opened.data, installation, over.again);
      if (answer.status >= 400 && answer.status < 500 && answer.status !== 429) return isOver();
    } catch {
      // No answer came: what was given may still open when it is tried again.
    }
    showNotice(text('fault.title'), text('fault.body'), { words: text('panel.tryAgain'), act: () => void open() });
  };
  return open();
}

function show(opened: SessionReply, installation: string, again: OpenAgain): void {
  ownPage.opened = { ...opened, at: performance.now() };
  ownPage.again = again;
  const panel = document.createElement('doorstep-panel');
  panel.setAttribute('installation', installation);
  if (opened.locale) panel.lang = opened.locale;
  // There is no host to ask: when the session is over, the panel says so and keeps what was typed.
  panel.getToken = () => '';
  panel.context = { kind: 'one', type: opened.record.type, id: { host: opened.record.id } };
  const main = document.createElement('main');
  main.append(panel);
  document.body.replaceChildren(main);
}
