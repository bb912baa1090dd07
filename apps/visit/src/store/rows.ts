import type { EntryReply, VisitTopic } from '@doorstep/contracts/visit';
import type { Sealed } from './vault.js';

/** `needs-you`: the service knows another content under this id, and only a person can say which holds. */
export type EntryState = 'saved' | 'needs-you' | 'sent';
/** What may hurt somebody goes first. */
export type Lane = 'hazard' | 'plain';
export type PhotoTrouble = 'too-large' | 'wrong-kind';

/** One visit as it lies on the phone. Nothing in it can be read without the phone's key but times and states. */
export interface EntryRow {
  /** UUIDv7, the idempotency key. */
  readonly id: string;
  readonly state: EntryState;
  readonly lane: Lane;
  /** Milliseconds since 1970 by the phone's clock. */
  readonly savedAt: number;
  /** A {@link VisitLine}. */
  readonly line: Sealed;
  /** The JSON to send, byte for byte; null once the service has it. */
  readonly body: Sealed | null;
  /** SHA-256 of the body, hex. */
  readonly bodyHash: string;
  readonly attempts: number;
  /** Milliseconds since 1970: not tried by itself before. */
  readonly nextAt: number;
  readonly reference: string | null;
  readonly sentAt: number | null;
  readonly kept: EntryReply['state'] | null;
  /** `YYYY-MM-DD` by which they hear back, as the landlord says; null where it says none. */
  readonly replyBy: string | null;
}

/** What the list says of a visit; all that stays of it once it is sent, for 24 hours or until the sign-out. */
export interface VisitLine {
  readonly address: string;
  readonly jobId: string | null;
  readonly topics: readonly VisitTopic[];
}

export interface PhotoRow {
  readonly id: string;
  readonly entryId: string;
  readonly state: 'draft' | 'waiting' | 'needs-you';
  readonly trouble: PhotoTrouble | null;
  /** SHA-256 of the picture, hex, and its size in bytes. */
  readonly sha256: string;
  readonly size: number;
  /** Bytes that the service said it has. */
  readonly offset: number;
  readonly attempts: number;
  readonly nextAt: number;
}

/** The picture itself, apart from its row so that listing does not read it. */
export interface PictureRow {
  readonly id: string;
  readonly bytes: Sealed;
}

export interface MetaRow {
  readonly key: string;
  readonly value: unknown;
}
