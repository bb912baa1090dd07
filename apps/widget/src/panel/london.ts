/** An instant as a clock in London shows it, `YYYY-MM-DDTHH:MM`: what a field for day and time takes. */
export function localInLondon(instant: Date): string {
  // Swedes write days as the field does.
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/London', dateStyle: 'short', timeStyle: 'short' })
    .format(instant)
    .replace(' ', 'T');
}

/**
 * The instant that a day and time in London mean, whatever zone the browser is in.
 * @param local `YYYY-MM-DDTHH:MM`.
 * @returns RFC 3339 in UTC; undefined when it cannot be read.
 */
export function instantInLondon(local: string): string | undefined {
  const asIfUtc = Date.parse(`${local}Z`);
  if (local === '' || Number.isNaN(asIfUtc)) return undefined;
  const ahead = (at: number) => Date.parse(`${localInLondon(new Date(at))}Z`) - at;
  return new Date(asIfUtc - ahead(asIfUtc - ahead(asIfUtc))).toISOString();
}
