/**
 * Whether so many records are missing that the source is at fault rather than the landlord's records: all of them; or
 * more than one in twenty and more than a handful; or most of a short list. `stored`: how many there were.
 */
export function tooManyGone(gone: number, stored: number): boolean {
  if (gone === 0) return false;
  if (gone === stored) return true;
  return (gone > 10 && gone > stored * 0.05) || (gone >= 5 && gone > stored * 0.5);
}
