import type { ConnectorContext, ValueMapping, WebhookDelivery } from '../contract.js';

/** What a fault does to answers, and so what is expected of the connector. */
export type FaultEffect =
  /** The answer cannot be understood, or does not come: the stream ends INCOMPLETE, and says why. */
  | 'breaks'
  /** The answer asks for fewer requests (429 or the like). */
  | 'rations'
  /** The answer is fine and has no rows, or has lost most of them: nobody may disappear. */
  | 'empties'
  /** One row cannot be understood: it is held, under its key, and the rest goes on. */
  | 'spoils'
  /** A row comes twice. */
  | 'repeats'
  /** A row comes with a code that nobody has told us about. */
  | 'unknown-code'
  /** Something odd that must do no harm: another order, a date that means none. */
  | 'disturbs';

export interface Fault {
  readonly name: string;
  readonly effect: FaultEffect;
  /** Absent: every stream that is read. */
  readonly streams?: readonly string[];
}

/**
 * A source that a connector is tried against: a simulator, or a real server with invented rows. At least 20 records in
 * each stream that is read, over several pages in one of them at least. What it tells of itself, it tells from its own
 * store, never through the connector.
 */
export interface ConformanceSource {
  /** As a landlord fills it in, secrets included. */
  readonly configuration: Readonly<Record<string, unknown>>;
  /** Ways to the source, as the service would hand them in. `get` throws for 429 and 5xx, as the guarded client does. */
  readonly ports: Partial<Pick<ConnectorContext, 'get' | 'send' | 'sql' | 'files'>>;
  /**
   * Ways in that a configuration opens, as it does a database with its password; in the place of those of `ports`. The
   * source closes them.
   */
  portsOf?(configuration: Readonly<Record<string, unknown>>): Partial<Pick<ConnectorContext, 'sql' | 'files'>>;
  /** The connector's default when absent. */
  readonly mapping?: ValueMapping;
  /** The source's clock; the machine's when absent. */
  readonly now?: () => Date;
  readonly faults: readonly Fault[];
  /** The configuration with a key, a password or a user that the source refuses. */
  readonly wrongCredentials?: Readonly<Record<string, unknown>>;
  /** Origins the connector may ask besides those that stand in the configuration, for instance of a sign-in service. */
  readonly origins?: readonly string[];

  /** The keys of all records there are in a stream, deleted ones left out. */
  keys(stream: string): Promise<readonly string[]>;
  /** Changes a field that is taken, in a way that the stream's cursor notices. Answers the record's key. */
  change(stream: string): Promise<string>;
  /** Adds a record. Answers its key. */
  add(stream: string): Promise<string>;
  /** Takes a record away, in the way that the stream's delete detection notices. Answers its key. */
  remove(stream: string): Promise<string>;
  /** Switches a fault of `faults` for a stream: for one answer at least, or until `mend`. */
  strike(fault: string, stream: string): Promise<void>;
  /** Ends every fault. */
  mend(): Promise<void>;
  close(): Promise<void>;

  /** Wanted of `modified-since` with `moves` other than `any-change`: changes a field that is taken, unnoticed by the cursor. */
  changeQuietly?(stream: string): Promise<string>;
  /** Wanted of `modified-since`: changes a record and dates the change a year ahead. */
  changeDatedAhead?(stream: string): Promise<string>;
  /** Wanted of `modified-since` and `rowversion`: gives more records than fit on a page the same time of change. */
  tie?(stream: string): Promise<void>;
  /** Wanted of `delta-token` and `replay`: makes every position handed out so far one that is refused. */
  expire?(): Promise<void>;
  /**
   * Wanted of every connector that reads times without an offset: writes such a time (`2026-06-01T09:00:00`) into a
   * record. Answers how to find what came of it.
   */
  setWallClock?(
    wall: string,
  ): Promise<{ readonly stream: string; readonly key: string; readonly field: string; readonly zone: string }>;
  /** Where the source can do it: two records become one. */
  merge?(stream: string): Promise<{ readonly from: string; readonly into: string } | null>;
  /** Where the source can do it: a record is blotted out. */
  erase?(stream: string): Promise<string | null>;
  /** Wanted of a connector with webhooks: a delivery about a record, signed now with `secret`. */
  deliver?(
    secret: string,
    now: Date,
  ): Promise<{ readonly delivery: WebhookDelivery; readonly stream: string; readonly key: string }>;
  /** Writes what `of` answers for a field's name into fields that may be taken, for whoever looks where it comes to. */
  plantTaken?(of: (field: string) => string): Promise<void>;
  /** Wanted where the kit cannot do it, which is in files: plants a value in every record, in fields that must not be taken. */
  plant?(canary: string): Promise<void>;
}
