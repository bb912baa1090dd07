import * as z from 'zod';

import type { ConnectorContext, Message, ProblemCode } from '../contract.js';
import { recordHash } from '../record-hash.js';

import { namesLeft, ownId, pick, rawOf } from './fields.js';
import { type About, type AboutStream, HeldRow, type Mapping, OutOfStream } from './mapping.js';
import { rowHash } from './row-hash.js';

/** The host's own id of a row, null when there is none that can be used. */
export function keyOf(row: unknown, keyField: string): string | null {
  if (typeof row !== 'object' || row === null) return null;
  const key = ownId.safeParse((row as Record<string, unknown>)[keyField]);
  return key.success ? key.data : null;
}

/**
 * Rows as messages, one page of them: those that came just so before are SEEN, every other is translated. Where nothing
 * is known of rows before, that is all of them. A key that stands on several rows of the page is never SEEN: which of
 * them was meant is for the order to say.
 */
export async function translateRows<Row>(
  rows: readonly unknown[],
  mapping: Mapping<Row>,
  about: AboutStream,
  { unchanged }: ConnectorContext,
): Promise<readonly Message[]> {
  if (unchanged === undefined) return rows.flatMap((row) => translateRow(row, mapping, about));
  const keys = rows.map((row) => keyOf(row, mapping.keyField));
  const hashes = rows.map((row) => rowHash(row, mapping.allowed, about.meaning));
  const asked = new Map<string, string>();
  const repeated = new Set<string>();
  for (const [at, key] of keys.entries()) {
    if (key === null) continue;
    if (asked.has(key)) repeated.add(key);
    asked.set(key, hashes[at] ?? '');
  }
  for (const key of repeated) asked.delete(key);
  const known = await unchanged([...asked].map(([key, hash]) => ({ key, hash })));
  const messages: Message[] = [];
  if (known.size > 0) messages.push({ type: 'SEEN', stream: mapping.stream, keys: [...known], areRead: true });
  for (const [at, row] of rows.entries()) {
    if (known.has(keys[at] ?? '')) continue;
    messages.push(...translateRow(row, mapping, about, undefined, hashes[at]));
  }
  return messages;
}

/**
 * One row as messages: its unknown codes and its RECORD, one PROBLEM that holds the row, or what became of a row that is
 * none of its stream.
 * `heldAs` is the key a held row goes under when it is not the row's own; `hash` is its `rowHash`.
 */
export function translateRow<Row>(
  row: unknown,
  mapping: Mapping<Row>,
  about: Omit<AboutStream, 'meaning'>,
  heldAs?: string,
  hash?: string,
): readonly Message[] {
  const { stream } = mapping;
  const saw = (key: string | null): void =>
    about.saw?.({ stream, key, taken: pick(row, mapping.allowed), left: namesLeft(row, mapping.allowed) });
  const held = (code: ProblemCode, message: string): readonly Message[] => {
    const key = heldAs ?? keyOf(row, mapping.keyField);
    saw(key);
    return [{ type: 'PROBLEM', stream, key, code, message, raw: rawOf(row, mapping.allowed), retryable: false }];
  };
  const parsed = mapping.allowed.safeParse(row);
  if (!parsed.success) return held(...faultOf(parsed.error));

  const messages: Message[] = [];
  const unknownCode = (field: string, value: string): void => {
    messages.push({ type: 'UNKNOWN_CODE', stream, field, value: value.slice(0, 200) });
  };
  let isOfToday = false;
  const knowing: About = {
    ...about,
    unknownCode,
    get now() {
      isOfToday = true;
      return about.now;
    },
    isOver: (instant) => {
      const isOver = Date.parse(instant) < about.now.getTime();
      isOfToday ||= !isOver;
      return isOver;
    },
  };
  try {
    const record = mapping.map(parsed.data, knowing);
    const sourceUpdatedAt = mapping.updatedAt?.(parsed.data, knowing) ?? null;
    saw(record.reference.id);
    // A code nobody knows is counted each time it comes, and what hangs on today is another tomorrow.
    const isSettled = hash !== undefined && !isOfToday && messages.length === 0;
    messages.push({
      type: 'RECORD',
      stream,
      key: record.reference.id,
      record,
      hash: recordHash(record),
      ...(isSettled ? { rowHash: hash } : {}),
      sourceUpdatedAt,
    });
    return messages;
  } catch (error) {
    if (error instanceof HeldRow) return held('bad-record', error.message);
    const key = heldAs ?? keyOf(row, mapping.keyField);
    saw(key);
    if (error instanceof OutOfStream && key !== null)
      return [
        error.mergedInto === null
          ? { type: 'DELETE', stream, key }
          : { type: 'MERGE', stream, from: [key], into: error.mergedInto },
      ];
    throw error;
  }
}

/** How many fields of a row the allow-list does not name. What is nested is not counted. */
export function fieldsLeft<Row>(row: unknown, { allowed }: Mapping<Row>): number {
  if (typeof row !== 'object' || row === null || !(allowed instanceof z.ZodObject)) return 0;
  const taken = allowed.shape as Readonly<Record<string, unknown>>;
  let left = 0;
  for (const name in row) if (!Object.hasOwn(taken, name)) left++;
  return left;
}

function faultOf(error: z.ZodError): [ProblemCode, string] {
  const issue = error.issues[0];
  const field = issue?.path.join('.') ?? '';
  if (field === '') return ['bad-record', 'A row is not an object.'];
  if (issue?.code === 'too_big') {
    return ['field-too-long', `The field ${field} is longer than ${issue.maximum.toLocaleString('en-GB')} characters.`];
  }
  return ['bad-record', `The field ${field} is missing or not of the kind it should be.`];
}
