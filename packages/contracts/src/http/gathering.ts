import * as z from 'zod';
import { routingDecision } from '../embed/index.js';
import { involvement } from './asks.js';
import { line, text } from './written.js';

const instant = z.iso.datetime({ offset: true });

/** Days that a link can work, and things said through it in an hour, at most. */
export const longestLinkDays = 90;
const mostAnHour = 600;

/** How people are asked for their words: as they like, what should always and never happen, or as a recipe. */
export const gatherForm = z.enum(['own-words', 'always-and-never', 'recipe']);
export type GatherForm = z.infer<typeof gatherForm>;
export const saidPart = z.enum(['words', 'always', 'never', 'ingredients', 'method', 'spoils']);
export type SaidPart = z.infer<typeof saidPart>;

/** POST /api/v1/gathering/links: a link for a partner, such as a tenants' group or a school, or for a stall. */
export const gatherLinkRequest = z.object({
  kind: z.enum(['partner', 'stall']),
  /** Who gets it. */
  name: line(120),
  /** Where it is used; what people say there is about that place until somebody knows more. */
  place: line(120),
  /** The open ask it is for; null: whatever anybody wants to say. */
  ask: z.uuid().nullable().default(null),
  /** A wonder box of that ask, which its first five answers close. */
  wonder: z.uuid().nullable().default(null),
  form: gatherForm.default('own-words'),
  days: z.number().int().min(1).max(longestLinkDays).default(30),
  mostAnHour: z.number().int().min(1).max(mostAnHour).default(60),
});
export type GatherLinkRequest = z.input<typeof gatherLinkRequest>;

/** GET /api/v1/gathering/links, the newest first. */
export const gatherLink = z.object({
  id: z.string(),
  kind: gatherLinkRequest.shape.kind,
  name: z.string(),
  place: z.string(),
  ask: z.object({ id: z.string(), question: z.string() }).nullable(),
  wonder: z.string().nullable(),
  form: gatherForm,
  madeAt: instant,
  expiresAt: instant,
  state: z.enum(['works', 'over', 'withdrawn']),
  /** Things that came in through it and are kept or wait, and those that wait. */
  said: z.number().int(),
  waiting: z.number().int(),
});
export type GatherLink = z.infer<typeof gatherLink>;

/** `address` follows the address of Doorstep and is answered this once; null when it is sent again with its key. */
export const gatherLinkMade = z.object({ link: gatherLink, address: z.string().nullable() });
export type GatherLinkMade = z.infer<typeof gatherLinkMade>;

/** GET /api/v1/gathering/said: what came in through links and waits for a person, oldest first. Reading it is in the audit. */
export const heldSaid = z.object({
  id: z.string(),
  link: z.object({ id: z.string(), kind: gatherLinkRequest.shape.kind, name: z.string(), place: z.string() }),
  question: z.string().nullable(),
  parts: z.array(z.object({ part: saidPart, words: z.string() })),
  whose: z.enum(['own', 'relayed']),
  /** Where they live, as they wrote it. */
  home: z.string(),
  reach: z.string().nullable(),
  receivedAt: instant,
});
export type HeldSaid = z.infer<typeof heldSaid>;

/** POST /api/v1/gathering/said/{id}/settle: whose it is, that nobody can tell, or that nothing of it is kept. */
export const settleSaidRequest = z.discriminatedUnion('do', [
  /** The tenancy's reference in the housing system. `routing`: what is decided about hand-offs that the words suggest now. */
  z.object({ do: z.literal('keep'), tenancy: line(200), routing: z.optional(routingDecision) }),
  z.object({ do: z.literal('keep-as-place'), routing: z.optional(routingDecision) }),
  z.object({ do: z.literal('leave-out') }),
]);
export type SettleSaidRequest = z.infer<typeof settleSaidRequest>;
export const saidSettled = z.object({
  /** `left-out`: nothing of it is kept here; what was handed over has these references. */
  state: z.enum(['kept', 'left-out']),
  voiceIds: z.array(z.string()),
  references: z.array(z.string()),
});
export type SaidSettled = z.infer<typeof saidSettled>;

const linkText = z.string().min(1).max(300);

