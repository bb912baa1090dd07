import type * as z from 'zod';

/**
 * Something a person or a program asked for that cannot be done. `code` is stable; `message` says what to do about it.
 * Nothing here knows HTTP: `platform/http` maps the kinds to status codes, the command line prints the message.
 */
export class Problem extends Error {
  override readonly name = 'Problem';

  constructor(
    readonly kind:
      | 'bad-input'
      | 'not-known'
      | 'not-allowed'
      | 'not-signed-in'
      | 'conflict'
      | 'gone'
      | 'reused-key'
      | 'unavailable'
      | 'too-large'
      | 'wrong-kind'
      | 'locked'
      | 'too-many',
    readonly code: string,
    message: string,
    /** What is stored, where that is what stands in the way: the asker compares it with theirs. */
    readonly current: object | null = null,
  ) {
    super(message);
  }
}

/** Parses a verb's input. Throws `Problem` that names the field and says what to write. */
export function parseInput<T>(schema: z.ZodType<T, unknown>, raw: unknown): T {
  const parsed = schema.safeParse(raw);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const where = issue?.path.join('.') ?? '';
  throw new Problem(
    'bad-input',
    'bad-input',
    `${where === '' ? 'The input' : where}: ${issue?.message ?? 'cannot be used'}.`,
  );
}
