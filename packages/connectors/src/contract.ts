import type { CanonicalRecord, Entity, HandOffRoute, Reference, Scheme } from '@doorstep/domain';

/** How a stream says what changed. Each real system breaks a different assumption, so each stream declares its own. */
export type CursorKind =
  | { readonly kind: 'none' } /* snapshot and hash */
  | { readonly kind: 'scan' }; /* stable full scan by the last key seen, hash for changes */

export type DeleteDetection = 'snapshot-diff' | 'soft-flag' | 'none';

export interface StreamSpec {
  readonly name: string;
  readonly entity: Entity;
  readonly cursor: CursorKind;
  readonly deletes: DeleteDetection;
  /** Streams whose records this one points at; they are read first. Missing parents are tolerated all the same. */
  readonly dependsOn: readonly string[];
  /** `read` walks the whole stream; `hydrate` answers for the keys it is given and nothing else. */
  readonly access: 'read' | 'hydrate';
}

export interface ConnectorSpec {
  readonly name: string;
  readonly title: string;
  /** JSON Schema (draft 2020-12) of the configuration; secret fields carry `"x-secret": true`. */
  readonly configuration: Readonly<Record<string, unknown>>;
  readonly streams: readonly StreamSpec[];
  readonly writes: WritesSpec;
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

/** What is sent to a host: once, whatever comes of it. */
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
}

export interface ConnectorContext {
  readonly get: GuardedGet;
  readonly send: GuardedSend;
  readonly now: () => Date;
  readonly mapping: ValueMapping;
  readonly signal: AbortSignal;
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
  | 'blocked-address';

export type Message =
  | {
      readonly type: 'RECORD';
      readonly stream: string;
      readonly key: string;
      readonly record: CanonicalRecord;
      /** Lower-case hex SHA-256 over the allow-listed, normalised record with sorted keys. */
      readonly hash: string;
      readonly sourceUpdatedAt: string | null;
    }
  | { readonly type: 'DELETE'; readonly stream: string; readonly key: string }
  /** A code the connector does not know: it passes through as `unknown` and is counted, never guessed. */
  | { readonly type: 'UNKNOWN_CODE'; readonly stream: string; readonly field: string; readonly value: string }
  /** Ends a page: everything since the last STATE is written with it in one transaction. `state` is opaque JSON. */
  | { readonly type: 'STATE'; readonly stream: string; readonly state: unknown; readonly recordsSince: number }
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
    };

export interface CheckResult {
  readonly name: string;
  readonly ok: boolean;
  /** What was found, or what to do about it. */
  readonly detail: string;
}

export interface Connector<Config = unknown> {
  readonly spec: ConnectorSpec;
  /** What a new connection starts with; each landlord changes its own copy. */
  readonly defaultMapping: ValueMapping;
  /** Parses a stored configuration. Throws `ConfigurationProblem` with a sentence that names the field. */
  configure(configuration: unknown): Config;
  /** Probes each stream read-only, in order; stops being useful after the first that fails, so later ones say so. */
  check(config: Config, context: ConnectorContext): AsyncIterable<CheckResult>;
  /** Reads one stream from `state` (undefined: from the start). Ends with STATUS COMPLETE or INCOMPLETE. */
  read(config: Config, stream: string, state: unknown, context: ConnectorContext): AsyncIterable<Message>;
  /** Re-reads named keys of a `hydrate` stream. No STATE; a key that could not be read yields a PROBLEM with that key. */
  hydrate(config: Config, stream: string, keys: readonly string[], context: ConnectorContext): AsyncIterable<Message>;
  /** What `spec.writes` says can be written, and nothing else. */
  readonly write?: Writer<Config>;
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

/** Of something that was being written. */
export interface AboutWriting {
  /** It may stand in the host all the same. */
  readonly mayHaveArrived?: boolean;
  /** What the host asked for. */
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
    { mayHaveArrived = false, retryAfterSeconds = 0 }: AboutWriting = {},
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
