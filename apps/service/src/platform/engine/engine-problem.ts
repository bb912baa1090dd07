/** Something the person who started Doorstep can mend. The message is one line and says what to do. */
export class EngineProblem extends Error {
  override readonly name = 'EngineProblem';
}

/** True for an error of the operating system with one of these codes, such as `ENOENT`. */
export function hasCode(error: unknown, ...codes: string[]): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && codes.includes(error.code);
}

/** The first line of whatever was thrown, for use inside a one-line message. */
export function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
}
