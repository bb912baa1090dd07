import type { ConnectionSummary } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { Database } from '../platform/database/database.js';
import { Connection } from './connection.entity.js';

/** Every connection of a landlord, by name. */
@Injectable()
export class ListConnections {
  constructor(private readonly database: Database) {}

  async run(organisationId: string): Promise<ConnectionSummary[]> {
    const rows = await this.database.inOrganisation(organisationId, (db) =>
      db.manager.find(Connection, { where: { organisationId, removedAt: IsNull() }, order: { name: 'ASC' } }),
    );
    return rows.map(summaryOf);
  }
}

/** What a list says of a connection. */
export function summaryOf({ id, name, title, connector, lastCompleteAt }: Connection): ConnectionSummary {
  return { id, name, title, connector, lastCompleteAt: lastCompleteAt?.toISOString() ?? null };
}
