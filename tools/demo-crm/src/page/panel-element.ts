import type { Context, GetToken, MountedPanel } from './panel.js';

/** What this page uses of the element; see the panel's own documentation for the rest. All of it may be set before its script has come. */
interface PanelElement extends HTMLElement {
  context: Context;
  getToken: GetToken;
  stickyInset: { readonly top: number; readonly bottom: number };
  destroy?(): Promise<unknown>;
}

/** The panel as a custom element in the CRM's own page. */
export function elementPanel(rail: HTMLElement, getToken: GetToken): MountedPanel {
  const panel = document.createElement('doorstep-panel') as PanelElement;
  panel.setAttribute('installation', document.body.dataset['installation'] ?? '');
  panel.getToken = getToken;
  rail.append(panel);
  return {
    follow(context) {
      panel.context = context;
    },
    dress(look) {
      panel.setAttribute('preset', look === 'dark' ? 'neutral' : look);
      panel.setAttribute('theme', look === 'dark' ? 'dark' : 'auto');
    },
    setStickyTop(top) {
      panel.stickyInset = { top, bottom: 0 };
    },
    destroy() {
      void panel.destroy?.();
    },
  };
}
