import type { DoorstepEvents } from './embed-types.js';

/** What the panel tells its host, and the `detail` that goes with it. */
export type PanelEvents = DoorstepEvents;

/** Sends one event from the element. */
export function emitFrom<Name extends keyof PanelEvents>(
  element: HTMLElement,
  name: Name,
  detail: PanelEvents[Name],
): void {
  element.dispatchEvent(
    new CustomEvent(name, { detail, bubbles: true, composed: true, cancelable: name === 'doorstep-navigate' }),
  );
}
