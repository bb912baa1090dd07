import { addMonths } from '../time/add-months.js';

/** A promise as its flag is worked out from it. Days are `YYYY-MM-DD` in London. */
export interface PromiseToWatch {
  /** When it was first made: new words for it do not begin its time again. */
  readonly madeOn: string;
  /** What is to be done for it; `doneOn` is null where it is not done. */
  readonly actions: readonly { readonly doneOn: string | null }[];
}

export interface JustWords {
  /** `no-action`: nothing was ever to be done for it. `none-done`: there are actions, and none was done in that time. */
  readonly because: 'no-action' | 'none-done';
  /** The day since when nothing was done for it. */
  readonly since: string;
}

/**
 * Whether a promise is just words (seed row 59): nothing was done for it in so many months since it was made or something
 * was last done. Null: it is not. An action that is only planned does not clear it. Throws `RangeError` as `addMonths`.
 */
export function justWords({ madeOn, actions }: PromiseToWatch, months: number, today: string): JustWords | null {
  const since = actions.reduce((last, { doneOn }) => (doneOn !== null && doneOn > last ? doneOn : last), madeOn);
  if (today < addMonths(since, months)) return null;
  return { because: actions.length === 0 ? 'no-action' : 'none-done', since };
}
