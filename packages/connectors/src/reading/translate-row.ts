import * as z from 'zod';

import type { ConnectorContext, Message } from '../contract.js';
import { recordHash } from '../record-hash.js';

import { namesLeft, ownIdOf, pick, rawOf } from './fields.js';
import { type About, type AboutStream, HeldRow, type Mapping, OutOfStream } from './mapping.js';
import { faultOf, neededCell, type RowFault, withoutEmptied } from './problem-cell.js';
import { rowHash } from './row-hash.js';

/** The host's own id of a row, null when there is none that can be used. */
export function keyOf(row: unknown, keyField: string): string | null {
  if (typeof row !== 'object' || row === null) return null;
  return ownIdOf((row as Record<string, unknown>)[keyField]);
}

/**
 * Rows as messages, one page of them: those that came just so before are SEEN, every other is translated. Where nothing
 * is known of rows before, that is all of them. A key that stands on several rows of the page is never SEEN: which of
 * them was meant is for the order to say. For the same reason a key that an earlier page told of is none of `mayBeSeen`,
 * where a page is asked about before those before it were told.
 */
export async function translateRows<Row>(
  rows: readonly unknown[],
  mapping: Mapping<Row>,
  about: AboutStream,
  { unchanged }: ConnectorContext,
  mayBeSeen: (key: string) => boolean = () => true,
): Promise<readonly Message[]> {
  if (unchanged === undefined) return rows.flatMap((row) => translateRow(row, mapping, about));
  const keys = rows.map((row) => keyOf(row, mapping.keyField));
  const hashes = rows.map((row) => rowHash(row, mapping.allowed, about.meaning));
  const asked = new Map<string, string>();
  const repeated = new Set<string>();
  for (const [at, key] of keys.entries()) {
    if (key === null) continue;
    if (asked.has(key) || !mayBeSeen(key)) repeated.add(key);
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
  const held = (fault: RowFault): readonly Message[] => {
    const key = heldAs ?? keyOf(row, mapping.keyField);
    saw(key);
    return [{ type: 'PROBLEM', stream, key, ...fault, raw: rawOf(row, mapping.allowed), retryable: false }];
  };
  const parsed = parseRow(row, mapping, about);
  if (!parsed.success) return held(faultOf(row, mapping.allowed, parsed.error));

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
    if (error instanceof HeldRow) {
      const { message, field } = error;
      const cell = field === undefined ? {} : { cell: neededCell(row, mapping.allowed, field) };
      return held({ code: 'bad-record', message, ...cell });
    }
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

/** The names of fields of rows that the allow-list does not name, each once. What is nested is not looked at. */
export function fieldsLeft<Row>(rows: Iterable<unknown>, { allowed }: Mapping<Row>): readonly string[] {
  const left = new Set<string>();
  if (!(allowed instanceof z.ZodObject)) return [];
  const taken = allowed.shape as Readonly<Record<string, unknown>>;
  for (const row of rows) {
    if (typeof row !== 'object' || row === null) continue;
    for (const name in row) if (!Object.hasOwn(taken, name)) left.add(name);
  }
  return [...left];
}

/** Takes what the allow-list names; once more without what this landlord has treated as empty, where that stood in the way. */
function parseRow<Row>(row: unknown, { stream, allowed }: Mapping<Row>, { values }: Pick<About, 'values'>) {
  const parsed = allowed.safeParse(row);
  const emptied = values.emptied?.[stream] ?? [];
  if (parsed.success || emptied.length === 0) return parsed;
  return allowed.safeParse(withoutEmptied(row, allowed, parsed.error, emptied));
}
