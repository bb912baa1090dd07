import * as z from 'zod';
import { handOffRouteNames } from '../embed/hand-offs.js';
import { photoShown } from '../embed/index.js';

const instant = z.iso.datetime({ offset: true });
const reference = z.object({ id: z.string().min(1).max(200), allocatedBy: z.string().min(1).max(200) });
const route = z.enum(handOffRouteNames, { error: `write one of ${handOffRouteNames.join(', ')}` });
const who = z.string().trim().min(1).max(200);
const phone = z.object({ name: z.string(), number: z.string(), use: z.string().nullable() });

/** POST /api/v1/words/match: which hand-offs the words suggest. Nothing is kept. */
export const matchRequest = z.object({ words: z.string().min(1).max(20_000) });
export type MatchRequest = z.infer<typeof matchRequest>;
export const matchedWords = z.object({
  offers: z.array(
    z.object({
      route,
      title: z.string(),
      sayThis: z.string(),
      mustChoose: z.boolean(),
      phoneFirst: z.boolean(),
      phones: z.array(phone),
      /** The words that led to it. */
      because: z.array(z.string()),
      whatToDo: z.string().nullable(),
    }),
  ),
});

/** POST /api/v1/hand-offs: one of person, tenancy and home is needed. */
export const handOffRaiseRequest = z
  .object({
    person: reference.optional(),
    tenancy: reference.optional(),
    home: reference.optional(),
    route,
    /** As the resident said it. At most 280 characters where the route is restricted. */
    words: z.string().min(1).max(10_000).optional(),
    isEmergency: z.boolean().optional(),
    /** When the resident said it, and when it was put down. Later than its arrival counts as that. */
    toldAt: instant,
    capturedAt: instant.optional(),
    /** For a concern about a member of staff: their id in the host. They put no questions there; kept with no hand-off. */
    aboutStaff: who.optional(),
  })
  .refine(
    (one) => [one.person, one.tenancy, one.home].filter((each) => each !== undefined).length === 1,
    'name one of the person, the tenancy and the home that it is about',
  );
export type HandOffRaiseRequest = z.infer<typeof handOffRaiseRequest>;

export const handOffRaised = z.object({
  reference: z.string(),
  toldAt: instant,
  targetAt: instant,
  way: z.enum(['host', 'email', 'by-hand']),
  phones: z.array(phone),
  whatToDo: z.string().nullable(),
});

const deadline = z.object({
  what: z.string(),
  /** An instant where the law counts hours, else the last day. */
  by: z.string(),
  ruleSet: z.string(),
  covers: z.string().nullable(),
  source: z.string(),
  checkedOn: z.string(),
});

const routeKept = z.enum([...handOffRouteNames, 'restricted']);

/** GET /api/v1/hand-offs. Of a restricted one: its reference, the day and where it stands, and nothing else. */
export const handOffSummary = z.object({
  reference: z.string(),
  /** `restricted`: which of the restricted ones it was is kept nowhere. */
  route: routeKept,
  title: z.string(),
  state: z.enum(['waiting', 'sent', 'overdue', 'acknowledged', 'closed']),
  isEmergency: z.boolean(),
  /** When the clock began; of a restricted one the day alone. */
  toldAt: z.string(),
  receivedAt: instant.nullable(),
  targetAt: instant.nullable(),
  way: z.enum(['host', 'email', 'by-hand']).nullable(),
  home: z.string().nullable(),
  household: z.string().nullable(),
  person: z.string().nullable(),
  raisedBy: z.string().nullable(),
  /** The reference of the same thing told before, within 90 days. */
  repeats: z.string().nullable(),
  sentAt: instant.nullable(),
  acknowledgedAt: instant.nullable(),
  acknowledgedBy: z.string().nullable(),
  hostReference: z.string().nullable(),
  escalations: z.number().int(),
  closedAt: instant.nullable(),
  /** For the team that has the case, from when it was said. */
  deadlines: z.array(deadline),
});
export type HandOffSummary = z.infer<typeof handOffSummary>;

export const handOffsQuery = z.object({
  limit: z.coerce.number().int().min(1).max(500).default(50),
  /** `waiting`: not acknowledged. `open`: not closed. */
  state: z.enum(['waiting', 'open', 'closed', 'all']).default('all'),
  /** Those of this route alone. */
  route: routeKept.optional(),
  /**
   * `newest`, as when it is left out; or `clock`: those that nobody has yet, longest past their time first, then those
   * that somebody has, then the closed. A restricted one stands at the start of its day: its time is shown to nobody.
   */
  order: z.enum(['newest', 'clock']).optional(),
});
export type HandOffsQuery = z.infer<typeof handOffsQuery>;

