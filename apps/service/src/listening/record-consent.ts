import type { VoiceConsentRequest } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { refuseUnless } from '../access/index.js';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { refuseUnknownVoice } from './refuse-unknown-voice.js';

/** Notes what the resident says now may be done with their words. It can be taken back at any time; the latest counts. */
@Injectable()
export class RecordConsent {
  constructor(private readonly database: Database) {}

  async run(caller: Caller, voiceId: string, { keepName, mayShare }: VoiceConsentRequest): Promise<void> {
    refuseUnless(caller.roles, 'voices.write');
    await this.database.inOrganisation(caller.organisationId, async (db) => {
      await refuseUnknownVoice(db, voiceId);
      await db.rows(
        `INSERT INTO voice_consents (organisation_id, id, voice_id, keep_name, may_share, recorded_by) VALUES ($1, $2, $3, $4, $5, $6)`,
        [db.organisationId, uuidv7(), voiceId, keepName, mayShare, caller.actor],
      );
      await writeAudit(db, {
        actor: caller.actor,
        action: 'voice.consent',
        subject: `voice:${voiceId}`,
        detail: { keepName, mayShare },
      });
    });
  }
}
