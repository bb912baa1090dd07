import * as z from 'zod';

const instant = z.iso.datetime({ offset: true });
const channel = z.enum(['in-person', 'phone', 'message', 'letter']);
const step = z.number().int().min(0).max(7);
const need = z.enum([
  'interpreter',
  'sign-language',
  'representative',
  'large-print',
  'easy-read',
  'no-internet',
  'hearing',
]);

/** Why a household was not heard. */
const reason = z.enum([
  'not_my_topic',
  'not_this_way',
  'bad_time',
  'dont_trust',
  'couldnt_reach',
  'needs_support',
  'moved',
]);

/**
 * POST /api/v1/ladder/{person}/start: which ways there are of reaching the household. A way that is not named is not
 * gone, and of a need it is enough that they have it: why is not kept.
 */
export const ladderStartRequest = z.object({
  /** The way they told the landlord they prefer. */
  preferred: channel.nullable().default(null),
  needs: z.array(need).max(7).default([]),
  /** A number or address they use for messages; a telephone; someone they know who could go; someone to go along. */
  holds: z
    .array(z.enum(['message', 'phone', 'visit', 'support']))
    .max(4)
    .default([]),
  /** They, or someone for them, said that they do not trust the landlord. */
  toldLowTrust: z.boolean().default(false),
});
export type LadderStartRequest = z.input<typeof ladderStartRequest>;

/** POST /api/v1/ladder/{person}/answer: what came of the latest try, and the step they would rather have, if any. */
export const ladderAnswerRequest = z.object({
  answer: z.enum(['heard', 'declined', ...reason.options], {
    error: `write one of heard, declined, ${reason.options.join(', ')}`,
  }),
  picked: step.nullable().default(null),
});
export type LadderAnswerRequest = z.input<typeof ladderAnswerRequest>;
export type LadderAnswerWord = z.infer<typeof ladderAnswerRequest>['answer'];

const skippedStep = z.object({
  step,
  because: z.enum(['no-preference', 'not-held', 'need', 'refused-this-way', 'no-need', 'block-heard']),
});

/** POST /api/v1/ladder/{person}/next: the try to make now, until when to wait, or why it ends. */
export const ladderNext = z.discriminatedUnion('do', [
  z.object({
    do: z.literal('try'),
    step,
    /** The step in words. */
    name: z.string(),
    attempt: z.number().int().min(1).max(2),
    channel: channel.nullable(),
    timeOfDay: z.enum(['any', 'morning', 'afternoon']),
    needs: z.array(need),
    skipped: z.array(skippedStep),
  }),
  z.object({
    do: z.literal('wait'),
    until: instant,
    because: z.enum(['live-step', 'inbound', 'resting', 'suppressed', 'budget']),
    /** The live step that they cut short by getting in touch. */
    cancels: step.nullable(),
    /** For administrators and audit. */
    whyNot: z.object({ code: z.string(), form: z.enum(['open', 'silent']) }).nullable(),
  }),
  z.object({
    do: z.literal('stop'),
    because: z.enum(['heard', 'declined', 'quiet']),
    reason: reason.nullable(),
    /** When it may begin again. */
    revisitAt: instant,
  }),
]);
export type LadderNext = z.infer<typeof ladderNext>;

const ladderTry = z.object({
  step,
  name: z.string(),
  attempt: z.number().int(),
  channel: channel.nullable(),
  timeOfDay: z.enum(['any', 'morning', 'afternoon']),
  at: instant,
  /** The steps that were passed over to come here. */
  skipped: z.array(skippedStep),
  answer: ladderAnswerRequest.shape.answer.nullable(),
  answeredAt: instant.nullable(),
  endedAs: z.enum(['answered', 'tried-again', 'passed', 'inbound', 'ladder-ended']).nullable(),
});

/** GET /api/v1/ladder: where one household stands. Ordered by when it was last heard, on contact history alone. */
export const ladderSummary = z.object({
  /** The tenancy's and the home's reference in the housing system, and those of its people. */
  household: z.string(),
  home: z.string().nullable(),
  people: z.array(z.string()),
  lastHeardAt: instant.nullable(),
  startedAt: instant,
  /** A step is live, it waits, the next step may be looked for, or it has ended. */
  stands: z.enum(['live', 'waiting', 'due', 'ended']),
  /** The latest step. */
  step: step.nullable(),
  lookAgainAt: instant.nullable(),
  waitsBecause: z.string().nullable(),
  endedAt: instant.nullable(),
  endedBecause: z.enum(['heard', 'declined', 'quiet']).nullable(),
  reason: reason.nullable(),
  revisitAt: instant.nullable(),
});
export type LadderSummary = z.infer<typeof ladderSummary>;

/** GET /api/v1/ladder/{person}: the latest ladder of a person's household, tries oldest first. */
export const ladderShown = ladderSummary.extend({
  needs: z.array(need),
  preferred: channel.nullable(),
  picked: step.nullable(),
  tries: z.array(ladderTry),
});
export type LadderShown = z.infer<typeof ladderShown>;
