import {
  problem,
  sessionReply,
  type PanelCaps,
  type RecordKey,
  type SessionReply,
  type SessionRequest,
} from '@doorstep/contracts/embed';
import { keyOf } from './context.js';
import { Fault, faultOf } from './fault.js';
import { ownPage } from './own-page.js';
import { request } from './request.js';
import { noTokenFunction, type AskReason } from './token.js';

/** Milliseconds before its end at which a session is renewed. */
const renewBefore = 60_000;

export interface SessionOptions {
  readonly apiBase: string;
  /** The version of this panel. */
  readonly version: string;
  /** Every name that the host gave for the one record this session may read and write, the host's own first. */
  readonly names: readonly RecordKey[];
  /** Why the first token is asked for: at the start, or because the officer opened another record. */
  readonly firstReason: AskReason;
  /** The signal says when nobody waits for the token any more. */
  readonly askToken: (reason: AskReason, signal: AbortSignal) => Promise<string>;
  /** Told how the landlord's panel looks and what it calls residents, with each session. */
  readonly onGiven?: (given: Pick<SessionReply, 'look' | 'residentWord'>) => void;
  readonly signal: AbortSignal;
  readonly fetch: typeof fetch;
  /** Milliseconds since any fixed moment. */
  readonly now: () => number;
}

/**
 * The right to read one record, held in memory only. The host's token is exchanged for an opaque session; it is renewed
 * before it ends and once after a refusal, and however many requests need it, the host is asked once.
 */
export class Session {
  #held: { readonly bearer: string; readonly renewAt: number } | undefined;
  #exchange: Promise<string> | undefined;
  #reason: AskReason;
  #named: RecordKey | undefined;
  #caps: PanelCaps | undefined;
  #wasOpened = false;
  #hasDraft: boolean | undefined;

  constructor(private readonly options: SessionOptions) {
    this.#reason = options.firstReason;
    const { opened } = ownPage;
    if (opened && this.#names(opened.record)) this.#hold(opened, opened.at);
  }

  /**
   * The value to send as `Authorization: Bearer …`.
   * @throws {Fault} `token_missing`, `token_rejected`, or what the exchange met.
   */
  bearer(): Promise<string> {
    const held = this.#held;
    if (held && this.options.now() < held.renewAt) return Promise.resolve(held.bearer);
    if (held) this.#reason = 'expiring';
    this.#exchange ??= this.#exchangeToken(false)
      .then(({ session }) => session)
      .finally(() => (this.#exchange = undefined));
    return this.#exchange;
  }

  /**
   * What there is to show, which comes with the first session; undefined where there is one already, or was. Whoever
   * needs a session meanwhile gets another: what is slow to read must not hold up what is to be saved.
   * @throws {Fault} As {@link bearer}.
   */
  async open(): Promise<SessionReply['shown']> {
    if (this.#held || this.#wasOpened) return undefined;
    this.#wasOpened = true;
    const { shown } = await this.#exchangeToken(true);
    return shown;
  }

  /** What its holder may do; undefined until a session was given. */
  get caps(): PanelCaps | undefined {
    return this.#caps;
  }

  /** Whether words were begun here and left unsaved, when the first session was given. */
  get hasDraft(): boolean {
    return this.#hasDraft === true;
  }

  /** Another one for the same record, which ends with another signal. */
  lasting(signal: AbortSignal): Session {
    const session = new Session({ ...this.options, signal, firstReason: 'context' });
    session.#held = this.#held;
    session.#caps = this.#caps;
    session.#named = this.#named;
    return session;
  }

  /**
   * A record under the name by which the token gave it, where it is the one of this session. Any other stays as it is, for
   * the service to refuse.
   */
  nameOf(record: RecordKey): RecordKey {
    return this.#names(record) && this.#named ? this.#named : record;
  }

  /** Drops a session that the service refused; a newer one, already exchanged meanwhile, stays. */
  refused(bearer: string): void {
    if (this.#held?.bearer !== bearer) return;
    this.#held = undefined;
    this.#reason = 'rejected';
  }

  /** A host that was slow, or whose own session has just been renewed, gets a second try. */
  async #exchangeToken(show: boolean): Promise<SessionReply> {
    try {
      return await this.#exchangeOnce(show);
    } catch (thrown) {
      const isRefused = thrown instanceof Fault && ['token_missing', 'token_rejected'].includes(thrown.code);
      if (!isRefused || thrown.message === noTokenFunction || this.options.signal.aborted) throw thrown;
      this.#reason = 'rejected';
      return this.#exchangeOnce(show);
    }
  }

  async #exchangeOnce(show: boolean): Promise<SessionReply> {
    const { apiBase, signal, now } = this.options;
    const shown = await this.#signedIn();
    const response = await request(this.options.fetch, `${apiBase}/embed/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...shown, show }),
      signal,
    });
    if (response.status !== 200 && response.status !== 201) {
      const told = problem.safeParse(response.body);
      throw faultOf(response.status, told.data?.code, undefined, told.data?.reference);
    }
    const reply = sessionReply.safeParse(response.body);
    if (!reply.success) throw new Fault('server', 'The session has another shape than agreed.');
    // A host that signs a token for the record it showed before would otherwise put A's prompts under B's name.
    if (!this.#names(reply.data.record)) throw new Fault('token_rejected', 'The token names another record.');
    this.#hold(reply.data, now());
    return reply.data;
  }

  async #signedIn(): Promise<SessionRequest> {
    const { version: panel, askToken, signal } = this.options;
    if (!ownPage.renew) {
      const token = await askToken(this.#reason, signal);
      return { token, panel, ...(ownPage.hostOrigin !== undefined && { origin: ownPage.hostOrigin }) };
    }
    const renewed = await ownPage.renew(signal);
    if (!renewed) throw new Fault('token_missing', noTokenFunction);
    return renewed;
  }

  #names(record: RecordKey): boolean {
    return this.options.names.some((name) => keyOf(name) === keyOf(record));
  }

  /** Takes up a session that was given at a moment. */
  #hold({ session, expiresIn, record, caps, look, residentWord, hasDraft }: SessionReply, at: number): void {
    this.options.onGiven?.({ look, residentWord });
    this.#hasDraft ??= hasDraft === true;
    this.#named = record;
    this.#caps = caps;
    this.#held = { bearer: session, renewAt: at + expiresIn * 1000 - renewBefore };
  }
}
