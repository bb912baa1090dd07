import type { SqlValue } from '@doorstep/connectors';

/** A whole number as a number where a double holds it, else as text. */
export function wholeNumber(value: string | bigint): number | string {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : String(value);
}

/** A value as every driver can give it: bytes as hex, an instant of the driver's own making as the wall clock it stood for. */
export function plainValue(value: unknown): SqlValue {
  if (value === null || value === undefined) return null;
  if (typeof value === 'bigint') return wholeNumber(value);
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (Buffer.isBuffer(value)) return value.toString('hex');
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString().slice(0, -1);
  return JSON.stringify(value);
}
