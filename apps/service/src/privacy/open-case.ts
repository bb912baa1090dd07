import { openCaseRequest, type PrivacyCase } from '@doorstep/contracts/http';
import { caseDue } from '@doorstep/domain';
import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { refuseUnless } from '../access/index.js';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { parseInput, Problem } from '../platform/problem.js';
import { refuseReuse, takeTurn, type WriteOnce } from '../platform/write-once.js';
import { residentBy } from './find-resident.js';
import { readCase, shown, todayInLondon } from './read-case.js';

/** Writes down what somebody asks for of what is held about them. Its clock runs from the day that they asked. */
@Injectable()
export class OpenCase {
  constructor(private readonly database: Database) {}

  /** Throws `Problem`. */
  async run(caller: Caller, raw: unknown, once: WriteOnce): Promise<PrivacyCase> {
    refuseUnless(caller.roles, 'privacy.export');
    const { reference, kind, receivedOn } = parseInput(openCaseRequest, raw);
    const dueOn = caseDue(receivedOn);
    return this.database.inOrganisation(caller.organisationId, async (db) => {
      await takeTurn(db, caller.actor, once);
      const [before] = await db.rows<{ id: string; request_hash: Buffer }>(
        `SELECT id, request_hash FROM privacy_cases WHERE organisation_id = $1 AND opened_by = $2 AND idempotency_key = $3`,
        [db.organisationId, caller.actor, once.idempotencyKey],
      );
      if (before) {
        refuseReuse(before, once);
        return shown(await readCase(db, before.id));
      }
      const [day] = await db.rows<{ isAhead: boolean }>(`SELECT $1::date > ${todayInLondon} AS "isAhead"`, [
        receivedOn,
      ]);
      if (dueOn === null || day?.isAhead)
        throw new Problem('bad-input', 'received-on', 'Write the day that they asked: today or before.');
      const { id: personId } = await residentBy(db, reference);
      const id = uuidv7();
      await db.rows(
        `INSERT INTO privacy_cases (organisation_id, id, person_id, kind, received_on, due_on, opened_by, changed_by,
           idempotency_key, request_hash)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $7, $8, $9)`,
        [
          ...[db.organisationId, id, personId, kind, receivedOn, dueOn, caller.actor],
          ...[once.idempotencyKey, once.requestHash],
        ],
      );
      await writeAudit(db, {
        actor: caller.actor,
        action: 'privacy.open-case',
        subject: `person:${personId}`,
        detail: { kind },
      });
      return shown(await readCase(db, id));
    });
  }
}
