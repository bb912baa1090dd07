import { hash } from 'node:crypto';

import type { CanonicalRecord } from '@doorstep/domain';

type Json = string | number | boolean | null | readonly Json[] | { readonly [field: string]: Json };

/** JSON with the fields of every object in code-unit order, so that equal values are equal text. */
function canonicalJson(value: Json): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (isList(value)) {
    let list = '';
    for (const item of value) list += list === '' ? canonicalJson(item) : `,${canonicalJson(item)}`;
    return `[${list}]`;
  }
  let fields = '';
  for (const name of Object.keys(value).sort()) {
    const pair = `${JSON.stringify(name)}:${canonicalJson(value[name] ?? null)}`;
    fields += fields === '' ? pair : `,${pair}`;
  }
  return `{${fields}}`;
}

/** `Array.isArray` does not narrow a readonly array. */
function isList(value: object): value is readonly Json[] {
  return Array.isArray(value);
}

/**
 * The hash that tells a changed record from an unchanged one: lower-case hex SHA-256 over the record's JSON with sorted
 * keys. The order in which a connector builds the record does not matter; the order of its lists does.
 */
export function recordHash(record: CanonicalRecord): string {
  return hash('sha256', canonicalJson(record as unknown as Json), 'hex');
}
