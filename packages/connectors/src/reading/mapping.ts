import { hash } from 'node:crypto';

import type { CanonicalRecord } from '@doorstep/domain';
import type * as z from 'zod';

import type { ConnectorContext, ValueMapping } from '../contract.js';

import { codeHash } from './code-hash.js';

/** What a mapping may know besides the row. What it asks the clock is noticed: such a row is understood anew each time. */
export interface About {
  readonly now: Date;
  /** Whether an instant (RFC 3339) is over. What is over stays so, and makes nobody look again. */
  readonly isOver: (instant: string) => boolean;
  readonly values: ValueMapping;
  /** IANA zone of this stream's values without an offset. */
  readonly zone: string;
  /** Reports a code nobody has told us about. The value passes through; it is never guessed at. */
  readonly unknownCode: (field: string, value: string) => void;
  /** Told of every row as it comes. */
  readonly saw?: ConnectorContext['saw'];
}

/** How one stream's rows become records: the fields it may take, and what they mean. */
export interface Mapping<Row> {
  readonly stream: string;
  /** The allow-list. Fields it does not name are dropped before anything else sees the row. */
  readonly allowed: z.ZodType<Row>;
  /** The field that holds the row's own id. */
  readonly keyField: string;
  /** Throws `HeldRow` when the row makes no record, `OutOfStream` when it is none of this stream. */
  readonly map: (row: Row, about: About) => CanonicalRecord;
  /** When the host last changed the row, where it says so. */
  readonly updatedAt?: (row: Row, about: About) => string | null;
}

/** A row that was read but makes no record. `message` is a sentence without values. */
export class HeldRow extends Error {
  override readonly name = 'HeldRow';

  /** `field`: the path of the one field that it is about, points between. */
  constructor(
    message: string,
    readonly field?: string,
  ) {
    super(message);
  }
}

/** A row that is none of its stream: another kind of case, a call that was only planned, a duplicate that was merged. */
export class OutOfStream extends Error {
  override readonly name = 'OutOfStream';

  /** `mergedInto`: the key of the record that it is a duplicate of. */
  constructor(readonly mergedInto: string | null = null) {
    super('The row does not belong to this stream.');
  }
}

/** What is the same for every row of a stream in one read. */
export interface AboutStream extends Omit<About, 'unknownCode' | 'isOver'> {
  /** Another one as soon as anything that decides what a row means is another: the code, the landlord's mapping, the zone. */
  readonly meaning: string;
}

/** What every mapping of a stream may know in this read. `defaults` are the connector's own, for streams a landlord's mapping does not name. */
export function aboutStream(
  stream: string,
  { now, mapping, saw }: ConnectorContext,
  defaults: ValueMapping,
): AboutStream {
  const zone = mapping.timeZones[stream] ?? defaults.timeZones[stream] ?? 'UTC';
  const meaning = hash('sha256', JSON.stringify([codeHash(), stream, zone, mapping]), 'hex');
  return { now: now(), values: mapping, zone, meaning, ...(saw ? { saw } : {}) };
}

/** What this landlord says a code means, where it says so: one of `meanings`. */
export function toldCode<Meaning extends string>(
  { values }: Pick<About, 'values'>,
  list: string,
  value: string | null,
  meanings: readonly Meaning[],
): Meaning | undefined {
  const told = values.codes?.[list] ?? {};
  const said = value !== null && Object.hasOwn(told, value) ? told[value] : undefined;
  return meanings.find((one) => one === said);
}
