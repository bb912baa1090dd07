import { recordKey, type RecordKey, type TakenThrough } from '@doorstep/contracts/embed';
import * as z from 'zod/mini';
import { Fault } from './fault.js';

/** Hosts that say `property` mean what we call a home. */
const recordType = z.pipe(
  z.enum([...recordKey.shape.type.options, 'property']),
  z.transform((type) => (type === 'property' ? 'home' : type)),
);
const id = recordKey.shape.id;

/** What the host has open, as the host says it. */
const hostContext = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  z.object({ kind: z.literal('many'), count: z.number() }),
  z.object({
    kind: z.literal('one'),
    type: recordType,
    id: z.object({ host: id, uprn: z.optional(id), tenancyRef: z.optional(id), personRef: z.optional(id) }),
    /** Shown on screen only: never sent, never stored. */
    label: z.optional(z.string().check(z.maxLength(300))),
    channel: z.optional(z.enum(['phone', 'visit', 'desk', 'email'])),
  }),
]);
export type PanelContext = z.infer<typeof hostContext>;

export const nothingOpen: PanelContext = { kind: 'none' };

/**
 * Reads a context that a host gave.
 * @param given Anything; `null` and `undefined` mean that no record is open.
 * @throws {Fault} `record_unknown` for a job, which belongs to no household alone; `context_unreadable` when it has
 *   another shape.
 */
export function readContext(given: unknown): PanelContext {
  if (given === null || given === undefined) return nothingOpen;
  try {
    const read = hostContext.safeParse(given);
    if (read.success) return read.data;
    if ((given as { type?: unknown }).type === 'job') throw jobsAreUnknown();
  } catch (thrown) {
    if (thrown instanceof Fault) throw thrown;
    // A proxy or a getter of the host's threw while it was read.
  }
  throw new Fault('context_unreadable', 'The context has another shape than agreed: see the type DoorstepContext.');
}

/**
 * Reads the `record-type` and `record-id` attributes. While a host sets them one after the other, half a record counts
 * as none.
 * @throws {Fault} as {@link readContext}.
 */
export function contextFromAttributes(type: string | null, host: string | null): PanelContext {
  if (!type || !host) return nothingOpen;
  return readContext({ kind: 'one', type, id: { host } });
}

/** The record of a context, or null when there is not exactly one. */
export function recordOf(context: PanelContext): RecordKey | null {
  return context.kind === 'one' ? { type: context.type, id: context.id.host } : null;
}

/** Every name that the host gave for the one record of a context, its own first. */
export function namesOf(context: PanelContext): RecordKey[] {
  if (context.kind !== 'one') return [];
  const { host, uprn, tenancyRef, personRef } = context.id;
  return [
    { type: context.type, id: host },
    ...(uprn === undefined ? [] : [{ type: 'home' as const, id: uprn }]),
    ...(tenancyRef === undefined ? [] : [{ type: 'tenancy' as const, id: tenancyRef }]),
    ...(personRef === undefined ? [] : [{ type: 'person' as const, id: personRef }]),
  ];
}

/** How words come from the resident now, as they are kept; in person where the host does not say. */
export function takenThroughOf(context: PanelContext): TakenThrough {
  const channel = context.kind === 'one' ? context.channel : undefined;
  if (channel === 'phone') return 'phone';
  return channel === 'email' ? 'message' : 'in-person';
}

/** One string for a record, to compare and to look drafts up by: `person:4512`. */
export function keyOf(record: RecordKey): string {
  return `${record.type}:${record.id}`;
}

/** Whether two contexts name the same record or records; the label and the channel do not count. */
export function sameContext(one: PanelContext, other: PanelContext): boolean {
  const [a, b] = [recordOf(one), recordOf(other)];
  if (a && b) return keyOf(a) === keyOf(b);
  return !a && !b && one.kind === other.kind;
}

function jobsAreUnknown(): Fault {
  return new Fault('record_unknown', 'Jobs are not supported: give the tenancy, the person or the home of the job.');
}
