import * as z from 'zod';

const instant = z.iso.datetime({ offset: true });

/** Days in London, both included. Left out: the last year. */
export const explainQuery = z.object({ from: z.iso.date().optional(), to: z.iso.date().optional() });
export type ExplainQuery = z.infer<typeof explainQuery>;

/** One everyday contact of the household and what came of it. */
export const explainedContact = z.object({
  occurredAt: instant,
  type: z.string().nullable(),
  /** The type's name, or what the host sent where no type is known. */
  what: z.string(),
  /** In a sentence: asked, not asked and why, or not decided yet. */
  answer: z.string(),
  decision: z
    .object({
      id: z.string(),
      decidedAt: instant,
      outcome: z.enum(['prompt', 'none']),
      whyNot: z.object({ code: z.string(), form: z.enum(['open', 'silent']) }).nullable(),
      /** Every reason not to ask that was looked at, in order, with what was seen. */
      looked: z.array(
        z.object({
          row: z.number().int().nullable(),
          code: z.string(),
          stopped: z.boolean(),
          words: z.string(),
          seen: z.array(z.string()),
        }),
      ),
      libraryVersion: z.string(),
    })
    .nullable(),
  prompt: z.object({ code: z.string(), say: z.string(), state: z.string(), closedAt: instant.nullable() }).nullable(),
  outcomes: z.array(
    z.object({
      outcome: z.string(),
      heard: z.string().nullable(),
      reason: z.string().nullable(),
      saidAt: instant,
      withdrawnAt: instant.nullable(),
    }),
  ),
});
export type ExplainedContact = z.infer<typeof explainedContact>;

/**
 * GET /api/v1/people|tenancies|homes/{reference}/decisions?from&to, for an auditor: restricted reasons are in it, and
 * looking is in the audit.
 */
export const explanation = z.object({
  from: z.iso.date(),
  to: z.iso.date(),
  /** Why this household was, or was not, asked in that time. */
  answer: z.string(),
  items: z.array(explainedContact),
  total: z.number().int(),
});
export type Explanation = z.infer<typeof explanation>;
