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
type Queue = ((...instruction: unknown[]) => void) & { q?: unknown[][] };

const script = '/embed/v1/doorstep-frame.js';
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
  loadScript(() => {
    if (!isOver) rail.replaceChildren(element('p', { class: 'rail-note' }, 'The panel’s frame cannot be shown here.'));
  });
  queue()('frame', { in: rail, installation, getToken, context, ...look }, (mounted: FramePanel) => {
    if (isOver) {
      void mounted.destroy();
      return;
    }
    panel = mounted;
    panel.setLook(look);
    void panel.setContext(context);
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

function queue(): Queue {
  const page = window as { Doorstep?: Queue };
  const ours: Queue = page.Doorstep ?? ((...instruction) => (ours.q ??= []).push(instruction));
  page.Doorstep = ours;
  return ours;
}

function loadScript(failed: () => void): void {
  if (document.querySelector(`script[src='${script}']`)) return;
  const tag = element('script', { src: script });
  tag.addEventListener('error', () => {
    tag.remove();
    failed();
  });
  document.head.append(tag);
}
