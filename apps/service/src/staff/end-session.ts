import { Injectable } from '@nestjs/common';
import { writeAudit } from '../audit/index.js';
import { readCredential } from '../organisations/index.js';
import { Database } from '../platform/database/database.js';

/** Signs somebody out. A session that is over already, or none at all, is as good as ended. */
@Injectable()
export class EndSession {
  constructor(private readonly database: Database) {}

  async run(text: string): Promise<void> {
    const claim = readCredential('cs', text);
    if (!claim) return;
    await this.database.inOrganisation(claim.organisationId, async (db) => {
      const [ended] = await db.rows<{ staffId: string }>(
        `UPDATE console_sessions SET ended_at = now()
         WHERE organisation_id = $1 AND id = $2 AND secret_hash = $3 AND ended_at IS NULL RETURNING staff_id AS "staffId"`,
        [claim.organisationId, claim.id, claim.secretHash],
      );
      if (!ended) return;
      const actor = `staff:${ended.staffId}`;
      await writeAudit(db, { actor, action: 'console.sign-out', subject: actor });
    });
  }
}
