import type { StreamSpec } from '@doorstep/connectors';
import type { OpenedConnection } from '../connections/index.js';
import type { Database } from '../platform/database/database.js';
import { noPage, noteOn } from './page.js';
import type { StreamCounts } from './stream-counts.js';
import { writePage } from './write-page.js';

/**
 * Reads single records again and writes what comes. Says nothing of how far the stream was read. A key that still cannot
 * be read stays held; one whose reading was broken off is left as it is.
 */
export async function rereadKeys(
  database: Database,
  connection: OpenedConnection,
  stream: StreamSpec,
  keys: readonly string[],
  counts: StreamCounts,
): Promise<void> {
  if (keys.length === 0) return;
  const { connector, configuration, context } = connection;
  const page = noPage();
  for await (const message of connector.hydrate(configuration, stream.name, keys, context)) {
    if (message.type === 'PROBLEM' && (message.key === null || message.retryable)) continue;
    noteOn(page, message);
  }
  await writePage(database, connection, stream, page, counts, async () => undefined);
}
