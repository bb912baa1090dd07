import type { Hint } from '@doorstep/connectors';
import type { Transaction } from '../platform/database/database.js';
import { notice } from '../platform/queue/notices.js';

/** More than these are not asked for one by one: then the next run finds them. */
export const mostKeys = 1000;

/** Notes records to read again, at once where their stream can be asked for single keys, else with the next run. */
export async function noteHints(db: Transaction, connectionId: string, hints: readonly Hint[]): Promise<void> {
  const rows = hints.flatMap(({ stream, keys }) =>
    (keys === 'changes' || keys.length > mostKeys ? [''] : keys).map((key) => ({ stream, key: key.slice(0, 200) })),
  );
  if (rows.length === 0) return;
  await db.rows(
    `INSERT INTO webhook_hints (organisation_id, connection_id, stream, key, noted_at)
     SELECT $1, $2, h.stream, h.key, clock_timestamp() FROM jsonb_to_recordset($3::jsonb) AS h (stream text, key text)
     ON CONFLICT (organisation_id, connection_id, stream, key) DO UPDATE SET noted_at = excluded.noted_at`,
    [
      db.organisationId,
      connectionId,
      JSON.stringify([...new Map(rows.map((one) => [`${one.stream} ${one.key}`, one])).values()]),
    ],
  );
  await notice(db, 'hint', [connectionId]);
}
