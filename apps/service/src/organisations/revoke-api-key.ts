import { Injectable } from '@nestjs/common';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import { Problem } from '../platform/problem.js';

/** Ends an API key: whoever has it is refused from then on. One that is ended stays so. */
@Injectable()
export class RevokeApiKey {
  constructor(private readonly database: Database) {}

  /** Throws `Problem` when there is no such key. */
  async run(actor: string, organisationId: string, id: string): Promise<void> {
    await this.database.inOrganisation(organisationId, async (db) => {
      const [known] = await db.rows<{ isRevoked: boolean }>(
        `SELECT revoked_at IS NOT NULL AS "isRevoked" FROM api_keys WHERE organisation_id = $1 AND id = $2`,
        [organisationId, id],
      );
      if (!known) throw new Problem('not-known', 'api-key-unknown', 'There is no such API key. Look at the list.');
      if (known.isRevoked) return;
      await db.rows('UPDATE api_keys SET revoked_at = now() WHERE organisation_id = $1 AND id = $2', [
        organisationId,
        id,
      ]);
      await writeAudit(db, { actor, action: 'api-key.revoke', subject: `api-key:${id}` });
    });
  }
}
