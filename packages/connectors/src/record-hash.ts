import { hash } from 'node:crypto';

import type { CanonicalRecord } from '@doorstep/domain';

/**
 * The hash that tells a changed record from an unchanged one: lower-case hex SHA-256 over the record's JSON with the
 * fields of every object in code-unit order. The order in which a connector sets fields does not matter; the order of
 * lists does.
 */
export function recordHash(record: CanonicalRecord): string {
  return hash('sha256', JSON.stringify(sorted(record)), 'hex');
}

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(sorted);
  const fields = value as Readonly<Record<string, unknown>>;
  const inOrder: Record<string, unknown> = {};
  for (const name of Object.keys(fields).sort()) inOrder[name] = sorted(fields[name]);
  return inOrder;
}
