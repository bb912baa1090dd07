import { changeOrganisation, type ChangeOrganisation, type OrganisationShown } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import { parseInput } from '../platform/problem.js';

/** Says what the landlord is called. Its short name stays: links and folders carry it. */
@Injectable()
export class RenameOrganisation {
  constructor(private readonly database: Database) {}

  /** Throws `Problem` for a name that is empty. */
  async run(actor: string, organisationId: string, raw: ChangeOrganisation): Promise<OrganisationShown> {
    const { name } = parseInput(changeOrganisation, raw);
    return this.database.inOrganisation(organisationId, async (db) => {
      const [renamed] = await db.rows<OrganisationShown>(
        'UPDATE organisations SET name = $2 WHERE id = $1 RETURNING id, slug, name',
        [organisationId, name],
      );
      await writeAudit(db, { actor, action: 'organisation.rename', subject: `organisation:${organisationId}` });
      return renamed!;
    });
  }
}
