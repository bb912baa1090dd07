import type { RoutingDecision } from '@doorstep/contracts/embed';
import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '../platform/database/database.js';
import { Sealer } from '../platform/secrets/seal.js';
import type { WriteOnce } from '../platform/write-once.js';
import type { StaffAtRecord } from '../records/index.js';
import { checkRouting, keepRouteChoice } from './check-routing.js';
import { placeOfRecord } from './find-place.js';
import type { HandOffPlace } from './hand-off-content.js';
import { raiseHandOff, type ByActor } from './raise-hand-off.js';

/** Words that are about to be saved, with what was decided about them. */
export interface SavedWords {
  readonly words: string;
  readonly routing?: RoutingDecision | undefined;
  readonly isAnonymous?: boolean | undefined;
  readonly place?: string | undefined;
  /** RFC 3339; left out: now. */
  readonly saidAt?: string | undefined;
}

/** What stands between words and their keeping: those that are not engagement go to who can act on them instead. */
@Injectable()
export class RouteWords {
  constructor(
    private readonly database: Database,
    private readonly sealer: Sealer,
  ) {}

  /**
   * Makes the hand-offs that were chosen, once for the key, and answers their references; none when the words are to be
   * kept. A complaint is offered, not handed over: what they answer is a choice of its own. Throws `Problem`:
   * `choose-route` carries the offers as `current`.
   */
  async handOver(
    at: StaffAtRecord | (ByActor & HandOffPlace),
    saved: SavedWords,
    once: WriteOnce,
  ): Promise<{ reference: string }[]> {
    return this.database.inOrganisation(at.organisationId, (db) => this.handOverWith(db, at, saved, once));
  }

  /** As `handOver`, in the transaction of what is done with them besides. */
  async handOverWith(
    db: Transaction,
    at: StaffAtRecord | (ByActor & HandOffPlace),
    saved: SavedWords,
    once: WriteOnce,
  ): Promise<{ reference: string }[]> {
    const choice = await checkRouting(db, { words: saved.words, decision: saved.routing });
    const routes = choice.chosen.filter((route) => route !== 'complaint_choice');
    if (routes.length === 0) return [];
    const actor = 'actor' in at ? at.actor : `staff:${at.staffId}`;
    const { householdId, homeId, personId } = 'actor' in at ? at : await placeOfRecord(db, at);
    const place = { householdId, homeId, personId: saved.isAnonymous ? null : personId };
    const saidAt = saved.saidAt ?? (await now(db));
    const raised = [];
    for (const route of routes)
      raised.push(
        await raiseHandOff(
          db,
          this.sealer,
          actor,
          { route, words: saved.words, toldAt: saidAt, where: saved.place, place },
          { ...once, idempotencyKey: `${once.idempotencyKey}.${route}` },
        ),
      );
    if (raised.some(({ isNew }) => isNew))
      await keepRouteChoice(db, choice, { by: actor, voiceId: null, handOffId: raised[0]!.id });
    return raised.map(({ reply }) => ({ reference: reply.reference }));
  }

  /** Keeps, beside the voice, what was decided about the hand-offs that its words suggest. Throws as `handOver` does. */
  async keepDecision(db: Transaction, by: string, voiceId: string, saved: SavedWords): Promise<void> {
    const choice = await checkRouting(db, { words: saved.words, decision: saved.routing });
    await keepRouteChoice(db, choice, { by: saved.isAnonymous ? 'not-kept' : by, voiceId, handOffId: null });
  }
}

async function now(db: Transaction): Promise<string> {
  const [clock] = await db.rows<{ at: Date }>('SELECT now() AS at');
  return clock!.at.toISOString();
}
