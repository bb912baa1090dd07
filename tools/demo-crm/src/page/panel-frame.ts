import { element } from './element.js';
import type { Context, GetToken, MountedPanel } from './panel.js';

/** What this page uses of the panel in a frame; see its own documentation for the rest. */
interface FramePanel {
  setContext(context: Context): Promise<unknown>;
  setLook(look: Partial<Look>): void;
  destroy(): Promise<unknown>;
}
interface Look {
  readonly preset: string;
  readonly theme: string;
  /** Values of `--doorstep-…` properties. */
  readonly tokens: Readonly<Record<string, string>>;
  readonly stickyInset: { readonly top: number; readonly bottom: number };
}

const script = '/embed/v1/doorstep-frame.js';
let loaded = false;
/** The colours that the CRM hands to the panel, where it does. A frame inherits nothing from the page around it. */
const handed = [
  '--doorstep-font-family',
  '--doorstep-color-accent',
  '--doorstep-color-on-accent',
  '--doorstep-color-link',
  '--doorstep-color-surface',
  '--doorstep-color-text',
  '--doorstep-color-border',
  '--doorstep-radius',
];

/** The panel in a frame of the service's own, as the CRMs of most vendors have to show it. */
export function framePanel(rail: HTMLElement, getToken: GetToken): MountedPanel {
  let panel: FramePanel | undefined;
  let isOver = false;
  let context: Context = { kind: 'none' };
  let look: Look = { ...lookFor('neutral'), stickyInset: { top: 0, bottom: 0 } };
  const change = (changes: Partial<Look>) => {
    look = { ...look, ...changes };
    panel?.setLook(changes);
  };
  const installation = document.body.dataset['installation'];
  withScript((came) => {
    if (isOver) return;
    if (!came) {
      rail.replaceChildren(
        element('p', { class: 'rail-note' }, 'The frame script did not come, so no frame is shown.'),
      );
      return;
    }
    const options = { in: rail, installation, getToken, context, ...look };
    instruct('frame', options, (mounted: FramePanel) => {
      panel = mounted;
    });
  });
  return {
    follow(next) {
      context = next;
      void panel?.setContext(next);
    },
    dress: (name) => change(lookFor(name)),
    setStickyTop: (top) => change({ stickyInset: { top, bottom: 0 } }),
    destroy() {
      isOver = true;
      void panel?.destroy();
    },
  };
}

function lookFor(name: string): Omit<Look, 'stickyInset'> {
  const computed = getComputedStyle(document.body);
  const tokens = handed.map((token) => [token, computed.getPropertyValue(token).trim()] as const);
  return {
    preset: name === 'dark' ? 'neutral' : name,
    theme: name === 'dark' ? 'dark' : 'auto',
    tokens: Object.fromEntries(tokens.filter(([, value]) => value !== '')),
  };
}

function instruct(...instruction: unknown[]): void {
  (window as { Doorstep?: (...given: unknown[]) => void }).Doorstep?.(...instruction);
}

/** Loads the frame script once, and says whether it came. */
function withScript(then: (came: boolean) => void): void {
  if (loaded) {
    then(true);
    return;
  }
  const tag = element('script', { src: script });
  tag.addEventListener('load', () => {
    loaded = true;
    then(true);
  });
  tag.addEventListener('error', () => {
    tag.remove();
    then(false);
  });
  document.head.append(tag);
}
