import type { SortVoiceRequest } from '@doorstep/contracts/http';
import { themes } from '@doorstep/domain';
import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { refuseUnless } from '../access/index.js';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { Problem } from '../platform/problem.js';
import { refuseUnknownVoice } from './refuse-unknown-voice.js';

/** Notes what kind of thing was said and what about, beside the words. The latest sorting counts; the earlier ones stay. */
@Injectable()
export class SortVoice {
  constructor(private readonly database: Database) {}

  /** Throws `Problem` for a theme that is none. */
  async run(caller: Caller, voiceId: string, { kind, theme, isAboutFixed }: SortVoiceRequest): Promise<void> {
    refuseUnless(caller.roles, 'voices.read');
    if (theme !== null && !themes.some(({ code }) => code === theme))
      throw new Problem(
        'bad-input',
        'theme',
        `There is no theme ${theme}. The themes are: ${themes.map(({ code }) => code).join(', ')}.`,
      );
    await this.database.inOrganisation(caller.organisationId, async (db) => {
      await refuseUnknownVoice(db, voiceId);
      await db.rows(
        `INSERT INTO voice_sortings (organisation_id, id, voice_id, kind, theme, is_about_fixed, sorted_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7)`,
        [db.organisationId, uuidv7(), voiceId, kind, theme, isAboutFixed, caller.actor],
      );
      await writeAudit(db, {
        actor: caller.actor,
        action: 'voice.sort',
        subject: `voice:${voiceId}`,
        detail: { kind, theme, isAboutFixed },
      });
    });
  }
}
