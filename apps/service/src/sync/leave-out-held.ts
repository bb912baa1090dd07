import { heldReasonRequest } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { writeAudit } from '../audit/index.js';
import { findConnection } from '../connections/index.js';
import { Database } from '../platform/database/database.js';
import { parseInput } from '../platform/problem.js';

/**
 * Leaves the rows of one reason out, or takes them in again. They stay held and are tried on every run as before; what is
 * left out is only no longer counted as something to look at.
 */
@Injectable()
export class LeaveOutHeld {
  constructor(private readonly database: Database) {}

  /** Throws `Problem` when there is no such connection. Answers how many rows it was. */
  async run(actor: string, organisationId: string, raw: unknown, isLeftOut: boolean): Promise<{ rows: number }> {
    const { connection, stream, code, message } = parseInput(heldReasonRequest, raw);
    return this.database.inOrganisation(organisationId, async (db) => {
      const { id } = await findConnection(db, connection);
      const rows = await db.rows(
        `UPDATE held_rows SET left_out_at = CASE WHEN $6 THEN coalesce(left_out_at, now()) END, left_out_by = CASE WHEN $6 THEN $7 END
         WHERE organisation_id = $1 AND connection_id = $2 AND stream = $3 AND code = $4 AND message = $5
           AND released_at IS NULL AND (left_out_at IS NULL) = $6
         RETURNING id`,
        [organisationId, id, stream, code, message, isLeftOut, actor],
      );
      await writeAudit(db, {
        actor,
        action: isLeftOut ? 'held.leave-out' : 'held.take-in',
        subject: `connection:${id}`,
        detail: { stream, code, rows: rows.length },
      });
      return { rows: rows.length };
    });
  }
}
