import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../access/index.js';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { markTold } from './mark-told.js';

/** Keeps that a letter was posted: from then on they count as told. */
@Injectable()
export class MarkPosted {
  constructor(private readonly database: Database) {}

  /** Throws `Problem` where something newer is to be told. Said again it changes nothing. */
  async run(caller: Caller, tellingId: string): Promise<void> {
    refuseUnless(caller.roles, 'replies.give');
    await this.database.inOrganisation(caller.organisationId, async (db) => {
      if (!(await markTold(db, tellingId, { by: caller.actor, way: 'letter' }))) return;
      await writeAudit(db, { actor: caller.actor, action: 'telling.post', subject: `telling:${tellingId}` });
    });
  }
}
