import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../access/index.js';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import { findVoice, type VoiceReader } from './find-voice.js';
import { settleReply } from './owe-reply.js';

/** Keeps that somebody wants no reply, now or later. */
@Injectable()
export class NoReplyWanted {
  constructor(private readonly database: Database) {}

  /** Throws `Problem`. */
  async run(by: VoiceReader, voiceId: string): Promise<void> {
    refuseUnless(by.roles, 'voices.read');
    await this.database.inOrganisation(by.organisationId, async (db) => {
      const { actor } = await findVoice(db, by, voiceId);
      await settleReply(db, [voiceId], 'no-reply-wanted');
      await writeAudit(db, { actor, action: 'voice.no-reply-wanted', subject: `voice:${voiceId}` });
    });
  }
}
