import * as z from 'zod';

import type { ConnectorContext, CursorKind, Message } from '../contract.js';
import { nextCursor } from '../reading/next-cursor.js';
import { endingFor } from '../reading/read-json.js';

import { getPage } from './ask.js';
import type { FixfloConfig } from './configuration.js';

/** One list of a pass. */
export interface List {
  readonly url: string;
  /** How this path spells the number of a page. */
  readonly pageName: 'page' | 'pg';
  /** Read only where a row changed while the pass was under way. */
  readonly onlyIfMoved?: boolean;
  /** Of a list that begins with the newest: whether what follows was read before. */
  readonly isBehind?: (rows: readonly unknown[]) => boolean;
}

/** What a page comes to. `changedAt`: when its rows changed, as far as they say, RFC 3339. */
export interface Told {
  readonly messages: readonly Message[];
  readonly changedAt: readonly (string | null)[];
  readonly fieldsLeft: readonly string[];
}

export interface Pass {
  readonly stream: string;
  /** Null: everything is read each time. */
  readonly cursor: Extract<CursorKind, { kind: 'modified-since' }> | null;
  /** The lists that a read from `since` goes through; null: from the start. */
  readonly lists: (since: string | null) => readonly List[];
  readonly tell: (rows: readonly unknown[], list: List) => Promise<Told>;
}

const time = z.iso.datetime().nullable();
/** Between two passes `list` is 0 and everything but `since` is null. */
const place = z.object({
  v: z.literal(1),
  since: time,
  began: time,
  latest: time,
  list: z.int().min(0),
  next: z.string().nullable(),
  moved: z.boolean(),
});
type Place = z.output<typeof place>;
const start: Place = { v: 1, since: null, began: null, latest: null, list: 0, next: null, moved: false };

/** Goes through the lists of a pass, page by page, a STATE after each. */
export async function* readPass(
  pass: Pass,
  config: FixfloConfig,
  state: unknown,
  context: ConnectorContext,
): AsyncGenerator<Message> {
  const { stream } = pass;
  yield { type: 'STATUS', stream, status: 'STARTED' };
  try {
    for (let at: Place | null = placeFrom(state, config); at !== null;) {
      context.signal.throwIfAborted();
      const { told, next }: PageRead = await readOne(pass, at, config, context);
      yield* told.messages;
      const recordsSince = told.messages.filter(({ type }) => type === 'RECORD').length;
      at = next.list === 0 && next.next === null ? null : next;
      yield { type: 'STATE', stream, state: next, recordsSince, fieldsLeft: told.fieldsLeft };
    }
  } catch (error) {
    yield* endingFor(error, stream, context);
    return;
  }
  yield { type: 'STATUS', stream, status: 'COMPLETE' };
}

interface PageRead {
  readonly told: Told;
  /** The start of a list other than the first, a page of a list, or (`list` 0, `next` null) the start of the next pass. */
  readonly next: Place;
}

/** A place whose link leads elsewhere is from another configuration: begin again. */
function placeFrom(state: unknown, { url }: FixfloConfig): Place {
  const read = place.safeParse(state);
  if (!read.success) return start;
  const { next } = read.data;
  const isOwn = next === null || (URL.canParse(next) && new URL(next).origin === new URL(url).origin);
  return isOwn ? read.data : start;
}

async function readOne(pass: Pass, at: Place, config: FixfloConfig, context: ConnectorContext): Promise<PageRead> {
  const lists = pass.lists(at.since);
  const list = lists[at.list] ?? lists[0];
  if (list === undefined) throw new RangeError(`${pass.stream} has no list to read.`);
  const page = await getPage(at.next ?? list.url, list.pageName, config, context);
  const began = at.began ?? page.at.toISOString();
  const told = await pass.tell(page.rows, list);
  let { latest, moved } = at;
  for (const changed of told.changedAt) {
    if (changed === null) continue;
    if (latest === null || changed > latest) latest = changed;
    moved ||= changed >= began && changed <= page.at.toISOString();
  }
  const next = list.isBehind?.(page.rows) === true ? null : page.next;
  if (next !== null) return { told, next: { ...at, began, latest, moved, next } };
  const more = lists.findIndex((one, index) => index > at.list && (one.onlyIfMoved !== true || moved));
  if (more > 0) return { told, next: { ...at, began, latest, moved, list: more, next: null } };
  const since = pass.cursor === null ? null : nextCursor(pass.cursor, new Date(began), latest, at.since);
  return { told, next: { ...start, since } };
}
