import * as z from 'zod/mini';
import { tellThem } from './replies.js';
import { joiningNeeds, takingPartWays } from './taking-part.js';
import {
  called,
  logTopics,
  supports,
  speakers,
  takenThrough,
  voiceKinds,
  whoseWords as whose,
} from '../voice/index.js';

export * from '../voice/index.js';
export * from './can-do.js';
export * from './drafts.js';
export * from './hand-offs.js';
export * from './preferences.js';
export * from './replies.js';
export * from './policy-clashes.js';
export * from './skill-offers.js';
export * from './taking-part.js';

/**
 * What crosses the wire between the panel and the service. Every request but the first carries
 * `Authorization: Bearer <session>`; every write carries `Idempotency-Key`. The record never travels in a URL: the
 * session is bound to the one record its token named, so a session for A cannot read B.
 */

/** A record of the host, as the host names it. */
export const recordKey = z.object({
  type: z.enum(['person', 'tenancy', 'home']),
  id: z.string().check(z.minLength(1), z.maxLength(200)),
});
export type RecordKey = z.infer<typeof recordKey>;

/** An origin as a browser says it, e.g. `https://crm.example`. */
const origin = z.string().check(z.minLength(1), z.maxLength(300));

/** With the session comes what there is to show, so that opening a record is one exchange. */
const show = z.optional(z.boolean());

/** The version of the panel that asks, so that one that is no longer spoken with can be told so. */
const panel = z.optional(z.string().check(z.regex(/^\d{1,5}\.\d{1,5}\.\d{1,5}$/)));

/**
 * POST /embed/v1/session: what shows who is at work, once. A token that the host signed, a one-time link, or the signed
 * request of a Salesforce canvas with the code of the installation it belongs to. `origin` is the page around the frame;
 * it counts only when our own frame page asks, and never for more than what was signed.
 */
export const sessionRequest = z.union([
  z.strictObject({
    token: z.string().check(z.minLength(20), z.maxLength(8192)),
    origin: z.optional(origin),
    show,
    panel,
  }),
  z.strictObject({ link: z.string().check(z.minLength(20), z.maxLength(200)), show }),
  z.strictObject({
    show,
    canvas: z.string().check(z.minLength(20), z.maxLength(32_768)),
    installation: z.string().check(z.minLength(1), z.maxLength(100)),
    origin: z.optional(origin),
  }),
]);
export type SessionRequest = z.infer<typeof sessionRequest>;
/** What these roles may do, so that a screen can leave out what would be refused. The service asks again every time. */
export const panelCaps = z.object({
  /** Heard before, answers to tell, and reading back. */
  readVoices: z.boolean(),
  writeVoices: z.boolean(),
  raiseHandOffs: z.boolean(),
  tellThem: z.boolean(),
  /** The way to reach them and what they want asked. */
  seePreferences: z.boolean(),
  setPreferences: z.boolean(),
  /** Ending a wish not to be asked. */
  startPromptsAgain: z.boolean(),
});
export type PanelCaps = z.infer<typeof panelCaps>;

export const promptKind = z.enum(['tell-them', 'reply-due', 'invite', 'ask', 'check-preference']);

export const panelPrompt = z.object({
  id: z.string(),
  kind: promptKind,
  /** At most 45 characters. */
  title: z.string(),
  /** The one open question, as the officer may say it. */
  say: z.string(),
  /** Asked only if they want to say more. */
  probe: z.string(),
  whyAsking: z.string(),
  /** How much say residents have in what it is about; left out where no rule says. */
  howDecided: z.optional(z.enum(['residents', 'together', 'landlord-after-asking', 'landlord'])),
  /** What the landlord calls the rule that gave it; left out where none did. */
  rule: z.optional(z.string()),
  alreadyDecided: z.nullable(z.string()),
  stillOpen: z.nullable(z.string()),
  /** One fact a line, with where it came from. Never a score. */
  why: z.array(z.object({ text: z.string(), source: z.string() })),
  /** Date before which this home is not asked again if it is turned down now, by the rules as they stand; or null. */
  restsUntil: z.nullable(z.string()),
  /** It asks whether what they were told felt listened to; left out: it does not. */
  asksListened: z.optional(z.boolean()),
});
export type PanelPrompt = z.infer<typeof panelPrompt>;

