import { decide, resolveLengths, type Decision } from '@doorstep/domain';
import { Injectable } from '@nestjs/common';
import { libraryOf } from '../library/index.js';
import type { Transaction } from '../platform/database/database.js';
import { gatherFacts } from './gather-facts.js';
import { readSettings } from './read-settings.js';
import { RulesInForce } from './rules-in-force.js';

/** What would be decided about the newest contact of a household. */
export interface Foreseen {
  readonly typeCode: string | null;
  readonly typeSource: string;
  /** RFC 3339. */
  readonly occurredAt: string;
  readonly decision: Decision;
}

/**
 * Decides about a tenancy's newest contact as if its housing system had just been read, and keeps nothing. In the
 * caller's transaction, which may hold what is only tried.
 */
@Injectable()
export class ForeseeDecision {
  constructor(private readonly rulesInForce: RulesInForce) {}

  /** `reference` is the host's own of the tenancy. Null when no contact is known. */
  async run(db: Transaction, connectionId: string, reference: string): Promise<Foreseen | null> {
    const [newest] = await db.rows<{ id: string }>(
      `SELECT c.id FROM tenancies t JOIN contacts c ON c.organisation_id = $1
         AND (c.tenancy_id = t.id OR (c.tenancy_id IS NULL AND c.home_id = t.home_id))
       WHERE t.organisation_id = $1 AND t.connection_id = $2 AND t.reference_id = $3
       ORDER BY c.occurred_at DESC, c.id DESC LIMIT 1`,
      [db.organisationId, connectionId, reference],
    );
    if (!newest) return null;
    const [gathered] = await gatherFacts(db, [newest.id]);
    if (!gathered) return null;
    const { now } = gathered.facts;
    const facts = { ...gathered.facts, source: { readAt: now, alertsReadAt: now } };
    const lengths = resolveLengths(await readSettings(db), facts.household.place);
    const decision = decide(facts, await libraryOf(db), lengths, await this.rulesInForce.run(db));
    const { typeCode, typeSource, occurredAt } = facts.contact;
    return { typeCode, typeSource, occurredAt, decision };
  }
}
