import * as z from 'zod';

import type { ConnectorContext, CursorKind, Message } from '../contract.js';
import { SourceProblem } from '../contract.js';
import { nextCursor } from '../reading/next-cursor.js';
import { endingFor } from '../reading/read-json.js';
import { serverTime } from '../reading/retry-after.js';
import { instantOf } from '../reading/times.js';
import { keyOf } from '../reading/translate-row.js';

import { askMore, askQuery, readAnswer, stopWhenSpent } from './ask.js';
import { valueAt } from './columns.js';
import type { SalesforceConfig, StreamName } from './configuration.js';
import { quoted } from './soql.js';
import { type Stream, streamOf } from './streams.js';

/** A transaction may take ten minutes, and its rows are stamped before they are seen. */
export const bySystemModstamp = {
  kind: 'modified-since',
  precision: 'second',
  moves: 'any-change',
  overlapSeconds: 15 * 60,
} as const satisfies CursorKind;

const DAY = 86_400_000;
/** The recycle bin keeps what was deleted for 15 days; older deletes are only found by reading everything. */
const BIN_DAYS = 14;

const instant = z.iso.datetime();
const place = z.object({ stamp: instant, id: z.string().regex(/^[A-Za-z0-9]{15,18}$/) });
const stateShape = z.object({
  v: z.literal(1),
  /** From when on the next pass asks for changes. Null: for everything. */
  from: instant.nullable(),
  /** From when on it asks for what means something else by now. */
  turnedFrom: instant.nullable(),
  /** The pass under way: when it began by Salesforce's clock, which of its two queries, how far, the latest change. */
  pass: z
    .object({
      startedAt: instant,
      query: z.enum(['changed', 'turned']),
      at: place.nullable(),
      latest: instant.nullable(),
    })
    .nullable(),
});
type State = z.output<typeof stateShape>;
type Pass = NonNullable<State['pass']>;

const start: State = { v: 1, from: null, turnedFrom: null, pass: null };

const records = z.array(z.unknown());
const totalSize = z.int().min(0);
const pageShape = z.union([
  z.object({ done: z.literal(true), totalSize, records }).transform((page) => ({ ...page, next: null })),
  z
    .object({ done: z.literal(false), totalSize, records, nextRecordsUrl: z.string().min(1) })
    .transform(({ nextRecordsUrl: next, ...page }) => ({ ...page, next })),
]);

/**
 * Reads the rows of one object by the time of their last change and, where those are equal, by id. Deleted rows come
 * with the others as long as the recycle bin holds them. Every page ends in a state from which a new query goes on, so
 * nothing hangs on how long Salesforce holds a list.
 */
export async function* readRows(
  name: StreamName,
  config: SalesforceConfig,
  state: unknown,
  context: ConnectorContext,
): AsyncGenerator<Message> {
  yield { type: 'STATUS', stream: name, status: 'STARTED' };
  const stored = stateShape.safeParse(state);
  const goOn = stored.success ? stored.data : start;
  const since = goOn.turnedFrom ?? goOn.pass?.startedAt;
  if (since !== undefined && context.now().getTime() - Date.parse(since) > BIN_DAYS * DAY) {
    yield { type: 'RESYNC_REQUIRED', stream: name, reason: 'gap' };
    yield { type: 'STATUS', stream: name, status: 'INCOMPLETE' };
    return;
  }
  try {
    if (config.objects[name] !== '') yield* pages(streamOf(name, config, context), goOn, config, context);
  } catch (error) {
    yield* endingFor(error, name, context);
    return;
  }
  yield { type: 'STATUS', stream: name, status: 'COMPLETE' };
}

