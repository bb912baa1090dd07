import { createHash } from 'node:crypto';
import type { Transaction } from './database/database.js';
import { Problem } from './problem.js';

/** What a write is recognised by when it comes again: the caller's key, and a hash of what was asked. */
export interface WriteOnce {
  readonly idempotencyKey: string;
  readonly requestHash: Buffer;
}

/** `key` is the Idempotency-Key header. Throws `Problem` without one. */
export function writeOnce(key: string | undefined, request: unknown): WriteOnce {
  if (key === undefined || !/^[\x21-\x7e]{1,200}$/.test(key)) {
    throw new Problem(
      'bad-input',
      'idempotency-key-needed',
      'Send an Idempotency-Key header of 1 to 200 characters without spaces, a new one for each new entry.',
    );
  }
  return { idempotencyKey: key, requestHash: createHash('sha256').update(JSON.stringify(request, inOrder)).digest() };
}

/** The same fields hash alike in whatever order they come. */
function inOrder(_key: string, value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)));
}

/** A key that comes back with the same request is the same write; with another request it is a mistake. */
export function refuseReuse(stored: { readonly request_hash: Buffer }, once: WriteOnce): void {
  if (!stored.request_hash.equals(once.requestHash)) {
    throw new Problem(
      'reused-key',
      'idempotency-key-reused',
      'This Idempotency-Key was used for another entry. Send a new one.',
    );
  }
}

/** Two sends of one key wait for each other, on whatever records they are. */
export async function takeTurn(db: Transaction, staffId: string, once: WriteOnce): Promise<void> {
  await db.rows('SELECT pg_advisory_xact_lock(hashtextextended($1 || $2 || $3, 1))', [
    db.organisationId,
    staffId,
    once.idempotencyKey,
  ]);
}
