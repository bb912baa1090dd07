import { eraseRequest, type PrivacyCase } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../access/index.js';
import { writeAudit } from '../audit/index.js';
import { Database, type Transaction } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { parseInput, Problem } from '../platform/problem.js';
import { erasedHash } from '../sync/index.js';
import { EraseResident } from './erase-resident.js';
import { ErasureJournal, takeErasure, type Erasure } from './erasure-journal.js';
import { residentOf, type Resident } from './find-resident.js';
import { changeCaseRow, readOpenCase, todayInLondon, type StoredCase } from './read-case.js';

/**
 * Erases a person, all at once or not at all: who they are, what they said, photos of their home, and how to reach them.
 * A hash of their reference stays, so that nothing brings them back, neither a sync nor a backup (`ReplayErasures`); that
 * somebody was heard stays counted.
 */
@Injectable()
export class ErasePerson {
  constructor(
    private readonly database: Database,
    private readonly eraseResident: EraseResident,
    private readonly journal: ErasureJournal,
  ) {}

  /** Answers the case, closed. Throws `Problem` unless the reference is theirs and the case is open and asks for it. */
  async run(caller: Caller, caseId: string, raw: unknown): Promise<PrivacyCase> {
    refuseUnless(caller.roles, 'privacy.erase');
    const { reference } = parseInput(eraseRequest, raw);
    const { actor } = caller;
    return this.database.inOrganisation(caller.organisationId, async (db) => {
      await takeErasure(db, caseId);
      const asked = await readOpenCase(db, caseId, 'erase');
      const { personId } = asked;
      const resident = await residentOf(db, personId);
      if (resident.reference !== reference)
        throw new Problem('bad-input', 'not-their-reference', 'Type the reference of the person whose case this is.');
      const { day, entry } = await entryOf(db, asked, resident);
      let key: string | undefined;
      try {
        // Before the transaction ends: killed in between, the journal has it done at the next start.
        const detail = await this.eraseResident.run(db, actor, resident, async () => {
          key = await this.journal.put(db.organisationId, day, entry);
        });
        await writeAudit(db, { actor, action: 'privacy.erase', subject: `person:${personId}`, detail });
        return await changeCaseRow(db, actor, caseId, `closed_on = ${todayInLondon}, closed_as = 'erased'`);
      } catch (error) {
        // Nothing is erased, and whoever asked is told so.
        if (key !== undefined) await this.journal.remove({ key }).catch(() => undefined);
        throw error;
      }
    });
  }
}

/** What the journal keeps of them, and under which day. */
async function entryOf(
  db: Transaction,
  { id: caseId, receivedOn, dueOn }: StoredCase,
  { ids }: Resident,
): Promise<{ day: string; entry: Erasure }> {
  const references = await db.rows<Erasure['references'][number] & { day: string }>(
    `SELECT connection_id AS "connectionId", encode(${erasedHash('reference_id', 'connection_id')}, 'hex') AS hash,
       ${todayInLondon}::text AS day
     FROM people WHERE organisation_id = $1 AND id = ANY ($2::uuid[])`,
    [db.organisationId, ids],
  );
  return {
    day: references[0]!.day,
    entry: {
      ...{ caseId, personIds: [...ids], receivedOn, dueOn },
      references: references.map(({ connectionId, hash }) => ({ connectionId, hash })),
    },
  };
}
