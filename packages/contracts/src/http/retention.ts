import * as z from 'zod';

const instant = z.iso.datetime({ offset: true });
const months = z.number().int().min(1).max(600);

/** What is removed once it is old. */
export const retentionKindNames = [
  'unnamed-words',
  'contacts',
  'visit-photos',
  'hand-offs',
  'stories',
  'personal-packs',
  'policy-clashes',
] as const;

/** GET /admin/v1/retention: how long each kind of thing is kept. */
export const retentionShown = z.object({
  kind: z.enum(retentionKindNames),
  /** Months after which it is removed; null: nothing of it is. */
  months: months.nullable(),
  /** Months, where nothing is set yet. */
  suggested: months,
  /** The shortest that can be set, in months, and where that comes from. */
  atLeast: months,
  source: z.string(),
  version: z.number().int(),
  changedBy: z.string().nullable(),
  changedAt: instant.nullable(),
  /** The last time it was looked through, and how many were removed. */
  lastRun: z.object({ at: instant, removed: z.number().int() }).nullable(),
});
export type RetentionShown = z.infer<typeof retentionShown>;

/** PUT /admin/v1/retention/{kind}, on top of the version that was read (0: nothing is set yet). */
export const changeRetention = z.strictObject({ months: months.nullable(), version: z.int32().min(0) });
export type ChangeRetention = z.infer<typeof changeRetention>;

export const retentionQuery = z.object({ months: z.coerce.number().int().min(1).max(600) });
export type RetentionQuery = z.infer<typeof retentionQuery>;

/** GET /admin/v1/retention/{kind}/preview: what would be removed now. */
export const retentionPreview = z.object({ count: z.number().int(), oldest: instant.nullable() });
export type RetentionPreview = z.infer<typeof retentionPreview>;
