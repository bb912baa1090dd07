import {
  complaintChoiceReply,
  handOffReply,
  heardBeforeList,
  momentReply,
  outcomeReply,
  panelView,
  problem,
  readBackReply,
  tellingReply,
  voiceReply,
  wordsMatched,
  type ComplaintChoiceReply,
  type ComplaintChoiceRequest,
  type CorrectionRequest,
  type HandOffReply,
  type HandOffRequest,
  type HeardBefore,
  type MomentRequest,
  type OutcomeRequest,
  type PanelView,
  type ReadBackReply,
  type RouteOffer,
  type TellingReply,
  type TellingRequest,
  type VoiceReply,
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

/** What came of saving words: they are kept or handed over, or somebody has to choose first. */
export type SavedWords = VoiceReply | { readonly offers: readonly RouteOffer[] };

export interface ApiOptions {
  /** Where the service is: scheme, host and any path before `/embed/v1`. */
  readonly apiBase: string;
  readonly session: Session;
  readonly signal: AbortSignal;
  readonly fetch: typeof fetch;
}

const chooseRoute = z.object({ code: z.literal('choose-route'), current: wordsMatched });

/** The service as the panel sees it, for one record. Every method throws {@link Fault}. */
export class EmbedApi {
  constructor(private readonly options: ApiOptions) {}

  /** What may be asked of this home now, and what was heard before. */
  async view(): Promise<PanelView> {
    return shaped(panelView, await this.#call('GET', '/embed/v1/prompts'));
  }

  /** Everything that this home told us before, newest first, up to 50. */
  async heardBefore(): Promise<HeardBefore[]> {
    return shaped(heardBeforeList, await this.#call('GET', '/embed/v1/voices')).items;
  }

  /** A note as it is read out to whoever said it. */
  async readBack(voiceId: string): Promise<ReadBackReply> {
    return shaped(readBackReply, await this.#call('GET', `/embed/v1/voices/${encodeURIComponent(voiceId)}/read-back`));
  }

  /** Which hand-offs words suggest. Nothing is kept. */
  async offers(words: string): Promise<RouteOffer[]> {
    const write = { key: crypto.randomUUID(), body: { words } };
    return shaped(wordsMatched, await this.#call('POST', '/embed/v1/words/match', write)).offers;
  }

  /** An outcome: what was heard, or why not this time. */
  outcome(body: OutcomeRequest): Write<z.infer<typeof outcomeReply>> {
    return this.#write('/embed/v1/outcomes', body, (answer) => shaped(outcomeReply, answer));
  }

  /** Their words, as typed. The same key is the same entry, however often it is sent. */
  voice(body: VoiceRequest, key: string): Write<SavedWords> {
    return this.#write('/embed/v1/voices', body, savedWords, key);
  }

  /** What a note should say instead. */
  correction(voiceId: string, body: CorrectionRequest, key: string): Write<SavedWords> {
    return this.#write(`/embed/v1/voices/${encodeURIComponent(voiceId)}/corrections`, body, savedWords, key);
  }

  handOff(body: HandOffRequest, key: string): Write<HandOffReply> {
    return this.#write('/embed/v1/hand-offs', body, (answer) => shaped(handOffReply, answer), key);
  }

  complaintChoice(body: ComplaintChoiceRequest, key: string): Write<ComplaintChoiceReply> {
    return this.#write('/embed/v1/complaint-choices', body, (answer) => shaped(complaintChoiceReply, answer), key);
  }

  /** What came of telling them. */
  telling(tellingId: string, result: TellingRequest['result']): Write<TellingReply> {
    const path = `/embed/v1/tellings/${encodeURIComponent(tellingId)}`;
    return this.#write(path, { result }, (answer) => shaped(tellingReply, answer));
  }

  /** They want no reply to what they said. */
  noReplyWanted(voiceId: string): Write<void> {
    return this.#write(`/embed/v1/voices/${encodeURIComponent(voiceId)}/no-reply-wanted`, undefined, nothing);
  }

  /** Takes an own outcome back, with its words. */
  withdraw(outcomeId: string): Write<void> {
    return this.#write(`/embed/v1/outcomes/${encodeURIComponent(outcomeId)}/withdraw`, undefined, nothing);
  }

  /** Takes back an own note that belongs to no outcome. */
  withdrawVoice(voiceId: string): Write<void> {
    return this.#write(`/embed/v1/voices/${encodeURIComponent(voiceId)}/withdraw`, undefined, nothing);
  }

  /** Ends a conversation: what was tapped in it is taken back, and it counts as not asked. */
  stop(moment: MomentRequest, outcomeId: string | undefined): Write<void> {
    const closing = this.#write('/embed/v1/moments', moment, (answer) => shaped(momentReply, answer));
    const taking = outcomeId === undefined ? undefined : this.withdraw(outcomeId);
    return {
      send: async () => {
        await taking?.send();
        await closing.send();
      },
    };
  }

  #write<Reply>(
    path: string,
    body: unknown,
    read: (answer: Answer) => Reply,
    key: string = crypto.randomUUID(),
  ): Write<Reply> {
    return { send: async () => read(await this.#call('POST', path, { key, body })) };
  }

  async #call(method: string, path: string, write?: { key: string; body: unknown }): Promise<Answer> {
    const { session } = this.options;
    const first = await session.bearer();
    const answer = await this.#attempt(first, method, path, write);
    if (answer.status !== 401) return answer;
    session.refused(first);
    return this.#attempt(await session.bearer(), method, path, write);
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

function savedWords(answer: Answer): SavedWords {
  const choice = answer.status === 409 ? chooseRoute.safeParse(answer.body) : undefined;
  return choice?.success ? choice.data.current : shaped(voiceReply, answer);
}

function nothing(answer: Answer): void {
  refuseFault(answer);
}

function refuseFault({ status, body }: Answer): void {
  if (status >= 200 && status < 300) return;
  const told = problem.safeParse(body);
  if (!told.success) throw faultOf(status, undefined);
  throw faultOf(status, told.data.code, (body as { readonly current?: unknown }).current);
}

function shaped<Schema extends z.ZodMiniType>(schema: Schema, answer: Answer): z.infer<Schema> {
  refuseFault(answer);
  const read = schema.safeParse(answer.body);
  if (!read.success) throw new Fault('server', 'The answer has another shape than agreed.');
  return read.data;
}
