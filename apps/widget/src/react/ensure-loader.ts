/**
 * Sees that the loader is on the page, once, however many panels ask for it. Where the script itself does not come, the
 * panels of the page are told as the loader would tell them.
 * @param integrity Hash of the script; with it the browser refuses any other bytes.
 */
export function ensureLoader(src: string, integrity: string | undefined): void {
  if (window.Doorstep?.version !== undefined) return;
  const url = new URL(src, document.baseURI).href;
  if ([...document.scripts].some((script) => script.src === url)) return;
  const script = document.createElement('script');
  script.async = true;
  script.src = url;
  if (integrity !== undefined) {
    script.integrity = integrity;
    script.crossOrigin = 'anonymous';
  }
  script.addEventListener('error', () => {
    // The next panel to be shown tries again.
    script.remove();
    const detail = { code: 'network', fatal: true };
    for (const panel of document.querySelectorAll('doorstep-panel'))
      panel.dispatchEvent(new CustomEvent('doorstep-error', { detail, bubbles: true, composed: true }));
  });
  document.head.append(script);
}
