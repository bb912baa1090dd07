import * as z from 'zod/mini';

/** Every hand-off, the most urgent first. The names are those of the route-out table. */
export const handOffRouteNames = [
  'emergency',
  'crisis',
  'safeguarding_da',
  'safeguarding',
  'hazard',
  'building_safety',
  'conduct',
  'legal',
  'asb',
  'complaint_choice',
  'support',
  'data_rights',
  'information_request',
  'service_request',
] as const;
export const handOffRoute = z.enum(handOffRouteNames);

const record = z.object({
  type: z.enum(['person', 'tenancy', 'home']),
  id: z.string().check(z.minLength(1), z.maxLength(200)),
});
const instant = z.iso.datetime({ offset: true });

/** A number to ring, as it is printed, and when. */
export const phoneNumber = z.object({ name: z.string(), number: z.string(), use: z.nullable(z.string()) });
export type PhoneNumber = z.infer<typeof phoneNumber>;

/** A hand-off that what was said suggests. A person decides. */
export const routeOffer = z.object({
  route: handOffRoute,
  /** At most 45 characters. */
  title: z.string(),
  /** One sentence to say to the resident. */
  sayThis: z.string(),
  /** The words cannot be kept before it was decided. */
  mustChoose: z.boolean(),
  /** The numbers stand on the screen before anything is sent. */
  phoneFirst: z.boolean(),
  phones: z.array(phoneNumber),
  /** The words that led to it. */
  because: z.array(z.string()),
  /** What the landlord wants done where nothing is sent by itself. */
  whatToDo: z.nullable(z.string()),
});
export type RouteOffer = z.infer<typeof routeOffer>;

/** POST /embed/v1/words/match: nothing is kept. */
export const wordsMatchRequest = z.object({ words: z.string().check(z.minLength(1), z.maxLength(20_000)) });
export type WordsMatchRequest = z.infer<typeof wordsMatchRequest>;
export const wordsMatched = z.object({ offers: z.array(routeOffer) });
export type WordsMatched = z.infer<typeof wordsMatched>;

/** What is handed over, whoever tells it. */
export const handOffTold = {
  route: handOffRoute,
  /** As the resident said it. At most 280 characters where the route is restricted. */
  words: z.optional(z.string().check(z.minLength(1), z.maxLength(10_000))),
  isEmergency: z.optional(z.boolean()),
  /** When the resident said it, and when it was put down: the device's clock. Later than its arrival counts as that. */
  toldAt: instant,
  capturedAt: z.optional(instant),
  /** For a concern about a member of staff: their id in the host. They put no questions there; kept with no hand-off. */
  aboutStaff: z.optional(z.string().check(z.minLength(1), z.maxLength(200))),
};

/** POST /embed/v1/hand-offs */
export const handOffRequest = z.object({ record, ...handOffTold });
export type HandOffRequest = z.infer<typeof handOffRequest>;

/** What staff see once it is handed over, or where the landlord has no way to send it: whom to ring. */
export const handOffReply = z.object({
  reference: z.string(),
  /** When the clock began. */
  toldAt: instant,
  /** Until when the other side should have said that it has it. */
  targetAt: instant,
  /** `by-hand`: nothing is sent by itself; somebody has to do what `whatToDo` says. */
  way: z.enum(['host', 'email', 'by-hand']),
  phones: z.array(phoneNumber),
  whatToDo: z.nullable(z.string()),
});
export type HandOffReply = z.infer<typeof handOffReply>;

/** POST /embed/v1/complaint-choices: what they said when they were asked whether to treat it as a complaint. */
export const complaintChoiceRequest = z.object({
  record,
  voiceId: z.optional(z.uuid()),
  choice: z.enum(['offered', 'yes', 'no-thanks', 'not-now']),
  /** What they are unhappy with, in their words: handed over with a yes, and kept with nothing else. */
  words: z.optional(z.string().check(z.minLength(1), z.maxLength(10_000))),
  toldAt: instant,
});
export type ComplaintChoiceRequest = z.infer<typeof complaintChoiceRequest>;
export const complaintChoiceReply = z.object({
  choiceId: z.string(),
  /** The hand-off that a yes made. */
  handOff: z.nullable(handOffReply),
});
export type ComplaintChoiceReply = z.infer<typeof complaintChoiceReply>;
