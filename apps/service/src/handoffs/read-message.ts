import type { HandOffRoute } from '@doorstep/domain';
import type { Transaction } from '../platform/database/database.js';
import type { Sealer } from '../platform/secrets/seal.js';
import { openContent } from './hand-off-content.js';

/** Another system's name for a record. */
interface HostRecord {
  readonly id: string;
  readonly allocatedBy: string;
}

/** What the other side gets of a hand-off, in whatever form it goes out. Never to be written down here. */
export interface HandOffMessage {
  readonly reference: string;
  readonly route: HandOffRoute;
  readonly isEmergency: boolean;
  /** RFC 3339. */
  readonly toldAt: string;
  readonly targetAt: string;
  readonly isToldAgain: boolean;
  readonly words: string | null;
  readonly where: string | null;
  readonly home: (HostRecord & { readonly address: string }) | null;
  readonly tenancy: HostRecord | null;
  readonly person: (HostRecord & { readonly name: string }) | null;
}

/** Reads what is to be sent, in the caller's transaction; undefined once the other side has it. */
export async function readMessage(
  db: Transaction,
  sealer: Sealer,
  handOffId: string,
): Promise<HandOffMessage | undefined> {
  const content = await openContent(db, sealer, handOffId);
  if (!content) return undefined;
  const { route, words, where, homeId, householdId, personId } = content;
  const [found] = await db.rows<Omit<HandOffMessage, 'route' | 'words' | 'where' | 'toldAt' | 'targetAt'> & Times>(
    `SELECT f.reference, f.is_emergency AS "isEmergency", f.told_at AS "toldAt", f.target_at AS "targetAt",
       f.repeats IS NOT NULL AS "isToldAgain",
       (SELECT jsonb_build_object('id', h.reference_id, 'allocatedBy', h.allocated_by,
          'address', concat_ws(', ', nullif(array_to_string(h.address_lines, ', '), ''), h.postal_code))
        FROM homes h WHERE h.organisation_id = $1 AND h.id = $3) AS home,
       (SELECT jsonb_build_object('id', t.reference_id, 'allocatedBy', t.allocated_by)
        FROM tenancies t WHERE t.organisation_id = $1 AND t.id = $4) AS tenancy,
       (SELECT jsonb_build_object('id', p.reference_id, 'allocatedBy', p.allocated_by, 'name', p.full_name)
        FROM people p WHERE p.organisation_id = $1 AND p.id = $5) AS person
     FROM hand_offs f WHERE f.organisation_id = $1 AND f.id = $2`,
    [db.organisationId, handOffId, homeId, householdId, personId],
  );
  return (
    found && {
      ...found,
      route,
      words,
      where,
      toldAt: found.toldAt.toISOString(),
      targetAt: found.targetAt.toISOString(),
    }
  );
}

interface Times {
  readonly toldAt: Date;
  readonly targetAt: Date;
}
