/**
 * What the loader fetches where a page can hold no custom element, or none with a shadow root: every `<doorstep-panel>` of
 * the page gets the panel in a frame, and the methods and properties that the element would have.
 */
import type { DoorstepContext, DoorstepGetToken, DoorstepStickyInset } from '../embed-types.js';
import { followInstruction } from '../queue.js';
import { askHost, registerToken, wakeWaiting } from '../token.js';
import { frameIn, lookOfElement } from './in-element.js';

const script = document.currentScript as HTMLScriptElement;
/** This script stands in `…/embed/v1/assets/`. */
const base = new URL('..', script.src).href;

followInstruction(window, 'token', (getToken) => registerToken(getToken as DoorstepGetToken));
if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', frameAll, { once: true });
else frameAll();

function frameAll(): void {
  for (const panel of document.querySelectorAll<HTMLElement>('doorstep-panel')) frameInstead(panel);
}

function frameInstead(panel: HTMLElement): void {
  const early = panel as { context?: DoorstepContext; getToken?: DoorstepGetToken };
  let { getToken } = early;
  let context = early.context ?? contextOf(panel);
  panel.style.display = 'block';
  const framed = frameIn(panel, panel, {
    base,
    context,
    stickyInset: { top: 0, bottom: 0 },
    getToken: (ask) => askHost(() => getToken, ask),
  });
  const follow = (next: DoorstepContext | null) => {
    context = next;
    return framed.setContext(next);
  };
  Object.assign(panel, framed, { setContext: follow, version: DOORSTEP_VERSION });
  Object.defineProperties(panel, {
    context: {
      get: () => context,
      set(next: DoorstepContext | null) {
        void follow(next);
      },
    },
    stickyInset: {
      set(stickyInset: DoorstepStickyInset) {
        framed.setLook({ stickyInset });
      },
    },
    getToken: {
      get: () => getToken,
      set(next: DoorstepGetToken) {
        getToken = next;
        wakeWaiting();
      },
    },
  });
  new MutationObserver((changes) => {
    if (changes.some(({ attributeName }) => attributeName?.startsWith('record-'))) void follow(contextOf(panel));
    else framed.setLook(lookOfElement(panel));
  }).observe(panel, {
    attributeFilter: ['record-type', 'record-id', 'lang', 'theme', 'density', 'preset', 'heading-level'],
  });
}

/** The frame reads it as strictly as the element would. */
function contextOf(panel: HTMLElement): DoorstepContext | null {
  const [type, host] = [panel.getAttribute('record-type'), panel.getAttribute('record-id')];
  return type && host ? ({ kind: 'one', type, id: { host } } as DoorstepContext) : null;
}
