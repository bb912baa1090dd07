import { changeCaseRequest, type ChangeCaseRequest, type PrivacyCase } from '@doorstep/contracts/http';
import { dueAfterPause } from '@doorstep/domain';
import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../access/index.js';
import { writeAudit } from '../audit/index.js';
import { Database, type Transaction } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { parseInput, Problem } from '../platform/problem.js';
import { changeCaseRow, readCase, refuseClosed, shown, todayInLondon, type StoredCase } from './read-case.js';

/** Stops the clock of a case with a reason, lets it go on, or closes the case with what was done. */
@Injectable()
export class ChangeCase {
  constructor(private readonly database: Database) {}

  /** Throws `Problem`; when somebody else changed it meanwhile, with what stands now as `current`. */
  async run(caller: Caller, id: string, raw: unknown): Promise<PrivacyCase> {
    refuseUnless(caller.roles, 'privacy.export');
    const change = parseInput(changeCaseRequest, raw);
    return this.database.inOrganisation(caller.organisationId, async (db) => {
      const before = await readCase(db, id);
      if (before.version !== change.version)
        throw new Problem(
          'conflict',
          'case-changed',
          'Somebody changed this meanwhile. Look at what stands now and put your change on top.',
          shown(before),
        );
      refuseClosed(before);
      const now = await write(db, caller.actor, before, change);
      await writeAudit(db, {
        actor: caller.actor,
        action: `privacy.${change.do}`,
        subject: `privacy-case:${id}`,
        detail: change.do === 'pause' ? { because: change.because } : change.do === 'close' ? { as: change.as } : {},
      });
      return now;
    });
  }
}

async function write(
  db: Transaction,
  actor: string,
  { id, dueOn, pausedOn }: StoredCase,
  change: ChangeCaseRequest,
): Promise<PrivacyCase> {
  switch (change.do) {
    case 'pause':
      if (pausedOn !== null) throw new Problem('conflict', 'case-paused', 'Its clock stands still already.');
      return changeCaseRow(db, actor, id, `paused_on = ${todayInLondon}, paused_because = $4`, [change.because]);
    case 'resume': {
      if (pausedOn === null) throw new Problem('conflict', 'case-running', 'Its clock is running already.');
      const [day] = await db.rows<{ today: string }>(`SELECT ${todayInLondon}::text AS today`);
      const later = dueAfterPause(dueOn, pausedOn, day!.today);
      return changeCaseRow(db, actor, id, 'paused_on = NULL, paused_because = NULL, due_on = $4', [later]);
    }
    case 'close':
      return changeCaseRow(db, actor, id, `closed_on = ${todayInLondon}, closed_as = $4`, [change.as]);
  }
}
