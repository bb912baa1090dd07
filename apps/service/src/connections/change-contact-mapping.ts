import { changeContactMapping, type ContactMappingShown } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import { Problem, parseInput } from '../platform/problem.js';
import { checkContactMapping } from './check-contact-mapping.js';
import { findConnection } from './open-connection.js';

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
      const [changed] = await db.rows<{ version: number; changedAt: Date }>(
        `UPDATE connections SET contact_mapping = $3, contact_mapping_version = contact_mapping_version + 1,
           contact_mapping_changed_by = $4, contact_mapping_changed_at = now()
         WHERE organisation_id = $1 AND id = $2 AND contact_mapping_version = $5
         RETURNING contact_mapping_version AS version, contact_mapping_changed_at AS "changedAt"`,
        [organisationId, id, JSON.stringify(rows), actor, version],
      );
      if (!changed) throw changedMeanwhile(await findConnection(db, named));
      await writeAudit(db, {
        actor,
        action: 'connection.contact-mapping',
        subject: `connection:${id}`,
        detail: { version: changed.version, rows: rows.length },
      });
      return { version: changed.version, changedBy: actor, changedAt: changed.changedAt.toISOString(), rows };
    });
  }
}

function changedMeanwhile(stored: {
  readonly contactMappingVersion: number;
  readonly contactMappingChangedBy: string | null;
  readonly contactMappingChangedAt: Date | null;
}): Problem {
  const { contactMappingVersion, contactMappingChangedBy, contactMappingChangedAt } = stored;
  const last =
    contactMappingChangedBy === null
      ? 'It is as shipped'
      : `${contactMappingChangedBy} changed it at ${contactMappingChangedAt?.toISOString()}`;
  return new Problem(
    'conflict',
    'mapping-changed',
    `The contact mapping is at version ${contactMappingVersion} now. ${last}. Read it again and put your change on top.`,
  );
}
