import type { EntrySettled, SettleEntryRequest } from '@doorstep/contracts/http';
import { settleEntryRequest } from '@doorstep/contracts/http';
import type { VisitEntry } from '@doorstep/contracts/visit';
import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../access/index.js';
import { writeAudit } from '../audit/index.js';
import { offersFor, readReference } from '../handoffs/index.js';
import { Database, type Transaction } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { parseInput, Problem } from '../platform/problem.js';
import { Sealer } from '../platform/secrets/seal.js';
import { applyEntry, type AppliedEntry, type EntryToApply } from './apply-entry.js';
import { openBody, readEntry } from './entry-body.js';
import { householdThen, placeOfJob, type VisitPlace } from './place-of-job.js';
import { whenTold } from './when-told.js';

/**
 * Does what a person decides about an entry that is held: keeps it where it belongs, with what they chose about its
 * hand-offs, or leaves it out. When it was said stays as it was told.
 */
@Injectable()
export class SettleHeldEntry {
  constructor(
    private readonly database: Database,
    private readonly sealer: Sealer,
  ) {}

  /**
   * `entry` is its id, or its reference as somebody reads it out. Throws `Problem`: `choose-route` carries the hand-offs
   * that its words suggest as `current`.
   */
  async run(caller: Caller, entry: string, raw: SettleEntryRequest): Promise<EntrySettled> {
    refuseUnless(caller.roles, 'voices.read');
    refuseUnless(caller.roles, 'hand-offs.raise');
    const request = parseInput(settleEntryRequest, raw);
    return this.database.inOrganisation(caller.organisationId, async (db) => {
      const held = await readHeld(db, entry);
      const { reference } = held;
      const applied = request.do === 'keep' ? await this.keep(db, held, request) : null;
      await settle(db, held, applied, caller.actor);
      await writeAudit(db, {
        actor: applied?.isRestricted === true ? 'doorstep' : caller.actor,
        action: 'visit.settle',
        subject: `visit-entry:${held.id}`,
        detail: { as: request.do },
      });
      if (!applied) return { reference, state: 'left-out', voiceId: null, handOffs: [] };
      return { reference, state: 'kept', voiceId: applied.voiceId, handOffs: [...applied.handOffs] };
    });
  }

  private async keep(
    db: Transaction,
    held: Held,
    request: Extract<SettleEntryRequest, { do: 'keep' }>,
  ): Promise<AppliedEntry & { readonly place: VisitPlace }> {
    const body = openBody(this.sealer, db.organisationId, held.id, held.sealed);
    const entry = readEntry(body, held.id);
    if (!entry)
      throw new Problem(
        'conflict',
        'entry-unreadable',
        'This cannot be read. Ask the operative what was said, then leave it out.',
      );
    const when = whenTold(entry, held.receivedAt.toISOString());
    const at = request.at;
    const place = at ? await placeNamed(db, at, when.told) : await placeOfJob(db, entry.jobId, when.told);
    if (!place) throw new Problem('conflict', 'home-unknown', 'Say which person, tenancy or home this is about.');
    const { routing } = request;
    const applied = await applyEntry(db, this.sealer, {
      entry,
      operativeId: held.operativeId,
      when,
      place,
      routing: routing ? { chosen: routing.chosen, whyNot: routing.whyNot ?? null } : entry.routing,
      handOffWords: request.handOffWords,
      urgentSent: urgentSent(held),
      once: { idempotencyKey: held.id, requestHash: held.bodyHash },
    });
    if (applied.held !== null) throw await undecided(db, applied.held, entry);
    return { ...applied, place };
  }
}

interface Held {
  readonly id: string;
  readonly reference: string;
  readonly because: string;
  readonly operativeId: string;
  readonly sealed: string;
  readonly bodyHash: Buffer;
  readonly receivedAt: Date;
  readonly handOffId: string | null;
}

