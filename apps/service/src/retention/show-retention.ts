import type { RetentionShown } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { readRetention } from './read-retention.js';

/** How long the landlord keeps each kind of thing. */
@Injectable()
export class ShowRetention {
  constructor(private readonly database: Database) {}

  async run(organisationId: string): Promise<{ items: RetentionShown[]; total: number }> {
    const items = await this.database.inOrganisation(organisationId, (db) => readRetention(db));
    return { items, total: items.length };
  }
}
