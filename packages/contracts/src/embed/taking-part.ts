import * as z from 'zod/mini';

/** How somebody would like to take part, what asks least of them first: by phone, by text or online, at home, come along. */
export const takingPartWays = ['phone', 'online', 'visit', 'come-along'] as const;
export type TakingPartWay = (typeof takingPartWays)[number];

/** What would help them join in, of the needs that are kept. What is kept is that they need it, never why. */
export const joiningNeeds = ['interpreter', 'childcare', 'travel', 'large-print', 'companion'] as const;
export type JoiningNeed = (typeof joiningNeeds)[number];

/** How somebody would rather be asked. `representative`: someone else speaks for them. */
export const askWays = ['phone', 'text', 'letter', 'in-person', 'representative'] as const;
export type AskWay = (typeof askWays)[number];

/** What is wrong with a prompt. */
export const wrongReasons = ['not-living-here', 'dealt-with', 'facts-wrong', 'other'] as const;
export type WrongReason = (typeof wrongReasons)[number];

const record = z.object({
  type: z.enum(['person', 'tenancy', 'home']),
  id: z.string().check(z.minLength(1), z.maxLength(200)),
});

/** One rule of the landlord for what somebody gets for their time. */
const whatTheyGet = z.object({
  how: z.enum(takingPartWays),
  kind: z.enum(['conversation', 'call-back', 'meeting', 'walkabout', 'workshop', 'panel']),
  /** What money or a voucher is worth at least, in pence. */
  leastPence: z.number(),
  /** How long it takes at least for something to be offered; 0: always. */
  fromMinutes: z.number(),
});

/**
 * GET /embed/v1/taking-part: what the landlord set that people get for it, and what they are to be told first where it
 * can be money or a voucher. Empty where nothing was set, and for roles that may not offer it.
 */
export const takingPartView = z.object({
  gets: z.array(whatTheyGet),
  notice: z.nullable(z.object({ words: z.string(), advice: z.array(z.object({ who: z.string(), how: z.string() })) })),
});
export type TakingPartView = z.infer<typeof takingPartView>;

/**
 * POST /embed/v1/outcomes/{id}/follow-up: what was said beside a "not this time", by whoever saved it, within 24 hours,
 * once. `askBy` is for "another way", `wrongBecause` for "the prompt is wrong".
 */
export const followUpRequest = z.union([
  z.strictObject({ record, askBy: z.enum(askWays) }),
  z.strictObject({ record, wrongBecause: z.enum(wrongReasons) }),
]);
export type FollowUpRequest = z.infer<typeof followUpRequest>;

/**
 * `kept`: it is how they are reached from now on. `number-needed`: staff are to ask for their mobile number first.
 * `raised`: an administrator hears of it. `noted`: it stands with the outcome and nothing follows.
 */
export const followUpReply = z.object({ came: z.enum(['kept', 'number-needed', 'raised', 'noted']) });
export type FollowUpReply = z.infer<typeof followUpReply>;
