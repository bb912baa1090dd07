import * as z from 'zod/mini';
import { canDoView } from '../embed/can-do.js';
import { policyClashRequest } from '../embed/policy-clashes.js';
import { called, voiceKinds, whoseWords } from '../voice/index.js';

/**
 * What crosses the wire between a phone at the door and the service. Two credentials: the session of a shift (read
 * jobs, send entries) and the phone's own (`vp_…`), with which a phone whose shift is over, or that was removed, still
 * says that it is there and hands over what it holds. No number or history of a resident ever reaches a phone, and no
 * name but the one that they asked to be called by.
 */

const instant = z.iso.datetime({ offset: true });
const sha256 = z.string().check(z.regex(/^[0-9a-f]{64}$/));

/** The shape of an entry's body; older shapes are still taken for 90 days. */
export const entrySchemaVersion = 1;

/** POST /visit/v1/sign-in: with what stands behind `#` in a shift link, which can be used once. */
export const signInRequest = z.object({
  link: z.string().check(z.minLength(20), z.maxLength(8192)),
  phone: z.object({
    id: z.uuid(),
    /** As the operative calls it, e.g. "Van 3". */
    name: z.optional(z.string().check(z.maxLength(60))),
    appVersion: z.string().check(z.maxLength(40)),
  }),
});
export type SignInRequest = z.infer<typeof signInRequest>;
export const phoneToRing = z.object({ name: z.string(), number: z.string() });
export const signInReply = z.object({
  session: z.string(),
  /** RFC 3339: after this the jobs cannot be read; what was logged is still kept and sent after the next sign-in. */
  expiresAt: z.string(),
  phoneCredential: z.string(),
  operative: z.object({ id: z.string(), name: z.nullable(z.string()) }),
  landlord: z.object({
    name: z.string(),
    /** When somebody is in danger: the national numbers that hold in the landlord's nation, then the landlord's own. */
    emergencyNumbers: z.array(phoneToRing),
    /** For damp, mould and what else is a hazard in the home: the landlord's own; left out by an older service. */
    hazardNumbers: z.optional(z.array(phoneToRing)),
  }),
});
export type SignInReply = z.infer<typeof signInReply>;

/** GET /visit/v1/ping?waiting=3&oldest=…, with the phone's own credential. The body tells a real answer from a portal's. */
export const pingReply = z.object({
  doorstep: z.literal('here'),
  /** The service's clock, RFC 3339. */
  at: z.string(),
  /** `removed`: hand over what waits, then forget everything. */
  phone: z.enum(['known', 'removed']),
});
export type PingReply = z.infer<typeof pingReply>;

/** One visit. Address, time, trade, what they like to be called and what may be said there: nothing else of anybody. */
export const visitJob = z.object({
  id: z.string(),
  jobNumber: z.string(),
  address: z.string(),
  startsAt: z.string(),
  endsAt: z.nullable(z.string()),
  trade: z.nullable(z.string()),
  state: z.enum(['planned', 'started', 'completed', 'cancelled', 'no-access', 'moved']),
  /** The one question for this visit; null: no need to ask anything here, for whatever reason. */
  prompt: z.nullable(
    z.object({
      id: z.string(),
      say: z.string(),
      probe: z.string(),
      whyAsking: z.string(),
      /** How much say residents have in what it is about; null where no rule says. */
      howDecided: z.nullable(z.enum(['residents', 'together', 'landlord-after-asking', 'landlord'])),
      alreadyDecided: z.nullable(z.string()),
      stillOpen: z.nullable(z.string()),
      /** What whoever is at the door can do about what they hear; left out by an older service. */
      canDo: z.optional(canDoView),
    }),
  ),
  /** What those who live there like to be called, where they said so; left out by an older service. */
  called: z.optional(z.array(called)),
  /** What to tell them first. */
  tellThem: z.nullable(z.object({ tellingId: z.string(), say: z.string() })),
});
export type VisitJob = z.infer<typeof visitJob>;

/** GET /visit/v1/jobs: those of today and tomorrow (Europe/London). */
export const visitJobs = z.object({ items: z.array(visitJob), total: z.number(), at: z.string() });
export type VisitJobs = z.infer<typeof visitJobs>;

/** POST /visit/v1/words/match: hand-offs the words suggest; asked while there is signal, and never waited for long. */

/**
 * POST /visit/v1/policy-clashes, `Idempotency-Key`, answered with 204: a policy and real life clash. The job says which place
 * it is about and is not kept; null: no place in particular.
 */
