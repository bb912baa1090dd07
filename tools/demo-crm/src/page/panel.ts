import { base } from './place.js';

/** What this page uses of the panel; see the panel's own documentation for the rest. */
interface Panel extends HTMLElement {
  context: { kind: 'one'; type: 'person'; id: { host: string }; label?: string } | { kind: 'none' };
}
interface TokenAsk {
  readonly record: { readonly type: string; readonly id: string };
  readonly signal: AbortSignal;
}
type Queue = ((...instruction: unknown[]) => void) & { q?: unknown[][] };

const panel = document.querySelector('doorstep-panel') as Panel;

/** Tells the panel where to get a token: from the CRM's own server, for the record that is open. */
export function registerTokenSource(): void {
  const page = window as { Doorstep?: Queue };
  page.Doorstep ??= (...instruction) => {
    const queue = page.Doorstep as Queue;
    (queue.q ??= []).push(instruction);
  };
  page.Doorstep('token', async ({ record, signal }: TokenAsk) => {
    const query = new URLSearchParams({ ...record, origin: location.origin });
    const response = await fetch(`${base}/token?${query}`, { signal, cache: 'no-store' });
    if (!response.ok) throw new Error(`The token was refused with ${response.status}`);
    return response.text();
  });
}

/** Lets the panel follow the record. The label is only shown; without it the panel shows none. */
export function showInPanel(personId: string, label?: string): void {
  panel.context = { kind: 'one', type: 'person', id: { host: personId }, ...(label && { label }) };
}

export function clearPanel(): void {
  panel.context = { kind: 'none' };
}

/** Opens the record that the panel asks for, such as that of an unsaved note. */
export function followPanel(open: (personId: string) => void): void {
  panel.addEventListener('doorstep-navigate', (event) => {
    const { target } = (event as CustomEvent<{ target: { type: string; id: string } }>).detail;
    if (target.type !== 'person') return;
    event.preventDefault();
    open(target.id);
  });
}
