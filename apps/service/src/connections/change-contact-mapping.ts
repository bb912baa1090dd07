import { changeContactMapping, type ContactMappingShown } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import { Problem, parseInput } from '../platform/problem.js';
import { checkContactMapping } from './check-contact-mapping.js';
import { findConnection } from './open-connection.js';
import { readContactMapping } from './show-contact-mapping.js';

/**
 * Puts a new mapping in place of a connection's, the whole table at once. It holds for contacts that come from the
 * next run on: what a contact was taken for before stays.
 */
@Injectable()
export class ChangeContactMapping {
  constructor(private readonly database: Database) {}

  /** Throws `Problem` for a mapping that cannot be used, and when another change came in between: who made it, and when. */
  async run(actor: string, organisationId: string, named: string, raw: unknown): Promise<ContactMappingShown> {
    const { version, rows } = parseInput(changeContactMapping, raw);
    checkContactMapping(rows);
    return this.database.inOrganisation(organisationId, async (db) => {
      const { id } = await findConnection(db, named);
      const [changed] = await db.rows<{ version: number }>(
        `UPDATE connections SET contact_mapping = $3, contact_mapping_version = contact_mapping_version + 1,
           contact_mapping_changed_by = $4, contact_mapping_changed_at = now()
         WHERE organisation_id = $1 AND id = $2 AND contact_mapping_version = $5
         RETURNING contact_mapping_version AS version`,
        [organisationId, id, JSON.stringify(rows), actor, version],
      );
      const stored = await readContactMapping(db, named);
      if (!changed) throw changedMeanwhile(stored);
      await writeAudit(db, {
        actor,
        action: 'connection.contact-mapping',
        subject: `connection:${id}`,
        detail: { version: changed.version, rows: rows.length },
      });
      return stored;
    });
  }
}

function changedMeanwhile(stored: ContactMappingShown): Problem {
  const { version, changedBy, changedAt } = stored;
  const last = changedBy === null ? 'It is as shipped' : `${changedBy} changed it at ${changedAt}`;
  return new Problem(
    'conflict',
    'mapping-changed',
    `The contact mapping is at version ${version} now. ${last}. Read it again and put your change on top.`,
    stored,
  );
}
