import * as z from 'zod';

import { type ConnectorContext, type Message, SourceProblem } from '../contract.js';

import { begun } from '../reading/begun.js';
import { endingFor } from '../reading/read-json.js';

import type { HackneyConfig } from './configuration.js';
import { getJson } from './get-json.js';
import { repairs } from './map-repair.js';
import { hackneyDefaults } from './codes.js';
import { KeyMarks } from '../reading/key-marks.js';
import { aboutStream } from '../reading/mapping.js';
import { fieldsLeft, keyOf, translateRows } from '../reading/translate-row.js';

/** Repairs gives no more than this on a page, whatever is asked. */
const PAGE_SIZE = 50;
const MOST_PASSES = 3;
/** So many small pages are one question to the store. */
const PAGES_TOGETHER = 4;
/** Asked for before they are wanted, once it is known how many there are. */
const PAGES_AHEAD = 4;

const stateShape = z.object({ v: z.literal(1), page: z.int().min(1) });

/**
 * Reads every work order. The list has no cursor, no count, and an order that shuffles when a status changes, so one
 * pass can miss rows: passes repeat until one finds nothing new, three at most. Rows already told of in this read are
 * not told again. COMPLETE only after a pass that found nothing new and held no row without a reference.
 *
 * The state is the page to go on with. A resumed read does not know what was seen before it, so the rest of its first
 * pass does not count towards the three.
 */
export async function* readWorkOrders(
  config: HackneyConfig,
  state: unknown,
  context: ConnectorContext,
): AsyncGenerator<Message> {
  const stream = repairs.stream;
  const about = aboutStream(stream, context, hackneyDefaults);
  yield { type: 'STATUS', stream, status: 'STARTED' };

  const stored = stateShape.safeParse(state);
  let page = stored.success ? stored.data.page : 1;
  /** Work order → the pass that last saw it, counted from 1. */
  const seenIn = new KeyMarks();
  const coming = new Map<number, Promise<unknown>>();
  const ask = (from: number, to: number): void => {
    for (let one = from; one <= to; one++)
      if (!coming.has(one)) coming.set(one, begun(getJson(urlOf(one, config), config, context)));
  };
  const begin = (rows: readonly unknown[], goOn: number): Told => ({
    messages: begun(translateRows(rows, repairs, about, context)),
    goOn,
    left: fieldsLeft(rows, repairs),
  });
  let lastPage = 0;
  for (let pass = page === 1 ? 1 : 0; pass <= MOST_PASSES; pass++, page = 1) {
    let hasNews = false;
    let hasNameless = false;
    let wasStale = false;
    /** Pages that came and are not told yet, and those before them, of which the store is being asked. */
    let untold: unknown[] = [];
    let told: Told | null = null;
    let toldUpTo = page - 1;
    for (let isLast = false; !isLast; page++) {
      try {
        context.signal.throwIfAborted();
        ask(page, page);
        const rows = readList(await coming.get(page));
        coming.delete(page);
        isLast = rows.length < PAGE_SIZE;
        // How long the list is, the first pass finds out.
        if (!isLast) ask(page + 1, Math.max(page + 1, Math.min(page + PAGES_AHEAD, lastPage)));
        let isStale = true;
        for (const row of rows) {
          const key = keyOf(row, repairs.keyField);
          if (key === null) {
            hasNameless = true;
            /* Later passes look for what the first missed; they need not hold the same nameless row again. */
            if (pass <= 1) untold.push(row);
            continue;
          }
          const seenBefore = seenIn.mark(key, pass + 1);
          if (seenBefore !== pass + 1) isStale = false;
          if (seenBefore === 0) {
            hasNews = true;
            untold.push(row);
          }
        }
        if (!isLast && isStale && wasStale) {
          throw new SourceProblem('not-a-page', 'The list of work orders repeats itself and never ends.', false);
        }
        wasStale = isStale;
      } catch (error) {
        if (told !== null) yield* tell(told);
        if (toldUpTo < page - 1) yield* tell(begin(untold, pass > 1 ? 1 : page));
        yield* endingFor(error, stream, context);
        return;
      }
      if (!isLast && page % PAGES_TOGETHER !== 0) continue;
      /* The store is asked about these pages while the next come. */
      if (told !== null) yield* tell(told);
      told = begin(untold, pass > 1 || isLast ? 1 : page + 1);
      untold = [];
      toldUpTo = page;
    }
    if (told !== null) yield* tell(told);
    lastPage = page - 1;
    coming.clear();
    if (pass > 1 && !hasNews) {
      yield { type: 'STATUS', stream, status: hasNameless ? 'INCOMPLETE' : 'COMPLETE' };
      return;
    }
  }
  yield { type: 'STATUS', stream, status: 'INCOMPLETE' };
}

/** Pages that are told of together, and where to go on after them. */
interface Told {
  readonly messages: Promise<readonly Message[]>;
  readonly goOn: number;
  readonly left: readonly string[];
}

async function* tell({ messages, goOn, left }: Told): AsyncGenerator<Message> {
  const { stream } = repairs;
  let recordsSince = 0;
  for (const message of await messages) {
    if (message.type === 'RECORD') recordsSince++;
    yield message;
  }
  yield { type: 'STATE', stream, state: { v: 1, page: goOn }, recordsSince, fieldsLeft: left };
}

function urlOf(page: number, { repairsUrl }: HackneyConfig): string {
  return `${repairsUrl}/api/v2/workOrders?PageNumber=${page}&PageSize=${PAGE_SIZE}&Sort=dateraised`;
}

/** Throws `SourceProblem` `not-a-page`. */
function readList(reply: unknown): readonly unknown[] {
  if (!Array.isArray(reply)) throw new SourceProblem('not-a-page', 'The answer is not a list of work orders.', true);
  return reply;
}
