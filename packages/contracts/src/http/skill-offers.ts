import * as z from 'zod';
import { skillKinds } from '../embed/index.js';

/** GET /api/v1/skill-offers: what people of a place could bring; `place` is a home, a block or an area by its reference. */
export const skillOffersQuery = z.object({
  place: z.string().min(1).max(200).optional(),
  kind: z.enum(skillKinds).optional(),
});
export type SkillOffersQuery = z.infer<typeof skillOffersQuery>;

const months = z.number().int().min(1).max(60);

export const skillOffersShown = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(skillKinds),
      words: z.string(),
      /** By the housing system's reference, and what they like to be called, else as the housing system has it. */
      person: z.string(),
      name: z.string(),
      address: z.string(),
      expiresOn: z.iso.date(),
    }),
  ),
  total: z.number().int(),
  /** For how many months an offer is kept. */
  months,
});
export type SkillOffersShown = z.infer<typeof skillOffersShown>;

/** PUT /api/v1/skill-offers/settings: for how many months offers are kept from now on, on top of what it was. */
export const skillMonthsRequest = z.strictObject({ was: months, months });
export type SkillMonthsRequest = z.input<typeof skillMonthsRequest>;
export const skillMonths = z.object({ months });
export type SkillMonths = z.infer<typeof skillMonths>;
