import type { Reference } from '@doorstep/domain';

import { type About, OutOfStream } from '../reading/mapping.js';

import type { Cell } from './columns.js';

/** Throws `OutOfStream` for a row that Dataverse keeps as the duplicate of another. */
export function refuseMerged(id: string, merged: Cell, into: Cell): void {
  if (isYes(merged) !== true || into.value === null || into.value === id) return;
  throw new OutOfStream(into.value.slice(0, 200));
}

/**
 * What the landlord says a code means, by its number or else by its label; `null` where it has no value, or none that
 * anybody has told us about, which is counted. `field` is `stream.field`, as in the mapping.
 */
export function meaningOf<Meaning extends string>(
  field: string,
  { value, label }: Cell,
  meanings: readonly Meaning[],
  about: About,
): Meaning | null {
  if (value === null) return null;
  const told = about.values.codes?.[field] ?? {};
  for (const key of [value, label]) {
    const meaning = key !== null && Object.hasOwn(told, key) ? told[key] : undefined;
    const known = meanings.find((one) => one === meaning);
    if (known !== undefined) return known;
  }
  about.unknownCode(field.slice(field.indexOf('.') + 1), label ?? value);
  return null;
}

/** What a person reads in Dataverse, for the twin of a code. */
export function sourceOf({ value, label }: Cell): string | null {
  return label ?? value;
}

export function isYes({ value }: Cell): boolean | null {
  const word = value?.toLowerCase();
  if (word === 'true' || word === '1') return true;
  return word === 'false' || word === '0' ? false : null;
}

/** The record a lookup leads to; null where it leads nowhere. */
export function referenceTo({ value }: Cell, allocatedBy: string): Reference | null {
  return value === null || value.length > 200 ? null : { id: value, allocatedBy };
}

/** A number or name the landlord knows the record by. */
export function alsoKnownAs({ value }: Cell, allocatedBy: string): readonly Reference[] {
  return value === null || value.length > 200 ? [] : [{ id: value, allocatedBy }];
}

/** A UPRN is 1 to 12 digits, here never padded; a number column writes it with a point and commas. */
export function uprnOf({ value }: Cell): readonly Reference[] {
  const digits = /^0*([1-9]\d{0,11})(\.0+)?$/.exec((value ?? '').replaceAll(',', ''))?.[1];
  return digits === undefined ? [] : [{ id: digits, allocatedBy: 'uprn' }];
}
