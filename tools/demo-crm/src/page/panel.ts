import { elementPanel } from './panel-element.js';
import { framePanel } from './panel-frame.js';
import { base } from './place.js';

export type Mount = 'element' | 'iframe';

/** What is open in the CRM, as the panel wants it told. */
export type Context =
  | { readonly kind: 'one'; readonly type: 'person'; readonly id: { readonly host: string }; readonly label?: string }
  | { readonly kind: 'none' };

/** The panel in the rail, however it is mounted. */
export interface MountedPanel {
  follow(context: Context): void;
  /** @param look The CRM's own look: `neutral`, `fluent`, `slds` or `dark`. */
  dress(look: string): void;
  /** @param top Pixels of the window that sticky headers cover. */
  setStickyTop(top: number): void;
  destroy(): void;
}

interface TokenAsk {
  readonly record: { readonly type: string; readonly id: string };
  readonly signal: AbortSignal;
}

/** What the panel asks for a token with. */
export type GetToken = (ask: TokenAsk) => Promise<string>;

const rail = document.querySelector('#rail-body') as HTMLElement;
let panel: MountedPanel | undefined;
let context: Context = { kind: 'none' };
let stickyTop = 0;

/** A token comes from the CRM's own server, for the record that is open and whoever is signed in. */
function tokensOf(officer: string): GetToken {
  return async ({ record: { type, id }, signal }) => {
    const query = new URLSearchParams({ type, id, origin: location.origin, officer });
    const response = await fetch(`${base}/token?${query}`, { signal, cache: 'no-store' });
    if (!response.ok) throw new Error(`The token was refused with ${response.status}`);
    return response.text();
  };
}

/**
 * Puts a new panel into the rail, and ends the one that was there: what another officer saw must not stay.
 * @param officer The id of who is signed in.
 */
export function mountPanel(mount: Mount, look: string, officer: string): void {
  panel?.destroy();
  rail.replaceChildren();
  panel = (mount === 'iframe' ? framePanel : elementPanel)(rail, tokensOf(officer));
  panel.dress(look);
  panel.setStickyTop(stickyTop);
  panel.follow(context);
}

/** Follows the look of the CRM. */
export function dressPanel(look: string): void {
  panel?.dress(look);
}

/** Pixels at the top of the window that a sticky header covers. */
export function setStickyTop(top: number): void {
  stickyTop = top;
  panel?.setStickyTop(top);
}

/** Lets the panel follow the record. The label is only shown; without it the panel shows none. */
export function showInPanel(personId: string, label?: string): void {
  follow({ kind: 'one', type: 'person', id: { host: personId }, ...(label && { label }) });
}

export function clearPanel(): void {
  follow({ kind: 'none' });
}

function follow(next: Context): void {
  context = next;
  panel?.follow(next);
}

/** Opens the record that the panel asks for, such as that of an unsaved note. */
export function followPanel(open: (personId: string) => void): void {
  rail.addEventListener('doorstep-navigate', (event) => {
    const { target } = (event as CustomEvent<{ target: { type: string; id: string } }>).detail;
    if (target.type !== 'person') return;
    event.preventDefault();
    open(target.id);
  });
}
