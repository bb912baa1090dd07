import type { RecordKey } from '@doorstep/contracts/embed';
import { englishText, localeFor, textFor } from '@doorstep/ui/panel-text';
import type { Locale, ResidentWord, Text } from '@doorstep/ui/text';
import { flushSync } from 'react-dom';
import { createRoot, type Root } from 'react-dom/client';
import { EmbedApi } from './api.js';
import {
  contextFromAttributes,
  keyOf,
  namesOf,
  nothingOpen,
  readContext,
  recordOf,
  sameContext,
  type PanelContext,
} from './context.js';
import { draftLife, Drafts } from './drafts.js';
import type { DoorstepContext, DoorstepPanelElement, DoorstepResult, DoorstepStickyInset } from './embed-types.js';
import { emitFrom, type PanelEvents } from './events.js';
import { Fault, faultFrom, type FaultCode } from './fault.js';
import type { FramePanel } from './frame/host.js';
import { frameIn, lookOfElement } from './frame/in-element.js';
import { fenceKeys } from './key-fence.js';
import { App } from './panel/app.js';
import { stoppedInside } from './panel/guarded-jsx.js';
import { fetchLaterScreens } from './panel/later.js';
import type { OpenRecord } from './panel/panel-context.js';
import { LandlordLook } from './landlord-look.js';
import { Session } from './session.js';
import { readStickyInset } from './sticky-inset.js';
import { stylesheet } from './stylesheet.js';
import { askHost, wakeWaiting, type GetToken } from './token.js';

/** Milliseconds that a page may be hidden before the record is taken off the screen. */
const hiddenFor = 15 * 60_000;

/** After these there is nothing that the officer could do in the panel. */
const endings: readonly FaultCode[] = ['installation_unknown', 'version_retired'];

/** Where our own script came from, `…/embed/v1/assets/…`, is where the service is, unless the host says otherwise. */
const ownBase = new URL(/* @vite-ignore */ '../../..', import.meta.url).href;

/**
 * `<doorstep-panel>`: the panel beside a record in a host CRM. What hosts may rely on is in `embed-types.ts`.
 */
export class DoorstepPanel extends HTMLElement implements DoorstepPanelElement {
  static readonly observedAttributes = [
    'installation',
    'record-type',
    'record-id',
    'lang',
    'theme',
    'density',
    'preset',
    'heading-level',
    'api-base',
  ];

  readonly version = DOORSTEP_VERSION;
  readonly #drafts = new Drafts(() => Date.now());
  readonly #landlordLook = new LandlordLook(this);
  #root: Root | undefined;
  /** The panel in a frame, where the host wants it there. */
  #framed: FramePanel | undefined;
  #container: HTMLElement | undefined;
  #words: Words | undefined;
  /** What the landlord calls the people who live in its homes. */
  #residentWord: ResidentWord = 'resident';
  #getToken: GetToken | undefined;
  #stickyInset: DoorstepStickyInset = { top: 0, bottom: 0 };
  #context: PanelContext = nothingOpen;
  #open: OpenRecord | undefined;
  #abort = new AbortController();
  /** Goes up with each record; whatever belongs to an earlier one is dropped. */
  #epoch = 0;
  #status = '';
  #unsaved = false;
  #asleep = false;
  /** A fault of our own stopped what is on screen, until it is begun again. */
  #crashed = false;
  #hiddenSince: number | undefined;
  /** Why the panel has ended; undefined while it has not. */
  #ended: Fault | undefined;
  #standing = false;
  #startedOnce = false;
  #openLog: (() => boolean) | undefined;
  #hiddenTimer: ReturnType<typeof setTimeout> | undefined;
  #draftTimer: ReturnType<typeof setTimeout> | undefined;
  readonly #awaitReady = new Set<(result: DoorstepResult) => void>();

