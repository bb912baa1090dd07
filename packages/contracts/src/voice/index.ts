import * as z from 'zod/mini';

/** What somebody likes to be called, as they said it, and how that is said where they told us. */
export const called = z.object({ name: z.string(), saidAs: z.nullable(z.string()) });
export type Called = z.infer<typeof called>;

/** What kind of thing was said. Unsorted is valid too. */
export const voiceKinds = [
  'idea',
  'worry',
  'good',
  'happy',
  'warning',
  'question',
  'offer',
  'keep',
  'always',
  'never',
] as const;
export type VoiceKind = (typeof voiceKinds)[number];

/** Whose words they are: the resident's own, passed on by somebody, or staff's reading of what they saw. */
export const whoseWords = ['own', 'relayed', 'reading'] as const;
export type WhoseWords = (typeof whoseWords)[number];

/** Who spoke. Only a resident's voice counts as their household being heard. */
export const speakers = [
  'resident',
  'household-member',
  'carer',
  'family',
  'neighbour',
  'partner',
  'trader',
  'other',
] as const;
export type Speaker = (typeof speakers)[number];

export const takenThrough = ['in-person', 'phone', 'message', 'letter', 'online', 'event'] as const;
export type TakenThrough = (typeof takenThrough)[number];

/** Who helped them to say it. */
export const supports = [
  'interpreter',
  'sign-language',
  'advocate',
  'carer',
  'family',
  'peer',
  'partner',
  'staff',
] as const;
export type SupportedBy = (typeof supports)[number];

/** What words may be about, of what is kept; what is passed on instead has screens of its own. */
export const logTopics = [
  'neighbours-or-noise',
  'shared-areas',
  'money-or-bills',
  'idea-or-thanks',
  'something-else',
] as const;
export type LogTopic = (typeof logTopics)[number];

/** Who asked for the mark that says: we would not have thought of this. Staff always set it. */
export const lightbulbAskers = ['staff', 'resident'] as const;

/** The mark on somebody's words: never on a person. */
export const lightbulb = z.object({
  askedBy: z.enum(lightbulbAskers),
  /** The name of whoever set it, or what did. */
  setBy: z.string(),
  /** RFC 3339. */
  setAt: z.string(),
});
export type Lightbulb = z.infer<typeof lightbulb>;

/**
 * POST /api/v1/voices/{id}/lightbulb and /embed/v1/voices/{id}/lightbulb: sets the mark or takes it back, 204. As it was
 * is no fault.
 */
export const lightbulbRequest = z.object({
  isLit: z.boolean(),
  askedBy: z._default(z.enum(lightbulbAskers), 'staff'),
});
export type LightbulbRequest = z.infer<typeof lightbulbRequest>;
