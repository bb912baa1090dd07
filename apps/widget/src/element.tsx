import { localeFor, textIn } from '@doorstep/ui/text';
import type { RecordKey } from '@doorstep/contracts/embed';
import { flushSync } from 'react-dom';
import { createRoot, type Root } from 'react-dom/client';
import { EmbedApi } from './api.js';
import {
  contextFromAttributes,
  keyOf,
  nothingOpen,
  readContext,
  recordOf,
  sameContext,
  type PanelContext,
} from './context.js';
import { Drafts } from './drafts.js';
import { emitFrom } from './events.js';
import { codeOf, Fault, type FaultCode } from './fault.js';
import { fenceKeys } from './key-fence.js';
import { App } from './panel/app.js';
import type { OpenRecord } from './panel/panel-context.js';
import { Session } from './session.js';
import { stylesheet } from './stylesheet.js';
import { askHost, wakeWaiting, type GetToken } from './token.js';

/** What every method resolves to: nothing is thrown into the host. */
export type PanelResult = { readonly ok: true } | { readonly ok: false; readonly error: { readonly code: FaultCode } };

/** Milliseconds that a page may be hidden before the record is taken off the screen. */
const hiddenFor = 15 * 60_000;

/** Where our own script came from, `…/embed/v1/assets/…`, is where the service is, unless the host says otherwise. */
const ownBase = new URL('../../..', import.meta.url).href;

/**
 * `<doorstep-panel>`: the panel beside a record in a host CRM.
 *
 * Attributes: `installation`, `record-type`, `record-id`, `lang`, `theme` (`auto` follows the colour scheme of the page),
 * `density`, `heading-level` (2 to 5), `api-base`. Properties: `context`, `getToken`, `version`.
 */
export class DoorstepPanel extends HTMLElement {
  static readonly observedAttributes = [
    'installation',
    'record-type',
    'record-id',
    'lang',
    'heading-level',
    'api-base',
  ];

  readonly version = DOORSTEP_VERSION;
  readonly #drafts = new Drafts(() => Date.now());
  #root: Root | undefined;
  #getToken: GetToken | undefined;
  #context: PanelContext = nothingOpen;
  #open: OpenRecord | undefined;
  #abort = new AbortController();
  /** Goes up with each record; whatever belongs to an earlier one is dropped. */
  #epoch = 0;
  #status = '';
  #unsaved = false;
  #asleep = false;
  #destroyed = false;
  #startedOnce = false;
  #hiddenTimer: ReturnType<typeof setTimeout> | undefined;

  connectedCallback(): void {
    this.#guard(() => {
      if (this.#destroyed || this.#root) return;
      const shadow = this.shadowRoot ?? this.#attachShadow();
      this.#takeEarlyProperties();
      if (!this.hasAttribute('installation')) {
        this.#emitError('installation_unknown', true);
        return;
      }
      const container = document.createElement('div');
      container.className = 'root';
      shadow.replaceChildren(container);
      this.#root = createRoot(container);
      document.addEventListener('visibilitychange', this.#visibilityChanged);
      this.#begin();
      queueMicrotask(() => emitFrom(this, 'doorstep-ready', { version: this.version, mode: 'element' }));
    });
  }

