/** Something the person who started Doorstep can mend. The message is one line and says what to do. */
export class EngineProblem extends Error {
  override readonly name = 'EngineProblem';
}

/** True for an error of the operating system with one of these codes, such as `ENOENT`. */
export function hasCode(error: unknown, ...codes: string[]): boolean {
  return codes.includes(String(field(error, 'code')));
}

/** The first line of whatever was thrown, for use inside a one-line message. */
export function firstLine(error: unknown): string {
  return String(field(error, 'message') ?? error).split('\n')[0] ?? '';
}

/** By shape, not by class: Node's own errors are of another `Error` inside a test's sandbox. */
function field(error: unknown, name: string): unknown {
  return typeof error === 'object' && error !== null ? (error as Record<string, unknown>)[name] : undefined;
}
