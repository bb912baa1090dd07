import * as z from 'zod';

import { type ConnectorContext, type Message, SourceProblem } from '../contract.js';
import { ownId } from '../reading/fields.js';
import { hydrateKeys } from '../reading/hydrate-keys.js';
import { ownLink } from '../reading/own-link.js';
import { endingFor } from '../reading/read-json.js';
import { keyOf } from '../reading/translate-row.js';

import { apiOf, ask, readOData } from './ask.js';
import { columnsLeft, selectOf } from './columns.js';
import type { DataverseConfig } from './configuration.js';
import { placeOf } from './place.js';
import { streamOf } from './streams.js';

/** `of`: what the link was asked for with. A link goes on with the columns it began with, whatever the mapping says now. */
const stateShape = z.object({ v: z.literal(1), of: z.string(), link: z.string() });

const pageShape = z.object({
  value: z.array(z.unknown()),
  '@odata.nextLink': z.string().optional(),
  '@odata.deltaLink': z.string().optional(),
});

const tombstone = z.object({ '@odata.context': z.string().endsWith('/$deletedEntity'), id: ownId });

/**
 * Reads a table by change tracking: everything first, then what changed since the last delta link. Next and delta links
 * are kept whole and followed only to the environment's own origin. A link from an earlier read that is refused is
 * RESYNC_REQUIRED, and so is one that was asked for with other columns. A table the landlord does not have is empty.
 */
export async function* readTable(
  config: DataverseConfig,
  name: string,
  state: unknown,
  context: ConnectorContext,
): AsyncGenerator<Message> {
  yield { type: 'STATUS', stream: name, status: 'STARTED' };
  try {
    if (yield* readPages(name, config, state, context)) yield { type: 'STATUS', stream: name, status: 'COMPLETE' };
    else yield { type: 'STATUS', stream: name, status: 'INCOMPLETE' };
  } catch (error) {
    yield* endingFor(error, name, context);
  }
}

/** Answers whether everything there was, was told. */
async function* readPages(
  name: string,
  config: DataverseConfig,
  state: unknown,
  context: ConnectorContext,
): AsyncGenerator<Message, boolean> {
  const stream = streamOf(name, config, context);
  if (stream.table === '') {
    yield { type: 'STATE', stream: name, state: { v: 1 }, recordsSince: 0 };
    return true;
  }
  const { entitySet, idColumn } = await placeOf(stream.table, config, context);
  const select = selectOf(stream.columns, idColumn);
  const of = `${entitySet}?$select=${select}`;
  const stored = stateShape.safeParse(state).data;
  if (stored !== undefined && stored.of !== of) {
    yield { type: 'RESYNC_REQUIRED', stream: name, reason: 'schema-changed' };
    return false;
  }
  const followed = new Set<string>();
  for (let link = stored?.link ?? `${apiOf(config)}/${of}`; ;) {
    context.signal.throwIfAborted();
    const isStored = followed.size === 0 && stored !== undefined;
    followed.add(link);
    const prefer = ['odata.track-changes', `odata.maxpagesize=${config.pageSize}`];
    const answer = await ask(ownLink(link, config.environmentUrl), config, context, prefer);
    if (isStored && [400, 404, 410].includes(answer.status)) {
      const isOld = answer.status === 410 || /version stamp|expired|full sync/i.test(answer.body);
      yield { type: 'RESYNC_REQUIRED', stream: name, reason: isOld ? 'token-expired' : 'gap' };
      return false;
    }
    const page = pageShape.safeParse(readOData(answer));
    if (!page.success) throw new SourceProblem('not-a-page', `The answer is not a page of ${stream.table}.`, true);
    const next = page.data['@odata.nextLink'];
    const after = next ?? page.data['@odata.deltaLink'];
    if (after === undefined) {
      const message = `The table ${stream.table} does not track changes. Ask its administrator to turn on Track changes.`;
      throw new SourceProblem('not-as-declared', message, false);
    }
    if (next !== undefined && followed.has(next))
      throw new SourceProblem('not-a-page', `The pages of ${stream.table} lead round in a circle.`, false);
    /* Before its rows are told: a page whose next one leads elsewhere is not to be trusted. */
    ownLink(after, config.environmentUrl);
    const rows: unknown[] = [];
    const deleted: Message[] = [];
    for (const row of lastOfEachKey(page.data.value, idColumn)) {
      const gone = tombstone.safeParse(row);
      if (gone.success) deleted.push({ type: 'DELETE', stream: name, key: gone.data.id });
      else rows.push(row);
    }
    const messages = await stream.translate(rows, idColumn);
    yield* messages;
    yield* deleted;
    const recordsSince = messages.filter(({ type }) => type === 'RECORD').length;
    const fieldsLeft = columnsLeft(rows, select);
    yield { type: 'STATE', stream: name, state: { v: 1, of, link: after }, recordsSince, fieldsLeft };
    if (next === undefined) return true;
    link = next;
  }
}

/** Rows in their order, the last where one key comes twice; a row without a key stands for itself. */
function lastOfEachKey(rows: readonly unknown[], idColumn: string): Iterable<unknown> {
  const byKey = new Map<unknown, unknown>();
  for (const row of rows) {
    const gone = tombstone.safeParse(row);
    const key = (gone.success ? gone.data.id : keyOf(row, idColumn)) ?? Symbol();
    byKey.delete(key);
    byKey.set(key, row);
  }
  return byKey.values();
}

/** Reads single rows by their ids. One that there is none of, or that is no id at all, is told as gone. */
export async function* hydrateRows(
  config: DataverseConfig,
  name: string,
  keys: readonly string[],
  context: ConnectorContext,
): AsyncGenerator<Message> {
  const gone = (key: string): Message => ({ type: 'DELETE', stream: name, key });
  const readKey = async (key: string): Promise<readonly Message[]> => {
    const stream = streamOf(name, config, context);
    if (stream.table === '' || !/^[0-9a-f-]{1,36}$/i.test(key)) return [gone(key)];
    const { entitySet, idColumn } = await placeOf(stream.table, config, context);
    const url = `${apiOf(config)}/${entitySet}(${key})?$select=${selectOf(stream.columns, idColumn)}`;
    const answer = await ask(url, config, context);
    return answer.status === 404 ? [gone(key)] : stream.translate([readOData(answer)], idColumn);
  };
  yield* hydrateKeys(name, keys, readKey, context);
}
