import { problem, sessionReply, type RecordKey } from '@doorstep/contracts/embed';
import { keyOf } from './context.js';
import { Fault, faultOf } from './fault.js';
import { request } from './request.js';
import type { AskReason } from './token.js';

/** Milliseconds before its end at which a session is renewed. */
const renewBefore = 60_000;

export interface SessionOptions {
  readonly apiBase: string;
  /** The one record this session may read and write. */
  readonly record: RecordKey;
  /** Why the first token is asked for: at the start, or because the officer opened another record. */
  readonly firstReason: AskReason;
  readonly askToken: (reason: AskReason) => Promise<string>;
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

  constructor(private readonly options: SessionOptions) {
    this.#reason = options.firstReason;
  }

  /**
   * The value to send as `Authorization: Bearer …`.
   * @throws {Fault} `token_missing`, `token_rejected`, or what the exchange met.
   */
  bearer(): Promise<string> {
    const held = this.#held;
    if (held && this.options.now() < held.renewAt) return Promise.resolve(held.bearer);
    if (held) this.#reason = 'expiring';
    this.#exchange ??= this.#exchangeToken().finally(() => (this.#exchange = undefined));
    return this.#exchange;
  }

  /** Drops a session that the service refused; a newer one, already exchanged meanwhile, stays. */
  refused(bearer: string): void {
    if (this.#held?.bearer !== bearer) return;
    this.#held = undefined;
    this.#reason = 'rejected';
  }

  async #exchangeToken(): Promise<string> {
    const { apiBase, record, askToken, signal, now } = this.options;
    const token = await askToken(this.#reason);
    const response = await request(this.options.fetch, `${apiBase}/embed/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token }),
      signal,
    });
    if (response.status !== 200 && response.status !== 201) {
      const told = problem.safeParse(response.body);
      throw faultOf(response.status, told.success ? told.data.code : undefined);
    }
    const reply = sessionReply.safeParse(response.body);
    if (!reply.success) throw new Fault('server', 'The session has another shape than agreed.');
    // A host that signs a token for the record it showed before would otherwise put A's prompts under B's name.
    if (keyOf(reply.data.record) !== keyOf(record))
      throw new Fault('token_rejected', 'The token names another record.');
    this.#held = { bearer: reply.data.session, renewAt: now() + reply.data.expiresIn * 1000 - renewBefore };
    return reply.data.session;
  }
}
