import * as z from 'zod';

import { type ConnectorContext, type Message, SourceProblem } from '../contract.js';
import { hydrateKeys } from '../reading/hydrate-keys.js';
import { endingFor } from '../reading/read-json.js';
import { keyOf } from '../reading/translate-row.js';

import { askMore, askQuery, readAnswer, stopWhenSpent } from './ask.js';
import type { SalesforceConfig, StreamName } from './configuration.js';
import { isId, quoted } from './soql.js';
import { type Stream, streamOf } from './streams.js';

/** Ids that go into one query: its address has to stay under 16,000 characters. */
const AT_ONCE = 100;

const pageShape = z.object({ records: z.array(z.unknown()), nextRecordsUrl: z.string().nullish() });

/** Reads named rows, a hundred in one query. One that Salesforce no longer knows at all is told as DELETE. */
export async function* hydrateRows(
  name: StreamName,
  keys: readonly string[],
  config: SalesforceConfig,
  context: ConnectorContext,
): AsyncGenerator<Message> {
  let stream: Stream;
  try {
    stream = streamOf(name, config, context);
  } catch (error) {
    yield { type: 'STATUS', stream: name, status: 'STARTED' };
    yield* endingFor(error, name, context);
    return;
  }
  const known = stream.object === '' ? [] : [...new Set(keys)].filter(isId);
  const asked = new Map<number, Promise<ReadonlyMap<string, readonly Message[]>>>();
  const readKey = async (key: string): Promise<readonly Message[]> => {
    const at = known.indexOf(key);
    if (at < 0) return [{ type: 'DELETE', stream: name, key }];
    const chunk = Math.floor(at / AT_ONCE);
    const reading =
      asked.get(chunk) ?? readSome(stream, known.slice(chunk * AT_ONCE, (chunk + 1) * AT_ONCE), config, context);
    asked.set(chunk, reading);
    return (await reading).get(key) ?? [{ type: 'DELETE', stream: name, key }];
  };
  yield* hydrateKeys(name, keys, readKey, context);
}

async function readSome(
  stream: Stream,
  ids: readonly string[],
  config: SalesforceConfig,
  context: ConnectorContext,
): Promise<ReadonlyMap<string, readonly Message[]>> {
  const found = new Map<string, readonly Message[]>();
  const soql = `SELECT ${stream.select.join(', ')} FROM ${stream.object} WHERE Id IN (${ids.map(quoted).join(', ')})`;
  stopWhenSpent(context);
  let answer = await askQuery(soql, config, context);
  for (let pages = 0; pages <= ids.length; pages++) {
    const page = pageShape.safeParse(readAnswer(answer));
    if (!page.success) throw new SourceProblem('not-a-page', 'The answer is not a page of records.', true);
    for (const row of page.data.records) {
      const key = keyOf(row, 'Id');
      if (key !== null) found.set(key, await stream.translate([row]));
    }
    const next = page.data.nextRecordsUrl ?? null;
    if (next === null) return found;
    answer = await askMore(next, config, context);
  }
  throw new SourceProblem('not-a-page', 'The list repeats itself and never ends.', true);
}