  disconnectedCallback(): void {
    // Hosts with tabs take the node out and put it back in one go; that must not cost the officer their place.
    setTimeout(() => this.#guard(() => !this.isConnected && this.#unmount()));
  }

  attributeChangedCallback(name: string, before: string | null, after: string | null): void {
    if (before === after) return;
    this.#guard(() => {
      if (name === 'record-type' || name === 'record-id') {
        this.#switchTo(contextFromAttributes(this.getAttribute('record-type'), this.getAttribute('record-id')));
      } else if (name === 'installation' && !this.#root && this.isConnected) {
        this.connectedCallback();
      } else if (name === 'installation' || name === 'api-base') {
        this.#begin();
      } else {
        this.#render();
      }
    });
  }

  get getToken(): GetToken | undefined {
    return this.#getToken;
  }

  /** The host's token function for this panel; goes before that of the page. */
  set getToken(getToken: GetToken | undefined) {
    this.#getToken = typeof getToken === 'function' ? getToken : undefined;
    wakeWaiting();
  }

  get context(): PanelContext {
    return this.#context;
  }

  set context(context: PanelContext | null) {
    void this.setContext(context);
  }

  /**
   * Follows the host to another record. Before this returns, everything of the record before is gone from the screen.
   * @param context See {@link PanelContext}; null when no record is open.
   */
  setContext(context: PanelContext | null): Promise<PanelResult> {
    return this.#result(() => this.#switchTo(readContext(context)));
  }

  /** Fetches the record again. */
  refresh(): Promise<PanelResult> {
    return this.#result(() => this.#begin());
  }

  /** Moves focus to the heading of the panel. */
  focusPanel(): Promise<PanelResult> {
    return this.#result(() => this.#focusHeading());
  }

  /** Whether words were typed, for any record, and not saved. */
  hasUnsaved(): boolean {
    return this.#drafts.any;
  }

  /** Ends the panel for good and forgets everything; call it when the officer signs out of the host. */
  destroy(): Promise<PanelResult> {
    return this.#result(() => {
      this.#unmount();
      this.#drafts.clear();
      this.#context = nothingOpen;
      this.#destroyed = true;
    });
  }

  #attachShadow(): ShadowRoot {
    const shadow = this.attachShadow({ mode: 'open' });
    shadow.adoptedStyleSheets = [stylesheet()];
    fenceKeys(shadow);
    return shadow;
  }

  /** A host may set properties before our script has come; they then hide the accessors of the class. */
  #takeEarlyProperties(): void {
    for (const name of ['getToken', 'context'] as const) {
      const early = Object.getOwnPropertyDescriptor(this, name)?.value as never;
      if (early === undefined) continue;
      delete this[name];
      this[name] = early;
    }
  }

  #switchTo(context: PanelContext): void {
    if (this.#destroyed) throw new Fault('destroyed');
    const same = sameContext(this.#context, context);
    this.#context = context;
    if (same) this.#render();
    else this.#begin();
  }

  /** Starts on the present context: whatever was on screen goes in this tick, and requests for it are aborted. */
  #begin(): void {
    if (this.#destroyed) throw new Fault('destroyed');
    if (!this.#root) return;
    this.#abort.abort();
    this.#abort = new AbortController();
    this.#epoch += 1;
    this.#asleep = false;
    const focusWasInside = this.shadowRoot?.activeElement !== null;
    const record = recordOf(this.#context);
    this.#open = record ? this.#openRecord(record) : undefined;
    this.#status = this.#startedOnce ? this.#nowShowing() : '';
    flushSync(() => this.#render());
    if (focusWasInside) this.#focusHeading();
    if (record) this.#startedOnce = true;
    emitFrom(this, 'doorstep-context', { epoch: this.#epoch, recordKey: record && keyOf(record) });
  }

  #openRecord(record: RecordKey): OpenRecord {
    const { signal } = this.#abort;
    const apiBase = (this.getAttribute('api-base') ?? ownBase).replace(/\/+$/, '');
    const installation = this.getAttribute('installation') ?? '';
    const fetcher: typeof fetch = (...given) => fetch(...given);
    const session = new Session({
      apiBase,
      record,
      firstReason: this.#startedOnce ? 'context' : 'start',
      askToken: (reason) =>
        askHost(() => this.#getToken, { reason, installation, record, recordKey: keyOf(record), signal }),
      signal,
      fetch: fetcher,
      now: () => performance.now(),
    });
    return { record, signal, api: new EmbedApi({ apiBase, session, signal, fetch: fetcher }) };
  }

  #nowShowing(): string {
    if (this.#context.kind !== 'one') return '';
    const { label } = this.#context;
    return label ? this.#text('panel.nowShowing', { label }) : this.#text('panel.nowShowingRecord');
  }

  #render(): void {
    this.#root?.render(
      <App
        epoch={this.#epoch}
        locale={this.#locale}
        headingLevel={this.#headingLevel}
        context={this.#asleep ? nothingOpen : this.#context}
        open={this.#asleep ? undefined : this.#open}
        status={this.#status}
        drafts={this.#drafts}
        announce={this.#announce}
        emit={(name, detail) => emitFrom(this, name, detail)}
        draftsChanged={this.#draftsChanged}
        focusPanel={() => this.#focusHeading()}
        restart={() => void this.refresh()}
      />,
    );
  }

  readonly #announce = (status: string): void => {
    this.#status = status;
    // Screens announce from their effects, and Preact runs those twice when the root is rendered amid them.
    queueMicrotask(() => this.#guard(() => this.#render()));
  };

  readonly #draftsChanged = (): void => {
    if (this.#drafts.any === this.#unsaved) return;
    this.#unsaved = this.#drafts.any;
    emitFrom(this, 'doorstep-unsaved', { unsaved: this.#unsaved });
  };

  readonly #visibilityChanged = (): void => {
    clearTimeout(this.#hiddenTimer);
    if (document.visibilityState === 'hidden') {
      this.#hiddenTimer = setTimeout(() => this.#guard(() => this.#sleep()), hiddenFor);
    } else if (this.#asleep) {
      this.#guard(() => this.#begin());
    }
  };

  #sleep(): void {
    this.#abort.abort();
    this.#epoch += 1;
    this.#status = '';
    this.#asleep = true;
    flushSync(() => this.#render());
  }

  #unmount(): void {
    this.#abort.abort();
    clearTimeout(this.#hiddenTimer);
    document.removeEventListener('visibilitychange', this.#visibilityChanged);
    const root = this.#root;
    this.#root = undefined;
    this.#open = undefined;
    if (root) flushSync(() => root.unmount());
    this.shadowRoot?.replaceChildren();
  }

  #focusHeading(): void {
    this.shadowRoot?.querySelector<HTMLElement>('.panel-heading')?.focus();
  }

  get #locale() {
    return localeFor(this.getAttribute('lang') ?? this.parentElement?.closest('[lang]')?.getAttribute('lang') ?? '');
  }

  get #text() {
    return textIn(this.#locale);
  }

  get #headingLevel(): number {
    const level = Number(this.getAttribute('heading-level') ?? 2);
    return level >= 2 && level <= 5 ? Math.floor(level) : 2;
  }

  #emitError(code: FaultCode, fatal: boolean): void {
    emitFrom(this, 'doorstep-error', { code, fatal });
  }

  /** Every entry from the host or the browser goes through here: a fault of ours must not become one of theirs. */
  #guard(enter: () => unknown): FaultCode | undefined {
    try {
      enter();
      return undefined;
    } catch (thrown) {
      const code = codeOf(thrown);
      if (code !== 'destroyed') this.#emitError(code, code === 'crashed');
      return code;
    }
  }

  #result(enter: () => void): Promise<PanelResult> {
    const code = this.#guard(enter);
    return Promise.resolve(code ? { ok: false, error: { code } } : { ok: true });
  }
}
