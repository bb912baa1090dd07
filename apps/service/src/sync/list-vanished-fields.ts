import type { VanishedField } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { instant } from '../platform/database/instant.js';
import { effectOf } from './count-fields.js';
import type { MirroredEntity } from './mirror-tables.js';

/** For as long as somebody may still want to match another field; by then it is how the system is. */
export const DAYS_TOLD = 90;

/** Fields that a system sent and no longer sends, those that something hangs on first. */
@Injectable()
export class ListVanishedFields {
  constructor(private readonly database: Database) {}

  async run(organisationId: string): Promise<{ items: VanishedField[]; total: number }> {
    const found = await this.database.inOrganisation(organisationId, (db) =>
      db.rows<Omit<VanishedField, 'effect'> & { entity: MirroredEntity }>(
        `SELECT c.name AS connection, c.title AS system, f.stream, f.entity, f.field, f.had, f.present,
           ${instant('f.had_at')} AS "hadAt", ${instant('f.vanished_at')} AS "vanishedAt"
         FROM stream_fields f JOIN connections c ON c.organisation_id = $1 AND c.id = f.connection_id AND c.removed_at IS NULL
         WHERE f.organisation_id = $1 AND f.vanished_at > now() - make_interval(days => $2)
         ORDER BY c.name, f.stream, f.field`,
        [organisationId, DAYS_TOLD],
      ),
    );
    const items = found.map((one) => ({ ...one, effect: effectOf[one.entity][one.field] ?? 'nothing' }));
    const later = ({ effect }: VanishedField) => Number(effect === 'nothing');
    return { items: items.toSorted((one, other) => later(one) - later(other)), total: items.length };
  }
}
