import type { Reference } from '@doorstep/domain';

import type { About } from '../reading/mapping.js';

/**
 * What the landlord says a value means; `null` where there is none, or none that anybody has told us about, which is
 * counted. `field` is `stream.field`, as in the mapping.
 */
export function meaningOf<Meaning extends string>(
  field: string,
  value: string | null,
  meanings: readonly Meaning[],
  about: About,
): Meaning | null {
  if (value === null) return null;
  const told = about.values.codes?.[field] ?? {};
  const meaning = Object.hasOwn(told, value) ? told[value] : undefined;
  const known = meanings.find((one) => one === meaning);
  if (known === undefined) about.unknownCode(field.slice(field.indexOf('.') + 1), value);
  return known ?? null;
}

/** Whether the landlord says that a case of this type is a repair. */
export function isRepair(type: string | null, { values }: About): boolean {
  const told = values.codes?.['repairs.caseType'] ?? {};
  return type !== null && Object.hasOwn(told, type) && told[type] === 'repair';
}

/** A checkbox, or a formula that says true. */
export function isYes(value: string | null): boolean {
  return value?.toLowerCase() === 'true' || value === '1';
}

/** The record a lookup leads to; null where it leads nowhere. */
export function referenceTo(value: string | null, allocatedBy: string): Reference | null {
  return value === null || value.length > 200 ? null : { id: value, allocatedBy };
}

/** A number or name the landlord knows the record by. */
export function alsoKnownAs(value: string | null, allocatedBy: string): readonly Reference[] {
  return value === null || value.length > 200 ? [] : [{ id: value, allocatedBy }];
}

/** A UPRN is 1 to 12 digits, here never padded; a number field writes it with a point. */
export function uprnOf(value: string | null): readonly Reference[] {
  const digits = /^0*([1-9]\d{0,11})(\.0+)?$/.exec((value ?? '').replaceAll(',', ''))?.[1];
  return digits === undefined ? [] : [{ id: digits, allocatedBy: 'uprn' }];
}
