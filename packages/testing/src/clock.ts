/** A clock that stands still until it is told to move. */
export type FakeClock = {
  /** The instant it shows; a new Date every time. */
  (): Date;
  /** Moves on by so many milliseconds (back, when negative). */
  advance(milliseconds: number): void;
  /** Moves to an instant, such as `2026-11-25T09:00:00Z`. */
  set(instant: string): void;
};

/** A clock that shows `instant` (ISO 8601 with its zone). Throws a RangeError for anything else. */
export function fakeClock(instant: string): FakeClock {
  let now = read(instant);
  return Object.assign(() => new Date(now), {
    advance: (milliseconds: number) => void (now += milliseconds),
    set: (next: string) => void (now = read(next)),
  });
}

function read(instant: string): number {
  const time = /(Z|[+-]\d\d:\d\d)$/.test(instant) ? Date.parse(instant) : Number.NaN;
  if (Number.isNaN(time))
    throw new RangeError(`${instant} is not an instant with a zone, such as 2026-11-25T09:00:00Z`);
  return time;
}
