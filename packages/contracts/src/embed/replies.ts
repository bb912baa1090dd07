import * as z from 'zod/mini';
import { lightbulb, whoseWords } from '../voice/index.js';

/** How an answer may go out instead of being told. Easy read goes by post. */
export const sendInsteads = ['text', 'letter', 'easy-read'] as const;
export type SendInstead = (typeof sendInsteads)[number];

/** Who agreed to a decision, and when. */
export const agreedDecision = z.object({
  /** Whose residents they are, e.g. `Elm Court`; null: nobody said. */
  residentsOf: z.nullable(z.string()),
  /** `YYYY-MM-DD` */
  decidedOn: z.string(),
  /** Households heard by that day, of so many that it is about. */
  heard: z.number(),
  scope: z.number(),
});
export type AgreedDecision = z.infer<typeof agreedDecision>;

/** An answer that waits to be told to this household: it comes before any question. */
export const tellThem = z.object({
  tellingId: z.string(),
  /** At most 45 characters. */
  title: z.string(),
  /** As they were typed. */
  theirWords: z.string(),
  whose: z.enum(whoseWords),
  /** RFC 3339. */
  saidAt: z.string(),
  way: z.enum(['in-person', 'phone']),
  result: z.enum(['done', 'doing', 'paused-because', 'not-doing-because', 'passed-to']),
  because: z.nullable(z.string()),
  passedTo: z.nullable(z.string()),
  /** What to tell them, in the words of `saidBy`. */
  words: z.string(),
  saidBy: z.string(),
  /** It comes from a decision that residents agreed to; left out where it does not. */
  agreed: z.optional(agreedDecision),
  /** It was sent and may have arrived: ask whether it did. */
  mayHaveArrived: z.boolean(),
  /** The whole of it as a text would say it, in the language they want. */
  short: z.object({ language: z.enum(['en-GB', 'cy']), words: z.string() }),
  /** The ways it can go out to this person, that are allowed now. */
  sendInstead: z.array(z.enum(sendInsteads)),
});
export type TellThem = z.infer<typeof tellThem>;

/** POST /embed/v1/tellings/{id} */
export const tellingRequest = z.object({ result: z.enum(['told', 'did-not-come-up', 'want-to-talk']) });
export type TellingRequest = z.infer<typeof tellingRequest>;
export const tellingReply = z.object({ state: z.enum(['waiting', 'told']) });
export type TellingReply = z.infer<typeof tellingReply>;

/** POST /embed/v1/tellings/{id}/send: it goes out instead, 204. The same way again is the same. */
export const sendTellingRequest = z.object({ way: z.enum(sendInsteads) });
export type SendTellingRequest = z.infer<typeof sendTellingRequest>;

/** GET /embed/v1/voices/{id}/read-back */
export const readBackReply = z.object({
  voiceId: z.string(),
  language: z.enum(['en-GB', 'cy']),
  saidAt: z.string(),
  words: z.string(),
  /** The question of an ask that it answers and that they may leave; null or left out where there is none. */
  takesPartIn: z.optional(z.nullable(z.string())),
  /** Nobody here would have thought of it; null or left out where nobody said so. */
  lightbulb: z.optional(z.nullable(lightbulb)),
  /** The whole note, a line each. */
  lines: z.array(z.string()),
});
export type ReadBackReply = z.infer<typeof readBackReply>;

/** POST /embed/v1/voices/{id}/no-reply-wanted, and /leave-ask where the note answers an ask: empty body, 204. */