export const visitPolicyClash = z.extend(policyClashRequest, { jobId: z.nullable(z.string().check(z.maxLength(200))) });
export type VisitPolicyClash = z.infer<typeof visitPolicyClash>;

export const visitTopics = [
  'danger-now',
  'damp-or-mould',
  'repairs',
  'neighbours-or-noise',
  'shared-areas',
  'money-or-bills',
  'idea-or-thanks',
  'something-else',
] as const;
export type VisitTopic = (typeof visitTopics)[number];

export const entryPhoto = z.object({
  id: z.uuid(),
  sha256,
  bytes: z.number().check(z.minimum(1), z.maximum(8_388_608)),
});

/**
 * POST /visit/v1/entries, `Idempotency-Key: <id>`, `Doorstep-Body-Hash: <SHA-256 of the body, hex>`. Append-only: a
 * correction is a further entry. Answers 201, or 200 when it was there before; both with the hash the service saw.
 */
export const visitEntry = z.object({
  schemaVersion: z.literal(1),
  id: z.uuid(),
  jobId: z.nullable(z.string().check(z.maxLength(200))),
  /** For a visit that is on no list. */
  address: z.nullable(z.string().check(z.maxLength(300))),
  what: z.enum(['raised', 'nothing-raised', 'nobody-in', 'not-today']),
  topics: z.array(z.enum(visitTopics)).check(z.maxLength(3)),
  /** As they said it. */
  words: z.nullable(z.string().check(z.minLength(1), z.maxLength(10_000))),
  whose: z.enum(whoseWords),
  kind: z.nullable(z.enum(voiceKinds)),
  wantsReply: z.boolean(),
  keepName: z.boolean(),
  /** Damp or mould: is anyone there who has breathing problems, is very young or elderly? */
  vulnerable: z.nullable(z.enum(['yes', 'no', 'not-asked'])),
  promptId: z.nullable(z.uuid()),
  tellingId: z.nullable(z.uuid()),
  told: z.nullable(z.enum(['told', 'did-not-come-up', 'want-to-talk'])),
  /** What was decided about hand-offs that the words suggest, where it could be asked. */
  routing: z.nullable(z.object({ chosen: z.array(z.string().check(z.maxLength(40))), whyNot: z.nullable(z.string()) })),
  corrects: z.nullable(z.uuid()),
  /** When the resident said it and when it was put down: the phone's clock, as it claims. */
  toldAt: instant,
  savedAt: instant,
  timeZone: z.string().check(z.maxLength(60)),
  /** Milliseconds by which the service's clock was ahead of the phone's at the last contact; null: never met. */
  clockOffset: z.nullable(z.number()),
  appVersion: z.string().check(z.maxLength(40)),
  photos: z.array(entryPhoto).check(z.maxLength(5)),
});
export type VisitEntry = z.infer<typeof visitEntry>;

export const entryReply = z.object({
  /** Six characters to read out. */
  reference: z.string(),
  /** SHA-256 of the body as it arrived: the phone deletes nothing before it equals its own. */
  bodyHash: sha256,
  /** `held`: a person at the landlord looks at it. `detached`: kept for the address, with no name. */
  state: z.enum(['kept', 'held', 'detached']),
  receivedAt: z.string(),
  /** `YYYY-MM-DD` by which the landlord says that they hear back; null or left out where it says none, or owes none. */
  replyBy: z.optional(z.nullable(z.string())),
});
export type EntryReply = z.infer<typeof entryReply>;

/** PUT /visit/v1/entries/{id}/photos/{photoId}?offset=n, at most 262,144 bytes a piece; GET answers where to go on. */
export const photoReply = z.object({ offset: z.number(), isWhole: z.boolean() });
export type PhotoReply = z.infer<typeof photoReply>;
export const photoPieceBytes = 262_144;

const hex = z.string().check(z.regex(/^([0-9a-f]{2})+$/));

/**
 * The file that a phone saves of what waits on it: sealed with a code that is written down, by AES-GCM under a key made of
 * the code by PBKDF2 with SHA-256. `data` is base64.
 */
export const savedCopy = z.object({
  doorstep: z.literal('saved-visits'),
  version: z.literal(1),
  rounds: z.int().check(z.minimum(1), z.maximum(10_000_000)),
  salt: hex,
  iv: hex,
  data: z.string(),
});
/** What stands in it: each entry's body as the phone would send it, and the photos in base64. */
export const copiedVisits = z.object({
  phone: z.uuid(),
  entries: z.array(z.object({ id: z.uuid(), body: z.string() })),
  photos: z.array(z.object({ id: z.uuid(), entryId: z.uuid(), bytes: z.string() })),
});