export const heardKind = z.enum(['idea', 'worry', 'good', 'happy']);
export type HeardKind = z.infer<typeof heardKind>;

/** Whether what came of it felt listened to: never more than this, and never a number. */
export const feltListened = z.enum(['yes', 'partly', 'no']);
export type FeltListened = z.infer<typeof feltListened>;

export const notThisTimeReason = z.enum(['moment', 'topic', 'another-way', 'never', 'wrong']);
export type NotThisTimeReason = z.infer<typeof notThisTimeReason>;

/** A photo that was kept with the words of a visit: GET /api/v1/visit-entries/{entryId}/photos/{photoId}. */
export const photoShown = z.object({ entryId: z.string(), photoId: z.string() });
export type PhotoShown = z.infer<typeof photoShown>;

export const heardBefore = z.object({
  /** The prompt's outcome it answered; null for what was said unasked. */
  outcomeId: z.nullable(z.string()),
  /** Null where the kind was tapped and no words were kept. */
  voiceId: z.nullable(z.string()),
  /** Null: not sorted yet. */
  heard: z.nullable(z.enum(voiceKinds)),
  /** RFC 3339. */
  saidAt: z.string(),
  /** The question they were answering. */
  asked: z.nullable(z.string()),
  words: z.nullable(z.string()),
  whose: z.nullable(z.enum(whose)),
  speaker: z.nullable(z.enum(speakers)),
  takenThrough: z.nullable(z.enum(takenThrough)),
  /** Who took it at a door; null or left out for staff at a record. */
  takenBy: z.optional(z.nullable(z.string())),
  supportedBy: z.nullable(z.enum(supports)),
  /** They want to take part, and how; null or left out for what was said. */
  takesPart: z.optional(z.nullable(z.enum(takingPartWays))),
  /** Taken at the door with it; left out by an older service. GET /embed/v1/photos/{entryId}/{photoId} */
  photos: z.optional(z.array(photoShown)),
  /** How many more the phone has not sent yet; left out by an older service. */
  photosOnTheirWay: z.optional(z.number()),
  /** Nobody here would have thought of it; left out by an older service. */
  hasLightbulb: z.optional(z.boolean()),
  /**
   * They tapped it today, over an hour ago, and may still remember the words: the prompt that it answered. Null or left
   * out where nobody is to be reminded.
   */
  wantsWords: z.optional(z.nullable(z.object({ promptId: z.string(), promptKind, probe: z.string() }))),
  /** A reply is owed for it. */
  isReplyOwed: z.boolean(),
  /** Whether this member of staff may still take it back (24 hours). */
  canWithdraw: z.boolean(),
});
export type HeardBefore = z.infer<typeof heardBefore>;

/** GET /embed/v1/voices: what this household said before, newest first, up to 50. Not for roles that enforce. */
export const heardBeforeList = z.object({ items: z.array(heardBefore), total: z.number() });

/**
 * GET /embed/v1/prompts
 * `none` is both "nothing to ask" and every silent reason not to: the browser must not be able to tell them apart.
 */
