import type { EmbedApi, SavedWords } from './api.js';
import { keyOf } from './context.js';
import type { WordsDraft } from './drafts.js';

/** Words that could not be sent when they were saved. They live in memory only, like drafts. */
export interface WaitingWords {
  readonly draft: WordsDraft;
  /** Sends them under the key they were first sent with, through another session of their record if there is one. */
  readonly send: (api?: EmbedApi) => Promise<SavedWords>;
}

/** What waits to be sent, in the order in which it was saved. */
export class Waiting {
  #words: readonly WaitingWords[] = [];
  readonly #watchers = new Set<() => void>();

  get words(): readonly WaitingWords[] {
    return this.#words;
  }

  add(words: WaitingWords): void {
    this.#change([...this.#words, words]);
  }

  remove(words: WaitingWords): void {
    this.#change(this.#words.filter((one) => one !== words));
  }

  clear(): void {
    this.#change([]);
  }

  /** Forgets what waits for a record. */
  dropAll(record: WordsDraft['record']): void {
    this.#change(this.#words.filter(({ draft }) => keyOf(draft.record) !== keyOf(record)));
  }

  /** Calls back after every change, until what it returns is called. */
  watch(changed: () => void): () => void {
    this.#watchers.add(changed);
    return () => void this.#watchers.delete(changed);
  }

  #change(words: readonly WaitingWords[]): void {
    this.#words = words;
    for (const changed of [...this.#watchers]) changed();
  }
}
