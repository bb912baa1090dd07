import type { HeldVoice } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../access/index.js';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { Sealer } from '../platform/secrets/seal.js';
import { openHeld } from './hold-voice.js';
import { referenceOfVoice } from './reference-of-voice.js';

/** Days after which no sync is likely to bring the record any more. */
const oldAfter = 30;

/** What was said about records that are not known yet, oldest first. Reading it is in the audit. */
@Injectable()
export class ListHeldVoices {
  constructor(
    private readonly database: Database,
    private readonly sealer: Sealer,
  ) {}

  /** Throws `Problem` for a role that may not read what was said. */
  async run(caller: Caller, limit: number): Promise<{ items: HeldVoice[]; total: number }> {
    refuseUnless(caller.roles, 'voices.read');
    return this.database.inOrganisation(caller.organisationId, async (db) => {
      const rows = await db.rows<HeldRow>(
        `SELECT id, record_type AS type, record_id AS "recordId", allocated_by AS "allocatedBy", sealed_request AS sealed,
           received_at AS "receivedAt", floor(extract(epoch FROM now() - received_at) / 86400)::int AS days,
           (count(*) OVER ())::int AS total
         FROM held_voices WHERE organisation_id = $1 AND settled_at IS NULL ORDER BY received_at, id LIMIT $2`,
        [db.organisationId, limit],
      );
      await writeAudit(db, {
        actor: caller.actor,
        action: 'voice.held',
        subject: `organisation:${db.organisationId}`,
        detail: { shown: rows.length },
      });
      const items = rows.map(({ id, type, recordId, allocatedBy, sealed, receivedAt, days }) => ({
        reference: referenceOfVoice(id),
        record: { type, id: recordId, allocatedBy },
        words: openHeld(this.sealer, db.organisationId, id, sealed).words,
        receivedAt: receivedAt.toISOString(),
        days,
        isOld: days >= oldAfter,
        says:
          days < oldAfter
            ? 'It waits for the record, and is put with it when it comes.'
            : 'The record has not come in a month. Find out whose it is, and write it down on that record.',
      }));
      return { items, total: rows[0]?.total ?? 0 };
    });
  }
}

interface HeldRow {
  readonly id: string;
  readonly type: 'person' | 'tenancy' | 'home';
  readonly recordId: string;
  readonly allocatedBy: string;
  readonly sealed: string;
  readonly receivedAt: Date;
  readonly days: number;
  readonly total: number;
}
