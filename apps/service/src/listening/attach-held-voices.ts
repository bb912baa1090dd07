import { Injectable } from '@nestjs/common';
import { RouteWords } from '../handoffs/index.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { noticesDone, takeNotices } from '../platform/queue/notices.js';
import { Sealer } from '../platform/secrets/seal.js';
import { householdOf, type RecordOwner, type StaffAtRecord } from '../records/index.js';
import { openHeld } from './hold-voice.js';
import { keepTopic } from './keep-topic.js';
import { keepVoice } from './keep-voice.js';
import { voiceSaidAt } from './record-voice.js';

/**
 * Makes voices of what was said about records that were not known then and are now, each once. What still has no record
 * waits on, and is listed until somebody finds out whose it is.
 */
@Injectable()
export class AttachHeldVoices {
  constructor(
    private readonly database: Database,
    private readonly sealer: Sealer,
    private readonly routeWords: RouteWords,
  ) {}

  /** `connectionIds` are those that have just brought something. Answers how many found their record. */
  async run(organisationId: string, connectionIds: readonly string[]): Promise<number> {
    const waiting = await this.database.inOrganisation(organisationId, async (db) => {
      const taken = await takeNotices(db, 'held-voices', connectionIds);
      const held =
        taken.length === 0
          ? []
          : await db.rows<{ id: string }>(
              `SELECT id FROM held_voices WHERE organisation_id = $1 AND settled_at IS NULL ORDER BY received_at, id`,
              [db.organisationId],
            );
      await noticesDone(db, 'held-voices', taken);
      return held;
    });
    let attached = 0;
    for (const { id } of waiting)
      attached += await this.database.inOrganisation(organisationId, (db) => this.attach(db, id));
    return attached;
  }

  /** Answers 1 where it became a voice, else 0. */
  private async attach(db: Transaction, id: string): Promise<0 | 1> {
    const [held] = await db.rows<Held>(
      `SELECT record_type AS type, record_id AS "recordId", allocated_by AS "allocatedBy", sealed_request AS sealed,
         taken_by AS "takenBy", idempotency_key AS "idempotencyKey", request_hash AS "requestHash"
       FROM held_voices WHERE organisation_id = $1 AND id = $2 AND settled_at IS NULL FOR UPDATE SKIP LOCKED`,
      [db.organisationId, id],
    );
    if (!held) return 0;
    const systems = { person: held.allocatedBy, tenancy: held.allocatedBy, home: held.allocatedBy };
    const owner = await householdOf(db, systems, { type: held.type, id: held.recordId });
    if (!hasHousehold(owner)) return 0;
    const request = openHeld(this.sealer, db.organisationId, id, held.sealed);
    const once = { idempotencyKey: held.idempotencyKey, requestHash: held.requestHash };
    await keepVoice(db, voiceSaidAt(owner, request, held.takenBy), once, id);
    await keepTopic(db, held.takenBy, id, request);
    await this.routeWords.keepDecision(db, held.takenBy, id, request);
    await db.rows(
      `UPDATE held_voices SET settled_at = now(), sealed_request = NULL, voice_id = $2 WHERE organisation_id = $1 AND id = $2`,
      [db.organisationId, id],
    );
    return 1;
  }
}

interface Held {
  readonly type: StaffAtRecord['record']['type'];
  readonly recordId: string;
  readonly allocatedBy: string;
  readonly sealed: string;
  readonly takenBy: string;
  readonly idempotencyKey: string;
  readonly requestHash: Buffer;
}

/** Somebody who lives in no home of ours yet may get one with the next sync. */
function hasHousehold(owner: RecordOwner | undefined): owner is RecordOwner {
  return owner !== undefined && owner.householdId !== null;
}
