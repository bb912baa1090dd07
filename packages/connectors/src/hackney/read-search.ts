import * as z from 'zod';

import { type ConnectorContext, type Message, SourceProblem } from '../contract.js';

import { begun } from '../reading/begun.js';
import { endingFor } from '../reading/read-json.js';

import type { HackneyConfig } from './configuration.js';
import { getJson } from './get-json.js';
import { hackneyDefaults } from './codes.js';
import { KeyMarks } from '../reading/key-marks.js';
import { aboutStream, type Mapping } from '../reading/mapping.js';
import { fieldsLeft, keyOf, translateRows } from '../reading/translate-row.js';

/** A list of the housing search, and how it is asked for the page after the last. */
export interface SearchList<Row> {
  readonly mapping: Mapping<Row>;
  /** Under `/api/v1/search/`. */
  readonly path: string;
  /** The field of `results` that holds the rows. */
  readonly field: string;
  /** Query parameters beside the search text, the page and its size. */
  readonly query: Readonly<Record<string, string>>;
  /** Parameters that place the next page, each given by the field of the reply with its name; none: pages are counted. */
  readonly cursors: readonly string[];
}

/** Query parameters that place a page; empty for the first. */
type Place = Readonly<Record<string, string>>;

const stateShape = z.object({
  v: z.literal(1),
  at: z.record(z.string(), z.string()),
  seen: z.int().min(0),
});

const count = z.union([z.int().min(0), z.string().regex(/^\d{1,15}$/)]).transform(Number);
const cursor = z.union([z.string().min(1).max(1000), z.number()]).transform(String);

interface Page {
  readonly rows: readonly unknown[];
  readonly total: number;
  /** Null when the reply does not place a next page. */
  readonly next: Place | null;
}

/** A page that came, and what it says. */
interface Reached {
  readonly told: Promise<readonly Message[]>;
  readonly left: readonly string[];
  /** Different keys, of this page and all before it. */
  readonly counted: number;
  readonly total: number;
  /** Null: it is the last. */
  readonly next: Place | null;
}

/**
 * Reads a list of the housing search from `state`. One STATE a page; the state of the last page starts over, so a
 * service that keeps it still sees what changes next.
 * Ends COMPLETE only when as many different keys were seen as the host counts. A row without a usable id is held and
 * cannot be counted: it might be any record, so nothing may be inferred from its absence.
 */
export async function* readSearch<Row>(
  list: SearchList<Row>,
  config: HackneyConfig,
  state: unknown,
  context: ConnectorContext,
): AsyncGenerator<Message> {
  const { stream } = list.mapping;
  const about = aboutStream(stream, context, hackneyDefaults);
  yield { type: 'STATUS', stream, status: 'STARTED' };

  const start = startFrom(state, list);
  const seen = new KeyMarks();
  const visited = new Set<string>();
  const reach = async (place: Place): Promise<Reached> => {
    const page = readPage(await getJson(urlOf(list, place, config), config, context), list, place);
    const rows = lastOfEachKey(page.rows, list.mapping.keyField);
    const again = new Set<string>();
    for (const key of rows.keys()) if (typeof key === 'string' && seen.mark(key, 1) !== 0) again.add(key);
    visited.add(JSON.stringify(place));
    const goesOn = page.next !== null && !visited.has(JSON.stringify(page.next));
    const isFull = page.rows.length >= config.pageSize;
    const counted = start.seen + seen.size;
    const isLast = page.rows.length === 0 || (!isFull && (!goesOn || counted >= page.total));
    if (!isLast && !goesOn) {
      throw new SourceProblem('not-a-page', 'The answer does not say where the next page starts.', false);
    }
    const left = fieldsLeft(rows.values(), list.mapping);
    const told = translateRows([...rows.values()], list.mapping, about, context, (key) => !again.has(key));
    return { told: begun(told), left, counted, total: page.total, next: isLast ? null : page.next };
  };

  for (let coming = reach(start.at); ;) {
    let reached: Reached;
    try {
      reached = await coming;
      context.signal.throwIfAborted();
    } catch (error) {
      yield* endingFor(error, stream, context);
      return;
    }
    const { told, left, counted, total, next } = reached;
    /* The next page comes while the store is asked about this one. */
    if (next !== null) coming = begun(reach(next));
    let recordsSince = 0;
    for (const message of await told) {
      if (message.type === 'RECORD') recordsSince++;
      yield message;
    }
    const after = next === null ? { v: 1, at: {}, seen: 0 } : { v: 1, at: next, seen: counted };
    yield { type: 'STATE', stream, state: after, recordsSince, fieldsLeft: left };
    if (next === null) {
      yield { type: 'STATUS', stream, status: counted === total ? 'COMPLETE' : 'INCOMPLETE' };
      return;
    }
  }
}

/** Where a stored state left off; the start for a state that is not one of this list's. */
function startFrom<Row>(state: unknown, { cursors }: SearchList<Row>): { readonly at: Place; readonly seen: number } {
  const stored = stateShape.safeParse(state);
  const fromStart = { at: {}, seen: 0 };
  if (!stored.success) return fromStart;
  const names = Object.keys(stored.data.at);
  const expected = cursors.length === 0 ? ['page'] : cursors;
  return names.length === expected.length && expected.every((name) => names.includes(name)) ? stored.data : fromStart;
}

function urlOf<Row>({ path, query }: SearchList<Row>, place: Place, { housingUrl, pageSize }: HackneyConfig): string {
  /* Fewer than two characters are refused, and without a page number the answer is empty. */
  const asked = { searchText: '**', page: '1', pageSize: String(pageSize), ...query, ...place };
  return `${housingUrl}/api/v1/search/${path}?${new URLSearchParams(asked).toString()}`;
}

/** Throws `SourceProblem` `not-a-page`. */
function readPage<Row>(reply: unknown, { field, cursors }: SearchList<Row>, place: Place): Page {
  const rows = z.object({ results: z.object({ [field]: z.array(z.unknown()) }), total: count }).safeParse(reply);
  if (!rows.success) throw new SourceProblem('not-a-page', `The answer is not a page of ${field}.`, true);
  return { rows: rows.data.results[field] ?? [], total: rows.data.total, next: nextPlace(reply, cursors, place) };
}

function nextPlace(reply: unknown, cursors: readonly string[], place: Place): Place | null {
  if (cursors.length === 0) return { page: String(Number(place['page'] ?? 1) + 1) };
  const next = z.object(Object.fromEntries(cursors.map((name) => [name, cursor]))).safeParse(reply);
  return next.success ? next.data : null;
}

/** Rows by key, the last where one key comes twice; a row without a key stands under itself. */
function lastOfEachKey(rows: readonly unknown[], keyField: string): ReadonlyMap<unknown, unknown> {
  return new Map(rows.map((row) => [keyOf(row, keyField) ?? Symbol(), row]));
}
