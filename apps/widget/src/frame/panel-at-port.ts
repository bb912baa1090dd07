import {
  hostMessage,
  panelMessage,
  version,
  type HostMessage,
  type InitMessage,
  type Look,
  type PanelMessage,
} from '@doorstep/contracts/embed-messages';
import type { DoorstepContext, DoorstepPanelElement, DoorstepResult, DoorstepTokenAsk } from '../embed-types.js';
import { lookOf } from './look.js';

/** CSS pixels by which the height has to change before the host is told. */
const worthTelling = 4;

/** Stands for whatever could not be understood as a context: the panel shows nothing for it, and says why. */
const unreadable = { kind: 'unreadable' } as unknown as DoorstepContext;

type TellOf<Message> = Message extends { t: 'event' } ? Omit<Message, 't'> : never;
type Told = TellOf<PanelMessage>;

/** The panel of a frame, doing what its host says over a port and telling it what happens. */
export class PanelAtPort {
  readonly #panel: DoorstepPanelElement = document.createElement('doorstep-panel');
  readonly #tokens = new Map<number, (jwt: string) => void>();
  #wear: (look: Look) => void = () => undefined;
  #lastAsk = 0;
  #height = -1;
  #isMeasuring = false;

  constructor(
    private readonly port: MessagePort,
    private readonly installation: string,
  ) {}

  /** Puts the panel up as the first message of the host says, and answers it. */
  start(init: InitMessage): void {
    const panel = this.#panel;
    this.#wear = lookOf(panel);
    this.#wear(init);
    panel.setAttribute('installation', this.installation);
    panel.getToken = (ask) => this.#askHost(ask);
    this.#tellEvents();
    document.body.replaceChildren(panel);
    this.#tellEscape();
    new ResizeObserver(() => this.#measureSoon()).observe(panel);
    void panel.whenReady().then(() => {
      this.say({ t: 'ready', nonce: init.nonce, version, panel: panel.version });
      // What the host has said meanwhile waits in the port.
      this.port.onmessage = ({ data }) => this.#hear(data);
      this.#measure();
    });
  }

  /** Says what the contract knows, and nothing beside it: what is not in there could be a resident's. */
  say(message: PanelMessage): void {
    const checked = panelMessage.safeParse(message);
    if (checked.success) this.port.postMessage(checked.data);
    else console.warn(`The message ${message.t} has another shape than agreed.`);
  }

  #hear(data: unknown): void {
    const message = hostMessage.safeParse(data);
    if (message.success) return this.#obey(message.data);
    // Whatever the host has open now, it is not the record on screen.
    if ((data as { t?: unknown } | null)?.t === 'context') void this.#panel.setContext(unreadable);
  }

  #obey(message: HostMessage): void {
    const panel = this.#panel;
    switch (message.t) {
      case 'context':
        return this.#answer(message.id, panel.setContext(message.context as DoorstepContext | null));
      case 'refresh':
        return this.#answer(message.id, panel.refresh());
      case 'openLog':
        return this.#answer(message.id, panel.openLog());
      case 'focus':
        return this.#answer(message.id, panel.focusPanel());
      case 'token':
      case 'tokenError':
        // The element reads no text as no token.
        this.#tokens.get(message.id)?.('jwt' in message ? message.jwt : '');
        return void this.#tokens.delete(message.id);
      case 'theme':
        return this.#wear(message);
      case 'destroy':
        void panel.destroy();
    }
  }

  #answer(id: number, result: Promise<DoorstepResult>): void {
    // The host shows the frame again when it hears this; by then nothing of before may still be on the screen.
    void Promise.all([result, drawn()]).then(([came]) => {
      this.say(came.ok ? { t: 'done', id } : { t: 'done', id, code: came.error.code });
      this.#measure();
    });
  }

  #askHost({ reason, recordKey, signal }: DoorstepTokenAsk): Promise<string> {
    const id = (this.#lastAsk += 1);
    this.say({ t: 'token-request', id, reason, recordKey });
    return new Promise((resolve) => {
      this.#tokens.set(id, resolve);
      signal.addEventListener('abort', () => {
        if (this.#tokens.delete(id)) this.say({ t: 'token-cancel', id });
        resolve('');
      });
    });
  }

  /** One line an event, so that the compiler compares what the element tells with what a host may be told. */
  #tellEvents(): void {
    const panel = this.#panel;
    panel.addEventListener('doorstep-context', ({ detail }) => this.#tell({ name: 'doorstep-context', detail }));
    panel.addEventListener('doorstep-prompts', ({ detail }) => this.#tell({ name: 'doorstep-prompts', detail }));
    panel.addEventListener('doorstep-outcome', ({ detail }) => this.#tell({ name: 'doorstep-outcome', detail }));
    panel.addEventListener('doorstep-logged', ({ detail }) => this.#tell({ name: 'doorstep-logged', detail }));
    panel.addEventListener('doorstep-navigate', ({ detail }) => this.#tell({ name: 'doorstep-navigate', detail }));
    panel.addEventListener('doorstep-unsaved', ({ detail }) => this.say({ t: 'unsaved', ...detail }));
    panel.addEventListener('doorstep-error', ({ detail }) => {
      this.say({ t: 'error', ...detail });
      this.#measure();
    });
  }

  #tell(event: Told): void {
    this.say({ t: 'event', ...event });
  }

  /** Listens inside the shadow root too: what is typed in a field does not leave it, and Escape must all the same. */
  #tellEscape(): void {
    const tell = (event: Event) => {
      if ((event as KeyboardEvent).key === 'Escape' && !event.defaultPrevented) this.say({ t: 'escape' });
    };
    this.#panel.shadowRoot?.addEventListener('keydown', tell);
    document.addEventListener('keydown', (event) => event.target !== this.#panel && tell(event));
  }

  /** At most once a frame of the screen. */
  #measureSoon(): void {
    if (this.#isMeasuring) return;
    this.#isMeasuring = true;
    requestAnimationFrame(() => {
      this.#isMeasuring = false;
      this.#measure();
    });
  }

  /** Also called at once where something has just changed: a frame of no height is drawn by no browser. */
  #measure(): void {
    const height = Math.ceil(this.#panel.getBoundingClientRect().height);
    if (Math.abs(height - this.#height) < worthTelling) return;
    this.#height = height;
    this.say({ t: 'resize', height });
  }
}

/** Resolves once what was changed has been drawn, or where nothing is drawn, since nobody can see it, soon. */
function drawn(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 100);
    requestAnimationFrame(() => setTimeout(resolve));
  });
}
