import type { ContactRecord } from '../record.js';
import type { ContactMapping } from './mapping.js';

/** What a contact that the host keeps itself is taken for; null where no row of the mapping fits: listed, never guessed. */
export function typeOfToldContact(
  { kind, direction }: Pick<ContactRecord, 'kind' | 'direction'>,
  mapping: ContactMapping,
): string | null {
  const row = mapping.find(
    (each) =>
      each.on === 'contact-told' &&
      each.kind === kind &&
      (each.direction === undefined || each.direction === direction),
  );
  return row?.typeCode ?? null;
}
