import { settleSaidRequest, type SaidSettled } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../access/index.js';
import { recordAskEvent } from '../asks/index.js';
import { writeAudit } from '../audit/index.js';
import { RouteWords } from '../handoffs/index.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { instant } from '../platform/database/instant.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { parseInput, Problem } from '../platform/problem.js';
import { Sealer } from '../platform/secrets/seal.js';
import { writeOnce } from '../platform/write-once.js';
import { keepSaid } from './keep-said.js';
import { openSealedSaid, wholeOf, type SaidWords } from './said-words.js';

/**
 * Does what a person decides about words that came in through a link: puts them with the household that they are from,
 * which is then heard in the ask; keeps them about the place alone; or leaves them out. All of it is done or none of it.
 */
@Injectable()
export class SettleSaid {
  constructor(
    private readonly database: Database,
    private readonly sealer: Sealer,
    private readonly routeWords: RouteWords,
  ) {}

  /** Throws `Problem`; `choose-route` carries the hand-offs that the words suggest now as `current`. */
  async run(caller: Caller, id: string, raw: unknown): Promise<SaidSettled> {
    refuseUnless(caller.roles, 'visit-entries.settle');
    const request = parseInput(settleSaidRequest, raw);
    return this.database.inOrganisation(caller.organisationId, async (db) => {
      const held = await readHeld(db, id);
      if (request.do === 'leave-out') return leaveOut(db, caller, id, []);
      const words = openSealedSaid(this.sealer, db.organisationId, id, held.sealed);
      const said = { ...words, routing: request.routing ?? words.routing };
      const householdId = request.do === 'keep' ? await householdOf(db, request.tenancy) : null;
      const references = await this.handOver(db, caller, held, said, householdId);
      if (references.length > 0) return leaveOut(db, caller, id, references);
      const voiceIds = await keepSaid(db, this.routeWords, { ...held, said, saidAt: held.receivedAt, householdId });
      await settle(db, caller, id, 'kept');
      if (held.askId !== null && householdId !== null) {
        const heard = {
          ...{ kind: 'heard', household: householdId, at: held.receivedAt, voiceId: voiceIds[0]! },
          way: held.kind === 'stall' ? 'event' : 'online',
        };
        await recordAskEvent(db, caller, held.askId, heard, writeOnce(`said:${id}`, heard));
      }
      return { state: 'kept', voiceIds, references: [] };
    });
  }

  private async handOver(
    db: Transaction,
    caller: Caller,
    held: Held,
    said: SaidWords,
    householdId: string | null,
  ): Promise<string[]> {
    const handOffs = await this.routeWords.handOverWith(
      db,
      { ...caller, householdId, homeId: null, personId: null },
      {
        words: wholeOf(said),
        routing: said.routing ?? undefined,
        saidAt: held.receivedAt,
        ...(householdId === null ? { place: said.home ?? held.place } : {}),
      },
      { idempotencyKey: `said:${held.id}`, requestHash: held.requestHash },
    );
    return handOffs.map(({ reference }) => reference);
  }
}

interface Held {
  readonly id: string;
  readonly sealed: string;
  readonly requestHash: Buffer;
  readonly receivedAt: string;
  readonly linkId: string;
  readonly kind: 'partner' | 'stall';
  readonly place: string;
  readonly askId: string | null;
}

/** Until the transaction ends nobody else settles it. */
async function readHeld(db: Transaction, id: string): Promise<Held> {
  const [held] = await db.rows<Held>(
    `SELECT e.id, e.sealed_words AS sealed, e.request_hash AS "requestHash", ${instant('e.received_at')} AS "receivedAt",
       l.id AS "linkId", l.kind, l.place, l.ask_id AS "askId"
     FROM said_entries e JOIN gather_links l ON l.organisation_id = $1 AND l.id = e.link_id
     WHERE e.organisation_id = $1 AND e.id = $2 AND e.state = 'held' FOR UPDATE OF e`,
    [db.organisationId, id],
  );
  if (held) return held;
  throw new Problem('not-known', 'said-unknown', 'Nothing like that waits here. It may have been settled already.');
}

async function householdOf(db: Transaction, tenancy: string): Promise<string> {
  const [found] = await db.rows<{ id: string }>(
    `SELECT id FROM tenancies WHERE organisation_id = $1 AND reference_id = $2 AND deleted_at IS NULL
     ORDER BY is_active DESC, id LIMIT 1`,
    [db.organisationId, tenancy],
  );
  if (!found)
    throw new Problem('not-known', 'household-unknown', 'No tenancy here has that reference. Bring in data first.');
  return found.id;
}

async function leaveOut(db: Transaction, caller: Caller, id: string, references: string[]): Promise<SaidSettled> {
  await settle(db, caller, id, 'left-out');
  return { state: 'left-out', voiceIds: [], references };
}

async function settle(db: Transaction, caller: Caller, id: string, as: 'kept' | 'left-out'): Promise<void> {
  await db.rows(
    `UPDATE said_entries SET state = $3, sealed_words = NULL, settled_at = now(), settled_by = $4
     WHERE organisation_id = $1 AND id = $2`,
    [db.organisationId, id, as, caller.actor],
  );
  await writeAudit(db, { actor: caller.actor, action: 'said.settle', subject: `said:${id}`, detail: { as } });
}
