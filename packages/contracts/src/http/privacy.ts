import * as z from 'zod';

const instant = z.iso.datetime({ offset: true });
const count = z.number().int();
const reference = z.string().trim().min(1).max(200);

/** What is held of somebody, by what it is about. */
export const heldKindNames = [
  'record',
  'words',
  'answers',
  'visits',
  'photos',
  'hand-offs',
  'asks',
  'prompts',
  'replies',
  'thanks',
  'wishes',
  'tasks',
  'packs',
  'cases',
  'reads',
] as const;
export const heldKind = z.enum(heldKindNames);

/** POST /api/v1/privacy/held: whom to look at. A reference stands in no address. */
export const heldRequest = z.strictObject({ reference });
export type HeldRequest = z.infer<typeof heldRequest>;

/** What is held of one person, in numbers. */
export const personHeld = z.object({
  reference: z.string(),
  name: z.string(),
  /** Since when nothing is asked of them or told to them, and the case that says so. */
  restriction: z.object({ caseId: z.uuid(), since: instant }).nullable(),
  kinds: z.array(z.object({ kind: heldKind, count })),
});
export type PersonHeld = z.infer<typeof personHeld>;

export const privacyCaseKindNames = ['copy', 'restrict', 'erase'] as const;
/** Why the clock of a case stands still. */
export const pausedBecause = z.enum(['proof-of-identity', 'clarification']);
/** How a case ended. */
export const closedAs = z.enum(['copied', 'restricted', 'erased', 'refused', 'withdrawn']);

/** What one person asked for of what is held about them, with its clock. Dates are `YYYY-MM-DD` in London. */
export const privacyCase = z.object({
  id: z.uuid(),
  kind: z.enum(privacyCaseKindNames),
  /** The person's reference in the housing system; null once they are erased. */
  reference: z.string().nullable(),
  receivedOn: z.iso.date(),
  /** By when it is to be answered; later by the days that the clock stood still, once it goes on. */
  dueOn: z.iso.date(),
  pausedOn: z.iso.date().nullable(),
  pausedBecause: pausedBecause.nullable(),
  restrictedAt: instant.nullable(),
  liftedAt: instant.nullable(),
  closedOn: z.iso.date().nullable(),
  closedAs: closedAs.nullable(),
  version: count,
  changedBy: z.string(),
  changedAt: instant,
});
export type PrivacyCase = z.infer<typeof privacyCase>;

/** POST /api/v1/privacy/cases */
export const openCaseRequest = z.strictObject({
  reference,
  kind: z.enum(privacyCaseKindNames),
  receivedOn: z.iso.date(),
});
export type OpenCaseRequest = z.infer<typeof openCaseRequest>;

/** POST /api/v1/privacy/cases/{id}: on top of the version that was read. */
export const changeCaseRequest = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('pause'), because: pausedBecause, version: count }),
  z.strictObject({ do: z.literal('resume'), version: count }),
  /** What restricts or erases closes its case by itself. */
  z.strictObject({ do: z.literal('close'), as: z.enum(['copied', 'refused', 'withdrawn']), version: count }),
]);
export type ChangeCaseRequest = z.infer<typeof changeCaseRequest>;

/** Why something stays when a person is erased. */
export const keptBecause = z.enum(['counts', 'audit', 'kept-by-law', 'asked-for']);
export type KeptBecause = z.infer<typeof keptBecause>;

/** GET /api/v1/privacy/cases/{id}/erasure: what would go, and what stays and why. Erases nothing. */
export const erasurePreview = z.object({
  kinds: z.array(z.object({ kind: heldKind, goes: count, stays: count, because: z.array(keptBecause) })),
});
export type ErasurePreview = z.infer<typeof erasurePreview>;

/** POST /api/v1/privacy/cases/{id}/erase: the reference again, typed by whoever means it. */
export const eraseRequest = z.strictObject({ reference });
export type EraseRequest = z.infer<typeof eraseRequest>;

const copyLanguage = z.enum(['en-GB', 'cy']);

/** Which language a copy is asked for in; left out: that in which the person likes to be told things. */
export const copyQuery = z.object({ language: copyLanguage.optional() });
export type CopyQuery = z.infer<typeof copyQuery>;

/** GET /api/v1/privacy/cases/{id}/copy: everything that names the person, and what was left out and why. */
export const personCopy = z.object({
  language: copyLanguage,
  reference: z.string(),
  name: z.string(),
  landlord: z.string(),
  madeAt: instant,
  parts: z.array(
    z.object({
      kind: heldKind,
      title: z.string(),
      /** By the heading of each column. */
      rows: z.array(z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))),
    }),
  ),
  leftOut: z.array(z.object({ what: z.string(), because: z.string(), count: count.nullable() })),
});
export type PersonCopy = z.infer<typeof personCopy>;
