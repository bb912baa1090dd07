export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
export const YEAR = 365.25 * DAY;

/** `2026-11-25T00:00:00Z` from milliseconds, the time of day dropped: how the search index writes a date. */
export function midnight(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 10)}T00:00:00Z`;
}

/** `25/11/2026`: how cautionary alerts write a date. */
export function slashed(ms: number): string {
  const [year, month, day] = new Date(ms).toISOString().slice(0, 10).split('-');
  return `${day}/${month}/${year}`;
}

/** `2026-11-25T13:25:21.750892`: UTC without saying so, from a column without a zone, as the repairs API writes it. */
export function naive(ms: number, micros: number): string {
  return `${new Date(ms).toISOString().slice(0, -1)}${String(micros % 1000).padStart(3, '0')}`;
}

/** Midnight (UTC) of the day. */
export function dayOf(ms: number): number {
  return Math.floor(ms / DAY) * DAY;
}

/** Midnight of the Monday on or before: tenancies start on Mondays. */
export function mondayOf(ms: number): number {
  const day = Math.floor(ms / DAY);
  return (day - ((day + 3) % 7)) * DAY;
}
