import {
  connectors,
  type RaiseRequest,
  type WriteKind,
  type WriteRequest,
  type WrittenRecord,
} from '@doorstep/connectors';
import type { HandOffRoute } from '@doorstep/domain';
import { readTheirWord } from '../display/index.js';
import { readMessage, type HandOffMessage } from '../handoffs/index.js';
import type { Transaction } from '../platform/database/database.js';
import type { Sealer } from '../platform/secrets/seal.js';
import { caseWords, noteWords, saysDampOrMould } from './write-back-words.js';

/** One that waits, as it is kept. */
export interface WaitingWrite {
  readonly id: string;
  readonly connectionId: string;
  readonly connector: string;
  /** What staff call the host. */
  readonly host: string;
  readonly kind: WriteKind;
  readonly recordType: WrittenRecord['type'];
  readonly recordId: string;
  readonly handOffId: string | null;
  readonly voiceId: string | null;
  readonly householdId: string | null;
  readonly tries: number;
  /** RFC 3339; null: nothing has happened yet that could be written. */
  readonly at: string | null;
  readonly reference: string;
  readonly about: 'hand-off' | 'voice' | 'reply';
  /** What it is about was taken back, or the other side has it. */
  readonly isOver: boolean;
}

/** What is to be done about one that waits. The request holds words: it is never kept. */
export type PreparedWrite =
  | { readonly do: 'nothing' }
  | { readonly do: 'leave-to-people'; readonly why: string; readonly route: HandOffRoute | null }
  | { readonly do: 'note' | 'task'; readonly request: WriteRequest; readonly route: null }
  | { readonly do: 'raise'; readonly request: RaiseRequest; readonly route: HandOffRoute };

/** Builds what is to be written, or sees that the host cannot take it or that there is no need any more. */
export async function prepareWrite(db: Transaction, sealer: Sealer, write: WaitingWrite): Promise<PreparedWrite> {
  if (write.isOver || write.at === null) return { do: 'nothing' };
  const writes = connectors.get(write.connector)?.spec.writes;
  const leave = (why: string, route: HandOffRoute | null = null) => ({ do: 'leave-to-people', why, route }) as const;
  if (write.kind !== 'raise') {
    const ability = writes?.[write.kind];
    if (!ability?.can) return leave(ability?.byHand ?? `This version cannot write into ${write.host}.`);
    const record = await recordOf(db, write, write.recordType, write.recordId);
    const { reference, at: toldAt } = write;
    const words = noteWords(write.about, toldAt, await readTheirWord(db));
    return { do: write.kind, route: null, request: { reference, record, toldAt, ...words } };
  }
  const message = write.handOffId === null ? undefined : await readMessage(db, sealer, write.handOffId);
  if (!message) return { do: 'nothing' };
  const { route, reference, toldAt, isEmergency, words } = message;
  const ability = writes?.raise;
  if (!ability?.can) return leave(ability?.byHand ?? `This version cannot write into ${write.host}.`, route);
  if (!ability.routes.includes(route))
    return leave(`${write.host} has no case for this. Tell those who act on it.`, route);
  const { type, id } = recordRaisedOn(write, message);
  const record = await recordOf(db, write, type, id);
  const isDampOrMould = saysDampOrMould(words);
  const said = caseWords(message, await readTheirWord(db));
  const request = { reference, record, toldAt, route, isEmergency, isDampOrMould, ...said };
  return { do: 'raise', route, request };
}

/** Of a restricted hand-off no record is named outside its sealed content. */
function recordRaisedOn(
  write: WaitingWrite,
  { person, tenancy, home }: HandOffMessage,
): Pick<WrittenRecord, 'type' | 'id'> {
  if (write.recordId !== sealedRecord) return { type: write.recordType, id: write.recordId };
  if (person !== null) return { type: 'person', id: person.id };
  if (tenancy !== null) return { type: 'tenancy', id: tenancy.id };
  return { type: 'home', id: home?.id ?? '' };
}

/** Stands for the record of a restricted hand-off. */
export const sealedRecord = 'sealed';

const tables = { person: 'people', tenancy: 'tenancies', home: 'homes' } as const;

async function recordOf(
  db: Transaction,
  { connectionId }: WaitingWrite,
  type: WrittenRecord['type'],
  id: string,
): Promise<WrittenRecord> {
  const otherReferences = await db.rows<{ id: string; allocatedBy: string }>(
    `SELECT o.reference_id AS id, o.allocated_by AS "allocatedBy"
     FROM ${tables[type]} r
     JOIN other_references o ON o.organisation_id = $1 AND o.entity_id = r.id AND o.entity = $4
     WHERE r.organisation_id = $1 AND r.connection_id = $2 AND r.reference_id = $3`,
    [db.organisationId, connectionId, id, type],
  );
  return { type, id, otherReferences };
}
