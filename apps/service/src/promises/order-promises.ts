import { orderPromisesRequest, type PromisesShown } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../access/index.js';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { parseInput, Problem } from '../platform/problem.js';
import { readJustWordsMonths } from './change-promise-settings.js';
import { readPromises } from './read-promises.js';

/** Puts the promises in the order that residents want. */
@Injectable()
export class OrderPromises {
  constructor(private readonly database: Database) {}

  /** Throws `Problem`; `changed-since` carries the order as it is now as `current`. */
  async run(caller: Caller, raw: unknown): Promise<PromisesShown> {
    refuseUnless(caller.roles, 'promises.change');
    const { was, order } = parseInput(orderPromisesRequest, raw);
    return this.database.inOrganisation(caller.organisationId, async (db) => {
      await db.rows('SELECT id FROM promises WHERE organisation_id = $1 AND ended_at IS NULL ORDER BY id FOR UPDATE', [
        db.organisationId,
      ]);
      const inForce = (await readPromises(db)).filter(({ endedAt }) => endedAt === null).map(({ id }) => id);
      if (was.join() !== inForce.join())
        throw new Problem('conflict', 'changed-since', 'The promises changed since you looked. Order them again.', {
          order: inForce,
        });
      if (order.toSorted().join() !== inForce.toSorted().join())
        throw new Problem('bad-input', 'order-unlike', 'Name every promise in force once, and no other.');
      await db.rows(
        `UPDATE promises p SET place = g.place FROM unnest($2::uuid[]) WITH ORDINALITY AS g(id, place)
         WHERE p.organisation_id = $1 AND p.id = g.id AND p.ended_at IS NULL`,
        [db.organisationId, order],
      );
      const subject = `organisation:${db.organisationId}`;
      await writeAudit(db, { actor: caller.actor, action: 'promise.order', subject, detail: { count: order.length } });
      const items = await readPromises(db);
      return { items, total: items.length, justWordsMonths: await readJustWordsMonths(db) };
    });
  }
}
