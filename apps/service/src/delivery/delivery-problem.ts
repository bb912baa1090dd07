/**
 * What became of a message that was not taken:
 * `try-later` it did not leave, and may later; `refused` it did not leave, and the same message never will;
 * `unknown` it may have arrived: whether the same may be said twice is for a person to decide.
 */
export type NotTaken = 'try-later' | 'refused' | 'unknown';

/** A message that was not taken. `code` is stable and kept; neither it nor `message` quotes an address or a word. */
export class DeliveryProblem extends Error {
  override readonly name = 'DeliveryProblem';

  constructor(
    readonly code: DeliveryProblemCode,
    readonly became: NotTaken,
    message: string,
    /** Seconds for which the other side asked to be left alone. */
    readonly retryAfterSeconds: number | null = null,
  ) {
    super(message);
  }
}

export type DeliveryProblemCode =
  | 'not-set'
  | 'secret-unreadable'
  | 'blocked-address'
  | 'unreachable'
  | 'not-secure'
  | 'sign-in-refused'
  | 'message-refused'
  | 'not-now'
  | 'too-many-requests'
  | 'cut-off';
