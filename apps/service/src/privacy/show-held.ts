import { heldKindNames, heldRequest, type PersonHeld } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../access/index.js';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { parseInput } from '../platform/problem.js';
import { countHeld } from './count-held.js';
import { residentBy } from './find-resident.js';

/** What is held of one person, in numbers, and whether it may be used. Looking is in the audit. */
@Injectable()
export class ShowHeld {
  constructor(private readonly database: Database) {}

  /** Throws `Problem` when nobody has the reference. */
  async run(caller: Caller, raw: unknown): Promise<PersonHeld> {
    refuseUnless(caller.roles, 'privacy.export');
    const { reference } = parseInput(heldRequest, raw);
    return this.database.inOrganisation(caller.organisationId, async (db) => {
      const resident = await residentBy(db, reference);
      const [restriction] = await db.rows<{ caseId: string; since: Date }>(
        `SELECT id AS "caseId", restricted_at AS since FROM privacy_cases
         WHERE organisation_id = $1 AND person_id = ANY ($2::uuid[]) AND restricted_at IS NOT NULL AND lifted_at IS NULL
         ORDER BY restricted_at LIMIT 1`,
        [db.organisationId, resident.ids],
      );
      const counted = await countHeld(db, resident);
      await writeAudit(db, { actor: caller.actor, action: 'privacy.look', subject: `person:${resident.id}` });
      return {
        reference: resident.reference,
        name: resident.name,
        restriction: restriction ? { ...restriction, since: restriction.since.toISOString() } : null,
        kinds: heldKindNames.map((kind) => ({
          kind,
          count: counted.filter((one) => one.kind === kind).reduce((sum, { count }) => sum + count, 0),
        })),
      };
    });
  }
}
