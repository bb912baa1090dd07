import * as z from 'zod';

import { type ConnectorContext, type Message, SourceProblem, type SqlPort, type SqlRow } from '../contract.js';
import { aboutStream } from '../reading/mapping.js';
import { nextCursor } from '../reading/next-cursor.js';
import { endingFor } from '../reading/read-json.js';
import { instantOf } from '../reading/times.js';
import { keyOf, translateRows } from '../reading/translate-row.js';

import { sqlViewDefaults } from './codes.js';
import type { Position, SqlViewConfig } from './configuration.js';
import { keysQuery, matchingQuery, pageQuery, reachedQuery, unplacedQuery } from './select.js';
import type { View } from './view.js';
import { partyColumns, viewColumns } from './view-columns.js';

/**
 * By time: to the second, since that is what most databases keep by themselves, with a way back for transactions that
 * were open for as long as ten minutes.
 */
export const byTime = {
  kind: 'modified-since',
  precision: 'second',
  moves: 'any-change',
  overlapSeconds: 600,
} as const;

/** Keys asked for at a time, and of parties to one page. */
const MOST_KEYS = 5000;
const MOST_PARTIES = 10_000;
/** SQL Server takes 2,100 values a query. */
const KEYS_A_QUERY = 1000;

const position = z.string().max(100);
const stateShape = z.strictObject({
  v: z.literal(1),
  /** Whether this pass began at the start, and so tells at its end which keys there are. */
  full: z.boolean(),
  phase: z.enum(['rows', 'keys']),
  from: position.nullable(),
  until: position.nullable(),
  at: z.strictObject({ position, key: z.string().max(1000) }).nullable(),
  /** By time: the database's clock when the pass began, and the latest change it saw. RFC 3339. */
  began: z.iso.datetime().nullable(),
  latest: z.iso.datetime().nullable(),
});

type State = z.output<typeof stateShape>;

const start: State = { v: 1, full: true, phase: 'rows', from: null, until: null, at: null, began: null, latest: null };

/** What of a row is taken, and what that leaves behind. */
interface Taken {
  readonly columns: readonly string[];
  readonly parties: readonly string[];
  readonly left: readonly string[];
}

/**
 * Reads a view from `state`, in the order in which its rows changed. With row versions, up to the oldest change that was
 * still under way as the pass began: what commits later has a later place, and comes next time. By time, from the last
 * change less the overlap. A pass that began at the start tells at its end which keys there are (SEEN), because a row
 * that changed meanwhile may have moved behind the pass.
 */
export async function* readView(
  view: View,
  kind: Position,
  config: SqlViewConfig,
  state: unknown,
  context: ConnectorContext,
): AsyncGenerator<Message> {
  const { stream } = view.mapping;
  yield { type: 'STATUS', stream, status: 'STARTED' };
  try {
    const sql = sqlOf(context);
    const taken = await takenOf(view, kind, config, sql);
    let place = await beginPass(stateShape.safeParse(state).data ?? start, view, kind, config, sql);
    for (let isDone = false; !isDone;) {
      context.signal.throwIfAborted();
      const page =
        place.phase === 'rows'
          ? await rowsPage(view, kind, config, place, taken, context)
          : await keysPage(view, config, place, sql);
      yield* page.messages;
      const recordsSince = page.messages.filter(({ type }) => type === 'RECORD').length;
      yield { type: 'STATE', stream, state: page.next, recordsSince, fieldsLeft: taken.left };
      place = page.next;
      isDone = page.isLast;
    }
  } catch (error) {
    yield* endingFor(error, stream, context);
    return;
  }
  yield { type: 'STATUS', stream, status: 'COMPLETE' };
}

/** Reads rows by their keys. A key that there is no row of is gone. */
export async function* hydrateView(
  view: View,
  kind: Position,
  config: SqlViewConfig,
  keys: readonly string[],
  context: ConnectorContext,
): AsyncGenerator<Message> {
  const { stream } = view.mapping;
  yield { type: 'STATUS', stream, status: 'STARTED' };
  try {
    const sql = sqlOf(context);
    const taken = await takenOf(view, kind, config, sql);
    for (const some of inParts([...new Set(keys)], config.pageSize)) {
      context.signal.throwIfAborted();
      const name = `${config.schema}.${stream}`;
      const rows = await sql.rows(matchingQuery(sql, name, taken.columns, 'source_id', some, MOST_PARTIES));
      yield* await told(view, config, rows, taken, context);
      const found = new Set(rows.map((row) => keyOf(row, 'source_id')));
      for (const key of some) if (!found.has(key)) yield { type: 'DELETE', stream, key };
    }
  } catch (error) {
    yield* endingFor(error, stream, context);
    return;
  }
  yield { type: 'STATUS', stream, status: 'COMPLETE' };
}

/** The way into the database. The service hands one to every connector that asks for it. */
export function sqlOf({ sql }: ConnectorContext): SqlPort {
  if (sql === null) throw new TypeError('A connector that reads views was given no database.');
  return sql;
}

/** Row versions: where they end for now. By time: the database's clock, RFC 3339. Throws `SourceProblem`. */
export async function reachedBy(kind: Position, { schema }: SqlViewConfig, sql: SqlPort): Promise<string> {
  const [row, ...more] = await sql.rows(reachedQuery(sql, schema, kind));
  const reached = row?.['reached'];
  const said = reached === null || reached === undefined || more.length > 0 ? null : String(reached);
  const found = kind === 'changed_at' ? instantOf(said, 'UTC') : said;
  if (found === null)
    throw new SourceProblem('not-as-declared', `The view ${schema}.horizon has to give one row with a number.`, false);
  return found;
}

