import { createHash } from 'node:crypto';
import type { CopiedEntry, CopiedEntryTaken } from '@doorstep/contracts/http';
import type { EntryReply, VisitEntry } from '@doorstep/contracts/visit';
import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../access/index.js';
import { raiseAlarm } from '../alarms/index.js';
import { writeAudit } from '../audit/index.js';
import { newReference } from '../handoffs/index.js';
import { Database, type Transaction } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { Problem } from '../platform/problem.js';
import { Sealer } from '../platform/secrets/seal.js';
import { takeTurn } from '../platform/write-once.js';
import { replyBy } from '../replies/index.js';
import { applyEntry, type AppliedEntry } from './apply-entry.js';
import { CheckPhone } from './check-phone.js';
import { readEntry, sealBody } from './entry-body.js';
import { placeOfJob, type VisitPlace } from './place-of-job.js';
import { actorOf } from './shift-scope.js';
import { whenTold } from './when-told.js';

/** What comes with an entry besides its body. */
export interface EntryHeaders {
  readonly authorization?: string;
  readonly 'idempotency-key'?: string;
  readonly 'doorstep-body-hash'?: string;
}

export interface TakenEntry {
  /** 201 the first time, 200 after that; 423 for a removed phone, with the receipt all the same. */
  readonly status: 200 | 201 | 423;
  readonly reply: EntryReply;
}

/**
 * Takes what a phone brings, once for its id, however often and by however many sends at a time it comes. All that it
 * leads to is in one transaction with it, so that a receipt means that it is kept. What cannot be read or placed is held
 * for a person, never refused.
 */
@Injectable()
export class TakeEntry {
  constructor(
    private readonly database: Database,
    private readonly sealer: Sealer,
    private readonly checkPhone: CheckPhone,
  ) {}

  /**
   * `raw` is the body as it arrived. Throws `Problem`: 401 without a shift, 400 where the body is not what its hash says,
   * 409 `changed-after-sent` for another body under an id that was kept.
   */
  async run(headers: EntryHeaders, raw: Buffer): Promise<TakenEntry> {
    const phone = await this.checkPhone.mayHandOver(headers.authorization);
    const id = idOf(headers['idempotency-key']);
    const hash = createHash('sha256').update(raw).digest();
    if (headers['doorstep-body-hash'] !== hash.toString('hex'))
      throw new Problem('bad-input', 'body-hash', 'This did not arrive as it was sent. Send it again.');
    return this.database.inOrganisation(phone.organisationId, async (db) => {
      await takeTurn(db, 'visit-entry', { idempotencyKey: id, requestHash: hash });
      const before = await readKept(db, id);
      if (before) {
        if (!before.bodyHash.equals(hash)) throw changedAfterSent();
        return { status: phone.isRemoved ? 423 : 200, reply: await replyOf(db, before) };
      }
      const because = phone.isRemoved ? 'phone-removed' : null;
      const kept = await this.keep(db, { ...phone, because, actor: actorOf(phone.operativeId) }, id, raw, hash);
      await noteContact(db, phone.phoneId, readEntry(raw, id));
      return { status: phone.isRemoved ? 423 : 201, reply: await replyOf(db, kept) };
    });
  }

  /**
   * Takes an entry out of a copy that was saved on a phone and opened by staff; `body` as the phone wrote it. A person
   * says where it goes, since a copy proves nothing of who made it. One that is here already stays as it is. Throws
   * `Problem`: `phone-unknown` for a phone that this landlord does not have.
   */
  async fromCopy(caller: Caller, phoneId: string, { id, body }: CopiedEntry): Promise<CopiedEntryTaken> {
    refuseUnless(caller.roles, 'visit-entries.settle');
    const raw = Buffer.from(body, 'utf8');
    const hash = createHash('sha256').update(raw).digest();
    return this.database.inOrganisation(caller.organisationId, async (db) => {
      await takeTurn(db, 'visit-entry', { idempotencyKey: id, requestHash: hash });
      const [phone] = await db.rows<{ operativeId: string }>(
        'SELECT operative_id AS "operativeId" FROM phones WHERE organisation_id = $1 AND id = $2',
        [db.organisationId, phoneId],
      );
      if (!phone)
        throw new Problem('not-known', 'phone-unknown', 'This copy is from a phone that is not on your list.');
      const before = await readKept(db, id);
      if (before) return { reference: before.reference, isNew: false };
      const from = { ...phone, phoneId, because: 'phone-copy' as const, actor: caller.actor };
      return { reference: (await this.keep(db, from, id, raw, hash)).reference, isNew: true };
    });
  }

  private async keep(db: Transaction, phone: Source, id: string, raw: Buffer, hash: Buffer): Promise<Kept> {
    const entry = readEntry(raw, id);
    const [clock] = await db.rows<{ now: Date }>('SELECT now()');
    const when = entry && whenTold(entry, clock!.now.toISOString());
    const place =
      when && phone.because !== 'phone-removed' ? ((await placeOfJob(db, entry.jobId, when.told)) ?? null) : null;
    const applied =
      when && phone.because === null
        ? await applyEntry(db, this.sealer, {
            entry,
            operativeId: phone.operativeId,
            when,
            place,
            routing: entry.routing,
            urgentSent: null,
            once: { idempotencyKey: id, requestHash: hash },
          })
        : null;
    const heldBecause = entry === undefined ? 'unreadable' : (phone.because ?? applied?.held ?? null);
    const sealed = heldBecause === null ? null : sealBody(this.sealer, db.organisationId, id, raw);
    const kept = await insertEntry(db, { phone, id, hash, entry, place, applied, heldBecause, sealed });
    if (heldBecause !== null) {
      const toEmail = applied?.escalateTo ?? null;
      await raiseAlarm(db, { kind: 'visit-held', subject: `visit-entry:${id}`, toEmail });
    }
    if (entry) await expectPhotos(db, entry);
    await writeAudit(db, { actor: phone.actor, action: 'visit.take', subject: `visit-entry:${id}` });
    return kept;
  }
}

