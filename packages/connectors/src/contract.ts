/**
 * What a connector is: the code that reads one kind of housing system, and the only code that knows it. It turns what
 * the system says into messages of canonical records; the engine (`apps/service/src/sync`) does the rest: pages and
 * positions in one transaction, deletes behind a guard, held rows, webhooks, the clock.
 *
 * A connector lives in a folder of its own, `src/<name>/`:
 *
 *     configuration.ts   zod schema of what a landlord fills in, secrets marked `x-secret`; `configure` parses it
 *     mapping.ts         which fields may be taken (the allow-list) and what a mapping may know besides the row
 *     map-<thing>.ts     one kind of row to one canonical record, pure; codes and columns are data, not ifs
 *     <name>.ts          the spec and the connector: check, read, hydrate, webhooks, write
 *     <name>.conformance.test.ts   `describeConnector(…)`, against its simulator
 *     README.md          what access to ask the landlord's administrator for, and what cannot be done
 *
 * It is named in `registry.ts`. It opens no connection, reads no clock but `context.now`, and keeps nothing between
 * calls but `context.kept`. How to add one, step by step: docs/connectors.md.
 */
import type { CanonicalRecord, Entity, HandOffRoute, Reference, Scheme } from '@doorstep/domain';

/** How a stream says what changed. Each real system breaks a different assumption, so each stream declares its own. */
export type CursorKind =
  /** Nothing: the whole stream is read each time, hash for changes. Its order may shuffle while it is read. */
  | { readonly kind: 'none' }
  /** Nothing either, but the order is stable: read by the last key seen, hash for changes. */
  | { readonly kind: 'scan' }
  /** A number the database counts up at every change; read up to the oldest change still under way, no clock in it. */
  | { readonly kind: 'rowversion' }
  /** The system hands out a token for "all since then". It expires; then RESYNC_REQUIRED. */
  | { readonly kind: 'delta-token'; readonly expiresAfterDays: number }
  /**
   * A filter by time of change. `moves` is what moves that time: a cursor that stands still when a comment is added
   * cannot be the only way to notice one. The stored position is `nextCursor(…)`.
   */
  | {
      readonly kind: 'modified-since';
      readonly precision: 'millisecond' | 'second' | 'day';
      readonly moves: 'any-change' | 'status-only' | 'create-only';
      /** How far back the next read begins again, for rows that became visible late. */
      readonly overlapSeconds: number;
    }
  /** Append-only by id: what is new is seen, what changed is not. */
  | { readonly kind: 'id-feed' }
  /** A log that is replayed from a position, kept by the system for so long; behind that, RESYNC_REQUIRED. */
  | { readonly kind: 'replay'; readonly retentionHours: number };

/**
 * How a stream says what is gone.
 *
 * - `snapshot-diff`: every pass reads everything (cursor `none` or `scan`); what a complete pass did not see is gone.
 * - `tombstones`: the changes name it (DELETE). Those that a position missed are found by the next pass from the start.
 * - `unseen`: the changes do not tell. The engine reads the stream from its start every `sweepEveryHours`, and what a
 *   complete pass did not see is gone. Where the system lists keys cheaply, SEEN messages do for the rows.
 * - `soft-flag`: the row stays and says so; the connector yields DELETE for it. A missing row proves nothing.
 * - `none`: nobody can tell. A missing row proves nothing.
 *
 * Gone by not being seen is always behind the engine's guard: where too many are gone at once, nothing is removed.
 */
export type DeleteDetection = 'snapshot-diff' | 'tombstones' | 'unseen' | 'soft-flag' | 'none';

