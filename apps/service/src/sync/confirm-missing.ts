import { Injectable } from '@nestjs/common';
import { writeAudit } from '../audit/index.js';
import { findConnection } from '../connections/index.js';
import { Database } from '../platform/database/database.js';
import { Problem } from '../platform/problem.js';

/**
 * Says that the many records that are missing from a stream really are gone: the next read of it from its start removes
 * them, once. After that the guard is back.
 */
@Injectable()
export class ConfirmMissing {
  constructor(private readonly database: Database) {}

  /** Throws `Problem` when no deletes of that stream are held. */
  async run(actor: string, organisationId: string, named: string, stream: string): Promise<void> {
    await this.database.inOrganisation(organisationId, async (db) => {
      const { id } = await findConnection(db, named);
      const marked = await db.rows(
        `UPDATE stream_states s SET may_remove_many = true
         WHERE s.organisation_id = $1 AND s.connection_id = $2 AND s.stream = $3 AND EXISTS (
           SELECT FROM held_rows h WHERE h.organisation_id = $1 AND h.connection_id = $2 AND h.stream = $3
             AND h.code = 'many-vanished' AND h.released_at IS NULL)
         RETURNING 1`,
        [organisationId, id, stream],
      );
      if (marked.length === 0)
        throw new Problem('not-known', 'nothing-missing', `No records are held back in ${stream}. See: held list.`);
      await writeAudit(db, { actor, action: 'held.confirm', subject: `connection:${id}`, detail: { stream } });
    });
  }
}
