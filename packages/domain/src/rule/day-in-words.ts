const dayMonthYear = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'UTC',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
});

/** `28 February 2027` for `2027-02-28`. Throws `RangeError` when it is not a date. */
export function dayInWords(date: string): string {
  return dayMonthYear.format(new Date(`${date}T00:00:00Z`));
}
