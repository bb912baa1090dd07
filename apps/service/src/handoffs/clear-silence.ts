import { clearSilenceRequest, type ClearSilenceRequest } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import { parseInput } from '../platform/problem.js';
import { placeOfReference } from './find-place.js';

/**
 * Ends the quiet around a household, when someone who is trained for it says that it may be asked again. It answers the
 * same whether there was any, so that it cannot be used to find out.
 */
@Injectable()
export class ClearSilence {
  constructor(private readonly database: Database) {}

  /** Throws `Problem` for a record that is not known. */
  async run(actor: string, organisationId: string, raw: ClearSilenceRequest): Promise<void> {
    const { by, ...about } = parseInput(clearSilenceRequest, raw);
    await this.database.inOrganisation(organisationId, async (db) => {
      const { householdId } = await placeOfReference(db, about);
      const ended = await db.rows<{ id: string }>(
        `UPDATE silences SET ended_at = now(), ended_by = $3
         WHERE organisation_id = $1 AND household_id = $2 AND ended_at IS NULL RETURNING id`,
        [organisationId, householdId, by],
      );
      for (const { id } of ended) await writeAudit(db, { actor, action: 'silence.clear', subject: `silence:${id}` });
    });
  }
}
