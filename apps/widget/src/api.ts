import {
  complaintChoiceReply,
  handOffReply,
  heardBeforeList,
  momentReply,
  outcomeReply,
  panelView,
  preferenceKept,
  preferencesView,
  problem,
  tellingReply,
  voiceReply,
  wordsMatched,
  type ComplaintChoiceReply,
  type ComplaintChoiceRequest,
  type CorrectionRequest,
  type HandOffReply,
  type HandOffRequest,
  type HeardBefore,
  type KeepDraftRequest,
  type MomentRequest,
  type OutcomeRequest,
  type PanelCaps,
  type PanelView,
  type PhotoShown,
  type PreferenceKept,
  type RecordKey,
  type RouteOffer,
  type SendInstead,
  type TellingReply,
  type TellingRequest,
  type VoiceReply,
  type VoiceRequest,
} from '@doorstep/contracts/embed';
import type { LightbulbRequest } from '@doorstep/contracts/voice';
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

/** The parts of a request that writes. */
interface Sending {
  readonly key: string;
  readonly body: unknown;
}

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
  /** Names what {@link view} or {@link newerView} answered last. */
  #seen: string | null = null;

  constructor(private readonly options: ApiOptions) {}

  /** What whoever is at work may do; undefined until the service said so. */
  get caps(): PanelCaps | undefined {
    return this.options.session.caps;
  }

  /** The same, for what is to be sent even when another record has taken the place of this one. */
  lasting(): EmbedApi {
    const { signal } = new AbortController();
    return new EmbedApi({ ...this.options, session: this.options.session.lasting(signal), signal });
  }

  /** What may be asked of this home now, and what was heard before. */
  async view(): Promise<PanelView> {
    this.#seen = null;
    const shown = await this.options.session.open();
    if (shown) {
      this.#seen = shown.tag;
      return shown.view;
    }
    const answer = await this.#call('GET', '/embed/v1/prompts');
    const view = shaped(panelView, answer);
    this.#seen = answer.tag;
    return view;
  }

  /** The same where it has changed since it was last asked for, else null. */
  async newerView(): Promise<PanelView | null> {
    const answer = await this.#call('GET', '/embed/v1/prompts', undefined, this.#seen);
    if (answer.status === 304) return null;
    const view = shaped(panelView, answer);
    this.#seen = answer.tag;
    return view;
  }

  /** Which wish keeps this home from being asked anything; undefined where none does any more. */
  async doNotAskId(): Promise<string | undefined> {
    const { items } = shaped(preferencesView, await this.#call('GET', '/embed/v1/preferences'));
    return items.find(({ kind, theme }) => kind === 'do-not-ask' && theme === null)?.id;
  }

  /** They want to be asked again. */
  startPrompts(preferenceId: string): Write<void> {
    return this.#write(`/embed/v1/preferences/${encodeURIComponent(preferenceId)}/end`, undefined, nothing);
  }

  /** They do not want to be asked after all. */
  stopPrompts(record: RecordKey): Write<PreferenceKept> {
    const body = { record, kind: 'do-not-ask', theme: null };
    return this.#write('/embed/v1/preferences', body, (answer) => shaped(preferenceKept, answer));
  }

  /** Everything that this home told us before, newest first, up to 50. */
  async heardBefore(): Promise<HeardBefore[]> {
    return shaped(heardBeforeList, await this.#call('GET', '/embed/v1/voices')).items;
  }

  /** Which hand-offs words suggest. Nothing is kept. */
  async offers(words: string): Promise<RouteOffer[]> {
    const write = { key: crypto.randomUUID(), body: { words } };
    return shaped(wordsMatched, await this.#call('POST', '/embed/v1/words/match', write)).offers;
  }

  /** An outcome: what was heard, that they want to take part, or why not this time. */
  outcome(body: OutcomeRequest, key?: string): Write<z.infer<typeof outcomeReply>> {
    return this.#write('/embed/v1/outcomes', body, (answer) => shaped(outcomeReply, answer), key);
  }

  /** Whether words were begun at this record and left unsaved, on another page. */
  get hasDraft(): boolean {
    return this.options.session.hasDraft;
  }

  /** What was begun at this record and not saved; `shape` comes with the screens that need it. */
  async drafts<Schema extends z.ZodMiniType>(shape: Schema): Promise<z.infer<Schema>> {
    return shaped(shape, await this.#call('GET', '/embed/v1/drafts'));
  }

  /** What is typed and not saved, or that there is nothing of it any more. It is sent even as the page goes. */
  keepDraft(body: KeepDraftRequest): Write<void> {
    return this.#write('/embed/v1/drafts', body, nothing);
  }

  /** A photo that was taken at the door. */
  async photo({ entryId, photoId }: PhotoShown): Promise<Blob> {
    const path = `/embed/v1/photos/${encodeURIComponent(entryId)}/${encodeURIComponent(photoId)}`;
    const answer = await this.#call('GET', path);
    refuseFault(answer);
    return answer.body as Blob;
  }

  /** Something that a later screen reads of the record; `shape` comes with that screen. */
  async later<Schema extends z.ZodMiniType>(shape: Schema, path: string): Promise<z.infer<Schema>> {
    return shaped(shape, await this.#call('GET', `/embed/v1${path}`));
  }

  /** Something that a later screen writes; `shape` is of the answer, undefined where nothing is answered. */
  write<Schema extends z.ZodMiniType>(shape: Schema | undefined, path: string, body?: unknown): Write<z.infer<Schema>> {
    return this.#write(
      `/embed/v1${path}`,
      body,
      (answer) => (shape ? shaped(shape, answer) : refuseFault(answer)) as z.infer<Schema>,
    );
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

  /** The answer goes out instead of being told. */
  sendTelling(tellingId: string, way: SendInstead): Write<void> {
    return this.#write(`/embed/v1/tellings/${encodeURIComponent(tellingId)}/send`, { way }, nothing);
  }

  /** They want no reply to what they said. */
  noReplyWanted(voiceId: string): Write<void> {
    return this.#write(`/embed/v1/voices/${encodeURIComponent(voiceId)}/no-reply-wanted`, undefined, nothing);
  }

  /** Nobody here would have thought of it, by us or because they say so; or not so after all. */
  lightbulb(voiceId: string, body: LightbulbRequest): Write<void> {
    return this.#write(`/embed/v1/voices/${encodeURIComponent(voiceId)}/lightbulb`, body, nothing);
  }

  /** They take no further part in the ask that their note answers. */
  leaveAsk(voiceId: string): Write<void> {
    return this.#write(`/embed/v1/voices/${encodeURIComponent(voiceId)}/leave-ask`, undefined, nothing);
  }

  /** What was tapped stays without words: nobody is reminded of it any more. */
  endReminder(outcomeId: string): Write<void> {
    return this.#write(`/embed/v1/outcomes/${encodeURIComponent(outcomeId)}/end-reminder`, undefined, nothing);
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

  async #call(method: string, path: string, write?: Sending, seen?: string | null): Promise<Answer> {
    const { session } = this.options;
    const first = await session.bearer();
    const answer = await this.#attempt(first, method, path, write, seen);
    if (answer.status !== 401) return answer;
    session.refused(first);
    return this.#attempt(await session.bearer(), method, path, write, seen);
  }

  /** What is sent about the record carries the name that the token gave it. */
  #named(body: unknown): unknown {
    const { record } = body as { readonly record?: RecordKey };
    return record ? { ...(body as object), record: this.options.session.nameOf(record) } : body;
  }

  #attempt(bearer: string, method: string, path: string, write?: Sending, seen?: string | null): Promise<Answer> {
    const hasBody = write?.body !== undefined;
    return request(this.options.fetch, `${this.options.apiBase}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${bearer}`,
        accept: 'application/json',
        ...(seen && { 'if-none-match': seen }),
        ...(write && { 'idempotency-key': write.key }),
        ...(hasBody && { 'content-type': 'application/json' }),
      },
      // What was tapped or written is kept, though another record takes the place of this one.
      signal: write ? null : this.options.signal,
      ...(hasBody && { body: JSON.stringify(this.#named(write.body)) }),
      ...(path.endsWith('/drafts') && { keepalive: true }),
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
  throw faultOf(status, told.data.code, (body as { readonly current?: unknown }).current, told.data.reference);
}

function shaped<Schema extends z.ZodMiniType>(schema: Schema, answer: Answer): z.infer<Schema> {
  refuseFault(answer);
  const read = schema.safeParse(answer.body);
  if (!read.success) throw new Fault('server', 'The answer has another shape than agreed.');
  return read.data;
}
