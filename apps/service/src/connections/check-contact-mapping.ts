import type { ContactMappingRow } from '@doorstep/contracts/http';
import { contactTypes } from '@doorstep/domain';
import { Problem } from '../platform/problem.js';

/**
 * Refuses a mapping with a contact type that does not exist, or with a row that no event could reach because rows
 * above it take all that it would take. Throws `Problem` that names the row, counted from 1.
 */
export function checkContactMapping(rows: readonly ContactMappingRow[]): void {
  const known = new Set(contactTypes.map(({ code }) => code));
  for (const [at, row] of rows.entries()) {
    if (!known.has(row.typeCode)) {
      throw new Problem(
        'bad-input',
        'contact-type',
        `Row ${at + 1}: there is no contact type ${row.typeCode}. Write one of ${[...known].join(', ')}.`,
      );
    }
    const above = rows.slice(0, at);
    const takers = casesOf(row).map((one) => above.findIndex((taker) => takesAll(taker, one)));
    if (takers.every((taker) => taker >= 0)) {
      const first = [...new Set(takers)].map((taker) => taker + 1).join(' and ');
      throw new Problem(
        'bad-input',
        'row-unreachable',
        `Row ${at + 1} is never reached: row ${first} takes everything it would take. Move it above, or take it out.`,
      );
    }
  }
}

const switches = ['isEmergency', 'isHazard', 'isMutualExchange'] as const;

type Condition = (typeof switches)[number] | 'phase' | 'kind' | 'direction' | 'tradeCodes' | 'tradeNameWords' | 'words';
type Conditions = { readonly on: string } & Readonly<Partial<Record<Condition, unknown>>>;

/** The row once for each way the yes-or-no conditions it leaves open could turn out. */
function casesOf(row: ContactMappingRow): readonly ContactMappingRow[] {
  const open: readonly (typeof switches)[number][] =
    row.on === 'repair-ended' ? ['isEmergency', 'isHazard'] : row.on === 'tenancy-started' ? ['isMutualExchange'] : [];
  return open.reduce<readonly ContactMappingRow[]>(
    (cases, name) =>
      cases.flatMap((one) => (name in one ? [one] : [true, false].map((value) => ({ ...one, [name]: value })))),
    [row],
  );
}

/** Whether every event that fits `one` fits `taker` too. */
function takesAll(taker: ContactMappingRow, one: ContactMappingRow): boolean {
  if (taker.on !== one.on) return false;
  const wide: Conditions = taker;
  const narrow: Conditions = one;
  return (
    [...switches, 'phase' as const, 'kind' as const, 'direction' as const].every(
      (name) => wide[name] === undefined || wide[name] === narrow[name],
    ) &&
    isWithin(listOf(narrow, 'tradeCodes'), listOf(wide, 'tradeCodes'), (code, other) => code === other) &&
    isWithin(listOf(narrow, 'tradeNameWords'), listOf(wide, 'tradeNameWords'), holdsPhrase) &&
    // What stands in the trade's name stands in the trade's name or the description.
    (isWithin(listOf(narrow, 'words'), listOf(wide, 'words'), holdsPhrase) ||
      isWithin(listOf(narrow, 'tradeNameWords'), listOf(wide, 'words'), holdsPhrase))
  );
}

function listOf(row: Conditions, name: Condition): readonly string[] | undefined {
  return row[name] as readonly string[] | undefined;
}

function isWithin(
  narrow: readonly string[] | undefined,
  wide: readonly string[] | undefined,
  fits: (one: string, other: string) => boolean,
): boolean {
  return wide === undefined || (narrow?.every((one) => wide.some((other) => fits(one, other))) ?? false);
}

function holdsPhrase(text: string, phrase: string): boolean {
  return ` ${text} `.includes(` ${phrase} `);
}