interface Page {
  readonly messages: readonly Message[];
  readonly next: State;
  readonly isLast: boolean;
}

async function takenOf(view: View, kind: Position, config: SqlViewConfig, sql: SqlPort): Promise<Taken> {
  const { taken, left } = await viewColumns(view, kind, config, sql);
  return { columns: taken, parties: view.parties ? await partyColumns(view, config, sql) : [], left };
}

async function beginPass(
  place: State,
  view: View,
  kind: Position,
  config: SqlViewConfig,
  sql: SqlPort,
): Promise<State> {
  if (place.until !== null || place.began !== null) return place;
  const { stream } = view.mapping;
  if (place.full) {
    const unplaced = await sql.rows(unplacedQuery(sql, `${config.schema}.${stream}`, kind));
    if (unplaced.length > 0)
      throw new SourceProblem('not-as-declared', `A row of ${config.schema}.${stream} has no ${kind}.`, false);
  }
  const reached = await reachedBy(kind, config, sql);
  return kind === 'row_version' ? { ...place, until: reached } : { ...place, began: reached };
}

async function rowsPage(
  view: View,
  kind: Position,
  config: SqlViewConfig,
  place: State,
  taken: Taken,
  context: ConnectorContext,
): Promise<Page> {
  const sql = sqlOf(context);
  const bounds = {
    from: place.from === null ? null : asWritten(place.from, kind),
    after: place.at,
    until: place.until,
  };
  const name = `${config.schema}.${view.mapping.stream}`;
  const rows = await sql.rows(pageQuery(sql, name, taken.columns, kind, bounds, config.pageSize));
  const messages = await told(view, config, rows, taken, context);
  const last = rows.at(-1);
  const at = last === undefined ? place.at : { position: String(last[kind]), key: String(last['source_id']) };
  const isEnd = rows.length < config.pageSize;
  if (!isEnd && at?.position === place.at?.position && at?.key === place.at?.key)
    throw new SourceProblem(
      'not-as-declared',
      `The rows of ${name} do not stand in the order of their ${kind}.`,
      false,
    );
  let { latest } = place;
  if (kind === 'changed_at') {
    for (const row of rows) {
      const time = instantOf(row[kind] === null ? null : String(row[kind]), 'UTC');
      if (time !== null && (latest === null || time > latest)) latest = time;
    }
  }
  const goesOn: State = { ...place, at, latest };
  if (!isEnd) return { messages, next: goesOn, isLast: false };
  const next: State = place.full ? { ...goesOn, phase: 'keys', at: null } : afterPass(goesOn);
  return { messages, next, isLast: !place.full };
}

async function keysPage(view: View, config: SqlViewConfig, place: State, sql: SqlPort): Promise<Page> {
  const { stream } = view.mapping;
  const rows = await sql.rows(keysQuery(sql, `${config.schema}.${stream}`, place.at?.key ?? null, MOST_KEYS));
  const keys = rows.map((row) => keyOf(row, 'source_id')).filter((key) => key !== null);
  const isLast = rows.length < MOST_KEYS;
  const last = rows.at(-1)?.['source_id'];
  return {
    messages: keys.length === 0 ? [] : [{ type: 'SEEN', stream, keys }],
    next: isLast ? afterPass(place) : { ...place, at: { position: '', key: String(last) } },
    isLast,
  };
}

/** Where the next pass begins. */
function afterPass({ from, until, began, latest }: State): State {
  const next = began === null ? until : nextCursor(byTime, new Date(began), latest, from);
  return { ...start, full: next === null, from: next };
}

/** As every driver reads a time without an offset; the session stands at UTC. */
function asWritten(from: string, kind: Position): string {
  return kind === 'changed_at' ? from.replace(/Z$/, '') : from;
}

async function told(
  view: View,
  config: SqlViewConfig,
  rows: readonly SqlRow[],
  taken: Taken,
  context: ConnectorContext,
): Promise<readonly Message[]> {
  const about = aboutStream(view.mapping.stream, context, sqlViewDefaults);
  const parties = await partiesOf(view, config, rows, taken, sqlOf(context));
  const whole = view.parties
    ? rows.map((row) => ({ ...row, parties: parties.get(keyOf(row, 'source_id') ?? '') ?? [] }))
    : rows;
  return translateRows(whole, view.mapping, about, context);
}

async function partiesOf(
  { parties }: View,
  { schema }: SqlViewConfig,
  rows: readonly SqlRow[],
  taken: Taken,
  sql: SqlPort,
): Promise<ReadonlyMap<string, readonly SqlRow[]>> {
  const found = new Map<string, SqlRow[]>();
  if (parties === undefined) return found;
  const keys = new Set(rows.map((row) => keyOf(row, 'source_id')).filter((key) => key !== null));
  for (const some of inParts([...keys], KEYS_A_QUERY)) {
    const name = `${schema}.tenancy_parties`;
    for (const party of await sql.rows(matchingQuery(sql, name, taken.parties, parties.by, some, MOST_PARTIES))) {
      const of = keyOf(party, parties.by) ?? '';
      found.set(of, [...(found.get(of) ?? []), party]);
    }
  }
  return found;
}

function inParts<Item>(items: readonly Item[], most: number): readonly (readonly Item[])[] {
  const parts: (readonly Item[])[] = [];
  for (let at = 0; at < items.length; at += most) parts.push(items.slice(at, at + most));
  return parts;
}
