import { v7 as uuidv7 } from 'uuid';
import type { Transaction } from '../platform/database/database.js';
import { notice } from '../platform/queue/notices.js';

/** What is to stand in the host, and where. */
export type NewWriteBack = {
  readonly connectionId: string;
  readonly kind: 'note' | 'raise' | 'task';
  readonly recordType: 'person' | 'tenancy' | 'home';
  /** The record's id in the host. */
  readonly recordId: string;
} & ({ readonly handOffId: string } | { readonly voiceId: string } | { readonly tellingId: string });

/**
 * Asks for something to be written into the host, in the transaction of what it is about, once for each kind and
 * subject. What the host cannot take becomes a task for staff. Nothing of the words is kept here. Of a restricted
 * hand-off nothing is asked for: this would say whose it is.
 */
export async function queueWriteBack(db: Transaction, write: NewWriteBack): Promise<void> {
  const [made] = await db.rows<{ id: string }>(
    `INSERT INTO write_backs (organisation_id, id, connection_id, kind, record_type, record_id, hand_off_id, voice_id, telling_id)
     SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9
     WHERE NOT EXISTS (SELECT FROM hand_offs WHERE organisation_id = $1 AND id = $7 AND route = 'restricted')
     ON CONFLICT DO NOTHING RETURNING id`,
    [
      db.organisationId,
      uuidv7(),
      write.connectionId,
      write.kind,
      write.recordType,
      write.recordId,
      'handOffId' in write ? write.handOffId : null,
      'voiceId' in write ? write.voiceId : null,
      'tellingId' in write ? write.tellingId : null,
    ],
  );
  if (made) await notice(db, 'write-back', [made.id]);
}
