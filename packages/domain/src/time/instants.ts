export const DAY = 86_400_000;
export const HOUR = 3_600_000;

/** Start of a `YYYY-MM-DD` date in UTC, in milliseconds; null when it is not a date. */
export function startOfDate(date: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return null;
  const start = Date.parse(`${date}T00:00:00Z`);
  return Number.isNaN(start) ? null : start;
}

/** Milliseconds since 1970 of an RFC 3339 instant. Throws `RangeError` when it cannot be read. */
export function readInstant(instant: string): number {
  const read = Date.parse(instant);
  if (Number.isNaN(read)) throw new RangeError('An instant could not be read: it must be RFC 3339.');
  return read;
}

/** RFC 3339 UTC. */
export function instantText(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
