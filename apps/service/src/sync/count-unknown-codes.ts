import type { Transaction } from '../platform/database/database.js';

export interface UnknownCode {
  readonly stream: string;
  readonly field: string;
  readonly value: string;
}

/** Adds up codes the mapping does not know, for an administrator to match. They came through as `unknown`. */
export async function countUnknownCodes(
  db: Transaction,
  connectionId: string,
  codes: readonly UnknownCode[],
): Promise<void> {
  if (codes.length === 0) return;
  await db.rows(
    `INSERT INTO unknown_codes AS u (organisation_id, connection_id, stream, field, value, times)
     SELECT $1, $2, r.stream, r.field, left(r.value, 200), count(*)
     FROM jsonb_to_recordset($3::jsonb) AS r (stream text, field text, value text)
     GROUP BY r.stream, r.field, left(r.value, 200)
     ON CONFLICT (organisation_id, connection_id, stream, field, value)
     DO UPDATE SET times = u.times + excluded.times, last_seen_at = now()`,
    [db.organisationId, connectionId, JSON.stringify(codes)],
  );
}
