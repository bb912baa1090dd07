import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { Database } from '../platform/database/database.js';
import { addStaff } from './add-staff.js';
import { makeLink } from './make-sign-in-link.js';

/**
 * Makes the link that whoever starts the service on the embedded database signs in with, as administrator: always for
 * the same person, and only the last one works. For start-up only: no request can reach it.
 */
@Injectable()
export class MakeFirstLink {
  constructor(private readonly database: Database) {}

  async run(actor: string, organisationId: string): Promise<{ address: string }> {
    return this.database.inOrganisation(organisationId, async (db) => {
      const [known] = await db.rows<{ id: string }>(
        `SELECT id FROM staff WHERE organisation_id = $1 AND added_by = $2 AND 'administrator' = ANY (roles)
           AND removed_at IS NULL ORDER BY added_at LIMIT 1`,
        [organisationId, actor],
      );
      const id = known?.id ?? uuidv7();
      if (!known) await addStaff(db, actor, id, { name: 'Administrator', roles: ['administrator'] });
      return makeLink(db, actor, id);
    });
  }
}
