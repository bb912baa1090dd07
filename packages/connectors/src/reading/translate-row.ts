import * as z from 'zod';

import type { Message, ProblemCode } from '../contract.js';
import { recordHash } from '../record-hash.js';

import { namesLeft, ownId, pick, rawOf } from './fields.js';
import { type About, HeldRow, type Mapping } from './mapping.js';

/** The host's own id of a row, null when there is none that can be used. */
export function keyOf(row: unknown, keyField: string): string | null {
  if (typeof row !== 'object' || row === null) return null;
  const key = ownId.safeParse((row as Record<string, unknown>)[keyField]);
  return key.success ? key.data : null;
}

/**
 * One row as messages: its unknown codes and its RECORD, or one PROBLEM that holds the row.
 * `heldAs` is the key a held row goes under when it is not the row's own.
 */
export function translateRow<Row>(
  row: unknown,
  mapping: Mapping<Row>,
  about: Omit<About, 'unknownCode'>,
  heldAs?: string,
): readonly Message[] {
  const { stream } = mapping;
  const held = (code: ProblemCode, message: string): readonly Message[] => [
    {
      type: 'PROBLEM',
      stream,
      key: heldAs ?? keyOf(row, mapping.keyField),
      code,
      message,
      raw: rawOf(row, mapping.allowed),
      retryable: false,
    },
  ];
  about.saw?.({
    stream,
    key: heldAs ?? keyOf(row, mapping.keyField),
    taken: pick(row, mapping.allowed),
    left: namesLeft(row, mapping.allowed),
  });
  const parsed = mapping.allowed.safeParse(row);
  if (!parsed.success) return held(...faultOf(parsed.error));

  const messages: Message[] = [];
  const unknownCode = (field: string, value: string): void => {
    messages.push({ type: 'UNKNOWN_CODE', stream, field, value: value.slice(0, 200) });
  };
  const knowing: About = { ...about, unknownCode };
  try {
    const record = mapping.map(parsed.data, knowing);
    const sourceUpdatedAt = mapping.updatedAt?.(parsed.data, knowing) ?? null;
    messages.push({
      type: 'RECORD',
      stream,
      key: record.reference.id,
      record,
      hash: recordHash(record),
      sourceUpdatedAt,
    });
    return messages;
  } catch (error) {
    if (error instanceof HeldRow) return held('bad-record', error.message);
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
