import type { HostMessage, InitMessage, Look, PanelMessage } from '@doorstep/contracts/embed-messages';
import type {
  DoorstepContext,
  DoorstepErrorCode,
  DoorstepEvents,
  DoorstepGetToken,
  DoorstepResult,
  DoorstepStickyInset,
  DoorstepTokenAsk,
} from '../embed-types.js';

/** Milliseconds after which a panel that has not said `ready` is dead, and takes no space. */
const readyWithin = 10_000;

/** CSS pixels of a panel that has not said yet what it needs. */
const firstHeight = 160;

/** How to show the panel in a frame of our own, where a host page cannot hold the element itself. */
export interface FrameOptions extends Look {
  readonly installation: string;
  readonly context?: DoorstepContext | null | undefined;
  readonly stickyInset?: DoorstepStickyInset | undefined;
  readonly getToken?: DoorstepGetToken | undefined;
  /** Listeners, by what comes after `doorstep-` in the name of the event. */
  readonly on?: Readonly<Record<string, (event: CustomEvent) => void>> | undefined;
}

/** The methods of the element, for the panel in the frame. None throws, and none rejects. */
export interface FramePanel {
  /**
   * Follows the host to another record. Before this returns, nothing of the record before is to be seen; it resolves once
   * the panel has moved.
   */
  setContext(context: DoorstepContext | null): Promise<DoorstepResult>;
  refresh(): Promise<DoorstepResult>;
  openLog(): Promise<DoorstepResult>;
  focusPanel(): Promise<DoorstepResult>;
  hasUnsaved(): boolean;
  /** Takes the frame away, and what was typed in it; for when the officer signs out of the host. */
  destroy(): Promise<DoorstepResult>;
  /** Resolves once the panel has answered, or has not in ten seconds. */
  whenReady(): Promise<DoorstepResult>;
  /** Changes what is given and keeps the rest; `tokens` is one whole. */
  setTheme(look: Look): void;
  setStickyInset(inset: DoorstepStickyInset): void;
}

type Settle = (result: DoorstepResult) => void;
type Asked = Extract<HostMessage, { t: 'context' | 'refresh' | 'openLog' | 'focus' }>;

/**
 * Puts the panel into a frame inside `container` and keeps the two in step: after every load of the frame the whole state
 * is told to it again, over a channel of its own. What happens is dispatched on `container`, under the names of the
 * element's events. The frame's address names the installation and nothing else.
 * @param base Where our pages are: `https://…/embed/v1/`.
 */
