import type { WebhookEndpointShown } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { readEndpoints } from './read-endpoints.js';

/** Which of the landlord's systems are told of what. */
@Injectable()
export class ListEndpoints {
  constructor(private readonly database: Database) {}

  async run(organisationId: string): Promise<{ items: WebhookEndpointShown[]; total: number }> {
    const items = await this.database.inOrganisation(organisationId, (db) => readEndpoints(db));
    return { items, total: items.length };
  }
}
