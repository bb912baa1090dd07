import * as z from 'zod';
import { photoShown, routingDecision } from '../embed/index.js';
import { visitTopics } from '../visit/index.js';

const instant = z.iso.datetime({ offset: true });
const short = z.string().trim().min(1).max(200);

/**
 * POST /api/v1/shift-links: a link that signs one phone in, once, on one day. It shows the day's jobs of a contractor, or
 * those with these references in the housing system.
 */
export const shiftLinkRequest = z
  .object({
    /** Who it is for, as the job system names them. */
    operative: short,
    name: z.string().trim().min(1).max(100).optional(),
    contractor: short.optional(),
    jobs: z.array(short).min(1).max(50).optional(),
    /** `YYYY-MM-DD` in London. */
    date: z.iso.date(),
  })
  .refine(
    ({ contractor, jobs }) => (contractor === undefined) !== (jobs === undefined),
    'name the contractor, or the jobs',
  );
export type ShiftLinkRequest = z.infer<typeof shiftLinkRequest>;
export const shiftLinkMade = z.object({
  id: z.string(),
  /** After the address at which Doorstep is served. What stands behind `#` is shown this once. */
  address: z.string(),
  date: z.string(),
  /** Until when it can be used. */
  expiresAt: instant,
});
export type ShiftLinkMade = z.infer<typeof shiftLinkMade>;

/** GET /api/v1/phones, the one that was silent for longest first. */
export const phoneSummary = z.object({
  id: z.string(),
  name: z.string().nullable(),
  operative: z.object({ id: z.string(), name: z.string().nullable() }),
  appVersion: z.string(),
  lastContactAt: instant,
  /** Saved visits that it had not sent at its last contact, and when the oldest was saved. */
  waiting: z.number().int(),
  oldestWaitingAt: instant.nullable(),
  /** Seconds by which our clock was ahead of its own; null: not known. */
  clockAheadSeconds: z.number().int().nullable(),
  /** `removed`: told to hand over and forget when it next comes; `cleared`: it has. */
  state: z.enum(['known', 'removed', 'cleared']),
});
export type PhoneSummary = z.infer<typeof phoneSummary>;

/** POST /api/v1/phones/{id}/remove. A phone with saved visits on it is only removed by somebody who knows of them. */
export const removePhoneRequest = z.object({ knowsOfWaiting: z.boolean().default(false) });
export type RemovePhoneRequest = z.infer<typeof removePhoneRequest>;

const heldReasons = ['home-unknown', 'phone-removed', 'phone-copy', 'unreadable', 'choose-route', 'no-route'] as const;

/** GET /api/v1/visit-entries: what was said on visits and waits for a person, oldest first. Reading it is in the audit. */
export const heldEntry = z.object({
  id: z.string(),
  /** Six characters, as the operative reads them out. */
  reference: z.string(),
  because: z.enum(heldReasons),
  /** What somebody has to do, in a sentence. */
  says: z.string(),
  receivedAt: instant,
  /** As the phone claims; null where it could not be read. */
  toldAt: instant.nullable(),
  operative: z.string(),
  phone: z.string().nullable(),
  /** Of the job, else as it was written down. */
  address: z.string().nullable(),
  what: z.string().nullable(),
  topics: z.array(z.enum(visitTopics)),
  /** As they said it; what cannot be read stands here as it came. */
  words: z.string().nullable(),
  /** Those that have arrived. */
  photos: z.array(photoShown),
  /** Of a hand-off that went out at once, without the words. */
  handOff: z.string().nullable(),
});
export type HeldEntry = z.infer<typeof heldEntry>;

/**
 * POST /api/v1/phones/{id}/entries: one visit out of a copy that was saved on the phone, as the phone wrote it. It is
 * held for a person. Its photos follow: PUT /api/v1/visit-entries/{id}/photos/{photoId}?offset=n, as from a phone.
 */
export const copiedEntry = z.object({ id: z.uuid().toLowerCase(), body: z.string().min(1).max(100_000) });
export type CopiedEntry = z.infer<typeof copiedEntry>;
export const copiedEntryTaken = z.object({
  reference: z.string(),
  /** False where it had come before, from the phone or out of a copy. */
  isNew: z.boolean(),
});
export type CopiedEntryTaken = z.infer<typeof copiedEntryTaken>;

/** POST /api/v1/visit-entries/{id}/settle */
export const settleEntryRequest = z.discriminatedUnion('do', [
  z.object({
    do: z.literal('keep'),
    /** Where it belongs, by its reference in the housing system; left out: where the job is. */
    at: z.object({ type: z.enum(['person', 'tenancy', 'home']), reference: short }).optional(),
    /** What was decided about the hand-offs that the words suggest. */
    routing: z.optional(routingDecision),
    /** For a restricted hand-off, in place of longer words. */
    handOffWords: z.string().trim().min(1).max(280).optional(),
  }),
  z.object({ do: z.literal('leave-out') }),
]);
export type SettleEntryRequest = z.infer<typeof settleEntryRequest>;
export const entrySettled = z.object({
  reference: z.string(),
  /** `left-out`: nothing of what was said is kept. */
  state: z.enum(['kept', 'left-out']),
  voiceId: z.string().nullable(),
  handOffs: z.array(z.object({ reference: z.string() })),
});
export type EntrySettled = z.infer<typeof entrySettled>;
