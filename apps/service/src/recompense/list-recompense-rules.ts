import { involvementKind, type RecompenseRuleShown } from '@doorstep/contracts/http';
import { recompenseRuleFor } from '@doorstep/domain';
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { readRules } from './read-rules.js';
import { today } from './today.js';

/** The rule in force today for each kind of involvement, and those that are to come. */
@Injectable()
export class ListRecompenseRules {
  constructor(private readonly database: Database) {}

  async run(organisationId: string): Promise<{ items: RecompenseRuleShown[]; total: number }> {
    return this.database.inOrganisation(organisationId, async (db) => {
      const set = await readRules(db);
      const day = await today(db);
      const items = involvementKind.options.flatMap((kind) => {
        const now = recompenseRuleFor({ kind, happenedAt: `${day}T12:00:00Z` }, set);
        const ahead = set.filter((rule) => rule.kind === kind && rule.effectiveFrom > day);
        return [now, ...ahead].map((rule) => ({ ...rule, isShipped: !set.includes(rule) }));
      });
      return { items, total: items.length };
    });
  }
}
