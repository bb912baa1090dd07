import type { SqlTarget, SqlValue } from '@doorstep/connectors';

/** How long a database may take and how much it may answer. */
export interface SqlLimits {
  readonly connectMs: number;
  /** Of one query, held by the server itself where it can. */
  readonly queryMs: number;
  /** Of one answer, counted as text. */
  readonly bytes: number;
}

/** Where to connect to: the address that was checked, and the name that the certificate has to be for. */
export interface SqlAddress {
  readonly address: string;
  readonly name: string;
}

/** One row as it comes: names and values of the columns, in order. */
export type SqlCells = Iterable<readonly [column: string, value: SqlValue]>;

/** One signed-in, read-only session. What it throws is the driver's own error; `SqlDriver.problemOf` reads it. */
export interface SqlSession {
  /** Rows as they come; leaving early ends the session. `text` and `values` are as `SqlDriver.bind` made them. */
  rows(text: string, values: readonly (string | number | null)[]): AsyncIterable<SqlCells>;
  /** False once the server or the network ended it. */
  isOpen(): boolean;
  close(): Promise<void>;
}

/** What is wrong, as far as a driver's error says. */
export type SqlFault =
  | 'wrong-password'
  | 'no-permission'
  | 'not-there'
  | 'too-many'
  | 'too-slow'
  | 'no-tls'
  | 'bad-certificate'
  | 'lost';

export interface SqlDriver {
  open(target: SqlTarget, to: SqlAddress, limits: SqlLimits): Promise<SqlSession>;
  /** One part of a name, quoted. */
  quote(part: string): string;
  /** The text with this driver's own marks for values, and the values in their order. */
  bind(
    text: string,
    values: readonly (string | number | null)[],
  ): { readonly text: string; readonly values: readonly (string | number | null)[] };
  /** Null: another fault, whose number `numberOf` tells. */
  faultOf(error: unknown): SqlFault | null;
  /** The server's number of an error; never its words, which may hold values. */
  numberOf(error: unknown): string | null;
}
