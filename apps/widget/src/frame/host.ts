import type { HostMessage, InitMessage, Look, PanelMessage } from '@doorstep/contracts/embed-messages';
import type {
  DoorstepContext,
  DoorstepErrorCode,
  DoorstepEvents,
  DoorstepGetToken,
  DoorstepResult,
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
  setLook(look: Look): void;
}

type Asked = Extract<HostMessage, { t: 'context' | 'refresh' | 'openLog' | 'focus' }>;

const fine: DoorstepResult = { ok: true };
/** Stands for a context that could not even be copied: the panel shows nothing for it, and says why. */
const unreadable = { kind: 'unreadable' } as never;
/** How the element's own events travel. */
const travelling = { bubbles: true, composed: true, cancelable: true };

/**
 * Puts the panel into a frame inside `container` and keeps the two in step: after every load of the frame the whole state
 * is told to it again, over a channel of its own. What happens is dispatched on the frame under the names of
 * the element's events, and so comes to `container` and to whatever is around it. The frame's address names the installation and nothing else.
 * @param container Where the frame goes; or a frame that the host has made itself and gives its address after this, where
 *   a platform takes rights away from frames that a script makes.
 * @param base Where our pages are: `https://…/embed/v1/`.
 */
export function mountFrame(container: HTMLElement, base: string, options: FrameOptions): FramePanel {
  const { installation, getToken, on, context: first, ...rest } = options;
  /** What the panel was asked and has not answered, oldest first. */
  const asked = new Map<number, { readonly message: Asked; readonly settle: (result: DoorstepResult) => void }>();
  const tokenAsks = new Map<number, AbortController>();
  let look = copyOf<Look>(rest, {});
  let context = copyOf(first ?? null, unreadable);
  let lastId = 0;
  let contextId = 0;
  let port: MessagePort | undefined;
  /** Why no method can do anything now; undefined while they can. */
  let over: DoorstepResult | undefined;
  let isUnsaved = false;
  let height = firstHeight;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const isGiven = container.tagName === 'IFRAME';
  const frame = isGiven
    ? (container as HTMLIFrameElement)
    : Object.assign(document.createElement('iframe'), {
        title: 'Doorstep',
        src: `${base}panel?installation=${encodeURIComponent(installation)}`,
        sandbox: 'allow-scripts allow-same-origin allow-forms allow-popups',
        allow: '',
        referrerPolicy: 'strict-origin',
      });
  const { style } = frame;
  style.cssText = 'display:block;width:100%;border:0';

  function emit<Name extends keyof DoorstepEvents>(name: Name, detail: DoorstepEvents[Name]): void {
    frame.dispatchEvent(new CustomEvent(name, { detail, ...travelling }));
  }

  function say(message: HostMessage): void {
    port?.postMessage(message);
  }

  function ask(t: Asked['t']): Promise<DoorstepResult> {
    return new Promise((settle) => {
      if (over) return settle(over);
      const message = { t, id: (lastId += 1), context };
      if (t === 'context') contextId = lastId;
      asked.set(lastId, { message, settle });
      say(message);
    });
  }

  function takeSpace(): void {
    style.height = `${over ? 0 : height}px`;
    style.visibility = over ? 'hidden' : '';
  }

  function end(code: DoorstepErrorCode): void {
    over = failed(code);
    takeSpace();
    for (const { settle } of asked.values()) settle(over);
    asked.clear();
  }

  /** Leaves the page that was in the frame, which is gone with everything that was typed in it. */
  function hangUp(): void {
    clearTimeout(timer);
    port?.close();
    for (const one of tokenAsks.values()) one.abort();
    tokenAsks.clear();
    if (isUnsaved) hear({ t: 'unsaved', unsaved: false });
  }

  function awaitReady(): void {
    timer = setTimeout(() => {
      end('timeout');
      emit('doorstep-error', { code: 'timeout', fatal: true });
    }, readyWithin);
  }

  function connect(): void {
    hangUp();
    const { port1, port2 } = new MessageChannel();
    const nonce = crypto.getRandomValues(new Uint32Array(4)).join('-');
    port = port1;
    port.onmessage = ({ data }) => hear(data as PanelMessage, nonce);
    const init: InitMessage = { doorstep: 1, t: 'init', nonce, versions: [1], ...shown() };
    frame.contentWindow?.postMessage(init, new URL(base).origin, [port2]);
    say({ t: 'context', id: contextId, context });
    for (const { message } of asked.values()) if (message.t !== 'context') say(message);
    awaitReady();
  }

  function hear(message: PanelMessage, nonce?: string): void {
    switch (message.t) {
      case 'ready':
        if (message.nonce !== nonce) return;
        clearTimeout(timer);
        over = undefined;
        takeSpace();
        return emit('doorstep-ready', { version: message.panel, mode: 'frame' });
      case 'done':
        if (message.id === contextId) style.opacity = '';
        for (const [id, { settle }] of asked) {
          if (id > message.id) return;
          // Those before it were overtaken by it.
          settle(message.code ? failed(message.code) : fine);
          asked.delete(id);
        }
        return;
      case 'token-request':
        return void answer(message);
      case 'token-cancel':
        return tokenAsks.get(message.id)?.abort();
      case 'event':
        return emit(message.name, message.detail as never);
      case 'escape':
        // As if it had been pressed on the frame: whatever the host closes on Escape, closes.
        frame.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', ...travelling }));
        return;
      default: {
        const { t, ...detail } = message;
        if (t === 'unsaved') isUnsaved = message.unsaved;
        if (t === 'resize') {
          ({ height } = message);
          takeSpace();
        }
        emit(`doorstep-${t}`, detail as never);
      }
    }
  }

  async function answer({ id, reason, recordKey }: Extract<PanelMessage, { t: 'token-request' }>): Promise<void> {
    const to = port;
    const asking = new AbortController();
    tokenAsks.set(id, asking);
    const at = recordKey.indexOf(':');
    const record = { type: recordKey.slice(0, at), id: recordKey.slice(at + 1) } as DoorstepTokenAsk['record'];
    let jwt: unknown;
    try {
      jwt = await getToken?.({ reason, installation, record, recordKey, signal: asking.signal });
    } catch {
      // The panel is told that there is none, and says so to the officer.
    }
    tokenAsks.delete(id);
    to?.postMessage(
      (jwt && typeof jwt === 'string' ? { t: 'token', id, jwt } : { t: 'tokenError', id }) satisfies HostMessage,
    );
  }

  /** The look as the frame has to be told it: from inside, neither the language nor the colours of the host are seen. */
  function shown(): Look {
    const scheme = getComputedStyle(container).colorScheme;
    const ofThePage = !scheme.includes('dark') ? 'light' : scheme.includes('light') ? 'auto' : 'dark';
    return {
      ...look,
      lang: look.lang ?? container.closest<HTMLElement>('[lang]')?.lang,
      theme: look.theme && look.theme !== 'auto' ? look.theme : ofThePage,
    };
  }

  for (const [name, listener] of Object.entries(on ?? {}))
    frame.addEventListener(`doorstep-${name}`, listener as EventListener);
  frame.onload = connect;
  takeSpace();
  if (!isGiven) container.append(frame);
  awaitReady();

  return {
    setContext(next) {
      const before = nameOf(context);
      context = copyOf(next ?? null, unreadable);
      // The frame is drawn by another process: it goes out of sight here and now, and comes back with the next record.
      if (nameOf(context) !== before) style.opacity = '0';
      return ask('context');
    },
    refresh: () => ask('refresh'),
    openLog: () => ask('openLog'),
    focusPanel() {
      frame.focus();
      return ask('focus');
    },
    hasUnsaved: () => isUnsaved,
    destroy() {
      say({ t: 'destroy' });
      hangUp();
      end('destroyed');
      if (isGiven) frame.onload = null;
      else frame.remove();
      return Promise.resolve(fine);
    },
    // To be told again what is open changes nothing, and whoever answers stands.
    whenReady: () => ask('context').then(() => over ?? fine),
    setLook(next) {
      look = { ...look, ...copyOf(next, {}) };
      say({ t: 'theme', ...shown() });
    },
  };
}

function failed(code: string): DoorstepResult {
  return { ok: false, error: { code: code as DoorstepErrorCode, message: code } };
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
function nameOf(context: object | null): string {
  return JSON.stringify({ ...context, label: 0, channel: 0 });
}
