import {
  outcomeReply,
  panelView,
  problem,
  voiceReply,
  type OutcomeRequest,
  type PanelView,
  type VoiceRequest,
} from '@doorstep/contracts/embed';
import * as z from 'zod/mini';
import { Fault, faultOf } from './fault.js';
import { request, type Answer } from './request.js';
import type { Session } from './session.js';

/**
 * A write that may be sent again. Every attempt carries the same body and the same `Idempotency-Key`, so an answer that
 * was lost on the way cannot become a second entry.
 */
export interface Write<Reply> {
  /** @throws {Fault} when the service did not take it; sending again is safe. */
  readonly send: () => Promise<Reply>;
}

export interface ApiOptions {
  /** Where the service is: scheme, host and any path before `/embed/v1`. */
  readonly apiBase: string;
  readonly session: Session;
  readonly signal: AbortSignal;
  readonly fetch: typeof fetch;
}

/** The service as the panel sees it, for one record. Every method throws {@link Fault}. */
export class EmbedApi {
  constructor(private readonly options: ApiOptions) {}

  /** What may be asked of this home now, and what was heard before. */
  async view(): Promise<PanelView> {
    const answer = await this.#call('GET', '/embed/v1/prompts');
    return shaped(panelView, answer);
  }

  /** An outcome: what was heard, or why not this time. */
  outcome(body: OutcomeRequest): Write<z.infer<typeof outcomeReply>> {
    return this.#write('/embed/v1/outcomes', body, (answer) => shaped(outcomeReply, answer));
  }

  /** Their words, as typed. */
  voice(body: VoiceRequest): Write<z.infer<typeof voiceReply>> {
    return this.#write('/embed/v1/voices', body, (answer) => shaped(voiceReply, answer));
  }

  /** Takes an own outcome back, with its words. */
  withdraw(outcomeId: string): Write<void> {
    return this.#write(`/embed/v1/outcomes/${encodeURIComponent(outcomeId)}/withdraw`, undefined, () => undefined);
  }

  #write<Reply>(path: string, body: unknown, read: (answer: Answer) => Reply): Write<Reply> {
    const key = crypto.randomUUID();
    return { send: async () => read(await this.#call('POST', path, { key, body })) };
  }

  async #call(method: string, path: string, write?: { key: string; body: unknown }): Promise<Answer> {
    const { session } = this.options;
    const first = await session.bearer();
    const answer = await this.#attempt(first, method, path, write);
    if (answer.status !== 401) return accepted(answer);
    session.refused(first);
    return accepted(await this.#attempt(await session.bearer(), method, path, write));
  }

  #attempt(bearer: string, method: string, path: string, write?: { key: string; body: unknown }): Promise<Answer> {
    const hasBody = write?.body !== undefined;
    return request(this.options.fetch, `${this.options.apiBase}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${bearer}`,
        accept: 'application/json',
        ...(write && { 'idempotency-key': write.key }),
        ...(hasBody && { 'content-type': 'application/json' }),
      },
      signal: this.options.signal,
      ...(hasBody && { body: JSON.stringify(write.body) }),
    });
  }
}

function accepted(answer: Answer): Answer {
  if (answer.status >= 200 && answer.status < 300) return answer;
  const told = problem.safeParse(answer.body);
  throw faultOf(answer.status, told.success ? told.data.code : undefined);
}

function shaped<Schema extends z.ZodMiniType>(schema: Schema, answer: Answer): z.infer<Schema> {
  const read = schema.safeParse(answer.body);
  if (!read.success) throw new Fault('server', 'The answer has another shape than agreed.');
  return read.data;
}
