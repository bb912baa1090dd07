import type { ChangeConsoleSession } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { Problem } from '../platform/problem.js';

/** Sets the language somebody reads the console in, until they choose another. */
@Injectable()
export class ChangeLanguage {
  constructor(private readonly database: Database) {}

  /** Throws `Problem` for an API key, which reads nothing. */
  async run({ organisationId, actor }: Caller, { locale }: ChangeConsoleSession): Promise<void> {
    const staffId = /^staff:(.+)$/.exec(actor)?.[1];
    if (staffId === undefined)
      throw new Problem('not-allowed', 'not-staff', 'Only somebody who is signed in to the console has a language.');
    await this.database.inOrganisation(organisationId, (db) =>
      db.rows('UPDATE staff SET locale = $3 WHERE organisation_id = $1 AND id = $2', [organisationId, staffId, locale]),
    );
  }
}
