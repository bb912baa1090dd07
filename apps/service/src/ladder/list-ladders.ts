import type { LadderSummary } from '@doorstep/contracts/http';
import { orderHomes, type HomeContactHistory } from '@doorstep/domain';
import { Injectable } from '@nestjs/common';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import { instant } from '../platform/database/instant.js';
import { lastHeardOf, summariesOf } from './summaries-of.js';

/** Where each household stands: those never heard first, then those not heard for longest. Looking is in the audit. */
@Injectable()
export class ListLadders {
  constructor(private readonly database: Database) {}

  async run(actor: string, organisationId: string, limit: number): Promise<{ items: LadderSummary[]; total: number }> {
    return this.database.inOrganisation(organisationId, async (db) => {
      const histories = await db.rows<HomeContactHistory>(
        `SELECT l.household_id AS reference, ${instant(lastHeardOf('l.household_id'))} AS "lastHeardAt"
         FROM (SELECT DISTINCT household_id FROM ladders WHERE organisation_id = $1) l`,
        [organisationId],
      );
      const first = orderHomes(histories)
        .slice(0, limit)
        .map(({ reference }) => reference);
      const told = new Map((await summariesOf(db, first)).map((one) => [one.householdId, one.told]));
      const items = first.flatMap((householdId) => told.get(householdId) ?? []);
      await writeAudit(db, {
        actor,
        action: 'ladder.list',
        subject: `organisation:${organisationId}`,
        detail: { shown: items.length },
      });
      return { items, total: histories.length };
    });
  }
}
