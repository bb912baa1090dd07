import * as z from 'zod';
import { text } from './written.js';

/** A policy that staff said does not fit, in a place of ten households or more, once it was said on enough days. */
export const policyReview = z.object({
  id: z.string(),
  /** The area, by the housing system's reference, and what people call it; null: homes in no area of ten households. */
  place: z.string().nullable(),
  placeName: z.string().nullable(),
  theme: z.string(),
  /** On how many days something was said. */
  days: z.number().int(),
  /** The sentences of staff, in no order that tells when. Gone once they are older than such sentences are kept. */
  words: z.array(z.string()),
  raisedOn: z.iso.date(),
  /** What came of it; null: nobody said yet. */
  answer: z.string().nullable(),
  answeredBy: z.string().nullable(),
  answeredAt: z.iso.datetime({ offset: true }).nullable(),
});
export type PolicyReview = z.infer<typeof policyReview>;

const days = z.number().int().min(2).max(30);

/** GET /api/v1/policy-reviews: those without an answer first; `days` is what the landlord set. */
export const policyReviewsShown = z.object({ items: z.array(policyReview), total: z.number().int(), days });
export type PolicyReviewsShown = z.infer<typeof policyReviewsShown>;

/** POST /api/v1/policy-reviews/{id}/answer: the policy was changed, or stays, because. */
export const answerReviewRequest = z.strictObject({ answer: text(1_000) });
export type AnswerReviewRequest = z.input<typeof answerReviewRequest>;

/** PUT /api/v1/policy-reviews/settings: on how many days it has to be said, on top of what it was. */
export const clashDaysRequest = z.strictObject({ was: days, days });
export type ClashDaysRequest = z.input<typeof clashDaysRequest>;
export const clashDays = z.object({ days });
export type ClashDays = z.infer<typeof clashDays>;
