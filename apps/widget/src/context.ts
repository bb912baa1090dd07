import { recordKey, type RecordKey } from '@doorstep/contracts/embed';
import * as z from 'zod/mini';
import { Fault } from './fault.js';

/** What the host has open, as the host says it. */
const hostContext = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  z.object({ kind: z.literal('many'), count: z.number() }),
  z.object({
    kind: z.literal('one'),
    type: recordKey.shape.type,
    id: z.object({ host: recordKey.shape.id }),
    /** Shown on screen only: never sent, never stored. */
    label: z.optional(z.string().check(z.maxLength(300))),
  }),
]);
export type PanelContext = z.infer<typeof hostContext>;

export const nothingOpen: PanelContext = { kind: 'none' };

/**
 * Reads a context that a host gave.
 * @param given Anything; `null` and `undefined` mean that no record is open.
 * @throws {Fault} `context_unreadable` when it has another shape.
 */
export function readContext(given: unknown): PanelContext {
  if (given === null || given === undefined) return nothingOpen;
  const read = hostContext.safeParse(given);
  if (!read.success) throw new Fault('context_unreadable', z.prettifyError(read.error));
  return read.data;
}

/**
 * Reads the `record-type` and `record-id` attributes. While a host sets them one after the other, half a record counts
 * as none.
 */
export function contextFromAttributes(type: string | null, id: string | null): PanelContext {
  const read = recordKey.safeParse({ type, id });
  return read.success ? { kind: 'one', type: read.data.type, id: { host: read.data.id } } : nothingOpen;
}

/** The record of a context, or null when there is not exactly one. */
export function recordOf(context: PanelContext): RecordKey | null {
  return context.kind === 'one' ? { type: context.type, id: context.id.host } : null;
}

/** One string for a record, to compare and to look drafts up by: `person:4512`. */
export function keyOf(record: RecordKey): string {
  return `${record.type}:${record.id}`;
}

/** Whether two contexts name the same record or records; the label does not count. */
export function sameContext(one: PanelContext, other: PanelContext): boolean {
  const [a, b] = [recordOf(one), recordOf(other)];
  if (a && b) return keyOf(a) === keyOf(b);
  return !a && !b && one.kind === other.kind;
}
