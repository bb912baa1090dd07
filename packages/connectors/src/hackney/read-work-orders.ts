import * as z from 'zod';

import { type ConnectorContext, type Message, SourceProblem } from '../contract.js';

import { endingFor } from '../reading/read-json.js';

import type { HackneyConfig } from './configuration.js';
import { getAhead, getJson } from './get-json.js';
import { repairs } from './map-repair.js';
import { hackneyDefaults } from './codes.js';
import { KeyMarks } from '../reading/key-marks.js';
import { aboutStream } from '../reading/mapping.js';
import { fieldsLeft, keyOf, translateRows } from '../reading/translate-row.js';

/** Repairs gives no more than this on a page, whatever is asked. */
const PAGE_SIZE = 50;
const MOST_PASSES = 3;

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
  for (let pass = page === 1 ? 1 : 0; pass <= MOST_PASSES; pass++, page = 1) {
    let hasNews = false;
    let hasNameless = false;
    let wasStale = false;
    let ahead: Promise<unknown> | null = null;
    for (let isLast = false; !isLast; page++) {
      const news: unknown[] = [];
      try {
        context.signal.throwIfAborted();
        const rows = readList(await (ahead ?? getJson(urlOf(page, config), config, context)));
        isLast = rows.length < PAGE_SIZE;
        ahead = isLast ? null : getAhead(urlOf(page + 1, config), config, context);
        let isStale = true;
        for (const row of rows) {
          const key = keyOf(row, repairs.keyField);
          if (key === null) {
            hasNameless = true;
            /* Later passes look for what the first missed; they need not hold the same nameless row again. */
            if (pass <= 1) news.push(row);
            continue;
          }
          const seenBefore = seenIn.mark(key, pass + 1);
          if (seenBefore !== pass + 1) isStale = false;
          if (seenBefore === 0) {
            hasNews = true;
            news.push(row);
          }
        }
        if (!isLast && isStale && wasStale) {
          throw new SourceProblem('not-a-page', 'The list of work orders repeats itself and never ends.', false);
        }
        wasStale = isStale;
      } catch (error) {
        yield* endingFor(error, stream, context);
        return;
      }
      let recordsSince = 0;
      let left = 0;
      for (const row of news) left += fieldsLeft(row, repairs);
      for (const message of await translateRows(news, repairs, about, context)) {
        if (message.type === 'RECORD') recordsSince++;
        yield message;
      }
      const goOn = { v: 1, page: pass > 1 || isLast ? 1 : page + 1 };
      yield { type: 'STATE', stream, state: goOn, recordsSince, fieldsLeft: left };
    }
    if (pass > 1 && !hasNews) {
      yield { type: 'STATUS', stream, status: hasNameless ? 'INCOMPLETE' : 'COMPLETE' };
      return;
    }
  }
  yield { type: 'STATUS', stream, status: 'INCOMPLETE' };
}

function urlOf(page: number, { repairsUrl }: HackneyConfig): string {
  return `${repairsUrl}/api/v2/workOrders?PageNumber=${page}&PageSize=${PAGE_SIZE}&Sort=dateraised`;
}

/** Throws `SourceProblem` `not-a-page`. */
function readList(reply: unknown): readonly unknown[] {
  if (!Array.isArray(reply)) throw new SourceProblem('not-a-page', 'The answer is not a list of work orders.', true);
  return reply;
}