export interface StreamSpec {
  readonly name: string;
  readonly entity: Entity;
  readonly cursor: CursorKind;
  readonly deletes: DeleteDetection;
  /** For `unseen`: how often everything is read to find what is gone. 24 when absent. */
  readonly sweepEveryHours?: number;
  /** Streams whose records this one points at; they are read first. Missing parents are tolerated all the same. */
  readonly dependsOn: readonly string[];
  /** `read` walks the whole stream; `hydrate` answers for the keys it is given and nothing else. */
  readonly access: 'read' | 'hydrate';
  /** Whether `hydrate` answers for single keys of this `read` stream too, so that a webhook costs one request. */
  readonly rereads?: boolean;
}

export interface ConnectorSpec {
  readonly name: string;
  readonly title: string;
  /** JSON Schema (draft 2020-12) of the configuration; secret fields carry `"x-secret": true`. */
  readonly configuration: Readonly<Record<string, unknown>>;
  readonly streams: readonly StreamSpec[];
  readonly writes: WritesSpec;
  /** What to ask the landlord's administrator of the system for, a sentence each. */
  readonly askFor: readonly string[];
  /** What the system allows one caller; absent where it names no limit. A connection may be given less. */
  readonly requestsPerMinute?: number;
}

export type WriteKind = 'note' | 'raise' | 'task';

/** What can be written into a host, or what a person does instead. */
export interface WritesSpec {
  readonly note: CanWrite | ByHand;
  /** `routes`: the hand-offs that the host has a case for. */
  readonly raise: (CanWrite & { readonly routes: readonly HandOffRoute[] }) | ByHand;
  readonly task: CanWrite | ByHand;
}

export interface CanWrite {
  readonly can: true;
}

export interface ByHand {
  readonly can: false;
  /** One sentence for staff: what to do in the host. */
  readonly byHand: string;
}

