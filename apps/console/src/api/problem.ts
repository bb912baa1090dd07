/** What the service could not do, as its problem document (RFC 9457) says it. */
export class Problem extends Error {
  override readonly name = 'Problem';

  constructor(
    /** HTTP status; 0 when the service could not be reached. */
    readonly status: number,
    /** Stable. */
    readonly code: string,
    /** A sentence that says what to do; null where there is none worth showing. */
    readonly detail: string | null,
    /** What to read out to whoever looks into it. */
    readonly reference: string | null,
    /** What is stored, where that is what stands in the way (409). */
    readonly current: unknown,
  ) {
    super(detail ?? code);
  }
}

/** What is stored, of the shape that goes with `code`, where a change was refused with that code; null where it was not. */
export function currentIn<Stored>(error: unknown, code: string): Stored | null {
  return error instanceof Problem && error.code === code ? (error.current as Stored | null) : null;
}

/** Reads the problem document of an answer that is not well. */
export async function problemOf(response: Response): Promise<Problem> {
  const body = (await response.json().catch(() => ({}))) as Partial<Record<keyof Problem, unknown>>;
  const words = (value: unknown) => (typeof value === 'string' ? value : null);
  return new Problem(
    response.status,
    words(body.code) ?? 'unknown',
    words(body.detail),
    words(body.reference),
    body.current ?? null,
  );
}
