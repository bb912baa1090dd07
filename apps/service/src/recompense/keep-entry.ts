import type { RecompenseKept, RecompenseKind, RecompenseLine } from '@doorstep/contracts/http';
import { belowMinimum, type Involvement, type RecompenseEntry } from '@doorstep/domain';
import { v7 as uuidv7 } from 'uuid';
import { refuseUnless } from '../access/index.js';
import { writeAudit } from '../audit/index.js';
import type { Database, Transaction } from '../platform/database/database.js';
import { instant } from '../platform/database/instant.js';
import { Problem } from '../platform/problem.js';
import { refuseReuse, takeTurn, type WriteOnce } from '../platform/write-once.js';
import { lockPerson, onePerson, personAtHand, samePeople, type AtPerson } from '../records/index.js';
import { readRules } from './read-rules.js';

type Step = 'offered' | 'chosen' | 'given' | 'turned-down';

/** Where a line of an involvement stands: its latest entry. */
export interface Standing {
  readonly step: Step;
  readonly kind: RecompenseKind | null;
  readonly notice: string | null;
}

/** What is added to the ledger. */
export interface NewEntry {
  readonly step: Step;
  readonly kind: RecompenseKind | null;
  readonly valuePence: number | null;
  readonly notice: string | null;
}

/**
 * Adds one entry to a line of the ledger: `decide` says which, from where the line stands (null: nothing yet), or
 * throws. Two at once wait for each other, so that the second sees what the first did. Sent again with its key it is
 * the same entry.
 */
export async function keepEntry(
  database: Database,
  at: AtPerson,
  involvementId: string,
  line: RecompenseLine,
  once: WriteOnce,
  decide: (standing: Standing | null, db: Transaction) => Promise<NewEntry> | NewEntry,
): Promise<RecompenseKept> {
  refuseUnless(at.roles, 'recompense.give');
  return database.inOrganisation(at.organisationId, async (db) => {
    const hand = await personAtHand(db, at);
    const personId = onePerson(hand);
    await takeTurn(db, hand.actor, once);
    await lockPerson(db, personId);
    const involvement = await findInvolvement(db, personId, involvementId);
    const warnings = async (
      entry: Omit<RecompenseEntry, 'involvementId' | 'line'>,
    ): Promise<RecompenseKept['warnings']> =>
      belowMinimum({ ...entry, involvementId, line }, involvement, await readRules(db)) ? ['below-minimum'] : [];
    const [stored] = await db.rows<{ id: string; request_hash: Buffer } & Omit<NewEntry, 'notice'>>(
      `SELECT id, request_hash, step, kind, value_pence AS "valuePence" FROM recompense_entries
       WHERE organisation_id = $1 AND recorded_by = $2 AND idempotency_key = $3`,
      [db.organisationId, hand.actor, once.idempotencyKey],
    );
    if (stored) {
      refuseReuse(stored, once);
      return { entryId: stored.id, warnings: await warnings(stored) };
    }
    const [standing] = await db.rows<Standing>(
      `SELECT step, kind, notice FROM recompense_entries WHERE organisation_id = $1 AND involvement_id = $2 AND line = $3
       ORDER BY recorded_at DESC, id DESC LIMIT 1`,
      [db.organisationId, involvementId, line],
    );
    const entry = await decide(standing ?? null, db);
    const id = uuidv7();
    await db.rows(
      // The time of the statement, for two entries of one moment to keep their order.
      `INSERT INTO recompense_entries (organisation_id, id, involvement_id, person_id, line, step, kind, value_pence, notice,
         recorded_by, recorded_at, idempotency_key, request_hash)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, clock_timestamp(), $11, $12)`,
      [
        db.organisationId,
        id,
        involvementId,
        personId,
        line,
        entry.step,
        entry.kind,
        entry.valuePence,
        entry.notice,
        hand.actor,
        once.idempotencyKey,
        once.requestHash,
      ],
    );
    await writeAudit(db, {
      actor: hand.actor,
      action: `recompense.${entry.step}`,
      subject: `involvement:${involvementId}`,
      detail: { line },
    });
    return { entryId: id, warnings: await warnings(entry) };
  });
}

async function findInvolvement(db: Transaction, personId: string, involvementId: string): Promise<Involvement> {
  const [found] = await db.rows<Involvement>(
    `SELECT id, kind, minutes, ${instant('happened_at')} AS "happenedAt"
     FROM involvements WHERE organisation_id = $1 AND id = $2 AND person_id = ANY (${samePeople('$3::uuid')})`,
    [db.organisationId, involvementId, personId],
  );
  if (found) return found;
  throw new Problem(
    'not-known',
    'involvement-unknown',
    'This person has no such involvement. Keep the involvement first.',
  );
}