/** One HTTP answer, read whole under the client's size and time limits. */
export interface FetchedText {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface FetchRequest {
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What is sent to a host: once, whatever comes of it. Asking for an access token is one, too. */
export interface SendRequest extends FetchRequest {
  readonly method: 'POST' | 'PUT' | 'PATCH';
  /** As it goes over the wire; its `content-type` is among the headers. */
  readonly body: string;
}

/**
 * The only way out. The service hands in a client that holds the SSRF guard, limits, retries and the breaker;
 * a connector never opens a connection itself.
 * Throws `SourceProblem`.
 */
export type GuardedGet = (request: FetchRequest) => Promise<FetchedText>;

/**
 * Sends once, through the same guards, and answers whatever status came back. Throws `SourceProblem`; `retryable` says
 * that nothing can have arrived.
 */
export type GuardedSend = (request: SendRequest) => Promise<FetchedText>;

/** A database that is read by views. Where it is and who asks, as the configuration says it. */
export interface SqlTarget {
  readonly driver: 'postgresql' | 'mariadb' | 'sqlserver';
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly password: string;
  /** `required`: encrypted, and the certificate must be good. `off` only reaches an address that was allowed by name. */
  readonly tls: 'required' | 'off';
}

/**
 * A value of a row. Dates and times come as the text the database writes (no zone is added), numbers that a double
 * cannot hold as text, bytes (a rowversion) as lower-case hex.
 */
export type SqlValue = string | number | boolean | null;
export type SqlRow = Readonly<Record<string, SqlValue>>;

export interface SqlQuery {
  /** One SELECT. Values are `$1`, `$2` … whatever the driver; names of tables and columns come through `quote`. */
  readonly text: string;
  readonly values: readonly (string | number | null)[];
  /** More rows than this are a fault, not an answer: ask in pages. At most 10,000. */
  readonly mostRows: number;
}

/**
 * The only way into a database: read-only by the session and by a time limit, through the same address rules as HTTP.
 * Throws `SourceProblem`; its message never holds a value or the text of the query.
 */
export interface SqlPort {
  readonly driver: SqlTarget['driver'];
  rows(query: SqlQuery): Promise<readonly SqlRow[]>;
  /** A name as this driver quotes it. Throws `ConfigurationProblem` for what is no plain name (`schema.view`). */
  quote(name: string): string;
}

/** A folder with files in it. A local folder must stand inside one that the administrator of Doorstep named. */
export type FilesTarget =
  | { readonly kind: 'folder'; readonly path: string }
  | {
      readonly kind: 'sftp';
      readonly host: string;
      readonly port: number;
      readonly user: string;
      readonly password: string | null;
      /** PEM or OpenSSH. Offered before the password, where both are there. */
      readonly privateKey: string | null;
      /** Of a private key that is sealed with one. */
      readonly passphrase: string | null;
      /** `SHA256:…` of the server's key; any other server is refused. */
      readonly hostKey: string;
      readonly path: string;
    };

export interface FileEntry {
  /** Relative to the target's path, `/` between parts. */
  readonly path: string;
  readonly bytes: number;
  /** RFC 3339 UTC. */
  readonly modifiedAt: string;
}

/** The only way to files. Nothing outside the target's path is reached. Throws `SourceProblem`. */
export interface FilesPort {
  /** Files under the target's path, two folders deep at most, in code-unit order of their paths. */
  list(): Promise<readonly FileEntry[]>;
  /** The bytes in pieces, in order. A file longer than `mostBytes` is a fault. */
  read(path: string, mostBytes: number): AsyncIterable<Uint8Array>;
  /** Written beside and then renamed, so that nobody reads half of it. A file of that name is left as it is. */
  write(path: string, body: Uint8Array): Promise<'written' | 'was-there'>;
}

/** Values of the host that mean something to us, as data a landlord can change per connection. */
export interface ValueMapping {
  /** Asset type of a home or of a parent → scheme. */
  readonly schemes: Readonly<Record<string, Scheme>>;
  /** Process name (lower case, as the host sends it) → case kind. */
  readonly cases: Readonly<
    Record<string, 'complaint' | 'asb' | 'succession' | 'possession' | 'disrepair' | 'name-change'>
  >;
  /** Time zone of naive date-times, per stream (IANA name). */
  readonly timeZones: Readonly<Record<string, string>>;
  /** Stream → our field → the column this landlord keeps it in. For systems whose tables are the landlord's own. */
  readonly columns?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** `stream.field` → the host's code → ours. What is not in it is unknown, and counted. */
  readonly codes?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Stream → fields that are empty where they cannot be understood, so that the rest of the row comes in. */
  readonly emptied?: Readonly<Record<string, readonly EmptiedField[]>>;
}

/** A field as `ProblemCell` names it, and what has to be wrong with it: the code of its PROBLEM. */
export interface EmptiedField {
  readonly field: string;
  readonly code: string;
}

export interface ConnectorContext {
  readonly get: GuardedGet;
  readonly send: GuardedSend;
  /** Of a connector with `reaches.sql`, else null. */
  readonly sql: SqlPort | null;
  /** Of a connector with `reaches.files`, else null. */
  readonly files: FilesPort | null;
  readonly now: () => Date;
  readonly mapping: ValueMapping;
  readonly signal: AbortSignal;
  /**
   * Of a page of rows, the keys of those that made the record that is kept, and came just so then: they need not be
   * understood again. SEEN tells of them. Absent: nothing is known.
   */
  readonly unchanged?: (rows: readonly HashedRow[]) => Promise<ReadonlySet<string>>;
  /** Told of every row as it was sent, before the message that came of it; for whoever shows a landlord its own data. */
  readonly saw?: (row: SeenRow) => void;
  /** What the connector keeps while the connection is open, such as an access token. Never stored. */
  readonly kept: Map<string, unknown>;
}

/** A row that has not been understood yet. */
export interface HashedRow {
  readonly key: string;
  /** `rowHash` of what is taken of it. */
  readonly hash: string;
}

/** A row as the system sent it: what is taken of it, and the names of what is not. */
export interface SeenRow {
  readonly stream: string;
  /** That of the record it became; where it became none, its own. */
  readonly key: string | null;
  readonly taken: unknown;
  readonly left: readonly string[];
}

export type ProblemCode =
  | 'not-json'
  | 'truncated'
  | 'not-a-page'
  | 'bad-record'
  | 'field-too-long'
  | 'no-permission'
  | 'refused'
  | 'unreachable'
  | 'too-many-requests'
  | 'blocked-address'
  /** What ought to be the same twice is not: a file of another length, columns that went, a link to elsewhere. */
  | 'not-as-declared';

export type Message =
  | {
      readonly type: 'RECORD';
      readonly stream: string;
      readonly key: string;
      readonly record: CanonicalRecord;
      /** Lower-case hex SHA-256 over the allow-listed, normalised record with sorted keys. */
      readonly hash: string;
      /** Lower-case hex SHA-256 of the row it was made of. Absent: the same row could make another record tomorrow. */
      readonly rowHash?: string;
      readonly sourceUpdatedAt: string | null;
    }
  /** The source says that it is gone. May name a key never seen; that is nobody's loss. */
  | { readonly type: 'DELETE'; readonly stream: string; readonly key: string }
  /**
   * These are still there; nothing else is known of them. For a pass that only looks for what is gone. `areRead`: their
   * rows came, and `context.unchanged` knew them.
   */
  | { readonly type: 'SEEN'; readonly stream: string; readonly keys: readonly string[]; readonly areRead?: true }
  /** Records that turned out to be one. `from` are gone; whoever asks for them gets `into`. `from` never holds `into`. */
  | { readonly type: 'MERGE'; readonly stream: string; readonly from: readonly string[]; readonly into: string }
  /** A record that turned out to be several. It is gone unless `into` holds it; the rest are records of their own. */
  | { readonly type: 'SPLIT'; readonly stream: string; readonly from: string; readonly into: readonly string[] }
  /** The source blotted somebody out. What we mirror of them goes, and stays away when the key comes back. */
  | { readonly type: 'ERASE'; readonly stream: string; readonly key: string }
  /**
   * The position is of no use. Nothing was read, and nothing follows but STATUS INCOMPLETE: the engine begins a pass
   * from the start, which finds deletes too.
   */
  | {
      readonly type: 'RESYNC_REQUIRED';
      readonly stream: string;
      readonly reason: 'token-expired' | 'schema-changed' | 'gap';
    }
  /** A code the connector does not know: it passes through as `unknown` and is counted, never guessed. */
  | { readonly type: 'UNKNOWN_CODE'; readonly stream: string; readonly field: string; readonly value: string }
  /**
   * Ends a page: everything since the last STATE is written with it in one transaction. `state` is opaque JSON with a
   * version of its own in it. The last before COMPLETE is where the next pass goes on, for every cursor but `none` and
   * `scan`, whose passes begin at the start.
   */
  | {
      readonly type: 'STATE';
      readonly stream: string;
      readonly state: unknown;
      /** RECORD messages since the last STATE. */
      readonly recordsSince: number;
      /** Names of the fields that rows of the page have and the allow-list does not name, each once. They are left behind. */
      readonly fieldsLeft?: readonly string[];
    }
  | { readonly type: 'STATUS'; readonly stream: string; readonly status: 'STARTED' | 'COMPLETE' | 'INCOMPLETE' }
  /**
   * Something could not be understood. With a key (or `raw`) it is one row, which is held; without, the page, and the
   * stream ends INCOMPLETE. `message` is a sentence for an administrator and never holds a field's value.
   */
  | {
      readonly type: 'PROBLEM';
      readonly stream: string;
      readonly key: string | null;
      readonly code: ProblemCode;
      readonly message: string;
      readonly raw: string | null;
      readonly retryable: boolean;
      /** How long the source asked us to wait. */
      readonly retryAfterSeconds?: number;
      /** Of a row that is held: where it is about one field. */
      readonly cell?: ProblemCell;
    };

/** The cell that kept a row from being understood. */
export interface ProblemCell {
  /** A path with points between; items of a list are all one field. */
  readonly field: string;
  /** As it was sent, at most 200 characters; null: nothing, or no text. It may tell of somebody, as `raw` may. */
  readonly value: string | null;
  /** The row can be taken without it. */
  readonly mayBeEmpty: boolean;
}

export interface CheckResult {
  readonly name: string;
  readonly ok: boolean;
  /** What was found, or what to do about it. */
  readonly detail: string;
  /** Not looked at, because one before it did not pass. */
  readonly notChecked?: true;
  /** It passed, and yet somebody should know what was found. */
  readonly look?: true;
  /** What to send to the administrator of the system, who alone can mend it. */
  readonly askThem?: string;
}

/** What came to `/hooks/v1/<connection>`, byte for byte. */
export interface WebhookDelivery {
  readonly rawBody: Uint8Array;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
}

/** What a delivery made us doubt: these keys, or, where it does not say which, the stream's next changes. */
export interface Hint {
  readonly stream: string;
  readonly keys: readonly string[] | 'changes';
}

export type WebhookVerdict =
  | {
      readonly accepted: true;
      /** The sender's own id of this delivery, the same when it is sent again. Null: the hash of the body stands for it. */
      readonly deliveryId: string | null;
    }
  | { readonly accepted: false; readonly because: 'no-signature' | 'wrong-signature' | 'too-old' | 'from-the-future' };

/**
 * Webhooks are hints: what they say is never stored. A delivery is verified, remembered once, and followed by a re-read
 * of what it names. Nothing is lost without them: the next pass finds the same.
 */
export interface Webhooks<Config> {
  /** How the sender proves itself, and where its administrator sets the secret up; for the console. */
  readonly scheme: string;
  /**
   * Pure, over the raw bytes and in constant time (`webhook-signatures.ts`). `secrets`: two while one is being replaced;
   * any of them will do. A sender that signs its time is refused five minutes off `now`.
   */
  verify(delivery: WebhookDelivery, secrets: readonly string[], now: Date): WebhookVerdict;
  /** What to read again. Never throws: a body that says nothing understandable gives the streams it could be about. */
  hints(config: Config, delivery: WebhookDelivery): readonly Hint[];
}

/** What a connector reads through besides HTTP, from its configuration. The service opens it and hands it in. */
export interface Reaches<Config> {
  readonly sql?: (config: Config) => SqlTarget;
  readonly files?: (config: Config) => FilesTarget;
}

/** One field of a stream: ours, and where the system keeps it. */
export interface MatchedField {
  readonly field: string;
  /** A name, or a path with points between; null: not matched. */
  readonly theirs: string | null;
  readonly isRequired: boolean;
  /** Its values are codes, told apart by this list of the mapping. */
  readonly codes?: string;
}

/** A column that a system has, whatever is in it. */
export interface SeenColumn {
  readonly name: string;
  /** It holds days or times; null: the system does not say. */
  readonly isTime: boolean | null;
}

export interface StreamFields {
  readonly stream: string;
  /** The system publishes its fields, the same at every landlord: only values are matched. */
  readonly isFixed: boolean;
  readonly fields: readonly MatchedField[];
}

export interface Connector<Config = unknown> {
  readonly spec: ConnectorSpec;
  /** Absent: HTTP alone. */
  readonly reaches?: Reaches<Config>;
  /** What a new connection starts with; each landlord changes its own copy. */
  readonly defaultMapping: ValueMapping;
  /** Parses a stored configuration. Throws `ConfigurationProblem` with a sentence that names the field. */
  configure(configuration: unknown): Config;
  /** Probes each stream read-only, in order; stops being useful after the first that fails, so later ones say so. */
  check(config: Config, context: ConnectorContext): AsyncIterable<CheckResult>;
  /** How many rows a first load brings, as far as the system counts them. Absent: it does not. Throws `SourceProblem`. */
  rowCount?(config: Config, context: ConnectorContext): Promise<number>;
  /** The fields of each stream, ours and theirs, as this mapping has them. */
  fields(mapping: ValueMapping): readonly StreamFields[];
  /**
   * The columns there are for a stream whose fields are not fixed, by their names alone. Absent: the system does not tell.
   * Throws `SourceProblem`.
   */
  columns?(config: Config, stream: string, context: ConnectorContext): Promise<readonly SeenColumn[]>;
  /** Reads one stream from `state` (undefined: from the start). Ends with STATUS COMPLETE or INCOMPLETE. */
  read(config: Config, stream: string, state: unknown, context: ConnectorContext): AsyncIterable<Message>;
  /**
   * Re-reads named keys of a `hydrate` stream, or of one that `rereads`. No STATE; a key that could not be read yields a
   * PROBLEM with that key; one that the host says is gone yields DELETE.
   */
  hydrate(config: Config, stream: string, keys: readonly string[], context: ConnectorContext): AsyncIterable<Message>;
  /** What `spec.writes` says can be written, and nothing else. */
  readonly write?: Writer<Config>;
  /** Absent: the system sends none, or none that can be trusted even as a hint. */
  readonly webhooks?: Webhooks<Config>;
}

/** A record of the host that something is written on. */
export interface WrittenRecord {
  readonly type: 'person' | 'tenancy' | 'home';
  readonly id: string;
  /** What else the host knows it by. */
  readonly otherReferences: readonly Reference[];
}

/** One thing to write into the host. */
export interface WriteRequest {
  /**
   * Ours, the same for every try of one write and for no other of its kind. Where the host keeps no key of ours, it
   * stands in what is written, and is looked for before writing.
   */
  readonly reference: string;
  readonly record: WrittenRecord;
  readonly title: string;
  readonly text: string;
  /** RFC 3339: when the resident said it. */
  readonly toldAt: string;
}

/** A case for those who act on it, such as a repair. `record` is a home. */
export interface RaiseRequest extends WriteRequest {
  readonly route: HandOffRoute;
  readonly isEmergency: boolean;
  /** For a host that marks such cases, which have deadlines of their own in law. */
  readonly isDampOrMould: boolean;
}

export interface WriteReceipt {
  /** The host's own id or number of what was written. */
  readonly receipt: string;
}

/**
 * Writes into the host, never twice: with a reference that was written already, it answers for what is there. Two at
 * once with one reference are for the caller to rule out. Throws `SourceProblem`.
 */
export interface Writer<Config> {
  note?(config: Config, request: WriteRequest, context: ConnectorContext): Promise<WriteReceipt>;
  raise?(config: Config, request: RaiseRequest, context: ConnectorContext): Promise<WriteReceipt>;
  task?(config: Config, request: WriteRequest, context: ConnectorContext): Promise<WriteReceipt>;
}

/** More of why something failed. */
export interface MoreAboutProblem {
  /** Of something that was being written: it may stand in the host all the same. */
  readonly mayHaveArrived?: boolean;
  /** What the host asked for; `retryAfterSeconds(…)` reads it from an answer. */
  readonly retryAfterSeconds?: number;
}

/** Why a source could not be read, or written to. `message` is for an administrator; no field values. */
export class SourceProblem extends Error {
  readonly mayHaveArrived: boolean;
  readonly retryAfterSeconds: number;

  constructor(
    readonly code: ProblemCode,
    message: string,
    /** Nothing has to change for another try to succeed. */
    readonly retryable: boolean,
    { mayHaveArrived = false, retryAfterSeconds = 0 }: MoreAboutProblem = {},
  ) {
    super(message);
    this.name = 'SourceProblem';
    this.mayHaveArrived = mayHaveArrived;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

export class ConfigurationProblem extends Error {
  override readonly name = 'ConfigurationProblem';
}