/** GET /api/v1/hand-offs/{reference}: with the words, until the other side has them. Never of a restricted one. */
export const handOffShown = handOffSummary.extend({
  words: z.string().nullable(),
  /** Taken at the door, where it was said there. */
  photos: z.array(photoShown),
  /** How many more the phone has not sent yet. */
  photosOnTheirWay: z.number().int(),
});
export type HandOffShown = z.infer<typeof handOffShown>;

/** POST /api/v1/hand-offs/{reference}/acknowledge: the other side has it. */
export const acknowledgeRequest = z.object({ by: who, hostReference: z.string().trim().min(1).max(200).optional() });
export type AcknowledgeRequest = z.infer<typeof acknowledgeRequest>;

/** POST /api/v1/hand-offs/{reference}/close: made safe, answered, done. */
export const closeRequest = z.object({ by: who });
export type CloseRequest = z.infer<typeof closeRequest>;

/** POST /api/v1/silences/clear: a household may be asked again. Answers 204 whether or not it was quiet around it. */
export const clearSilenceRequest = z
  .object({
    person: reference.optional(),
    tenancy: reference.optional(),
    home: reference.optional(),
    /** Who says so, by post or name. */
    by: who,
  })
  .refine(
    (one) => [one.person, one.tenancy, one.home].filter((each) => each !== undefined).length === 1,
    'name one of the person, the tenancy and the home that it is about',
  );
export type ClearSilenceRequest = z.infer<typeof clearSilenceRequest>;

/** PUT /api/v1/hand-off-routes/{route}: how this landlord hands it over. */
export const routeSettingRequest = z.object({
  way: z.enum(['host', 'email', 'by-hand'], { error: 'write one of host, email, by-hand' }),
  /** The connection's short name; for way `host`. */
  connection: z.string().min(1).max(100).nullable().default(null),
  /** For way `email`. */
  email: z.email('write an e-mail address').max(254).nullable().default(null),
  /** The landlord's own number for it. */
  phone: z.string().trim().min(3).max(40).nullable().default(null),
  /** What a person has to do, for staff to read. */
  whatToDo: z.string().trim().min(1).max(500).nullable().default(null),
  /** Who hears when nobody acknowledges it. */
  escalateTo: z.email('write an e-mail address').max(254).nullable().default(null),
  /** The landlord's own target; null: ours. */
  acknowledgeMinutes: z.number().int().min(1).max(43_200).nullable().default(null),
  /** `setAt` as it was read, null where nobody had set it: set by somebody else since, it is 409 with that as `current`. */
  basedOn: instant.nullable().optional(),
});
export type RouteSettingRequest = z.input<typeof routeSettingRequest>;

/** GET /api/v1/hand-off-routes: all of them. */
export const routeSetting = z.object({
  route,
  title: z.string(),
  isRestricted: z.boolean(),
  way: z.enum(['host', 'email', 'by-hand', 'not set']),
  /** It can be handed over. A restricted one that nobody set is refused, with the numbers to ring. */
  isReady: z.boolean(),
  connection: z.string().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  whatToDo: z.string().nullable(),
  escalateTo: z.string().nullable(),
  acknowledgeMinutes: z.number().int().nullable(),
  /** Staff by name. */
  setBy: z.string().nullable(),
  setAt: instant.nullable(),
});
export type RouteSetting = z.infer<typeof routeSetting>;

/** POST /api/v1/route-words: words of the landlord's own that offer a route, or never do. */
export const routeWordsRequest = z.object({
  route,
  phrase: z
    .string()
    .trim()
    .max(200)
    .regex(/\p{L}.*\p{L}/u, 'write at least two letters'),
  kind: z.enum(['offers', 'never'], { error: 'write offers or never' }).default('offers'),
});
export type RouteWordsRequest = z.input<typeof routeWordsRequest>;

export const routeWords = z.object({
  id: z.string(),
  route,
  phrase: z.string(),
  kind: z.enum(['offers', 'never']),
  addedBy: z.string(),
  addedAt: instant,
});
export type RouteWords = z.infer<typeof routeWords>;
