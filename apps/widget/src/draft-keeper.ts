import { keptDraft, keptDrafts, type KeepDraftRequest, type KeptDraft } from '@doorstep/contracts/embed';
import type { Draft, Drafts, WordsDraft } from './drafts.js';
import type { OpenRecord } from './panel/panel-context.js';

/** Milliseconds without a keystroke after which what was typed is kept. */
const pause = 1_000;

/**
 * Keeps one draft at the service as it is typed, so that a tab that is closed under an officer costs them no words.
 * Nothing is kept on this machine. That it could not be kept is said to nobody: the draft is still here.
 */
export class DraftKeeper {
  #isKept: boolean;
  #latest: Draft | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** One at a time, so that an older text never comes after a newer one. */
  #sending: Promise<void> = Promise.resolve();

  constructor(private readonly open: OpenRecord) {
    this.#isKept = open.api.hasDraft;
  }

  /** What was typed last; it is sent once nothing follows. */
  keep(draft: Draft): void {
    this.#latest = draft;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.flush(), pause);
  }

  /** Sends what was not sent yet, for when no more may come. */
  flush(): void {
    const draft = this.#latest;
    this.#latest = undefined;
    clearTimeout(this.#timer);
    if (!draft) return;
    const { record } = draft;
    const kept = keptOf(draft);
    if (kept) {
      this.#isKept = true;
      this.#send({ record, draft: kept });
    } else {
      this.forget(draft);
    }
  }

  /** Saved or thrown away. */
  forget({ record, form }: Pick<Draft, 'record' | 'form'>): void {
    this.#latest = undefined;
    clearTimeout(this.#timer);
    if (!this.#isKept || form === 'hand-off') return;
    this.#isKept = false;
    this.#send({ record, gone: form });
  }

  #send(request: KeepDraftRequest): void {
    this.#sending = this.#sending.then(() => this.#sendNow(request)).catch(() => undefined);
  }

  /** What was under way when another record was opened is sent all the same. */
  async #sendNow(request: KeepDraftRequest): Promise<void> {
    const { api, signal } = this.open;
    try {
      if (!signal.aborted) return await api.keepDraft(request).send();
    } catch (thrown) {
      if (!signal.aborted) throw thrown;
    }
    return api.lasting().keepDraft(request).send();
  }
}

/**
 * What of a draft may be kept: not what is to be handed over, which is never kept here; not what is to be kept without
 * a name, which must not stand beside the record; and not what is saved already.
 */
function keptOf(draft: Draft): KeptDraft | undefined {
  if (draft.form === 'hand-off' || draft.saved || draft.about.isAnonymous) return undefined;
  const { record: _, about, isBack: _isBack, ...rest } = draft;
  const { isAnonymous: _isAnonymous, ...kept } = about;
  const read = keptDraft.safeParse({ ...rest, about: kept });
  return read.success ? read.data : undefined;
}

/** Puts back what was typed at a record on a page that is gone. Nothing that is here already gives way to it. */
export async function restoreDrafts(open: OpenRecord, drafts: Drafts): Promise<void> {
  const { api, record } = open;
  const { items } = await api.drafts(keptDrafts);
  for (const { about, answers, voiceId, felt, ...rest } of items) {
    if (drafts.of(record, rest.form)) continue;
    const draft: WordsDraft = {
      ...rest,
      record,
      about: { ...about, isAnonymous: false },
      ...(felt !== undefined && { felt }),
      ...(answers && { answers: { ...answers, asksListened: answers.asksListened === true } }),
      ...(voiceId !== undefined && { voiceId }),
      isBack: true,
    };
    const keeper = new DraftKeeper(open);
    drafts.keep(draft);
    drafts.whenDropped(record, draft.form, () => keeper.forget(draft));
  }
}
