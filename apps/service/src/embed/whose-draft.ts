import type { SealedFor } from '../platform/secrets/seal.js';
import type { AtHand } from './check-session.js';

/** Who typed it at which record: the first five columns of `panel_drafts`. */
export function whoseDraft({ staff, installationId }: AtHand): readonly string[] {
  return [staff.organisationId, installationId, staff.staffId, staff.record.type, staff.record.id];
}

/** A draft opens for nobody else, at no other record and in no other form. */
export function sealedDraft(hand: AtHand, form: string): SealedFor {
  const [organisationId = '', installationId = '', ...who] = whoseDraft(hand);
  return { organisationId, connectionId: installationId, field: JSON.stringify(['draft', ...who, form]) };
}
