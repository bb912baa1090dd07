/** An answer of the Web API that says what was wrong. */
export class ODataError extends Error {
  override readonly name = 'ODataError';

  constructor(
    readonly status: number,
    /** `0x80040217` and the like. */
    readonly code: string,
    message: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}
