import * as z from 'zod/mini';

/** How somebody wants to be reached. */
export const reachWays = ['in-person', 'phone', 'letter', 'email', 'text'] as const;
export type ReachWay = (typeof reachWays)[number];

/** What somebody needs to take part. That they need it is kept, why is not. */
export const accessNeeds = [
  'interpreter',
  'sign-language',
  'representative',
  'large-print',
  'easy-read',
  'no-internet',
  'hearing',
  'braille',
  'audio',
  'step-free',
  'same-gender',
  'childcare',
  'travel',
  'companion',
] as const;
export type AccessNeed = (typeof accessNeeds)[number];

/** Leave us be, tell us, ask us, work with us, and leave us be for a while. */
export const preferenceKinds = ['do-not-ask', 'tell-me', 'ask-more', 'work-with-me', 'pause'] as const;
export type PreferenceKind = (typeof preferenceKinds)[number];

const record = z.object({
  type: z.enum(['person', 'tenancy', 'home']),
  id: z.string().check(z.minLength(1), z.maxLength(200)),
});
const day = z.iso.date();
const instant = z.iso.datetime({ offset: true });
const line = (length: number) => z.nullable(z.string().check(z.minLength(1), z.maxLength(length)));

const wayToReach = {
  way: z.nullable(z.enum(reachWays)),
  email: line(254),
  mobile: line(40),
  /** In their words: `after school`, `not Fridays`. */
  times: z.array(z.string().check(z.minLength(1), z.maxLength(60))).check(z.maxLength(10)),
  place: line(200),
  /** Who speaks for them, and what that one is to them. */
  speaksForThem: line(200),
  speakerRelation: line(100),
  needs: z.array(z.enum(accessNeeds)).check(z.maxLength(accessNeeds.length)),
  /** A language tag, such as `cy` or `en-GB`. */
  language: line(20),
  preferredName: line(100),
  /** How the name is said. */
  saidAs: line(100),
  isRestricted: z.boolean(),
};

/** POST /embed/v1/way-to-reach: takes the place of what was kept; what is null or empty is not known. */
export const wayToReachWrite = z.object({ record, ...wayToReach, reviewAfter: z.optional(day) });
export type WayToReachWrite = z.infer<typeof wayToReachWrite>;

/** GET /embed/v1/way-to-reach: nulls where nothing was ever said, or where only a lead may see it. */
export const wayToReachView = z.object({
  ...wayToReach,
  /** It was said so long ago that it is asked again; it holds until then. */
  isStale: z.boolean(),
  reviewAfter: z.nullable(day),
  recordedAt: z.nullable(instant),
});
export type WayToReachView = z.infer<typeof wayToReachView>;

/** POST /embed/v1/preferences. `theme` null: everything. A pause has an end, nothing else has. */
export const preferenceWrite = z.object({
  record,
  kind: z.enum(preferenceKinds),
  theme: z.nullable(z.string().check(z.maxLength(40))),
  until: z.optional(instant),
  reviewAfter: z.optional(day),
});
export type PreferenceWrite = z.infer<typeof preferenceWrite>;
export const preferenceKept = z.object({ preferenceId: z.string() });
export type PreferenceKept = z.infer<typeof preferenceKept>;

/** GET /embed/v1/preferences. POST /embed/v1/preferences/{id}/end: empty body, 204. */
export const preferencesView = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(preferenceKinds),
      theme: z.nullable(z.string()),
      since: instant,
      until: z.nullable(instant),
      reviewAfter: z.nullable(day),
      isStale: z.boolean(),
    }),
  ),
  total: z.number(),
});
export type PreferencesView = z.infer<typeof preferencesView>;
