import { mostDrafts, type KeepDraftRequest } from '@doorstep/contracts/embed';
import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../access/index.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { Sealer } from '../platform/secrets/seal.js';
import { refuseOtherRecord } from '../records/index.js';
import type { AtHand } from './check-session.js';
import { sealedDraft, whoseDraft } from './whose-draft.js';

/** How long words that nobody saved are kept: as long as a call or somebody at the door interrupts. */
const lifeMinutes = 60;

/**
 * Keeps what a member of staff has typed at a record and not saved, sealed, for them alone; or forgets it. A draft is
 * no fact: it reaches no queue, no search, no export and no audit, and what it says is looked at when it is saved.
 */
@Injectable()
export class KeepDraft {
  constructor(
    private readonly database: Database,
    private readonly sealer: Sealer,
  ) {}

  /** Throws `Problem` for another record, or a role that may not keep words. */
  async run(hand: AtHand, given: KeepDraftRequest): Promise<void> {
    const { staff } = hand;
    refuseUnless(staff.roles, 'voices.write');
    refuseOtherRecord(staff, given.record);
    await this.database.inOrganisation(staff.organisationId, async (db) => {
      if ('gone' in given) return forget(db, hand, given.gone);
      const { form } = given.draft;
      const sealed = this.sealer.seal(JSON.stringify(given.draft), sealedDraft(hand, form));
      await db.rows(
        `INSERT INTO panel_drafts (organisation_id, installation_id, staff_id, record_type, record_id, form, sealed, keep_until)
         VALUES ($1, $2, $3, $4, $5, $6, $7, now() + make_interval(mins => $8))
         ON CONFLICT (organisation_id, installation_id, staff_id, record_type, record_id, form)
         DO UPDATE SET sealed = excluded.sealed, kept_at = now(), keep_until = excluded.keep_until`,
        [...whoseDraft(hand), form, sealed, lifeMinutes],
      );
      await leaveNewest(db, hand);
    });
  }
}

async function forget(db: Transaction, hand: AtHand, form: string): Promise<void> {
  await db.rows(
    `DELETE FROM panel_drafts WHERE organisation_id = $1 AND installation_id = $2 AND staff_id = $3
       AND record_type = $4 AND record_id = $5 AND form = $6`,
    [...whoseDraft(hand), form],
  );
}

/** Whoever leaves notes everywhere has the latest of them only. */
async function leaveNewest(db: Transaction, { staff, installationId }: AtHand): Promise<void> {
  await db.rows(
    `DELETE FROM panel_drafts d WHERE organisation_id = $1 AND installation_id = $2 AND staff_id = $3
       AND (record_type, record_id, form) IN (
         SELECT record_type, record_id, form FROM panel_drafts
         WHERE organisation_id = $1 AND installation_id = $2 AND staff_id = $3
         ORDER BY kept_at DESC OFFSET $4)`,
    [db.organisationId, installationId, staff.staffId, mostDrafts],
  );
}
