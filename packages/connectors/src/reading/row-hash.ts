import { hash } from 'node:crypto';

import * as z from 'zod';

/**
 * Lower-case hex SHA-256 over what is taken of a row and over `meaning`, which says what is made of it. What the
 * allow-list does not name is not in it, nor is the order of fields. That of lists matters: another order is read anew,
 * no more.
 */
export function rowHash(row: unknown, allowed: z.core.$ZodType, meaning: string): string {
  return hash('sha256', `${meaning}${JSON.stringify(takerOf(allowed)(row))}`, 'hex');
}

type Taker = (value: unknown) => unknown;

/** By allow-list: which of its fields hold others is found out once, not for every row. */
const takers = new WeakMap<z.core.$ZodType, Taker>();

function takerOf(allowed: z.core.$ZodType): Taker {
  const known = takers.get(allowed);
  if (known !== undefined) return known;
  const taker = newTaker(allowed);
  takers.set(allowed, taker);
  return taker;
}

function newTaker(allowed: z.core.$ZodType): Taker {
  if (allowed instanceof z.ZodPipe) return takerOf(allowed.in);
  if (allowed instanceof z.ZodOptional || allowed instanceof z.ZodNullable) return takerOf(allowed.unwrap());
  if (allowed instanceof z.ZodArray) {
    const take = takerOf(allowed.element);
    return (value) => (Array.isArray(value) ? value.map((one) => take(one)) : value);
  }
  // Better too much than too little: what is not in the hash could change unseen.
  if (!(allowed instanceof z.ZodObject)) return (value) => value;
  const fields = Object.entries(allowed.shape).map(([name, inner]) => ({
    name,
    take: takerOf(inner as z.core.$ZodType),
  }));
  return (value) => {
    if (typeof value !== 'object' || value === null) return value;
    const taken: unknown[] = [];
    for (const { name, take } of fields) {
      const one = Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;
      taken.push(one === undefined ? absent : take(one));
    }
    return taken;
  };
}

/** Not null, which says something else. No field holds just this. */
const absent = '\0';
