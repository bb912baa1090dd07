import * as z from 'zod';

import { type ConnectorContext, type CursorKind, type Message, SourceProblem } from '../contract.js';
import { ownId } from '../reading/fields.js';
import { instantOf } from '../reading/times.js';

import { apiUrl, getOne, queryTime } from './ask.js';
import type { FixfloConfig } from './configuration.js';
import type { List } from './read-pass.js';

/** `UpdatedSince` moves on a change of status alone, so the log of deliveries is read beside it. */
export const issuesCursor = {
  kind: 'modified-since',
  precision: 'second',
  moves: 'status-only',
  overlapSeconds: 300,
} as const satisfies CursorKind;

/** Issues asked for at a time. */
export const together = 8;

/**
 * The lists that name every issue that something happened to since: those that are new, those whose status changed, and
 * those that a webhook was sent about, whether it arrived here or not.
 */
export function listsSince(config: FixfloConfig, since: string): readonly List[] {
  const issues = (query: Readonly<Record<string, string | number>>): List => ({
    url: apiUrl(config, 'Issues', { ...query, page: 1 }),
    pageName: 'page',
  });
  const from = queryTime(since);
  /* A second twice, lest what was created in it fall between the two lists. */
  const before = queryTime(new Date(Date.parse(since) + 1000).toISOString());
  const lists = [issues({ CreatedSince: from }), issues({ UpdatedSince: from, CreatedBefore: before })];
  if (config.webhookId === undefined) return lists;
  const activity: List = {
    url: apiUrl(config, 'Webhook/Activity', { Id: config.webhookId, pg: 1 }),
    pageName: 'pg',
    isBehind: (rows) => rows.some((row) => (sentAt(row) ?? since) < since),
  };
  return [...lists, activity];
}

const delivery = z.object({ SendTime: z.string(), RequestBody: z.string() });
const said = z.object({ payload: z.object({ Id: ownId }) });

function sentAt(row: unknown): string | null {
  const read = z.object({ SendTime: z.string() }).safeParse(row);
  return read.success ? instantOf(read.data.SendTime, 'UTC') : null;
}

/** The id of the issue that a delivery was about. Nothing else of its body is read: it holds a resident's words. */
export function issueOfBody(body: string): string | null {
  try {
    return said.safeParse(JSON.parse(body)).data?.payload.Id ?? null;
  } catch {
    return null;
  }
}

/** What the rows of one of the lists name: an issue's own address, or a delivery about it. */
export interface Named {
  readonly id: string;
  readonly url: string;
  /** When it was sent, of a delivery. */
  readonly at: string | null;
}

/** Throws `SourceProblem` where a row of the list of issues is no address. */
export function namedIn(rows: readonly unknown[], config: FixfloConfig): readonly Named[] {
  const found = new Map<string, Named>();
  for (const row of rows) {
    const one = typeof row === 'string' ? ofAddress(row) : ofDelivery(row, config);
    if (one !== null && !found.has(one.id)) found.set(one.id, one);
  }
  return [...found.values()];
}

function ofAddress(url: string): Named {
  const last = URL.canParse(url) ? new URL(url).pathname.split('/').at(-1) : undefined;
  const id = ownId.safeParse(last === undefined ? last : decoded(last));
  if (!id.success) throw new SourceProblem('not-as-declared', 'A row of the list of issues is no address.', false);
  return { id: id.data, url, at: null };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** A delivery about nothing that can be read is nobody's loss: the other lists name the issue by its status. */
function ofDelivery(row: unknown, config: FixfloConfig): Named | null {
  const read = delivery.safeParse(row);
  if (!read.success && typeof row !== 'object')
    throw new SourceProblem('not-a-page', 'A row of the list is neither an address nor a delivery.', true);
  const id = read.success ? issueOfBody(read.data.RequestBody) : null;
  return id === null ? null : { id, url: issueUrl(id, config), at: sentAt(row) };
}

export function issueUrl(id: string, config: FixfloConfig): string {
  return apiUrl(config, `Issue/${encodeURIComponent(id)}`);
}

/** An issue as it was answered, null where there is none, or why that one could not be read. */
export type Answered =
  | { readonly named: Named; readonly issue: unknown }
  | { readonly named: Named; readonly problem: Message };

/**
 * Asks for each issue, eight at a time, in the order they were named. One that cannot be read is a PROBLEM of its own;
 * throws `SourceProblem` for what the rest would meet as well.
 */
export async function readEach(
  stream: string,
  named: readonly Named[],
  config: FixfloConfig,
  context: ConnectorContext,
): Promise<readonly Answered[]> {
  const answers: Answered[] = [];
  for (let from = 0; from < named.length; from += together) {
    context.signal.throwIfAborted();
    const some = named.slice(from, from + together).map((one) => readOne(stream, one, config, context));
    answers.push(...(await Promise.all(some)));
  }
  return answers;
}

async function readOne(
  stream: string,
  named: Named,
  config: FixfloConfig,
  context: ConnectorContext,
): Promise<Answered> {
  try {
    return { named, issue: await getOne(named.url, config, context) };
  } catch (error) {
    const isItsOwn = error instanceof SourceProblem && ['not-json', 'truncated', 'not-a-page'].includes(error.code);
    if (!isItsOwn) throw error;
    const { code, message, retryable } = error;
    return { named, problem: { type: 'PROBLEM', stream, key: named.id, code, message, raw: null, retryable } };
  }
}
