import * as z from 'zod';
import { accessNeeds, preferenceKinds, reachWays } from '../embed/preferences.js';

const instant = z.iso.datetime({ offset: true });
const line = (length: number) => z.string().min(1).max(length).nullable().default(null);

/**
 * PUT /api/v1/people/{reference}/ways-to-reach: takes the place of what was kept before, which stays as history. What
 * is left out is not known: nothing is assumed.
 */
export const wayToReachRequest = z.object({
  way: z.enum(reachWays).nullable().default(null),
  email: z.email('write an e-mail address, such as name@example.org').max(254).nullable().default(null),
  mobile: z
    .string()
    .max(40)
    .regex(
      /^\s*(?:(?:\+44\s?|0)7(?:[\s-]?\d){9}|\+(?!44)[1-9](?:[\s-]?\d){7,14})\s*$/,
      'write a mobile number, such as 07700 900123 or +44 7700 900123',
    )
    .nullable()
    .default(null),
  times: z.array(z.string().min(1).max(60)).max(10).default([]),
  place: line(200),
  speaksForThem: line(200),
  speakerRelation: line(100),
  needs: z.array(z.enum(accessNeeds)).max(accessNeeds.length).default([]),
  language: z
    .string()
    .max(20)
    .regex(/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/, 'write a language tag, such as cy or en-GB')
    .nullable()
    .default(null),
  preferredName: line(100),
  saidAs: line(100),
  /** Only a lead may see it: where somebody is in danger should it be known. */
  isRestricted: z.boolean().default(false),
  /** When to ask again; without it, a year from now. */
  reviewAfter: z.iso.date().optional(),
});
export type WayToReachRequest = z.input<typeof wayToReachRequest>;

/** GET /api/v1/people/{reference}/ways-to-reach: nulls where nothing was ever said, or where only a lead may see it. */
export const wayToReachShown = z.object({
  way: z.enum(reachWays).nullable(),
  email: z.string().nullable(),
  mobile: z.string().nullable(),
  times: z.array(z.string()),
  place: z.string().nullable(),
  speaksForThem: z.string().nullable(),
  speakerRelation: z.string().nullable(),
  needs: z.array(z.enum(accessNeeds)),
  language: z.string().nullable(),
  preferredName: z.string().nullable(),
  saidAs: z.string().nullable(),
  isRestricted: z.boolean(),
  /** It was said so long ago that it is asked again; it holds until then. */
  isStale: z.boolean(),
  reviewAfter: z.iso.date().nullable(),
  recordedAt: instant.nullable(),
});
export type WayToReachShown = z.infer<typeof wayToReachShown>;

/** POST /api/v1/people/{reference}/preferences: for the whole household. `theme` null: everything. */
export const preferenceRequest = z
  .object({
    kind: z.enum(preferenceKinds),
    theme: z.string().max(40).nullable().default(null),
    until: instant.optional(),
    /** When to ask again; without it a year from now, and never for who asked to be left alone. */
    reviewAfter: z.iso.date().optional(),
  })
  .refine(({ kind, until }) => (kind === 'pause') === (until !== undefined), {
    path: ['until'],
    message: 'a pause says until when, and nothing else does',
  });
export type PreferenceRequest = z.input<typeof preferenceRequest>;
export const preferenceSet = z.object({ preferenceId: z.string() });
export type PreferenceSet = z.infer<typeof preferenceSet>;

/** GET /api/v1/people/{reference}/preferences. DELETE …/preferences/{id}: 204. */
export const preferenceSummary = z.object({
  id: z.string(),
  kind: z.enum(preferenceKinds),
  theme: z.string().nullable(),
  since: instant,
  until: instant.nullable(),
  reviewAfter: z.iso.date().nullable(),
  isStale: z.boolean(),
});
export type PreferenceSummary = z.infer<typeof preferenceSummary>;