export const panelView = z.object({
  home: z.object({
    /**
     * `staff-done`: this member of staff has put enough questions today, whatever the household. `forbidden`: none of
     * their teams looks after this home; every write is then refused with 403 `not-your-team`.
     */
    state: z.enum(['ok', 'none', 'capped', 'staff-done', 'do-not-ask', 'unknown', 'forbidden']),
    lastAskedOn: z.nullable(z.string()),
    notBefore: z.nullable(z.string()),
    /** For `forbidden`: names of the teams that do look after this home, often none. Empty in every other state. */
    teams: z.array(z.string()),
    /** For `unknown`: when data is next brought in, RFC 3339; null where nothing says when. In no other state. */
    nextDataAt: z.optional(z.nullable(z.string())),
  }),
  /** What those at this record like to be called; left out for roles that may not see it, and where nobody said. */
  called: z.optional(z.array(called)),
  /** Answers that wait to be told; they come before any question. */
  tellThem: z.array(tellThem),
  prompts: z.array(panelPrompt),
  heardBefore: z.array(heardBefore),
  /** Who of staff spoke with them before, with the last day, the latest first; left out where nobody is to be named. */
  spokenWith: z.optional(z.array(z.object({ name: z.string(), lastOn: z.string() }))),
});
export type PanelView = z.infer<typeof panelView>;