async function readHeld(db: Transaction, entry: string): Promise<Held> {
  const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(entry);
  const [held] = await db.rows<Held>(
    `SELECT id, reference, held_because AS because, operative_id AS "operativeId", sealed_body AS sealed,
       body_hash AS "bodyHash", received_at AS "receivedAt", hand_off_id AS "handOffId"
     FROM visit_entries
     WHERE organisation_id = $1 AND ${isId ? 'id = $2::uuid' : 'reference = $2'} AND state = 'held' AND settled_at IS NULL
     FOR UPDATE`,
    [db.organisationId, isId ? entry : readReference(entry)],
  );
  if (held) return held;
  throw new Problem('not-known', 'entry-unknown', 'Nothing like that is held here. It may have been settled already.');
}

/** Where somebody says that it belongs. Throws `Problem` where the reference is not one record's. */
async function placeNamed(
  db: Transaction,
  { type, reference }: { readonly type: 'person' | 'tenancy' | 'home'; readonly reference: string },
  toldAt: string,
): Promise<VisitPlace> {
  const active = 't.is_active AND t.deleted_at IS NULL';
  const queries = {
    person: `SELECT DISTINCT t.home_id AS "homeId" FROM people p
      JOIN tenancy_parties y ON y.organisation_id = $1 AND y.person_id = p.id
      JOIN tenancies t ON t.organisation_id = $1 AND t.id = y.tenancy_id AND ${active}
      WHERE p.organisation_id = $1 AND p.reference_id = $2 AND p.deleted_at IS NULL AND t.home_id IS NOT NULL`,
    tenancy: `SELECT DISTINCT t.home_id AS "homeId" FROM tenancies t
      WHERE t.organisation_id = $1 AND t.reference_id = $2 AND t.deleted_at IS NULL AND t.home_id IS NOT NULL`,
    home: `SELECT h.id AS "homeId" FROM homes h
      WHERE h.organisation_id = $1 AND h.reference_id = $2 AND h.deleted_at IS NULL`,
  };
  const found = await db.rows<{ homeId: string }>(queries[type], [db.organisationId, reference]);
  const [home] = found;
  if (!home) throw new Problem('not-known', `${type}-unknown`, `There is no home for the ${type} ${reference} here.`);
  if (found.length > 1)
    throw new Problem('conflict', `${type}-ambiguous`, `More than one home goes with ${reference}. Name the home.`);
  return { repairId: null, homeId: home.homeId, householdId: await householdThen(db, home.homeId, toldAt) };
}

function urgentSent({ handOffId, because }: Held): EntryToApply['urgentSent'] {
  if (handOffId === null) return 'no';
  return because === 'home-unknown' ? 'whole' : 'without-words';
}

async function undecided(db: Transaction, held: string, { words }: VisitEntry): Promise<Problem> {
  if (held === 'no-route')
    return new Problem(
      'unavailable',
      'no-route',
      'This cannot be sent from here. Ring your safeguarding lead, then leave it out or set how it goes.',
    );
  return new Problem(
    'conflict',
    'choose-route',
    'What was said may have to be passed on. Choose where it goes, or say why not. To a restricted team, write at most 280 characters.',
    { offers: words === null ? [] : await offersFor(db, words) },
  );
}

async function settle(
  db: Transaction,
  held: Held,
  applied: (AppliedEntry & { readonly place: VisitPlace }) | null,
  by: string,
): Promise<void> {
  const place = applied?.isRestricted === true ? null : applied?.place;
  await db.rows(
    `UPDATE visit_entries SET sealed_body = NULL, settled_at = now(), settled_by = $3,
       state = CASE WHEN $4 THEN $5 ELSE state END, held_because = CASE WHEN $4 THEN NULL ELSE held_because END,
       household_id = $6, home_id = $7, voice_id = $8, hand_off_id = coalesce(hand_off_id, $9)
     WHERE organisation_id = $1 AND id = $2`,
    [
      db.organisationId,
      held.id,
      by,
      applied !== null,
      place && place.householdId === null ? 'detached' : 'kept',
      place?.householdId ?? null,
      place?.homeId ?? null,
      applied?.voiceId ?? null,
      applied?.handOffId ?? null,
    ],
  );
}
