/**
 * The public interface of `<doorstep-panel>`, for hosts. Nothing here is code: the panel itself comes from the service.
 * What is named here keeps its meaning within a major version.
 */

/** A record of the host. `property` is another word for `home`. */
export type DoorstepRecordType = 'person' | 'tenancy' | 'home' | 'property';

/** What the officer has open. */
export type DoorstepContext =
  | { readonly kind: 'none' }
  | { readonly kind: 'many'; readonly count: number }
  | {
      readonly kind: 'one';
      readonly type: DoorstepRecordType;
      /** The host's own id, and others for the same record. The token may name the record by any of them. */
      readonly id: {
        readonly host: string;
        readonly uprn?: string | undefined;
        readonly tenancyRef?: string | undefined;
        readonly personRef?: string | undefined;
      };
      /** Shown on screen only: never sent, never stored. At most 300 characters. */
      readonly label?: string | undefined;
      /** How the officer and the resident are in contact now, where the CRM knows. */
      readonly channel?: 'phone' | 'visit' | 'desk' | 'email' | undefined;
    };

/** Why the panel cannot do what it was asked. The list may grow; treat a code that you do not know as `server`. */
export type DoorstepErrorCode =
  | 'installation_unknown'
  | 'origin_not_allowed'
  | 'token_missing'
  | 'token_rejected'
  | 'record_unknown'
  | 'forbidden'
  | 'network'
  | 'timeout'
  | 'server'
  | 'version_retired'
  | 'conflict'
  | 'no-route'
  | 'crashed'
  | 'context_unreadable'
  | 'destroyed';

/** What every method resolves to. None rejects, and none throws. */
export type DoorstepResult =
  | { readonly ok: true }
  | {
      readonly ok: false;
      readonly error: {
        readonly code: DoorstepErrorCode;
        /** For developers, in English. It holds no personal data. */
        readonly message: string;
      };
    };

/** What the host is told when a token is needed. */
export interface DoorstepTokenAsk {
  /** `start`: the first record; `context`: another record; `expiring`: soon over; `rejected`: the last one was refused. */
  readonly reason: 'start' | 'context' | 'expiring' | 'rejected';
  readonly installation: string;
  /** The record that the token has to name. */
  readonly record: { readonly type: 'person' | 'tenancy' | 'home'; readonly id: string };
  /** The same record as one string, `type:id`. */
  readonly recordKey: string;
  /** Aborts when the officer moves to another record. */
  readonly signal: AbortSignal;
}

/** The host's own function: returns a token that its server signed. It has 30 seconds. */
export type DoorstepGetToken = (ask: DoorstepTokenAsk) => string | Promise<string>;

/** CSS pixels of the window that bars of the host's own cover. */
export interface DoorstepStickyInset {
  readonly top: number;
  readonly bottom: number;
}

/**
 * What the panel tells its host: the `detail` of each `CustomEvent`. They bubble and leave the shadow root. No words,
 * names or addresses of residents are in any of them.
 */
export interface DoorstepEvents {
  'doorstep-ready': { readonly version: string; readonly mode: 'element' | 'frame' };
  /** `epoch` goes up with every record; `recordKey` is `type:id`, or null where not exactly one is open. */
  'doorstep-context': { readonly epoch: number; readonly recordKey: string | null };
  /** Zero both for nothing to ask and for every silent reason not to. */
  'doorstep-prompts': { readonly count: number };
  'doorstep-outcome': {
    readonly promptId: string;
    readonly kind: 'tell-them' | 'reply-due' | 'invite' | 'ask' | 'check-preference';
    readonly outcome: 'heard' | 'take-part' | 'not-this-time';
  };
  /** Words were kept that answered no prompt. What is passed on, or kept without a name, is not told to the host. */
  'doorstep-logged': { readonly entryId: string; readonly state: 'sent' | 'waiting' };
  'doorstep-unsaved': { readonly unsaved: boolean };
  /** Cancelable: a host that can open the record does so, and calls `preventDefault()`. */
  'doorstep-navigate': { readonly target: { readonly type: 'person' | 'tenancy' | 'home'; readonly id: string } };
  /** Frame mode only: the height that the panel takes now, in CSS pixels. */
  'doorstep-resize': { readonly height: number };
  'doorstep-error': {
    readonly code: DoorstepErrorCode;
    /** What the service's log calls the request, to quote to us. */
    readonly ref?: string | undefined;
    /** The panel has ended and takes no space. */
    readonly fatal: boolean;
  };
}

