import type { RetentionShown } from '@doorstep/contracts/http';
import { retentionKinds, type RetentionKindName } from '@doorstep/domain';
import { nameOf } from '../access/index.js';
import type { Transaction } from '../platform/database/database.js';

interface Stored {
  readonly kind: string;
  readonly months: number | null;
  readonly version: number;
  readonly changedBy: string;
  readonly changedAt: Date;
  readonly ranAt: Date | null;
  readonly removed: number | null;
}

/** How long each kind is kept, whether it is set or not. */
export async function readRetention(db: Transaction): Promise<RetentionShown[]> {
  const stored = await db.rows<Stored>(
    `SELECT kind, months, version,
       ${nameOf('retention_settings.changed_by')} AS "changedBy",
       changed_at AS "changedAt", ran_at AS "ranAt", removed
     FROM retention_settings WHERE organisation_id = $1`,
    [db.organisationId],
  );
  return (Object.keys(retentionKinds) as RetentionKindName[]).map((kind) => {
    const { months: suggested, atLeast, source } = retentionKinds[kind];
    const set = stored.find((one) => one.kind === kind);
    return {
      ...{ kind, suggested, atLeast, source },
      months: set?.months ?? null,
      version: set?.version ?? 0,
      changedBy: set?.changedBy ?? null,
      changedAt: set?.changedAt.toISOString() ?? null,
      lastRun: set?.ranAt ? { at: set.ranAt.toISOString(), removed: set.removed ?? 0 } : null,
    };
  });
}
