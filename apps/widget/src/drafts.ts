import type {
  FeltListened,
  HandOffRequest,
  HeardKind,
  LogTopic,
  PanelPrompt,
  RecordKey,
  Speaker,
  SupportedBy,
  TakenThrough,
  VoiceKind,
  VoiceReply,
  WhoseWords,
} from '@doorstep/contracts/embed';
import { keyOf } from './context.js';
import { Waiting } from './waiting.js';

interface AnyDraft {
  readonly record: RecordKey;
  /** RFC 3339: when it was begun, which is when it was said unless staff say otherwise. */
  readonly begunAt: string;
  /** The `Idempotency-Key` of each way it was sent, by what was decided: sent again it is the same entry. */
  readonly keys: Readonly<Record<string, string>>;
  readonly words: string;
  /** How it felt, in their words; kept with what they said. */
  readonly felt?: string;
}

/** What goes with words, whoever's they are. */
export interface About {
  readonly whose: WhoseWords;
  readonly kind: VoiceKind | null;
  readonly topic: LogTopic | null;
  readonly speaker: Speaker;
  readonly reach: string;
  readonly takenThrough: TakenThrough;
  readonly supportedBy: SupportedBy | null;
  readonly keepName: boolean;
  readonly mayShare: boolean;
  readonly wantsReply: boolean;
  readonly isAnonymous: boolean;
  readonly isAboutAnother: boolean;
  readonly place: string;
}

/** Words typed and not yet saved: for a saved outcome, unasked, or to correct a note. */
export interface WordsDraft extends AnyDraft {
  readonly form: 'words' | 'log' | 'correction';
  readonly about: About;
  /** The prompt that they answer; of `words` alone. */
  readonly answers?: Answers;
  /** The note that they correct; of `correction` alone. */
  readonly voiceId?: string;
  /** They are saved, and whether to treat them as a complaint has not been answered yet. */
  readonly saved?: VoiceReply;
  /** They were typed on a page that is gone. */
  readonly isBack?: boolean;
}

/** An answer that was tapped, and the `Idempotency-Key` under which it is sent, however often. */
export interface Tapped {
  readonly key: string;
  readonly heard: HeardKind | null;
  readonly feltListened?: FeltListened;
  /** RFC 3339. */
  readonly saidAt: string;
}

/** Which prompt words answer, and how far that was saved. */
export interface Answers {
  readonly promptId: string;
  readonly promptKind: PanelPrompt['kind'];
  readonly probe: string;
  /** Null: nothing is saved yet. */
  readonly outcomeId: string | null;
  /** Null: nobody said what kind of thing it was. */
  readonly heard: HeardKind | null;
  /** Sent, while nobody knows yet whether it arrived: another record may have taken the place of this one. */
  readonly tapped?: Tapped;
  /** It asks whether what they were told felt listened to. */
  readonly asksListened?: boolean;
}

/** Something to be passed on, chosen and not yet sent. */
export interface HandOffDraft extends AnyDraft {
  readonly form: 'hand-off';
  readonly route: HandOffRequest['route'];
  /** Day and time in London, `YYYY-MM-DDTHH:MM`; null: when the draft was begun. */
  readonly earlier: string | null;
  readonly isEmergency: boolean;
  readonly aboutStaff: string;
}

export type Draft = WordsDraft | HandOffDraft;
export type Form = Draft['form'];
const forms: readonly Form[] = ['words', 'log', 'correction', 'hand-off'];

/** Their own words, said in person by the resident, with nothing known beside. */
export const usual: About = {
  whose: 'own',
  kind: null,
  topic: null,
  speaker: 'resident',
  reach: '',
  takenThrough: 'in-person',
  supportedBy: null,
  keepName: true,
  mayShare: false,
  wantsReply: true,
  isAnonymous: false,
  isAboutAnother: false,
  place: '',
};

/** Something to be passed on about a record, told at this moment unless staff say otherwise. */
export function beginHandOff(record: RecordKey, route: HandOffDraft['route']): HandOffDraft {
  return {
    form: 'hand-off',
    record,
    begunAt: new Date().toISOString(),
    keys: {},
    route,
    words: '',
    earlier: null,
    isEmergency: false,
    aboutStaff: '',
  };
}

/** Milliseconds that a draft is kept once its record is no longer open. */
export const draftLife = 15 * 60_000;

/**
 * Drafts stay with the record they were written for, and do not age while it is open. On this machine they live in
 * memory only: a note about a resident must not be found in a shared computer's storage.
 */
export class Drafts {
  /** What is saved and could not be sent yet. */
  readonly waiting = new Waiting();
  readonly #kept = new Map<string, { readonly draft: Draft; readonly until: number }>();

  /** Forget what else is kept of a draft. */
  readonly #forgetting = new Map<string, () => void>();
  #openKey: string | undefined;

  constructor(private readonly now: () => number) {}

  /** Says which record is open now; the drafts of the one before begin to age. */
  open(record: RecordKey | null): void {
    const before = this.#openKey;
    this.#openKey = record ? keyOf(record) : undefined;
    if (before === this.#openKey) return;
    for (const [key, { draft }] of this.#kept)
      if (keyOf(draft.record) === before) this.#kept.set(key, { draft, until: this.now() + draftLife });
  }

  /** Keeps the latest text; empty words are no draft, but a hand-off that was chosen is one without any. */
  keep(draft: Draft): void {
    if (draft.form !== 'hand-off' && (draft.words + (draft.felt ?? '')).trim() === '')
      this.drop(draft.record, draft.form);
    else this.#kept.set(slot(draft.record, draft.form), { draft, until: this.now() + draftLife });
  }

  drop(record: RecordKey, form: Form): void {
    this.#kept.delete(slot(record, form));
    this.#forgetting.get(slot(record, form))?.();
  }

  /** The same, but what else is kept of it stays until that is forgotten as well. */
  release(record: RecordKey, form: Form): void {
    this.#kept.delete(slot(record, form));
  }

  /** Says how whatever else is kept of a draft is forgotten, for when it is dropped. */
  whenDropped(record: RecordKey, form: Form, forget: () => void): void {
    this.#forgetting.set(slot(record, form), forget);
  }

  /** Forgets whatever was written for a record. */
  dropAll(record: RecordKey): void {
    for (const form of forms) this.drop(record, form);
    this.waiting.dropAll(record);
  }

  clear(): void {
    this.#kept.clear();
    for (const forget of this.#forgetting.values()) forget();
    this.#forgetting.clear();
    this.waiting.clear();
  }

  /** The draft of this record in this form, if it has one. */
  of<F extends Form>(record: RecordKey, form: F): DraftOf<F> | undefined {
    return this.#living().find((draft) => slot(draft.record, draft.form) === slot(record, form)) as
      | DraftOf<F>
      | undefined;
  }

  /** The record of a draft that belongs to another one than this. */
  elsewhere(record: RecordKey): RecordKey | undefined {
    return this.#living().find((draft) => keyOf(draft.record) !== keyOf(record))?.record;
  }

  get any(): boolean {
    return this.#living().length > 0 || this.waiting.words.length > 0;
  }

  #living(): Draft[] {
    for (const [key, { draft, until }] of this.#kept)
      if (until <= this.now() && keyOf(draft.record) !== this.#openKey) this.#kept.delete(key);
    return [...this.#kept.values()].map(({ draft }) => draft);
  }
}

type DraftOf<F extends Form> = F extends 'hand-off' ? HandOffDraft : WordsDraft;

function slot(record: RecordKey, form: Form): string {
  return `${form} ${keyOf(record)}`;
}
