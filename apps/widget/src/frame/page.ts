/**
 * What runs in `GET /embed/v1/panel`, the page inside the frame. It waits for the one message of the page around it, checks
 * that this landlord named that page's origin, and from then on speaks over the channel that came with the message.
 */
import { initMessage, version, type InitMessage } from '@doorstep/contracts/embed-messages';
import { localeFor, textFor } from '@doorstep/ui/panel-text';
import * as z from 'zod/mini';
import '../main.js';
import { ownPage } from '../own-page.js';
import { dressPage, showNotice } from './notice.js';
import { originsIn } from './origins-in.js';
import { PanelAtPort } from './panel-at-port.js';

/** Milliseconds without a word from the page around us, after which nothing there speaks to us. */
const patience = 10_000;

const allowed = originsIn(document);

dressPage();
if (window.parent === window || allowed.length === 0) void refuse();
else {
  const timer = setTimeout(() => void refuse(), patience);
  const listen = (event: MessageEvent<unknown>) => {
    // Only the page around us may speak; whatever other pages post here is not for us.
    if (event.source !== window.parent) return;
    const init = initMessage.safeParse(event.data);
    const [port] = event.ports;
    if (!init.success || !port) return explain(event.data, init.error);
    clearTimeout(timer);
    window.removeEventListener('message', listen);
    if (!allowed.includes(event.origin)) return void refuse(init.data.lang);
    start(init.data, event.origin, port);
  };
  window.addEventListener('message', listen);
}

function start(init: InitMessage, origin: string, port: MessagePort): void {
  const panel = new PanelAtPort(port, said('doorstep-installation'));
  if (!init.versions.includes(version)) return panel.say({ t: 'error', code: 'version_retired', fatal: true });
  ownPage.hostOrigin = origin;
  panel.start(init);
}

async function refuse(lang: string = navigator.language): Promise<void> {
  const text = await textFor(localeFor(lang));
  showNotice(text('notSetUp.title'), text('notSetUp.body'));
}

/** A host that speaks to us and is not understood is told why, where its developers look. */
function explain(data: unknown, error: z.core.$ZodError | undefined): void {
  if (error && (data as { doorstep?: unknown } | null)?.doorstep === 1) console.warn(z.prettifyError(error));
}

function said(name: string): string {
  return document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content ?? '';
}
