import { leavePage } from './loader-page.js';

/** Milliseconds in which the panel has to arrive. */
const patience = 10_000;

/**
 * Waits for the panel. Where it does not come, each panel of the page says so in `doorstep-error` and takes no space;
 * where it comes late, they are back.
 */
export function loadPanel(arriving: Promise<unknown>): void {
  let hidden: readonly HTMLElement[] = [];
  const giveUp = () => {
    clearTimeout(timer);
    leavePage(window);
    hidden = [...document.querySelectorAll<HTMLElement>('doorstep-panel:not([hidden])')];
    for (const panel of hidden) {
      panel.hidden = true;
      const detail = { code: 'network', fatal: true };
      panel.dispatchEvent(new CustomEvent('doorstep-error', { detail, bubbles: true, composed: true }));
    }
  };
  const timer = setTimeout(() => whenParsed(giveUp), patience);
  const arrived = () => {
    clearTimeout(timer);
    for (const panel of hidden) panel.hidden = false;
  };
  arriving.then(arrived, () => whenParsed(giveUp));
}

/**
 * Fetches the panel that was built with this loader, and checks every byte of it.
 * @param loader The tag that this loader came by: the panel is beside it, and under a policy of nonces has the same one.
 */
export async function elementFiles({ src, nonce }: HTMLScriptElement): Promise<void> {
  const files = DOORSTEP_FIRST_VIEW.map(({ file, integrity }) => ({ href: new URL(file, src).href, integrity, nonce }));
  // An import alone cannot be held to a hash; a preload can, and the import then takes what was preloaded.
  await Promise.all(files.map((file) => fetched(document.createElement('link'), { ...file, rel: 'modulepreload' })));
  await import(/* @vite-ignore */ (files[0] as { href: string }).href);
}

/** Fetches what shows the panel in a frame instead. */
export async function frameFile({ src, nonce }: HTMLScriptElement): Promise<void> {
  const { file, integrity } = DOORSTEP_INSTEAD;
  const script = { src: new URL(file, src).href, integrity, nonce, crossOrigin: 'anonymous' };
  await fetched(document.createElement('script'), script);
}

function fetched<E extends HTMLElement>(element: E, properties: Partial<E>): Promise<unknown> {
  return new Promise((resolve, reject) => {
    document.head.append(Object.assign(element, properties, { onload: resolve, onerror: reject }));
  });
}

function whenParsed(act: () => void): void {
  if (document.readyState !== 'loading') act();
  else document.addEventListener('DOMContentLoaded', act, { once: true });
}
