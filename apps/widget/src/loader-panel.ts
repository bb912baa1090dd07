import { leavePage } from './loader-page.js';

/** Milliseconds in which the panel has to arrive. */
const patience = 10_000;

/**
 * Fetches the panel that was built with this loader, and checks every byte of it. Where it does not come, each panel of
 * the page says so in `doorstep-error` and takes no space.
 * @param loaderUrl Where this loader came from; the panel is beside it.
 */
export function loadPanel(loaderUrl: string): void {
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
  const files = DOORSTEP_FIRST_VIEW.map(({ file, integrity }) => ({ url: new URL(file, loaderUrl).href, integrity }));
  Promise.all(files.map(fetched))
    .then(() => import(/* @vite-ignore */ (files[0] as { url: string }).url))
    .then(arrived, () => whenParsed(giveUp));
}

/** An import alone cannot be held to a hash; a preload can, and the import then takes what was preloaded. */
function fetched({ url, integrity }: { readonly url: string; readonly integrity: string }): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const link = document.createElement('link');
    link.rel = 'modulepreload';
    link.href = url;
    link.integrity = integrity;
    link.onload = resolve;
    link.onerror = reject;
    document.head.append(link);
  });
}

function whenParsed(act: () => void): void {
  if (document.readyState !== 'loading') act();
  else document.addEventListener('DOMContentLoaded', act, { once: true });
}
