import type { ConnectorContext, Message } from '../contract.js';
import { flag, id, text } from '../reading/fields.js';
import { hydrateKeys } from '../reading/hydrate-keys.js';
import { aboutStream } from '../reading/mapping.js';
import { instantOf } from '../reading/times.js';
import { fieldsLeft, keyOf, translateRow, translateRows } from '../reading/translate-row.js';
import * as z from 'zod';

import { apiUrl, getOne } from './ask.js';
import type { FixfloConfig } from './configuration.js';
import { fixfloDefaults } from './defaults.js';
import { homes } from './map-home.js';
import { readPass } from './read-pass.js';

const stream = 'properties';
/** A property archived longer ago is not asked what it was merged into: whoever looked for it has found it by then. */
const mergesSeenFor = 30 * 86_400_000;

const archived = z.object({ IsDeleted: flag, PropertyAddressId: id, UpdateDate: text });
const propertyAddress = z.object({ PropertyId: id });

/**
 * Property/Search takes no time of change, so everything is read. What is archived is asked for by name: whether the list
 * holds it otherwise is not published.
 */
export function readProperties(
  config: FixfloConfig,
  state: unknown,
  context: ConnectorContext,
): AsyncGenerator<Message> {
  const about = aboutStream(stream, context, fixfloDefaults);
  const list = (isDeleted: string) => ({
    url: apiUrl(config, 'Property/Search', { IsDeleted: isDeleted, pg: 1, pgsz: config.pageSize }),
    pageName: 'pg' as const,
  });
  return readPass(
    {
      stream,
      cursor: null,
      lists: () => [list('false'), list('true')],
      tell: async (rows) => {
        const gone: Message[] = [];
        const here: unknown[] = [];
        for (const row of rows) {
          const became = await archivedAs(row, config, context);
          if (became === null) here.push(row);
          else gone.push(...became);
        }
        return {
          messages: [...gone, ...(await translateRows(here, homes, about, context))],
          changedAt: [],
          fieldsLeft: fieldsLeft(rows, homes),
        };
      },
    },
    config,
    state,
    context,
  );
}

export function hydrateProperties(
  config: FixfloConfig,
  keys: readonly string[],
  context: ConnectorContext,
): AsyncGenerator<Message> {
  const about = aboutStream(stream, context, fixfloDefaults);
  const readKey = async (key: string): Promise<readonly Message[]> => {
    const row = await getOne(apiUrl(config, 'Property', { Id: key }), config, context);
    if (row === null) return [{ type: 'DELETE', stream, key }];
    return (await archivedAs(row, config, context)) ?? translateRow(row, homes, about, key);
  };
  return hydrateKeys(stream, keys, readKey, context);
}

/**
 * What an archived property comes to; null where it is not archived. One whose address now belongs to another property
 * was merged into that. A split leaves nothing to be told by but a property that is new, or is no longer archived.
 */
async function archivedAs(
  row: unknown,
  config: FixfloConfig,
  context: ConnectorContext,
): Promise<readonly Message[] | null> {
  const key = keyOf(row, 'id');
  const read = archived.safeParse(row);
  if (key === null || !read.success || read.data.IsDeleted !== true) return null;
  const gone: readonly Message[] = [{ type: 'DELETE', stream, key }];
  const { PropertyAddressId: address, UpdateDate } = read.data;
  const changed = instantOf(UpdateDate, 'UTC');
  const isOld = changed !== null && Date.parse(changed) < context.now().getTime() - mergesSeenFor;
  if (address === null || isOld) return gone;
  const url = apiUrl(config, `PropertyAddress/${encodeURIComponent(address)}`);
  const into = propertyAddress.safeParse(await getOne(url, config, context)).data?.PropertyId ?? null;
  return into === null || into === '0' || into === key ? gone : [{ type: 'MERGE', stream, from: [key], into }];
}
