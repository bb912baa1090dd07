import { tieWarningRequest, type AskShown } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../access/index.js';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { parseInput, Problem } from '../platform/problem.js';
import { showAsk } from './show-ask.js';

/** Says which option a warning is about, or that it is about none of them. What was said last counts. */
@Injectable()
export class TieWarning {
  constructor(private readonly database: Database) {}

  /** Throws `Problem` for what is no warning in this ask, and for an option that it has not. */
  async run(caller: Caller, id: string, voiceId: string, raw: unknown): Promise<AskShown> {
    refuseUnless(caller.roles, 'voices.sort');
    const { option } = parseInput(tieWarningRequest, raw);
    return this.database.inOrganisation(caller.organisationId, async (db) => {
      const ask = await showAsk(db, id, caller.roles);
      if (!ask.warnings.some((one) => one.voiceId === voiceId))
        throw new Problem(
          'not-known',
          'warning-unknown',
          'There is no such warning in this ask. Sort it as one first.',
        );
      if (option !== null && option > ask.content.options.length)
        throw new Problem('bad-input', 'option-unknown', 'option: this ask has no option of that number.');
      await db.rows(
        `INSERT INTO ask_warnings (organisation_id, ask_id, voice_id, option_number, tied_by) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (organisation_id, ask_id, voice_id) DO UPDATE SET option_number = excluded.option_number,
           tied_by = excluded.tied_by, tied_at = now()`,
        [db.organisationId, id, voiceId, option, caller.actor],
      );
      await writeAudit(db, { actor: caller.actor, action: 'ask.warning', subject: `ask:${id}`, detail: { option } });
      return showAsk(db, id, caller.roles);
    });
  }
}
