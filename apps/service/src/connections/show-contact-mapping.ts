import type { ContactMappingShown } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { contactMappingOf, type Connection } from './connection.entity.js';
import { findConnection } from './open-connection.js';

/** Which contact type each of a host's events is taken for, and who changed that last. */
@Injectable()
export class ShowContactMapping {
  constructor(private readonly database: Database) {}

  /** `named` is a connection's short name or its id. Throws `Problem` when there is none. */
  async run(organisationId: string, named: string): Promise<ContactMappingShown> {
    return shown(await this.database.inOrganisation(organisationId, (db) => findConnection(db, named)));
  }
}

function shown(row: Connection): ContactMappingShown {
  return {
    version: row.contactMappingVersion,
    changedBy: row.contactMappingChangedBy,
    changedAt: row.contactMappingChangedAt?.toISOString() ?? null,
    rows: contactMappingOf(row) as ContactMappingShown['rows'],
  };
}
