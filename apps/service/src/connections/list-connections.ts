import type { ConnectionSummary } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { Connection } from './connection.entity.js';

/** Every connection of a landlord, by name. */
@Injectable()
export class ListConnections {
  constructor(private readonly database: Database) {}

  async run(organisationId: string): Promise<ConnectionSummary[]> {
    const rows = await this.database.inOrganisation(organisationId, (db) =>
      db.manager.find(Connection, { where: { organisationId }, order: { name: 'ASC' } }),
    );
    return rows.map((row) => ({
      id: row.id,
      name: row.name,
      title: row.title,
      connector: row.connector,
      lastCompleteAt: row.lastCompleteAt?.toISOString() ?? null,
    }));
  }
}
