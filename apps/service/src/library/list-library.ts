import type { LibraryList } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { gatherLibrary } from './gather-library.js';

/** Every prompt of a landlord, in use, drafted or retired, by code. */
@Injectable()
export class ListLibrary {
  constructor(private readonly database: Database) {}

  async run(organisationId: string): Promise<LibraryList> {
    const { version, prompts } = await this.database.inOrganisation(organisationId, (db) => gatherLibrary(db));
    const items = prompts.map(({ versions: _, ...one }) => one);
    return { items, total: items.length, libraryVersion: version };
  }
}
