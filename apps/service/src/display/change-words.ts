import { changeWords, type WordsShown } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import { parseInput, Problem } from '../platform/problem.js';
import { readWords } from './read-words.js';

/**
 * Sets what the landlord's staff call the people who live in its homes, in how many days they are told of a reply,
 * after how many what waits is raised, and whether follow-ups go to whoever knows the home.
 */
@Injectable()
export class ChangeWords {
  constructor(private readonly database: Database) {}

  /** Throws `Problem`; when somebody else changed it meanwhile, with what stands now as `current`. */
  async run(actor: string, organisationId: string, raw: unknown): Promise<WordsShown> {
    const { residentWord, replyDays, waitingDays, keepsKnownPerson, version } = parseInput(changeWords, raw);
    return this.database.inOrganisation(organisationId, async (db) => {
      const written = await db.rows(
        version === 0
          ? `INSERT INTO word_settings (organisation_id, resident_word, version, changed_by, reply_days, waiting_days,
               keeps_known_person)
             SELECT $1, $2, $3 + 1, $4, CASE WHEN $5 THEN $6::int END, CASE WHEN $7 THEN $8::int END, coalesce($9::boolean, true)
             ON CONFLICT (organisation_id) DO NOTHING RETURNING version`
          : `UPDATE word_settings SET resident_word = $2, version = version + 1, changed_by = $4, changed_at = now(),
               reply_days = CASE WHEN $5 THEN $6::int ELSE reply_days END,
               waiting_days = CASE WHEN $7 THEN $8::int ELSE waiting_days END,
               keeps_known_person = coalesce($9::boolean, keeps_known_person)
             WHERE organisation_id = $1 AND version = $3 RETURNING version`,
        [
          ...[organisationId, residentWord, version, actor, replyDays !== undefined, replyDays ?? null],
          ...[waitingDays !== undefined, waitingDays ?? null, keepsKnownPerson ?? null],
        ],
      );
      const now = await readWords(db);
      if (written.length === 0)
        throw new Problem(
          'conflict',
          'words-changed',
          'Somebody changed this meanwhile. Look at what stands now and put your change on top.',
          now,
        );
      await writeAudit(db, {
        actor,
        action: 'words.change',
        subject: `organisation:${organisationId}`,
        detail: {
          ...{ residentWord, replyDays: now.replyDays, waitingDays: now.waitingDays },
          ...{ keepsKnownPerson: now.keepsKnownPerson, version: now.version },
        },
      });
      return now;
    });
  }
}
