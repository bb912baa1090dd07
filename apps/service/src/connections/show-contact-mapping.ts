import type { ContactMappingShown } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { nameOf } from '../access/index.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { contactMappingOf } from './connection.entity.js';
import { findConnection } from './open-connection.js';

/** Which contact type each of a host's events is taken for, and who changed that last. */
@Injectable()
export class ShowContactMapping {
  constructor(private readonly database: Database) {}

  /** `named` is a connection's short name or its id. Throws `Problem` when there is none. */
  async run(organisationId: string, named: string): Promise<ContactMappingShown> {
    return this.database.inOrganisation(organisationId, (db) => readContactMapping(db, named));
  }
}

/** The mapping of the connection with this short name or id. Throws `Problem` when there is none. */
export async function readContactMapping(db: Transaction, named: string): Promise<ContactMappingShown> {
  const connection = await findConnection(db, named);
  const [last] = await db.rows<{ changedBy: string | null }>(
    `SELECT ${nameOf('connections.contact_mapping_changed_by')} AS "changedBy" FROM connections
     WHERE organisation_id = $1 AND id = $2`,
    [db.organisationId, connection.id],
  );
  return {
    version: connection.contactMappingVersion,
    changedBy: last?.changedBy ?? null,
    changedAt: connection.contactMappingChangedAt?.toISOString() ?? null,
    rows: contactMappingOf(connection) as ContactMappingShown['rows'],
  };
}
