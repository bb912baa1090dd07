import { hash } from 'node:crypto';

import * as z from 'zod';

/**
 * Lower-case hex SHA-256 over what is taken of a row and over `meaning`, which says what is made of it. What the
 * allow-list does not name is not in it. The order of fields and of lists matters: another order is read anew, no more.
 */
export function rowHash(row: unknown, allowed: z.core.$ZodType, meaning: string): string {
  return hash('sha256', `${meaning}${JSON.stringify(taken(row, allowed))}`, 'hex');
}

function taken(value: unknown, allowed: z.core.$ZodType): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (allowed instanceof z.ZodPipe) return taken(value, allowed.in);
  if (allowed instanceof z.ZodOptional || allowed instanceof z.ZodNullable) return taken(value, allowed.unwrap());
  if (allowed instanceof z.ZodArray && Array.isArray(value)) return value.map((one) => taken(one, allowed.element));
  // Better too much than too little: what is not in the hash could change unseen.
  if (!(allowed instanceof z.ZodObject)) return value;
  const fields: [string, unknown][] = [];
  for (const name in value) {
    const inner = Object.hasOwn(allowed.shape, name) ? allowed.shape[name] : undefined;
    if (inner !== undefined) fields.push([name, taken((value as Record<string, unknown>)[name], inner)]);
  }
  return fields;
}
