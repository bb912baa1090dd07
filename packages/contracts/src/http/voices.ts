import * as z from 'zod';
import { lightbulb, speakers, supports, takenThrough, voiceKinds, whoseWords } from '../voice/index.js';

const instant = z.iso.datetime({ offset: true });
const reference = z.object({ id: z.string().min(1).max(200), allocatedBy: z.string().min(1).max(200) });
const words = z.string().min(1).max(10_000);

/** GET /api/v1/voices: their words as they were typed, newest first. */
export const voiceSummary = z.object({
  id: z.string(),
  /** What staff were given to find it by; null where nothing may lead back to it. */
  reference: z.string().nullable(),
  words: z.string(),
  whose: z.enum(whoseWords),
  /** As sorted last; null: unsorted. */
  kind: z.enum(voiceKinds).nullable(),
  theme: z.string().nullable(),
  /** Whether it is about what is fixed for now: it is answered all the same. */
  isAboutFixed: z.boolean(),
  /** Nobody here would have thought of it; null where nobody said so, and on words that may not be used. */
  lightbulb: z.nullable(lightbulb),
  speaker: z.enum(speakers),
  takenThrough: z.enum(takenThrough),
  supportedBy: z.enum(supports).nullable(),
  /** The question they were answering. */
  asked: z.string().nullable(),
  /** The host's reference of the person, where they let us keep their name with it. */
  person: z.string().nullable(),
  place: z.string().nullable(),
  mayShare: z.boolean(),
  isAnonymous: z.boolean(),
  /** The voice that this one corrects. */
  corrects: z.string().nullable(),
  isReplyOwed: z.boolean(),
  saidAt: instant,
});
export type VoiceSummary = z.infer<typeof voiceSummary>;

/** GET /api/v1/voices/held: what was said about records that are not known yet, oldest first. */
export const heldVoice = z.object({
  /** Six characters, as staff were given them; the voice keeps it. */
  reference: z.string(),
  /** As the host names it, and the system that gives out the id. */
  record: z.object({ type: z.enum(['person', 'tenancy', 'home']), id: z.string(), allocatedBy: z.string() }),
  words: z.string(),
  receivedAt: instant,
  /** Whole days that it has waited. */
  days: z.number(),
  /** So long that no record is likely to come any more. */
  isOld: z.boolean(),
  /** What becomes of it, or what somebody has to do. */
  says: z.string(),
});
export type HeldVoice = z.infer<typeof heldVoice>;

/** Which voices are asked for. `corrected` ones are shown with the note that corrects them unless left out. */
export const voicesQuery = z.object({
  limit: z.coerce.number().int().min(1).max(500).default(50),
  kind: z.enum(voiceKinds).optional(),
  whose: z.enum(whoseWords).optional(),
  speaker: z.enum(speakers).optional(),
  theme: z.string().max(60).optional(),
  place: z.string().max(200).optional(),
  /** Of one ask, by our id: what was said to it in whichever way. */
  ask: z.uuid().optional(),
  unsorted: z.stringbool().optional(),
  /** What nobody here would have thought of, alone. */
  lightbulb: z.stringbool().optional(),
});
export type VoicesQuery = z.infer<typeof voicesQuery>;

/** What was decided about the hand-offs that the words suggest. */
export const voiceRouting = z.object({
  chosen: z.array(z.string().max(40)).max(5),
  whyNot: z.enum(['already-known', 'over', 'not-here', 'a-saying', 'misread', 'resident-said-no']).optional(),
});

/** POST /api/v1/voices: a voice that another system or a typed-in letter brings. */
export const takeVoiceRequest = z.object({
  person: reference.optional(),
  tenancy: reference.optional(),
  home: reference.optional(),
  place: z.string().min(1).max(200).optional(),
  words,
  whose: z.enum(whoseWords).default('own'),
  kind: z.enum(voiceKinds).nullish(),
  speaker: z.enum(speakers).default('resident'),
  reach: z.string().min(1).max(200).optional(),
  takenThrough: z.enum(takenThrough).default('online'),
  supportedBy: z.enum(supports).nullish(),
  keepName: z.boolean().default(false),
  mayShare: z.boolean().default(false),
  wantsReply: z.boolean().default(true),
  isAnonymous: z.boolean().default(false),
  isAboutAnother: z.boolean().default(false),
  saidAt: instant.optional(),
  routing: voiceRouting.optional(),
});
export type TakeVoiceRequest = z.infer<typeof takeVoiceRequest>;

export const keptVoice = z.object({
  /** Null where the words were handed over instead of kept. */
  voiceId: z.string().nullable(),
  handOffs: z.array(z.object({ reference: z.string() })),
});
export type KeptVoice = z.infer<typeof keptVoice>;

/** POST /api/v1/voices/{id}/sorting: what it is about, as far as somebody can tell; null takes it back to unsorted. */
export const sortVoiceRequest = z.object({
  kind: z.enum(voiceKinds).nullable(),
  theme: z.string().min(1).max(60).nullable(),
  isAboutFixed: z.boolean().default(false),
});
export type SortVoiceRequest = z.infer<typeof sortVoiceRequest>;

/** POST /api/v1/voices/{id}/consent: what they say now may be done with it. */
export const voiceConsentRequest = z.object({ keepName: z.boolean(), mayShare: z.boolean() });
export type VoiceConsentRequest = z.infer<typeof voiceConsentRequest>;

/** POST /api/v1/voices/{id}/corrections */
export const correctVoiceRequest = z.object({
  words,
  whose: z.enum(whoseWords).default('own'),
  routing: voiceRouting.optional(),
});
export type CorrectVoiceRequest = z.infer<typeof correctVoiceRequest>;
