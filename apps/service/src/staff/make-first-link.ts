import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { Database } from '../platform/database/database.js';
import { addStaff } from './add-staff.js';
import { makeLink } from './make-sign-in-link.js';

const names = { administrator: 'Administrator', lead: 'Lead' } as const;

/**
 * Makes the link that whoever starts the service on the embedded database signs in with, as administrator or, in the
 * demonstration, as the lead, who may read what residents said: always for the same person of that role, and only the
 * last one works. For start-up only: no request can reach it.
 */
@Injectable()
export class MakeFirstLink {
  constructor(private readonly database: Database) {}

  async run(
    actor: string,
    organisationId: string,
    role: keyof typeof names = 'administrator',
    name: string = names[role],
  ): Promise<{ address: string }> {
    return this.database.inOrganisation(organisationId, async (db) => {
      const [known] = await db.rows<{ id: string }>(
        `SELECT id FROM staff WHERE organisation_id = $1 AND added_by = $2 AND $3 = ANY (roles)
           AND removed_at IS NULL ORDER BY added_at LIMIT 1`,
        [organisationId, actor, role],
      );
      const id = known?.id ?? uuidv7();
      if (!known) await addStaff(db, actor, id, { name, roles: [role] });
      return makeLink(db, actor, id);
    });
  }
}
