import type { LookShown } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { readLook } from './read-look.js';

/** How the landlord's panel looks where its host says nothing else. */
@Injectable()
export class ShowLook {
  constructor(private readonly database: Database) {}

  async run(organisationId: string): Promise<LookShown> {
    return this.database.inOrganisation(organisationId, readLook);
  }
}
