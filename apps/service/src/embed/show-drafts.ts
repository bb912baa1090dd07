import { keptDraft, type KeptDrafts } from '@doorstep/contracts/embed';
import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../access/index.js';
import { Database } from '../platform/database/database.js';
import { Sealer } from '../platform/secrets/seal.js';
import type { AtHand } from './check-session.js';
import { sealedDraft, whoseDraft } from './whose-draft.js';

/** What this member of staff typed at this record and did not save, within its hour. */
@Injectable()
export class ShowDrafts {
  constructor(
    private readonly database: Database,
    private readonly sealer: Sealer,
  ) {}

  /** Throws `Problem` for a role that may not keep words. */
  async run(hand: AtHand): Promise<KeptDrafts> {
    const { staff } = hand;
    refuseUnless(staff.roles, 'voices.write');
    return this.database.inOrganisation(staff.organisationId, async (db) => {
      const kept = await db.rows<{ form: string; sealed: string }>(
        `SELECT form, sealed FROM panel_drafts WHERE organisation_id = $1 AND installation_id = $2 AND staff_id = $3
           AND record_type = $4 AND record_id = $5 AND keep_until > now() ORDER BY kept_at DESC`,
        whoseDraft(hand),
      );
      const items = kept.map(({ form, sealed }) =>
        keptDraft.parse(JSON.parse(this.sealer.open(sealed, sealedDraft(hand, form)))),
      );
      return { items, total: items.length };
    });
  }
}