/** Whose entry it is, who brings it, and why it is held whatever it says. */
interface Source {
  readonly phoneId: string;
  readonly operativeId: string;
  readonly because: 'phone-removed' | 'phone-copy' | null;
  readonly actor: string;
}

interface Kept {
  readonly reference: string;
  readonly bodyHash: Buffer;
  readonly state: EntryReply['state'];
  readonly voiceId: string | null;
  readonly receivedAt: Date;
}

const keptColumns = `reference, body_hash AS "bodyHash", state, voice_id AS "voiceId", received_at AS "receivedAt"`;

async function readKept(db: Transaction, id: string): Promise<Kept | undefined> {
  const [kept] = await db.rows<Kept>(
    `SELECT ${keptColumns} FROM visit_entries WHERE organisation_id = $1 AND id = $2`,
    [db.organisationId, id],
  );
  return kept;
}

interface NewEntry {
  readonly phone: Source;
  readonly id: string;
  readonly hash: Buffer;
  readonly entry: VisitEntry | undefined;
  readonly place: VisitPlace | null;
  readonly applied: AppliedEntry | null;
  readonly heldBecause: string | null;
  readonly sealed: string | null;
}

async function insertEntry(db: Transaction, given: NewEntry): Promise<Kept> {
  const { phone, id, hash, applied, heldBecause, sealed } = given;
  // Of something restricted that was handed over, no home, household or time stands here.
  const isOpen = applied?.isRestricted !== true;
  const entry = isOpen ? given.entry : undefined;
  const place = isOpen ? given.place : null;
  const state = heldBecause !== null ? 'held' : place !== null && place.householdId === null ? 'detached' : 'kept';
  for (;;) {
    const [kept] = await db.rows<Kept>(
      `INSERT INTO visit_entries (organisation_id, id, phone_id, operative_id, reference, body_hash, state, held_because,
         sealed_body, what, topics, household_id, home_id, repair_id, voice_id, hand_off_id, corrects, told_at, saved_at,
         clock_ahead_seconds)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)
       ON CONFLICT (organisation_id, reference) DO NOTHING RETURNING ${keptColumns}`,
      [
        db.organisationId,
        id,
        phone.phoneId,
        phone.operativeId,
        newReference(),
        hash,
        state,
        heldBecause,
        sealed,
        entry?.what ?? null,
        entry?.topics ?? [],
        place?.householdId ?? null,
        place?.homeId ?? null,
        place?.repairId ?? null,
        applied?.voiceId ?? null,
        applied?.handOffId ?? null,
        entry?.corrects ?? null,
        entry === undefined ? null : new Date(entry.toldAt).toISOString(),
        entry === undefined ? null : new Date(entry.savedAt).toISOString(),
        entry === undefined ? null : secondsAhead(entry),
      ],
    );
    if (kept) return kept;
  }
}

async function noteContact(db: Transaction, phoneId: string, entry: VisitEntry | undefined): Promise<void> {
  await db.rows(
    `UPDATE phones SET last_contact_at = now(), clock_ahead_seconds = coalesce($3, clock_ahead_seconds)
     WHERE organisation_id = $1 AND id = $2`,
    [db.organisationId, phoneId, entry ? secondsAhead(entry) : null],
  );
}

/** The entry stands before its photos do. */
async function expectPhotos(db: Transaction, { id, photos }: VisitEntry): Promise<void> {
  for (const photo of photos) {
    await db.rows(
      `INSERT INTO visit_photos (organisation_id, id, entry_id, sha256, bytes) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (organisation_id, id) DO NOTHING`,
      [db.organisationId, photo.id, id, Buffer.from(photo.sha256, 'hex'), Math.floor(photo.bytes)],
    );
  }
}

/** As far as an integer column goes. */
const mostSeconds = 2 ** 31 - 1;

function secondsAhead({ clockOffset }: VisitEntry): number | null {
  if (clockOffset === null) return null;
  return Math.max(-mostSeconds, Math.min(mostSeconds, Math.round(clockOffset / 1000)));
}

async function replyOf(
  db: Transaction,
  { reference, bodyHash, state, voiceId, receivedAt }: Kept,
): Promise<EntryReply> {
  return {
    ...{ reference, bodyHash: bodyHash.toString('hex'), state, receivedAt: receivedAt.toISOString() },
    replyBy: voiceId === null ? null : await replyBy(db, voiceId),
  };
}

function idOf(key: string | undefined): string {
  if (key !== undefined && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(key)) return key;
  throw new Problem(
    'bad-input',
    'idempotency-key-needed',
    'Send the entry’s id as Idempotency-Key: a lower-case UUID.',
  );
}

function changedAfterSent(): Problem {
  return new Problem('conflict', 'changed-after-sent', 'This was changed after it was sent. Send it as a correction.');
}
