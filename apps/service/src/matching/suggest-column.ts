import type { SeenColumn } from '@doorstep/connectors';
import type { MatchedList } from '@doorstep/contracts/http';

type Suggestion = MatchedList['fields'][number]['suggestion'];

/** Fewer letters than these stand in too many names. */
const fewestLetters = 4;

/**
 * Where one of our fields may be kept: in the column of the same name, in the only one whose name holds it, or, of a day or
 * time, in the only column of days that is left. Null when nothing speaks for one. Names alone are looked at: what is in a
 * column that nobody matched is not read.
 */
export function suggestColumn(field: string, columns: readonly SeenColumn[]): Suggestion {
  const ours = lettersOf(field);
  const same = only(columns, ({ name }) => lettersOf(name) === ours);
  if (same) return { theirs: same.name, because: 'same-name' };
  const alike = only(columns, ({ name }) => isHeld(ours, lettersOf(name)) || isHeld(lettersOf(name), ours));
  if (alike) return { theirs: alike.name, because: 'like-name' };
  const dated = isDated(field) ? only(columns, ({ isTime }) => isTime === true) : undefined;
  return dated ? { theirs: dated.name, because: 'dates' } : null;
}

function only(columns: readonly SeenColumn[], speaksFor: (column: SeenColumn) => boolean): SeenColumn | undefined {
  const found = columns.filter(speaksFor);
  return found.length === 1 ? found[0] : undefined;
}

function isHeld(short: string, long: string): boolean {
  return short.length >= fewestLetters && long.includes(short);
}

function isDated(field: string): boolean {
  return /([Dd]ate|_at|At|_on|On|dateOf\w+|date_of_\w+)$/.test(field);
}

function lettersOf(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}