async function* pages(
  stream: Stream,
  { from, turnedFrom, pass: stored }: State,
  config: SalesforceConfig,
  context: ConnectorContext,
): AsyncGenerator<Message> {
  let pass: Pass | null = stored;
  for (;;) {
    const soql: string | null =
      pass?.query === 'turned' ? turnedQuery(stream, turnedFrom, pass) : changedQuery(stream, from, pass);
    let next: string | null = null;
    /** When Salesforce answered the query itself, to the second below. */
    let askedAt: Date | null = null;
    const followed = new Set<string>();
    let told = 0;
    let total: number | null = null;
    do {
      context.signal.throwIfAborted();
      stopWhenSpent(context);
      if (soql === null) break;
      const answer = await (next === null ? askQuery(soql, config, context) : askMore(next, config, context));
      const page = pageShape.safeParse(readAnswer(answer));
      if (!page.success) throw new SourceProblem('not-a-page', 'The answer is not a page of records.', true);
      askedAt ??= serverTime(answer, context.now());
      pass ??= { startedAt: askedAt.toISOString(), query: 'changed', at: null, latest: null };
      next = page.data.next;
      if (next !== null && followed.has(next))
        throw new SourceProblem('not-a-page', 'The list repeats itself and never ends.', true);
      if (next !== null) followed.add(next);
      told += page.data.records.length;
      total ??= page.data.totalSize;
      if (next === null && told < total)
        throw new SourceProblem('truncated', 'The list ended before all of its records had come.', true);

      const messages = await stream.translate(page.data.records);
      yield* messages;
      const recordsSince = messages.filter(({ type }) => type === 'RECORD').length;
      const left = stream.fieldsLeft(page.data.records);
      for (const row of page.data.records) pass = movedOn(pass, row, askedAt);
      /* The page's state: the query goes on, the other one begins, or the pass is over. */
      const reached: Pass = pass;
      const isTurned = reached.query === 'turned';
      const turns = !isTurned && turnedQuery(stream, turnedFrom, { ...reached, at: null }) !== null;
      if (next !== null) yield stateOf(stream, { v: 1, from, turnedFrom, pass: reached }, recordsSince, left);
      else if (turns) {
        pass = { ...reached, query: 'turned', at: null };
        yield stateOf(stream, { v: 1, from, turnedFrom, pass }, recordsSince, left);
      } else {
        yield stateOf(stream, after(reached, from), recordsSince, left);
        return;
      }
    } while (next !== null);
    if (soql === null) {
      /* The mapping has changed since the pass began: there is nothing left that could turn. */
      if (pass !== null) yield stateOf(stream, after(pass, from), 0, []);
      return;
    }
  }
}

/**
 * How far a row brings the pass. A row that changed after the query was asked keeps its old place in the list under its
 * new time, so it says nothing about how far the others are.
 */
function movedOn(pass: Pass, row: unknown, askedAt: Date): Pass {
  const id = keyOf(row, 'Id');
  const modified = valueAt(row, 'SystemModstamp');
  const stamp = instantOf(typeof modified === 'string' ? modified : null, 'UTC');
  const at = place.safeParse({ stamp, id });
  if (!at.success || stamp === null) return pass;
  if (pass.query === 'turned') return { ...pass, at: at.data };
  const latest = pass.latest === null || stamp > pass.latest ? stamp : pass.latest;
  return Date.parse(stamp) < askedAt.getTime() ? { ...pass, at: at.data, latest } : { ...pass, latest };
}

/** Where the next pass begins. */
function after({ startedAt, latest }: Pass, from: string | null): State {
  const began = new Date(startedAt);
  return {
    v: 1,
    from: nextCursor(bySystemModstamp, began, latest, from),
    turnedFrom: nextCursor(bySystemModstamp, began, startedAt, null),
    pass: null,
  };
}

function stateOf({ name }: Stream, state: State, recordsSince: number, fieldsLeft: readonly string[]): Message {
  return { type: 'STATE', stream: name, state, recordsSince, fieldsLeft };
}

function changedQuery({ select, object }: Stream, from: string | null, pass: Pass | null): string {
  const at = pass?.at ?? null;
  let where = '';
  if (at !== null) {
    where = ` WHERE SystemModstamp > ${at.stamp} OR (SystemModstamp = ${at.stamp} AND Id > ${quoted(at.id)})`;
  } else if (from !== null) where = ` WHERE SystemModstamp >= ${from}`;
  return `SELECT ${select.join(', ')} FROM ${object}${where} ORDER BY SystemModstamp ASC, Id ASC`;
}

/** Null: nothing can have turned, or everything is being read anyway. */
function turnedQuery(stream: Stream, since: string | null, { startedAt, at }: Pass): string | null {
  if (since === null) return null;
  const days = Math.ceil((Date.parse(startedAt) - Date.parse(since)) / DAY) + 1;
  const conditions = stream.turned(since, days);
  if (conditions.length === 0) return null;
  const on = at === null ? '' : ` AND Id > ${quoted(at.id)}`;
  return `SELECT ${stream.select.join(', ')} FROM ${stream.object} WHERE (${conditions.join(' OR ')})${on} ORDER BY Id ASC`;
}
