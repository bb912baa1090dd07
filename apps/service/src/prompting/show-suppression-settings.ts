import type { SuppressionSettingsLevel, SuppressionSettingsShown } from '@doorstep/contracts/http';
import { lengths, type Length } from '@doorstep/domain';
import { Injectable } from '@nestjs/common';
import { nameOf } from '../access/index.js';
import { Database, type Transaction } from '../platform/database/database.js';

/** How long people are left in peace: every length as shipped with its floor, and what the landlord set where. */
@Injectable()
export class ShowSuppressionSettings {
  constructor(private readonly database: Database) {}

  async run(organisationId: string): Promise<SuppressionSettingsShown> {
    const levels = await this.database.inOrganisation(organisationId, (db) => readLevels(db));
    return { lengths: Object.entries(lengths).map(([name, length]) => shown(name, length)), levels };
  }
}

/** Every level at which something is set; `level` and `code` narrow it to one. */
export async function readLevels(
  db: Transaction,
  level: string | null = null,
  code: string | null = null,
): Promise<SuppressionSettingsLevel[]> {
  const rows = await db.rows<Omit<SuppressionSettingsLevel, 'changedAt'> & { changedAt: Date }>(
    `SELECT level, nullif(code, '') AS code, nation, lengths, version,
       (SELECT array_to_string(h.address_lines, ', ') FROM homes h
        WHERE h.organisation_id = $1 AND h.reference_id = suppression_settings.code AND h.deleted_at IS NULL LIMIT 1) AS place,
       ${nameOf('suppression_settings.changed_by')} AS "changedBy", changed_at AS "changedAt"
     FROM suppression_settings
     WHERE organisation_id = $1 AND ($2::text IS NULL OR (level = $2 AND code = coalesce($3, '')))
     ORDER BY array_position(ARRAY['organisation', 'patch', 'scheme'], level), code`,
    [db.organisationId, level, code],
  );
  return rows.map((row) => ({ ...row, changedAt: row.changedAt.toISOString() }));
}

function shown(name: string, { row, unit, value, floor, source }: Length): SuppressionSettingsShown['lengths'][number] {
  return {
    name,
    row,
    unit,
    shipped: value,
    atLeast: 'atLeast' in floor ? floor.atLeast : null,
    atMost: 'atMost' in floor ? floor.atMost : null,
    source,
  };
}
