import { Injectable } from '@nestjs/common';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import { findConnection } from './open-connection.js';

/** Points a connection at another address of the same system. What was brought in stays. */
@Injectable()
export class MoveConnection {
  constructor(private readonly database: Database) {}

  /** `field` is the connector's address setting, e.g. `housingUrl`. */
  async run(actor: string, organisationId: string, named: string, field: string, address: string): Promise<void> {
    await this.database.inOrganisation(organisationId, async (db) => {
      const { id } = await findConnection(db, named);
      await db.rows(
        `UPDATE connections SET configuration = configuration || jsonb_build_object($3::text, $4::text) WHERE organisation_id = $1 AND id = $2`,
        [organisationId, id, field, address],
      );
      await writeAudit(db, { actor, action: 'connection.move', subject: `connection:${id}` });
    });
  }
}
