import * as z from 'zod/mini';

/** What somebody could bring: what they know how to do, time, something to lend, or somewhere to meet. */
export const skillKinds = ['skill', 'time', 'things', 'place'] as const;
export type SkillKind = (typeof skillKinds)[number];
/** Characters of what it is, at most. */
export const skillWordsMost = 200;

/** POST /embed/v1/skill-offers. `mayBeFound`: they agreed that whoever organises something may look it up. */
export const skillOfferWrite = z.strictObject({
  record: z.object({
    type: z.enum(['person', 'tenancy', 'home']),
    id: z.string().check(z.minLength(1), z.maxLength(200)),
  }),
  kind: z.enum(skillKinds),
  words: z.string().check(z.trim(), z.minLength(1), z.maxLength(skillWordsMost)),
  mayBeFound: z.literal(true),
});
export type SkillOfferWrite = z.infer<typeof skillOfferWrite>;

/** GET /embed/v1/skill-offers, and the answer to a write: those of the person of the record that stand. */
export const skillOffersView = z.object({
  items: z.array(z.object({ id: z.string(), kind: z.enum(skillKinds), words: z.string(), expiresOn: z.string() })),
  /** For how many months another would be kept. */
  months: z.number(),
});
export type SkillOffersView = z.infer<typeof skillOffersView>;