/** The attributes, for hosts that write them by script or template. */
export interface DoorstepAttributes {
  readonly installation: string;
  readonly 'record-type'?: DoorstepRecordType | undefined;
  readonly 'record-id'?: string | undefined;
  /** BCP 47; without it, that of the nearest element with a `lang`. English and Welsh are there. */
  readonly lang?: string | undefined;
  readonly theme?: 'auto' | 'light' | 'dark' | undefined;
  readonly density?: 'comfortable' | 'compact' | undefined;
  /** The look of the CRM around it: Dynamics 365 and Power Apps, Salesforce, or neither. */
  readonly preset?: 'neutral' | 'fluent' | 'slds' | undefined;
  /** Level of the panel's own heading, 2 to 5. */
  readonly 'heading-level'?: string | undefined;
  /** `frame` puts the panel into a frame of ours; `auto` does so only where the page can hold no custom element. */
  readonly mode?: 'auto' | 'element' | 'frame' | undefined;
  /** Where the service is, for landlords who serve the script from elsewhere. */
  readonly 'api-base'?: string | undefined;
}

/** `<doorstep-panel>` once its script has come: `await customElements.whenDefined('doorstep-panel')`. */
export interface DoorstepPanelElement extends HTMLElement {
  readonly version: string;
  /** May be set before the script has come. */
  context: DoorstepContext | null;
  /** The token function of this panel; goes before that of the page. May be set before the script has come. */
  getToken: DoorstepGetToken | undefined;
  /** May be set before the script has come. */
  stickyInset: DoorstepStickyInset;
  /** Follows the host to another record. Before this returns, everything of the record before is gone from the screen. */
  setContext(context: DoorstepContext | null): Promise<DoorstepResult>;
  /** Fetches the record again. */
  refresh(): Promise<DoorstepResult>;
  /** Opens the form for something that was said unasked. */
  openLog(): Promise<DoorstepResult>;
  /** Moves focus to the heading of the panel. */
  focusPanel(): Promise<DoorstepResult>;
  /** Whether words were typed, for any record, and not saved. */
  hasUnsaved(): boolean;
  /** Ends the panel for good and forgets everything; for when the officer signs out of the host. */
  destroy(): Promise<DoorstepResult>;
  /** Resolves once the panel stands in the page, or cannot. */
  whenReady(): Promise<DoorstepResult>;

  addEventListener<Name extends keyof DoorstepEvents>(
    type: Name,
    listener: (this: DoorstepPanelElement, event: CustomEvent<DoorstepEvents[Name]>) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener<Name extends keyof HTMLElementEventMap>(
    type: Name,
    listener: (this: HTMLElement, event: HTMLElementEventMap[Name]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
}

/** `window.Doorstep`, the one global: takes instructions before and after the script has come. */
export interface DoorstepQueue {
  /** Gives the token function of the page. */
  (instruction: 'token', getToken: DoorstepGetToken): void;
  (...instruction: unknown[]): void;
  /** Instructions that wait for the script. */
  q?: ArrayLike<unknown>[];
  /** The version that runs on this page; undefined until the script has come. */
  version?: string;
}

declare global {
  interface Window {
    Doorstep?: DoorstepQueue;
  }
  interface HTMLElementTagNameMap {
    'doorstep-panel': DoorstepPanelElement;
  }
}
