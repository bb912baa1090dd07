import type { HandOffRoute } from '@doorstep/domain';
import type { Transaction } from '../platform/database/database.js';
import type { Sealer } from '../platform/secrets/seal.js';

/** Whose home or household it is about, by our ids; each null where it is not known. */
export interface HandOffPlace {
  readonly householdId: string | null;
  readonly homeId: string | null;
  readonly personId: string | null;
}

/** What the other side needs, and nobody else gets: sealed until they have it, and then gone. */
export interface HandOffContent extends HandOffPlace {
  readonly route: HandOffRoute;
  /** As the resident said it; null where nothing was written down. */
  readonly words: string | null;
  /** Where it is, as it was put, when no record says. */
  readonly where: string | null;
}

function boundTo(organisationId: string, handOffId: string) {
  return { organisationId, connectionId: 'hand-off', field: `hand-off:${handOffId}` };
}

/** Seals what is to be handed over. */
export async function keepContent(
  db: Transaction,
  sealer: Sealer,
  handOffId: string,
  content: HandOffContent,
): Promise<void> {
  await db.rows(`INSERT INTO hand_off_contents (organisation_id, hand_off_id, sealed) VALUES ($1, $2, $3)`, [
    db.organisationId,
    handOffId,
    sealer.seal(JSON.stringify(content), boundTo(db.organisationId, handOffId)),
  ]);
}

/** What is to be handed over; undefined once the other side has it. Throws `SealProblem` under another key. */
export async function openContent(
  db: Transaction,
  sealer: Sealer,
  handOffId: string,
): Promise<HandOffContent | undefined> {
  const [kept] = await db.rows<{ sealed: string }>(
    `SELECT sealed FROM hand_off_contents WHERE organisation_id = $1 AND hand_off_id = $2`,
    [db.organisationId, handOffId],
  );
  return kept && (JSON.parse(sealer.open(kept.sealed, boundTo(db.organisationId, handOffId))) as HandOffContent);
}

/** The other side has it: nothing of it stays here. */
export async function forgetContent(db: Transaction, handOffId: string): Promise<void> {
  await db.rows(`DELETE FROM hand_off_contents WHERE organisation_id = $1 AND hand_off_id = $2`, [
    db.organisationId,
    handOffId,
  ]);
}
