/** An instant as a clock in London shows it, `YYYY-MM-DDTHH:MM`: what a field for day and time takes. */
export function localInLondon(at: number): string {
  // Swedes write days as the field does.
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/London', dateStyle: 'short', timeStyle: 'short' })
    .format(at)
    .replace(' ', 'T');
}

/**
 * The instant that a day and time in London mean, whatever zone the browser is in.
 * @param local `YYYY-MM-DDTHH:MM`.
 * @returns Milliseconds since 1970; undefined when it cannot be read.
 */
export function instantInLondon(local: string): number | undefined {
  const asIfUtc = Date.parse(`${local}Z`);
  if (local === '' || Number.isNaN(asIfUtc)) return undefined;
  const ahead = (at: number) => Date.parse(`${localInLondon(at)}Z`) - at;
  return asIfUtc - ahead(asIfUtc - ahead(asIfUtc));
}

/** `YYYY-MM-DD` in London. */
export function dayInLondon(at: number): string {
  return localInLondon(at).slice(0, 10);
}

/** `11:20` */
export function clockTime(at: number): string {
  return localInLondon(at).slice(11);
}
