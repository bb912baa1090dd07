import type { HeardKind, RecordKey, WhoseWords } from '@doorstep/contracts/embed';
import { keyOf } from './context.js';

/** Words typed for a saved outcome and not yet saved themselves. */
export interface Draft {
  readonly record: RecordKey;
  readonly outcomeId: string;
  readonly heard: HeardKind;
  readonly probe: string;
  readonly words: string;
  readonly whose: WhoseWords;
  readonly keepName: boolean;
}

/** Milliseconds that a draft outlives the last key pressed in it. */
const keptFor = 15 * 60_000;

/**
 * Drafts stay with the record they were written for. They live in memory only: a note about a resident must not be found
 * in a shared computer's storage.
 */
export class Drafts {
  readonly #kept = new Map<string, { readonly draft: Draft; readonly until: number }>();

  constructor(private readonly now: () => number) {}

  /** Keeps the latest text; empty words are no draft. */
  keep(draft: Draft): void {
    if (draft.words.trim() === '') this.drop(draft.record);
    else this.#kept.set(keyOf(draft.record), { draft, until: this.now() + keptFor });
  }

  drop(record: RecordKey): void {
    this.#kept.delete(keyOf(record));
  }

  clear(): void {
    this.#kept.clear();
  }

  /** The draft of this record, if it has one. */
  of(record: RecordKey): Draft | undefined {
    return this.#living().find((draft) => keyOf(draft.record) === keyOf(record));
  }

  /** The record of a draft that belongs to another one than this. */
  elsewhere(record: RecordKey): RecordKey | undefined {
    return this.#living().find((draft) => keyOf(draft.record) !== keyOf(record))?.record;
  }

  get any(): boolean {
    return this.#living().length > 0;
  }

  #living(): Draft[] {
    for (const [key, { until }] of this.#kept) if (until <= this.now()) this.#kept.delete(key);
    return [...this.#kept.values()].map(({ draft }) => draft);
  }
}