const colour = z.string().check(z.regex(/^#[0-9a-f]{6}$/));

/** How the landlord's panel looks where its host says nothing else. */
export const panelLook = z.object({
  preset: z.enum(['neutral', 'fluent', 'slds']),
  theme: z.enum(['auto', 'light', 'dark']),
  density: z.enum(['comfortable', 'compact']),
  /** For links and buttons, on a light surface under white words and on a dark one; null: the preset's. */
  accent: z.nullable(z.object({ light: colour, dark: colour })),
});
export type PanelLook = z.infer<typeof panelLook>;

/** The answer to POST /embed/v1/session. */
export const sessionReply = z.object({
  session: z.string(),
  /** Seconds. */
  expiresIn: z.number(),
  record: recordKey,
  caps: panelCaps,
  /** The language the host asked for, or null where it did not. */
  locale: z.nullable(z.enum(['en-GB', 'cy'])),
  /** Left out where the landlord set none. */
  look: z.optional(panelLook),
  /** What the landlord calls the people who live in its homes; left out: residents. */
  residentWord: z.optional(z.enum(['tenant', 'customer'])),
  /** Words that they began at this record and did not save are kept: GET /embed/v1/drafts. Left out where none are. */
  hasDraft: z.optional(z.boolean()),
  /** Where it was asked for. `tag` names this view, as an `ETag` of GET /embed/v1/prompts would. */
  shown: z.optional(z.object({ view: panelView, tag: z.string() })),
});
export type SessionReply = z.infer<typeof sessionReply>;

/** POST /embed/v1/outcomes */
export const outcomeRequest = z.discriminatedUnion('outcome', [
  z.object({
    promptId: z.uuid(),
    record: recordKey,
    outcome: z.literal('heard'),
    /** Null: nobody said what kind of thing it was; their words come beside it. */
    heard: z.nullable(heardKind),
    /** To a prompt that asks whether it felt listened to; left out: in words only, or nobody was asked. */
    feltListened: z.optional(feltListened),
    saidAt: z.iso.datetime({ offset: true }),
  }),
  z.object({
    promptId: z.uuid(),
    record: recordKey,
    outcome: z.literal('not-this-time'),
    reason: notThisTimeReason,
    saidAt: z.iso.datetime({ offset: true }),
  }),
  z.object({
    promptId: z.uuid(),
    record: recordKey,
    outcome: z.literal('take-part'),
    how: z.enum(takingPartWays),
    needs: z.array(z.enum(joiningNeeds)).check(z.maxLength(joiningNeeds.length)),
    saidAt: z.iso.datetime({ offset: true }),
  }),
]);
export type OutcomeRequest = z.infer<typeof outcomeRequest>;
export const outcomeReply = z.object({
  outcomeId: z.string(),
  /** Date before which this home is not asked again, or null. */
  notBefore: z.nullable(z.string()),
});

/** What was decided about the hand-offs that the words suggest. A person always decides. */
export const routingDecision = z.object({
  /** Hand-offs to make, under the names of the route-out table; empty: none, and why. */
  chosen: z.array(z.string().check(z.maxLength(40))).check(z.maxLength(5)),
  whyNot: z.optional(z.enum(['already-known', 'over', 'not-here', 'a-saying', 'misread', 'resident-said-no'])),
});
export type RoutingDecision = z.infer<typeof routingDecision>;

/** POST /embed/v1/voices: their words, kept as typed. What is left out is the usual: their own, in person, unsorted. */
export const voiceRequest = z.object({
  record: recordKey,
  /** The outcome it belongs to; left out for what was said unasked. */
  outcomeId: z.optional(z.uuid()),
  words: z.string().check(z.minLength(1), z.maxLength(10_000)),
  whose: z.enum(whose),
  kind: z.optional(z.nullable(z.enum(voiceKinds))),
  topic: z.optional(z.enum(logTopics)),
  speaker: z.optional(z.enum(speakers)),
  /** For someone without a tenancy who wants a reply: how to reach them, in their words. */
  reach: z.optional(z.string().check(z.minLength(1), z.maxLength(200))),
  takenThrough: z.optional(z.enum(takenThrough)),
  supportedBy: z.optional(z.nullable(z.enum(supports))),
  keepName: z.boolean(),
  mayShare: z.optional(z.boolean()),
  wantsReply: z.optional(z.boolean()),
  /** Kept without any link to a person, a home or a time of day. */
  isAnonymous: z.optional(z.boolean()),
  isAboutAnother: z.optional(z.boolean()),
  /** A stairwell, a street, a scheme: what it is about when it is about a place. */
  place: z.optional(z.string().check(z.minLength(1), z.maxLength(200))),
  saidAt: z.optional(z.iso.datetime({ offset: true })),
  routing: z.optional(routingDecision),
});
export type VoiceRequest = z.infer<typeof voiceRequest>;
export const voiceReply = z.object({
  /** Null where the words were handed over instead of kept. */
  voiceId: z.nullable(z.string()),
  /** References of the hand-offs that were made. */
  handOffs: z.array(z.object({ reference: z.string() })),
  /** What staff can find it by, to read out; left out where nothing may lead back to it. */
  reference: z.optional(z.string()),
  /** Date by which the landlord said that they hear back; null where it says none, or none is wanted. */
  replyBy: z.optional(z.nullable(z.string())),
  /** The record is not known yet: the words wait for it. `voiceId` is null until then. */
  isHeld: z.optional(z.boolean()),
});
export type VoiceReply = z.infer<typeof voiceReply>;

/** POST /embed/v1/voices/{id}/corrections: what the resident says it should read. The first words stay. */
export const correctionRequest = z.object({
  record: recordKey,
  words: z.string().check(z.minLength(1), z.maxLength(10_000)),
  whose: z.enum(whose),
  routing: z.optional(routingDecision),
});
export type CorrectionRequest = z.infer<typeof correctionRequest>;

/** POST /embed/v1/voices/{id}/withdraw: takes back one's own entry within 24 hours. Empty body, 204. */

/** POST /embed/v1/outcomes/{id}/withdraw: takes back one's own entry within 24 hours. Empty body, 204. */

/**
 * POST /embed/v1/moments: one tap that says it is not the moment. Which of the first three it was is not kept. With a
 * prompt, that one is closed for this contact; without, whatever stands open for the household.
 */
export const momentRequest = z.object({
  record: recordKey,
  promptId: z.optional(z.uuid()),
  tap: z.enum(['only-minor-present', 'not-the-moment', 'staff-not-comfortable', 'not-the-household']),
});
export type MomentRequest = z.infer<typeof momentRequest>;
export const momentReply = z.object({ momentId: z.string() });

/** RFC 9457, with a stable `code`. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  code: z.string(),
  detail: z.optional(z.string()),
  /** Of faults of ours: what our own log calls this request, to read out. */
  reference: z.optional(z.string()),
});
export type Problem = z.infer<typeof problem>;