/** POST /said/v1/open: what somebody with the link is asked. Nothing that anybody said, not even how much. */
export const openSaidRequest = z.object({ link: linkText });
export type OpenSaidRequest = z.infer<typeof openSaidRequest>;
export const saidOpened = z.object({
  landlord: z.string(),
  kind: gatherLinkRequest.shape.kind,
  place: z.string(),
  /** Null: whatever they want to say. */
  question: z.string().nullable(),
  why: z.string().nullable(),
  /** How much say residents have, by the evidence: staff are shown the same. */
  howDecided: involvement.nullable(),
  /** What of the ask is settled, and what is not, each in one line; null where it is none. */
  alreadyDecided: z.string().nullable(),
  stillOpen: z.string().nullable(),
  /** Who answers for it. */
  owner: z.string().nullable(),
  parts: z.array(saidPart),
});
export type SaidOpened = z.infer<typeof saidOpened>;

/** POST /said/v1/words: what somebody said, as it was written. It can only be added. */
export const sayRequest = z.object({
  link: linkText,
  parts: z
    .array(z.object({ part: saidPart, words: z.string().max(5_000).regex(/\S/, 'write what was said') }))
    .min(1)
    .max(12),
  whose: z.enum(['own', 'relayed']).default('own'),
  /** Where they live, in their words; left out: nobody said. */
  home: line(200).optional(),
  /** How to reach them, in their words; left out: no answer is wanted. */
  reach: line(200).optional(),
  routing: z.optional(routingDecision),
});
export type SayRequest = z.input<typeof sayRequest>;
export const saidKept = z.object({
  /** `passed-on`: to who can act on it, under these references. */
  state: z.enum(['kept', 'passed-on']),
  references: z.array(z.string()),
});
export type SaidKept = z.infer<typeof saidKept>;

/** POST /api/v1/gathering/wonders: one open question for an open ask, which stops by itself after so many answers. */
export const wonderRequest = z.object({
  ask: z.uuid(),
  question: line(200),
  most: z.number().int().min(1).max(5).default(5),
});
export type WonderRequest = z.input<typeof wonderRequest>;

/** GET /api/v1/gathering/wonders?ask=…, the newest first. */
export const wonderShown = z.object({
  id: z.string(),
  ask: z.string(),
  question: z.string(),
  most: z.number().int(),
  answers: z.number().int(),
  askedAt: instant,
  /** When it had its answers; null: it takes more. */
  fullAt: instant.nullable(),
  /** What became of it, in a sentence. */
  says: z.string(),
  /** What was said, in its order; empty for whoever may not read voices. What waits for a person is not among it. */
  words: z.array(z.object({ voiceId: z.string(), words: z.string() })),
});
export type WonderShown = z.infer<typeof wonderShown>;
export const ofAskQuery = z.object({ ask: z.uuid() });
export type OfAskQuery = z.infer<typeof ofAskQuery>;

/** POST /api/v1/gathering/wonders/{id}/answers: a voice of the ask answers it. */
export const wonderAnswerRequest = z.object({ voiceId: z.uuid() });
export type WonderAnswerRequest = z.infer<typeof wonderAnswerRequest>;

/** POST /api/v1/gathering/stuck: an open ask is stuck; those who were heard in it are asked the question at their next contact. */
export const stuckRequest = z.object({ ask: z.uuid(), stuckOn: text(500), question: line(300) });
export type StuckRequest = z.input<typeof stuckRequest>;
/** POST /api/v1/gathering/stuck/{id}/end */
export const endStuckRequest = z.object({ cameOfIt: text(1_000) });
export type EndStuckRequest = z.input<typeof endStuckRequest>;

/** GET /api/v1/gathering/stuck?ask=…, the newest first: part of the record of the ask. */
export const stuckPoint = z.object({
  id: z.string(),
  ask: z.string(),
  stuckOn: z.string(),
  question: z.string(),
  saidAt: instant,
  endedAt: instant.nullable(),
  cameOfIt: z.string().nullable(),
  /** Households that were asked, and those that answered. */
  asked: z.number().int(),
  answered: z.number().int(),
  /** What they said; empty for whoever may not read voices. */
  words: z.array(z.object({ voiceId: z.string(), words: z.string() })),
});
export type StuckPoint = z.infer<typeof stuckPoint>;

/** GET /api/v1/gathering/cards?ask=…: what came through links by its part; the same words from several are one line. */
export const askCards = z.object({
  /** Two short lists across everybody, the one said most often first. */
  always: z.array(z.object({ words: z.string(), times: z.number().int() })),
  never: z.array(z.object({ words: z.string(), times: z.number().int() })),
  /** Each recipe as one card, the newest first. */
  recipes: z.array(z.object({ parts: z.array(z.object({ part: saidPart, words: z.string() })) })),
});
export type AskCards = z.infer<typeof askCards>;
