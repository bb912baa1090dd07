import * as z from 'zod';
import { text } from './written.js';

const instant = z.iso.datetime({ offset: true });

/** POST /api/v1/evidence: asks for a pack of one ask, or of a year. It is made in a job. */
export const makePackRequest = z
  .object({
    ask: z.uuid().optional(),
    /** Every ask that was open or decided in it, and what was said and answered beside them. Not one that is to come. */
    year: z.number().int().min(2000).max(2100).optional(),
    /** Without personal data and small numbers, so that anybody may read it. */
    isPublication: z.boolean().default(true),
  })
  .refine(({ ask, year }) => (ask === undefined) !== (year === undefined), 'name an ask or a year');
export type MakePackRequest = z.input<typeof makePackRequest>;

/** GET /api/v1/evidence: the newest first. GET /api/v1/evidence/{id}: how far it is. */
export const packShown = z.object({
  id: z.string(),
  kind: z.enum(['ask', 'year']),
  ask: z.string().nullable(),
  /** What its ask asks. */
  question: z.string().nullable(),
  year: z.number().int().nullable(),
  isPublication: z.boolean(),
  state: z.enum(['waiting', 'making', 'made']),
  /** What is done now: reading each ask, reading what else there is, or laying it out. */
  step: z.enum(['asks', 'stories', 'layout']).nullable(),
  stepsDone: z.number().int(),
  stepsInAll: z.number().int(),
  /** Everything in it counts as of this instant, whenever it is made. */
  asOf: instant,
  /** SHA-256 of its HTML, hexadecimal; null while it is not made. */
  contentHash: z.string().nullable(),
});
export type PackShown = z.infer<typeof packShown>;

const consent = z.enum(['said-so', 'signed']);
/** GET /api/v1/stories: the newest first. POST /api/v1/stories: what happened to somebody, told with one voice. Without `consent` it is in no pack. */
export const storyRequest = z.object({
  voiceId: z.uuid(),
  happened: text(2_000),
  felt: text(1_000).optional(),
  changed: text(1_000).optional(),
  toldAs: z.enum(['without-name', 'with-first-name']).default('without-name'),
  consent: consent.optional(),
});
export type StoryRequest = z.input<typeof storyRequest>;
/** POST /api/v1/stories/{id}/consent: they agree that it is told, now. */
export const storyConsentRequest = z.object({ consent });
export type StoryConsentRequest = z.infer<typeof storyConsentRequest>;
export const storyShown = z.object({
  id: z.string(),
  happened: z.string(),
  felt: z.string().nullable(),
  changed: z.string().nullable(),
  toldAs: z.enum(['without-name', 'with-first-name']),
  /** Of who told it, where they chose to be named and it is known. */
  firstName: z.string().nullable(),
  consent: consent.nullable(),
  consentedAt: instant.nullable(),
  isWithdrawn: z.boolean(),
});
export type StoryShown = z.infer<typeof storyShown>;

/** GET /api/v1/evidence/because: what changed because of what people said, of loops that were closed in a month. */
export const becauseQuery = z.object({
  month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'write a month as 2026-03'),
});
export type BecauseQuery = z.infer<typeof becauseQuery>;
export const becauseShown = z.object({
  month: z.string(),
  /** One sentence; for an empty month it says that it is empty. */
  says: z.string(),
  items: z.array(
    z.object({
      /** Null: it is called by what somebody said, who does not let us pass it on. */
      topic: z.string().nullable(),
      /** Voices of it that were told. */
      told: z.number().int(),
      result: z.enum(['done', 'doing', 'paused-because', 'not-doing-because', 'passed-to']),
      words: z.string(),
      saidBy: z.string(),
      /** Something of it that may be passed on is what nobody here would have thought of. */
      hasLightbulb: z.boolean(),
    }),
  ),
});
export type BecauseShown = z.infer<typeof becauseShown>;
