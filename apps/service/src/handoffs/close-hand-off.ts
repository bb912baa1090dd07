import { closeRequest, type CloseRequest } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import { parseInput } from '../platform/problem.js';
import { acknowledgeHandOff } from './acknowledge-hand-off.js';
import { findHandOff } from './find-hand-off.js';

/**
 * Keeps that the other side is done with it: the home was made safe, the complaint was closed. What it kept from being
 * asked may be asked again. Whoever closes it has it, so that it counts as acknowledged too.
 */
@Injectable()
export class CloseHandOff {
  constructor(private readonly database: Database) {}

  /** `named` is the reference, or our id. Closed again it changes nothing. Throws `Problem`. */
  async run(actor: string, organisationId: string, named: string, raw: CloseRequest): Promise<void> {
    const { by } = parseInput(closeRequest, raw);
    await this.database.inOrganisation(organisationId, async (db) => {
      const { id, isAcknowledged, isClosed } = await findHandOff(db, named);
      if (isClosed) return;
      if (!isAcknowledged) await acknowledgeHandOff(db, id, by, null, actor);
      await db.rows(`UPDATE hand_offs SET closed_at = now() WHERE organisation_id = $1 AND id = $2`, [
        organisationId,
        id,
      ]);
      await writeAudit(db, { actor, action: 'hand-off.close', subject: `hand-off:${id}` });
    });
  }
}
