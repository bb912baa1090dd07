import type { LookShown } from '@doorstep/contracts/http';
import { nameOf } from '../access/index.js';
import type { Transaction } from '../platform/database/database.js';

type Stored = Omit<LookShown, 'changedAt'> & { readonly changedAt: Date };

/** The look of the landlord's panel, as shipped where it set none. */
export async function readLook(db: Transaction): Promise<LookShown> {
  const [set] = await db.rows<Stored>(
    `SELECT preset, accent, theme, density, version,
       ${nameOf('look_settings.changed_by')} AS "changedBy",
       changed_at AS "changedAt"
     FROM look_settings WHERE organisation_id = $1`,
    [db.organisationId],
  );
  if (set) return { ...set, changedAt: set.changedAt.toISOString() };
  return {
    ...{ preset: 'neutral', accent: null, theme: 'auto', density: 'comfortable' },
    ...{ version: 0, changedBy: null, changedAt: null },
  };
}
