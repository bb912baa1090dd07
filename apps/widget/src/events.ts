import type { PanelPrompt, RecordKey } from '@doorstep/contracts/embed';
import type { FaultCode } from './fault.js';

/**
 * What the panel tells its host. Each is a `CustomEvent` that bubbles and leaves the shadow root. No words, names or
 * addresses of residents are in any of them.
 */
export interface PanelEvents {
  'doorstep-ready': { readonly version: string; readonly mode: 'element' };
  'doorstep-context': { readonly epoch: number; readonly recordKey: string | null };
  /** Zero both for nothing to ask and for every silent reason not to. */
  'doorstep-prompts': { readonly count: number };
  'doorstep-outcome': {
    readonly promptId: string;
    readonly kind: PanelPrompt['kind'];
    readonly outcome: 'heard' | 'not-this-time';
  };
  /** Words were kept that answered no prompt. What is passed on, or kept without a name, is not told to the host. */
  'doorstep-logged': { readonly entryId: string };
  'doorstep-unsaved': { readonly unsaved: boolean };
  /** Cancelable: a host that can open the record does so and prevents the default. */
  'doorstep-navigate': { readonly target: RecordKey };
  'doorstep-error': { readonly code: FaultCode; readonly fatal: boolean };
}

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