export function mountFrame(container: HTMLElement, base: string, options: FrameOptions): FramePanel {
  const { installation, getToken, on, lang, theme, preset, density, headingLevel, tokens } = options;
  const { origin } = new URL(base);
  const listening = new AbortController();
  /** What the panel was asked and has not answered, oldest first. */
  const asked = new Map<number, { readonly message: Asked; readonly settle: Settle }>();
  const awaitingReady = new Set<Settle>();
  const tokenAsks = new Map<number, AbortController>();
  let look = copyOf<Look>({ lang, theme, preset, density, headingLevel, tokens }, {});
  let stickyInset = copyOf(options.stickyInset, undefined);
  let context = copyOf(options.context ?? null, unreadable);
  let lastId = 0;
  let contextId = 0;
  let port: MessagePort | undefined;
  let over: DoorstepResult | undefined;
  let isReady = false;
  let isUnsaved = false;
  let height = firstHeight;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const frame = document.createElement('iframe');
  frame.title = 'Doorstep';
  frame.src = `${base}panel?installation=${encodeURIComponent(installation)}`;
  frame.setAttribute('sandbox', 'allow-scripts allow-same-origin allow-forms allow-popups');
  frame.allow = '';
  frame.referrerPolicy = 'strict-origin';
  const { style } = frame;
  style.display = 'block';
  style.width = '100%';
  style.border = '0';

  function emit<Name extends keyof DoorstepEvents>(name: Name, detail: DoorstepEvents[Name]): void {
    const cancelable = name === 'doorstep-navigate';
    container.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true, cancelable }));
  }

  function say(message: HostMessage): void {
    port?.postMessage(message);
  }

  function ask(message: Asked): Promise<DoorstepResult> {
    if (over) return Promise.resolve(over);
    return new Promise((settle) => {
      asked.set(message.id, { message, settle });
      say(message);
    });
  }

  function takeSpace(): void {
    style.height = over ? '0' : `${height}px`;
    style.visibility = over ? 'hidden' : '';
  }

  /** From now until the panel answers, every method says why it cannot. */
  function end(code: DoorstepErrorCode): void {
    over = failed(code);
    takeSpace();
    for (const { settle } of asked.values()) settle(over);
    for (const settle of awaitingReady) settle(over);
    asked.clear();
    awaitingReady.clear();
  }

  function startWaiting(): void {
    clearTimeout(timer);
    timer = setTimeout(() => {
      end('timeout');
      emit('doorstep-error', { code: 'timeout', fatal: true });
    }, readyWithin);
  }

  /** What was left unsaid to the page before, which is gone with what was typed in it. */
  function hangUp(): void {
    port?.close();
    for (const one of tokenAsks.values()) one.abort();
    tokenAsks.clear();
    isReady = false;
  }

  function connect(): void {
    hangUp();
    setUnsaved(false);
    const { port1, port2 } = new MessageChannel();
    const nonce = crypto.getRandomValues(new Uint32Array(4)).join('-');
    port = port1;
    port.onmessage = ({ data }) => hear(data as PanelMessage, nonce);
    const init: InitMessage = { doorstep: 1, t: 'init', nonce, versions: [1], ...shownAs(), stickyInset };
    frame.contentWindow?.postMessage(init, origin, [port2]);
    say({ t: 'context', id: contextId, context });
    for (const { message } of asked.values()) if (message.t !== 'context') say(message);
    startWaiting();
  }

  function hear(message: PanelMessage, nonce: string): void {
    switch (message.t) {
      case 'ready':
        if (message.nonce !== nonce) return;
        clearTimeout(timer);
        over = undefined;
        isReady = true;
        takeSpace();
        for (const settle of awaitingReady) settle(fine);
        awaitingReady.clear();
        return emit('doorstep-ready', { version: message.panel, mode: 'frame' });
      case 'done':
        if (message.id === contextId) style.opacity = '';
        for (const [id, { settle }] of asked) {
          if (id > message.id) return;
          settle(id === message.id && message.code ? failed(message.code as DoorstepErrorCode) : fine);
          asked.delete(id);
        }
        return;
      case 'token-request':
        return void answer(message);
      case 'token-cancel':
        return tokenAsks.get(message.id)?.abort();
      case 'resize':
        height = message.height;
        takeSpace();
        return emit('doorstep-resize', { height });
      case 'unsaved':
        return setUnsaved(message.unsaved);
      case 'error': {
        const { code, ref, fatal } = message;
        return emit('doorstep-error', { code: code as DoorstepErrorCode, ref, fatal });
      }
      case 'event':
        return emit(message.name, message.detail as never);
      case 'escape':
        // As if it had been pressed on the frame: whatever the host closes on Escape, closes.
        frame.dispatchEvent(
          new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, composed: true, cancelable: true }),
        );
    }
  }

  async function answer({ id, reason, recordKey }: Extract<PanelMessage, { t: 'token-request' }>): Promise<void> {
    const asking = new AbortController();
    tokenAsks.set(id, asking);
    const [type] = recordKey.split(':', 1) as [DoorstepTokenAsk['record']['type']];
    const record = { type, id: recordKey.slice(type.length + 1) };
    const to = port;
    let reply: HostMessage = { t: 'tokenError', id };
    try {
      const jwt: unknown = await getToken?.({ reason, installation, record, recordKey, signal: asking.signal });
      if (typeof jwt === 'string' && jwt) reply = { t: 'token', id, jwt };
    } catch {
      // The panel is told that there is none, and says so to the officer.
    }
    tokenAsks.delete(id);
    to?.postMessage(reply);
  }

  function setUnsaved(unsaved: boolean): void {
    if (isUnsaved === unsaved) return;
    isUnsaved = unsaved;
    emit('doorstep-unsaved', { unsaved });
  }

  /** The look as the frame has to be told it: from inside, neither the language nor the colours of the host are seen. */
  function shownAs(): Look {
    const scheme = getComputedStyle(container).colorScheme;
    const ofThePage = !scheme.includes('dark') ? 'light' : scheme.includes('light') ? 'auto' : 'dark';
    return {
      ...look,
      lang: look.lang ?? container.closest<HTMLElement>('[lang]')?.lang ?? document.documentElement.lang,
      theme: look.theme && look.theme !== 'auto' ? look.theme : ofThePage,
    };
  }

  for (const [name, listener] of Object.entries(on ?? {}))
    container.addEventListener(`doorstep-${name}`, listener as EventListener, { signal: listening.signal });
  frame.addEventListener('load', connect);
  takeSpace();
  container.append(frame);
  startWaiting();

  return {
    setContext(next) {
      const before = nameOf(context);
      context = copyOf(next ?? null, unreadable);
      // The frame is drawn by another process: it goes out of sight here and now, and comes back with the next record.
      if (nameOf(context) !== before) style.opacity = '0';
      contextId = ++lastId;
      return ask({ t: 'context', id: contextId, context });
    },
    refresh: () => ask({ t: 'refresh', id: ++lastId }),
    openLog: () => ask({ t: 'openLog', id: ++lastId }),
    focusPanel() {
      frame.focus();
      return ask({ t: 'focus', id: ++lastId });
    },
    hasUnsaved: () => isUnsaved,
    destroy() {
      say({ t: 'destroy' });
      clearTimeout(timer);
      hangUp();
      setUnsaved(false);
      end('destroyed');
      frame.remove();
      listening.abort();
      return Promise.resolve(fine);
    },
    whenReady() {
      if (over || isReady) return Promise.resolve(over ?? fine);
      return new Promise((settle) => awaitingReady.add(settle));
    },
    setTheme(next) {
      look = { ...look, ...copyOf(next, {}) };
      say({ t: 'theme', ...shownAs() });
    },
    setStickyInset(inset) {
      stickyInset = copyOf(inset, stickyInset);
      if (stickyInset) say({ t: 'stickyInset', stickyInset });
    },
  };
}

const fine: DoorstepResult = { ok: true };
/** Stands for a context that could not even be copied: the panel shows nothing for it, and says why. */
const unreadable = { kind: 'unreadable' } as never;

function failed(code: DoorstepErrorCode): DoorstepResult {
  return { ok: false, error: { code, message: code } };
}

/** What a host gave, as it is now: changed afterwards, or not to be sent, it must not reach the frame. */
function copyOf<Value>(value: Value, instead: Value): Value {
  try {
    return JSON.parse(JSON.stringify(value)) as Value;
  } catch {
    return instead;
  }
}

/** One text for what a context names; how it is shown does not count. */
function nameOf(context: unknown): string {
  return JSON.stringify(context, (key, value: unknown) => (key === 'label' || key === 'channel' ? undefined : value));
}
