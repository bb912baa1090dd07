import { Injectable } from '@nestjs/common';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import { Problem } from '../platform/problem.js';
import { markStep } from './mark-step.js';

/** Keeps that somebody looked through the questions that ship, and that they are the ones asked where no rule holds. */
@Injectable()
export class UseShippedQuestions {
  constructor(private readonly database: Database) {}

  /** Throws `Problem` while no system is connected: there is nobody yet to ask. */
  async run(actor: string, organisationId: string): Promise<void> {
    await this.database.inOrganisation(organisationId, async (db) => {
      const [connection] = await db.rows<{ id: string }>(
        'SELECT id FROM connections WHERE organisation_id = $1 AND removed_at IS NULL ORDER BY created_at, id LIMIT 1',
        [organisationId],
      );
      if (!connection)
        throw new Problem('conflict', 'nothing-connected', 'Connect your system first: there is nobody yet to ask.');
      await markStep(db, 'questions', connection.id, actor);
      await writeAudit(db, { actor, action: 'questions.use', subject: `organisation:${organisationId}` });
    });
  }
}