  connectedCallback(): void {
    this.#guard(() => {
      if (this.#root || this.#framed || this.#ended?.code === 'destroyed') return;
      this.#takeEarlyProperties();
      this.#ended = undefined;
      if (this.getAttribute('mode') === 'frame') return this.#mountFrame();
      this.#mount();
      this.#begin();
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
        void this.#switchTo(() =>
          contextFromAttributes(this.getAttribute('record-type'), this.getAttribute('record-id')),
        );
      } else if (name === 'installation' || name === 'api-base') {
        this.#begin();
      } else {
        this.#framed?.setLook(lookOfElement(this));
        this.#useWords();
        this.#render();
      }
    });
  }

  get getToken(): GetToken | undefined {
    return this.#getToken;
  }

  set getToken(getToken: GetToken | undefined) {
    this.#getToken = typeof getToken === 'function' ? getToken : undefined;
    wakeWaiting();
  }

  get context(): PanelContext {
    return this.#context;
  }

  set context(context: DoorstepContext | null) {
    void this.setContext(context);
  }

  get stickyInset(): DoorstepStickyInset {
    return this.#stickyInset;
  }

  set stickyInset(given: DoorstepStickyInset) {
    this.#guard(() => {
      this.#stickyInset = readStickyInset(given);
      this.#framed?.setLook({ stickyInset: this.#stickyInset });
      this.#applyStickyInset();
    });
  }

  setContext(context: DoorstepContext | null): Promise<DoorstepResult> {
    return this.#result(() => this.#switchTo(() => readContext(context)));
  }

  refresh(): Promise<DoorstepResult> {
    return this.#result(() => (this.#framed ? this.#framed.refresh() : this.#begin()));
  }

  openLog(): Promise<DoorstepResult> {
    return this.#result(() => {
      this.#refuseIfDestroyed();
      if (this.#framed) return this.#framed.openLog();
      if (!this.#open) throw new Fault('record_unknown', 'No record is open to log something about.');
      if (!this.#openLog?.()) throw new Fault('forbidden', 'Nothing can be logged here now.');
      return undefined;
    });
  }

  focusPanel(): Promise<DoorstepResult> {
    return this.#result(() => {
      this.#refuseIfDestroyed();
      return this.#framed ? this.#framed.focusPanel() : this.#focusHeading();
    });
  }

  hasUnsaved(): boolean {
    return this.#framed?.hasUnsaved() ?? this.#drafts.any;
  }

  destroy(): Promise<DoorstepResult> {
    return this.#result(() => {
      this.#drafts.clear();
      this.#draftsChanged();
      this.#context = nothingOpen;
      this.#end(new Fault('destroyed', 'The panel was destroyed.'));
    });
  }

  whenReady(): Promise<DoorstepResult> {
    if (this.#ended) return Promise.resolve(failed(this.#ended));
    if (this.#framed) return this.#framed.whenReady();
    if (this.#standing) return Promise.resolve({ ok: true });
    return new Promise((resolve) => this.#awaitReady.add(resolve));
  }

  /** A host may set properties before our script has come; they then hide the accessors of the class. */
  #takeEarlyProperties(): void {
    for (const name of ['getToken', 'stickyInset', 'context'] as const) {
      const early = Object.getOwnPropertyDescriptor(this, name)?.value as never;
      if (early === undefined) continue;
      delete this[name];
      this[name] = early;
    }
  }

  #mount(): void {
    const container = document.createElement('div');
    container.className = 'root';
    (this.shadowRoot ?? this.#attachShadow()).replaceChildren(container);
    this.#container = container;
    container.addEventListener(stoppedInside, this.#crash);
    container.addEventListener('focusin', this.#keepInSight);
    this.#root = createRoot(container);
    this.#applyStickyInset();
    this.#useWords();
    document.addEventListener('visibilitychange', this.#visibilityChanged);
  }

  #mountFrame(): void {
    if (!this.hasAttribute('installation')) throw installationMissing();
    const container = document.createElement('div');
    (this.shadowRoot ?? this.#attachShadow()).replaceChildren(container);
    this.#framed = frameIn(this, container, {
      base: `${this.#apiBase}/embed/v1/`,
      context: this.#context,
      stickyInset: this.#stickyInset,
      getToken: (ask) => askHost(() => this.#getToken, ask),
    });
    void this.#framed.whenReady().then((result) => this.#settleReady(result));
  }

  #attachShadow(): ShadowRoot {
    const shadow = this.attachShadow({ mode: 'open' });
    shadow.adoptedStyleSheets = [stylesheet()];
    fenceKeys(shadow);
    return shadow;
  }

  #switchTo(read: () => PanelContext): Promise<DoorstepResult> | void {
    this.#refuseIfDestroyed();
    let context: PanelContext;
    try {
      context = read();
    } catch (thrown) {
      // Whatever the host has open now, it is not the record on screen.
      this.#context = nothingOpen;
      this.#begin();
      throw thrown;
    }
    const same = sameContext(this.#context, context);
    this.#context = context;
    if (this.#framed) return this.#framed.setContext(context);
    if (same) this.#render();
    else this.#begin();
    return undefined;
  }

  /** Starts on the present context: whatever was on screen goes in this tick, and requests for it are aborted. */
  #begin(): void {
    this.#refuseIfDestroyed();
    if (this.#framed) return void this.#framed.setContext(this.#context);
    if (this.#ended && this.isConnected) {
      this.#ended = undefined;
      this.#mount();
    }
    if (!this.#root) return;
    if (!this.hasAttribute('installation')) throw installationMissing();
    this.#abort.abort();
    this.#abort = new AbortController();
    this.#epoch += 1;
    this.#asleep = false;
    this.#crashed = false;
    const focusWasInside = this.shadowRoot?.activeElement !== null;
    const record = recordOf(this.#context);
    this.#holdDraftsOf(record);
    this.#open = record ? this.#openRecord(record) : undefined;
    this.#status = this.#startedOnce ? this.#nowShowing() : '';
    flushSync(() => this.#render());
    if (focusWasInside) this.#focusHeading();
    if (record) this.#startedOnce = true;
    emitFrom(this, 'doorstep-context', { epoch: this.#epoch, recordKey: record && keyOf(record) });
  }

  #openRecord(record: RecordKey): OpenRecord {
    const { signal } = this.#abort;
    const apiBase = this.#apiBase;
    const installation = this.getAttribute('installation') ?? '';
    const fetcher: typeof fetch = (...given) => fetch(...given);
    const session = new Session({
      apiBase,
      version: this.version,
      names: namesOf(this.#context),
      firstReason: this.#startedOnce ? 'context' : 'start',
      askToken: (reason, asking) =>
        askHost(() => this.#getToken, { reason, installation, record, recordKey: keyOf(record), signal: asking }),
      onGiven: ({ look, residentWord }) =>
        this.#guard(() => {
          if (look) this.#landlordLook.take(look);
          this.#residentWord = residentWord ?? 'resident';
          this.#useWords();
        }),
      signal,
      fetch: fetcher,
      now: () => performance.now(),
    });
    return { record, signal, api: new EmbedApi({ apiBase, session, signal, fetch: fetcher }) };
  }

  #nowShowing(): string {
    if (this.#context.kind !== 'one' || !this.#words) return '';
    const { label } = this.#context;
    return label ? this.#words.text('panel.nowShowing', { label }) : this.#words.text('panel.nowShowingRecord');
  }

  /** Takes up the language of the element. Until its words are here, those of before stay. */
  #useWords(): void {
    const [locale, word] = [this.#locale, this.#residentWord];
    const english: Words = { locale: 'en-GB', word: 'resident', text: englishText };
    if (locale === 'en-GB' && (word === 'resident' || this.#words?.locale !== locale)) this.#words = english;
    if (this.#words?.locale === locale && this.#words.word === word) return;
    const arrived = (words: Words) => {
      if (this.#locale !== locale || this.#residentWord !== word) return;
      this.#words = words;
      this.#render();
    };
    textFor(locale, word).then(
      (text) => this.#guard(() => arrived({ locale, word, text })),
      () =>
        this.#guard(() => {
          if (this.#locale === locale && this.#words?.locale !== locale) this.#words = english;
          this.#render();
        }),
    );
  }

  #render(): void {
    if (!this.#root || !this.#words) return;
    this.#root.render(
      <App
        epoch={this.#epoch}
        locale={this.#words.locale}
        text={this.#words.text}
        headingLevel={this.#headingLevel}
        context={this.#asleep ? nothingOpen : this.#context}
        open={this.#asleep ? undefined : this.#open}
        status={this.#status}
        drafts={this.#drafts}
        announce={this.#announce}
        emit={this.#emit}
        draftsChanged={this.#draftsChanged}
        focusPanel={() => this.#focusHeading()}
        offerLog={this.#offerLog}
        guard={this.#guardInside}
        crashed={this.#crashed}
        restart={() => void this.refresh()}
      />,
    );
    if (this.#standing) return;
    this.#standing = true;
    queueMicrotask(() => {
      if (!this.#standing) return;
      emitFrom(this, 'doorstep-ready', { version: this.version, mode: 'element' });
      this.#settleReady({ ok: true });
      // Without them a screen says so when it is asked for.
      fetchLaterScreens().catch(() => undefined);
    });
  }

  readonly #emit = <Name extends keyof PanelEvents>(name: Name, detail: PanelEvents[Name]): void => {
    const code = name === 'doorstep-error' && (detail as PanelEvents['doorstep-error']).code;
    if (!code || !endings.includes(code)) return emitFrom(this, name, detail);
    const { ref } = detail as PanelEvents['doorstep-error'];
    // Screens say so while they are rendered, which is no time to take them away.
    queueMicrotask(() => this.#guard(() => this.#end(new Fault(code, code, undefined, ref))));
  };

  /** A browser that focuses a field of text takes it to be in sight once the caret is, be it under a bar of the host. */
  readonly #keepInSight = ({ target }: FocusEvent): void => {
    const { top, bottom } = this.#stickyInset;
    if (top + bottom > 0 && target instanceof HTMLTextAreaElement) target.scrollIntoView({ block: 'nearest' });
  };

  readonly #crash = (): void => {
    if (this.#crashed) return;
    this.#crashed = true;
    emitFrom(this, 'doorstep-error', { code: 'crashed', fatal: false });
    queueMicrotask(() => this.#guard(() => this.#render()));
  };

  readonly #guardInside = (enter: () => void): void => {
    try {
      enter();
    } catch (thrown) {
      console.warn('Doorstep has stopped:', thrown);
      this.#crash();
    }
  };

  readonly #offerLog = (open: () => boolean): (() => void) => {
    this.#openLog = open;
    return () => {
      if (this.#openLog === open) this.#openLog = undefined;
    };
  };

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

  #holdDraftsOf(record: RecordKey | null): void {
    this.#drafts.open(record);
    clearTimeout(this.#draftTimer);
    this.#draftTimer = setTimeout(() => this.#guard(this.#draftsChanged), draftLife);
  }

  readonly #visibilityChanged = (): void => {
    this.#guard(() => {
      clearTimeout(this.#hiddenTimer);
      if (document.visibilityState === 'hidden') {
        this.#hiddenSince = Date.now();
        this.#hiddenTimer = setTimeout(() => this.#guard(() => this.#sleep()), hiddenFor);
        return;
      }
      // A machine that slept has run no timer.
      const wasLong = this.#hiddenSince !== undefined && Date.now() - this.#hiddenSince >= hiddenFor;
      if (this.#asleep || wasLong) this.#begin();
    });
  };

  #sleep(): void {
    this.#abort.abort();
    this.#epoch += 1;
    this.#status = '';
    this.#asleep = true;
    this.#holdDraftsOf(null);
    flushSync(() => this.#render());
  }

  /** Leaves the page, and no space in it; where the host did not wish that, it is told. */
  #end(fault: Fault): void {
    this.#unmount();
    this.#ended = fault;
    this.#settleReady(failed(fault));
    if (fault.code !== 'destroyed') this.#emitError(fault, true);
  }

  #unmount(): void {
    this.#abort.abort();
    clearTimeout(this.#hiddenTimer);
    this.#holdDraftsOf(null);
    document.removeEventListener('visibilitychange', this.#visibilityChanged);
    const root = this.#root;
    void this.#framed?.destroy();
    this.#framed = undefined;
    this.#root = undefined;
    this.#container = undefined;
    this.#open = undefined;
    this.#standing = false;
    if (root) flushSync(() => root.unmount());
    this.shadowRoot?.replaceChildren();
  }

  #settleReady(result: DoorstepResult): void {
    for (const resolve of this.#awaitReady) resolve(result);
    this.#awaitReady.clear();
  }

  #refuseIfDestroyed(): void {
    if (this.#ended?.code === 'destroyed') throw this.#ended;
  }

  #focusHeading(): void {
    this.shadowRoot?.querySelector<HTMLElement>('.panel-heading')?.focus();
  }

  #applyStickyInset(): void {
    this.#container?.style.setProperty('--sticky-top', `${this.#stickyInset.top}px`);
    this.#container?.style.setProperty('--sticky-bottom', `${this.#stickyInset.bottom}px`);
  }

  get #apiBase(): string {
    return (this.getAttribute('api-base') ?? ownBase).replace(/\/+$/, '');
  }

  get #locale(): Locale {
    return localeFor(langOf(this) ?? '');
  }

  get #headingLevel(): number {
    const level = Number(this.getAttribute('heading-level') ?? 2);
    return level >= 2 && level <= 5 ? Math.floor(level) : 2;
  }

  #emitError({ code, reference }: Fault, fatal: boolean): void {
    emitFrom(this, 'doorstep-error', { code, ...(reference !== undefined && { ref: reference }), fatal });
  }

  /** Every entry from the host or the browser goes through here: a fault of ours must not become one of theirs. */
  #guard(enter: () => unknown): Fault | undefined {
    try {
      enter();
      return undefined;
    } catch (thrown) {
      const fault = faultFrom(thrown);
      const isOver = fault.code === 'crashed' || endings.includes(fault.code);
      if (isOver) this.#end(fault);
      else if (fault.code !== 'destroyed') this.#emitError(fault, false);
      return fault;
    }
  }

  #result(enter: () => Promise<DoorstepResult> | void): Promise<DoorstepResult> {
    let answer: Promise<DoorstepResult> | void = undefined;
    const fault = this.#guard(() => (answer = enter()));
    return Promise.resolve(fault ? failed(fault) : (answer ?? { ok: true }));
  }
}

interface Words {
  readonly locale: Locale;
  readonly word: ResidentWord;
  readonly text: Text;
}

/** The language of an element, through the shadow roots that it stands in. */
function langOf(node: Node | null): string | undefined {
  if (!node) return undefined;
  const lang = node instanceof Element ? node.getAttribute('lang') : null;
  return lang || langOf(node instanceof ShadowRoot ? node.host : node.parentNode);
}

function installationMissing(): Fault {
  return new Fault('installation_unknown', 'The attribute `installation` is missing.');
}

function failed({ code, message }: Fault): DoorstepResult {
  return { ok: false, error: { code, message } };
}
