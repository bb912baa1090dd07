import { Injectable } from '@nestjs/common';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import { findConnection } from './open-connection.js';

/**
 * Whether a note in the host says that a resident was heard. Off until an administrator wants it: whoever reads the
 * record there, income and anti-social behaviour teams too, then sees that something was said.
 */
@Injectable()
export class SetNotes {
  constructor(private readonly database: Database) {}

  /** Throws `Problem` when there is no such connection. */
  async run(actor: string, organisationId: string, named: string, writesNotes: boolean): Promise<void> {
    await this.database.inOrganisation(organisationId, async (db) => {
      const { id } = await findConnection(db, named);
      await db.rows('UPDATE connections SET writes_notes = $3 WHERE organisation_id = $1 AND id = $2', [
        organisationId,
        id,
        writesNotes,
      ]);
      await writeAudit(db, {
        actor,
        action: 'connection.notes',
        subject: `connection:${id}`,
        detail: { writesNotes },
      });
    });
  }
}
