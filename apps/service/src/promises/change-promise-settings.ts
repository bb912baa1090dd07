import { promiseSettingsRequest, type PromiseSettings } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../access/index.js';
import { writeAudit } from '../audit/index.js';
import { Database, type Transaction } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { parseInput, Problem } from '../platform/problem.js';

/** Sets after how many months without anything done a promise is just words. */
@Injectable()
export class ChangePromiseSettings {
  constructor(private readonly database: Database) {}

  /** Throws `Problem`; `changed-since` carries what is stored now as `current`. */
  async run(caller: Caller, raw: unknown): Promise<PromiseSettings> {
    refuseUnless(caller.roles, 'settings.change');
    const { was, justWordsMonths } = parseInput(promiseSettingsRequest, raw);
    return this.database.inOrganisation(caller.organisationId, async (db) => {
      const changed = await db.rows<PromiseSettings>(
        `UPDATE organisations SET just_words_months = $2 WHERE id = $1 AND just_words_months = $3
         RETURNING just_words_months AS "justWordsMonths"`,
        [db.organisationId, justWordsMonths, was],
      );
      if (!changed[0])
        throw new Problem('conflict', 'changed-since', 'Somebody set another number of months since you looked.', {
          justWordsMonths: await readJustWordsMonths(db),
        });
      await writeAudit(db, {
        actor: caller.actor,
        action: 'promise.settings',
        subject: `organisation:${db.organisationId}`,
        detail: { justWordsMonths },
      });
      return changed[0];
    });
  }
}

/** After how many months without anything done a promise is just words. */
export async function readJustWordsMonths(db: Transaction): Promise<number> {
  const [row] = await db.rows<{ months: number }>(
    'SELECT just_words_months AS months FROM organisations WHERE id = $1',
    [db.organisationId],
  );
  if (!row) throw new Error('There is no such organisation.');
  return row.months;
}
