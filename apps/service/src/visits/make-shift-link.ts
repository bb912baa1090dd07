import type { ShiftLinkMade, ShiftLinkRequest } from '@doorstep/contracts/http';
import { shiftLinkRequest } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { refuseUnless } from '../access/index.js';
import { writeAudit } from '../audit/index.js';
import { makeCredential } from '../organisations/index.js';
import { Database } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { parseInput, Problem } from '../platform/problem.js';
import type { ShiftScope } from './shift-scope.js';

/** How many days ahead a link can be made. */
const daysAhead = 14;

/** Makes a link that signs one phone in, once, on one day in London. Its secret is answered this once. */
@Injectable()
export class MakeShiftLink {
  constructor(private readonly database: Database) {}

  /** Throws `Problem`. */
  async run(caller: Caller, raw: ShiftLinkRequest): Promise<ShiftLinkMade> {
    refuseUnless(caller.roles, 'phones.manage');
    const { operative, name, contractor, jobs = [], date } = parseInput(shiftLinkRequest, raw);
    const scope: ShiftScope = contractor === undefined ? { jobs } : { contractor };
    const id = uuidv7();
    const { text, secretHash } = makeCredential('sl', caller.organisationId, id);
    return this.database.inOrganisation(caller.organisationId, async (db) => {
      const [made] = await db.rows<{ expiresAt: Date }>(
        `INSERT INTO shift_links (organisation_id, id, secret_hash, operative_id, operative_name, scope, for_date, made_by, expires_at)
         SELECT $1, $2, $3, $4, $5, $6, $7::date, $8, ($7::date + 1)::timestamp AT TIME ZONE 'Europe/London'
         FROM (SELECT (now() AT TIME ZONE 'Europe/London')::date AS today) d
         WHERE $7::date BETWEEN today AND today + $9::int
         RETURNING expires_at AS "expiresAt"`,
        [db.organisationId, id, secretHash, operative, name ?? null, scope, date, caller.actor, daysAhead],
      );
      if (!made)
        throw new Problem(
          'bad-input',
          'date',
          `Write a date from today to ${daysAhead} days ahead, for instance today's.`,
        );
      await writeAudit(db, { actor: caller.actor, action: 'shift-link.make', subject: `shift-link:${id}` });
      return { id, address: `/visit/#${text}`, date, expiresAt: made.expiresAt.toISOString() };
    });
  }
}
