import * as z from 'zod';
import { agreedDecision } from '../embed/index.js';
import { speakers } from '../voice/index.js';
import { line, text } from './written.js';

const instant = z.iso.datetime({ offset: true });
const date = z.iso.date();

/** How much say residents have, from least to most. */
export const involvement = z.enum(['landlord', 'landlord-after-asking', 'together', 'residents']);
export const fixedBecause = z.enum(['law', 'safety', 'money', 'contract', 'choice']);
export const askStakes = z.enum(['light', 'policy', 'contract', 'rent']);
export const askFormat = z.enum(['standard', 'large-print', 'easy-read', 'welsh', 'spoken', 'sign-language']);
export const askState = z.enum(['draft', 'open', 'closed', 'decided']);
export const askWay = z.enum(['in-person', 'phone', 'message', 'letter', 'online', 'event']);
export const rollCallState = z.enum(['not-asked', 'asked', 'heard', 'declined', 'cannot-now']);
/** The four principles of doing things with people, in their order. */
export const principle = z.enum(['sharing-power', 'reciprocity', 'lived-experience', 'common-purpose']);
export type Principle = z.infer<typeof principle>;
export const decidedBy = z.enum(['residents', 'jointly', 'landlord', 'regulator']);

/** Whom an ask concerns: every household, or those of schemes, blocks and homes, by their references. */
export const askScope = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('everyone') }),
  z.object({ kind: z.literal('places'), places: z.array(line(200)).min(1).max(500) }),
]);
export type AskScope = z.infer<typeof askScope>;

/** One of two to five things that residents can choose between. `cost` in pence. */
export const askOption = z.object({
  title: line(120),
  words: text(1_000),
  cost: z.number().int().min(0).max(1e12).nullable().default(null),
  costWords: line(200).nullable().default(null),
  whoPays: line(120).nullable().default(null),
  fixedParts: z.array(line(200)).max(10).default([]),
});

/**
 * What an ask says. Four parts are enough for a small one: the question, why, who decides (`claimed`, with its owner) and
 * what is fixed and open.
 */
export const askContent = z.object({
  question: text(300),
  /** Why we are asking, as it is read out. */
  why: text(500),
  /** Who answers for what becomes of it. */
  owner: line(120),
  claimed: involvement,
  alreadyDecided: z
    .array(z.object({ what: line(300), because: fixedBecause }))
    .max(20)
    .default([]),
  stillOpen: z.array(line(300)).max(20),
  scope: askScope,
  /** When it is decided, and the last day on which answers are taken. */
  decisionOn: date,
  closesOn: date.optional(),
  /** Stops by itself after so many answers; null: by its day alone. */
  mostAnswers: z.number().int().min(1).max(100_000).nullable().default(null),
  size: z.enum(['small', 'full']).default('small'),
  stakes: askStakes.default('light'),
  /** What is to be reached is fixed; how to get there is what is asked about. */
  target: text(300).nullable().default(null),
  journey: text(300).nullable().default(null),
  roomToChange: text(500).nullable().default(null),
  /** Null: not written yet. Empty: none is needed, and somebody said so. */
  briefing: z.string().max(5_000).nullable().default(null),
  formats: z.array(askFormat).max(6).default(['standard']),
  /** What it says in easy read, one idea a line; empty: nobody wrote it. */
  easyRead: z.array(line(120)).max(15).default([]),
  recompense: line(300).nullable().default(null),
  theme: line(60).nullable().default(null),
  isTenantLed: z.boolean().default(false),
  /** Who of the residents holds the wording; once set, it changes only with their agreement. */
  wordingHeldBy: line(120).nullable().default(null),
  options: z.array(askOption).max(5).default([]),
});
export type AskContent = z.infer<typeof askContent>;

/**
 * POST /api/v1/asks: writes one down. Nobody is asked yet. Four parts will do: left out, whoever of the staff writes it
 * answers for it, every home is asked, and it is decided in four weeks.
 */
export const draftAskRequest = askContent.extend({
  owner: line(120).optional(),
  scope: askScope.default({ kind: 'everyone' }),
  decisionOn: date.optional(),
  /** The works that the host plans and that it asks about, as `/api/v1/planned-works` has them: they are not offered again. */
  plannedWorks: z.uuid().optional(),
  /** The request that it comes of, as `/api/v1/ask-requests` has it: whoever made that sees what became of it. */
  request: z.uuid().optional(),
});
export type DraftAskRequest = z.input<typeof draftAskRequest>;
/** PUT /api/v1/asks/{id}. `agreedBy`: the resident who holds the wording agrees to the new one. */
export const changeAskRequest = askContent.extend({ version: z.number().int(), agreedBy: line(120).optional() });
export type ChangeAskRequest = z.input<typeof changeAskRequest>;

/** What stands in the way of opening an ask, or is missing: the part, and what to write. */
export const askProblem = z.object({
  part: z.string(),
  severity: z.enum(['refuse', 'warn']),
  message: z.string(),
});
export type AskProblem = z.infer<typeof askProblem>;

export const rollCallCounts = z.object({
  scope: z.number().int(),
  'not-asked': z.number().int(),
  asked: z.number().int(),
  heard: z.number().int(),
  declined: z.number().int(),
  'cannot-now': z.number().int(),
});
export type RollCallCounts = z.infer<typeof rollCallCounts>;

/** What staff and residents are both shown. */
export const askLevel = z.object({
  level: involvement,
  claimed: involvement,
  caps: z.array(z.object({ code: z.string(), atMost: involvement })),
});
export type AskLevel = z.infer<typeof askLevel>;

/** What somebody does after a decision, and by when. */
export const decidedAction = z.object({ what: line(300), owner: line(120), dueOn: date });

export const askDecisionShown = z.object({
  number: z.number().int(),
  decidedOn: date,
  decidedBy,
  /** Null where nobody said, and for whoever may not read people. */
  presentedBy: z.string().nullable(),
  facilitator: z.string().nullable(),
  option: z.number().int().nullable(),
  words: z.string(),
  because: z.string(),
  actions: z.array(decidedAction),
  fewHeardBecause: z.string().nullable(),
  scopeCount: z.number().int(),
  heardCount: z.number().int(),
  /** The job or works that it went into in the host, and how the host has it now, in its words; null: not among its jobs. */
  worksReference: z.string().nullable(),
  worksState: z.string().nullable(),
  /** When that was read; null: it never was read whole. */
  worksAsOf: instant.nullable(),
});

export const askSummary = z.object({
  id: z.string(),
  version: z.number().int(),
  state: askState,
  question: z.string(),
  owner: z.string(),
  decisionOn: date,
  closesOn: date,
  /** The day of the latest decision; null: it is not decided. */
  decidedOn: date.nullable(),
  level: askLevel,
  counts: rollCallCounts,
});
export type AskSummary = z.infer<typeof askSummary>;

/** GET /api/v1/asks/{id}. `content.wordingHeldBy` is null for whoever may not read people. */
export const askShown = askSummary.extend({
  content: askContent.extend({ closesOn: date }),
  topicId: z.string(),
  openedAt: instant.nullable(),
  optionsSharedAt: instant.nullable(),
  closedAt: instant.nullable(),
  closedBecause: z.enum(['day-reached', 'enough-answers', 'stopped', 'decided']).nullable(),
  problems: z.array(askProblem),
  /** Who changed it last, or wrote it, by name where it was one of the staff. */
  changedBy: z.string(),
  changedAt: instant,
  decisions: z.array(askDecisionShown),
  /** Each time it was opened again after it had closed, the first first. */
  reopenings: z.array(z.object({ reopenedAt: instant, why: z.string() })),
  /** The principles that were answered, in their order, each with who did and when. Those left out are not there. */
  principles: z.array(z.object({ principle, words: z.string(), answeredBy: z.string(), answeredAt: instant })),
  /** Who agreed to the latest decision, when, and how many were heard; null where residents had no part in it. */
  badge: z.string().nullable(),
  /** The same, in its parts. */
  agreed: z.nullable(agreedDecision),
  /** Warnings that an option will not work, beside the options; none for whoever may not read voices. */
  warnings: z.array(
    z.object({
      voiceId: z.string(),
      words: z.string(),
      /** Whoever said it lets us show it to others. */
      mayShare: z.boolean(),
      /** The number of the option that it is about; null: of none of them, or of all. */
      option: z.number().int().nullable(),
    }),
  ),
  /** How many households would choose each option, by its number. */
  choices: z.array(z.object({ option: z.number().int(), households: z.number().int() })),
});
export type AskShown = z.infer<typeof askShown>;

/**
 * GET /api/v1/asks/{id}/roll-call: everybody in scope, or those in one state. `to-hear` are all who are neither heard nor
 * declined, each with whether they are to be left in peace for now.
 */
export const rollCallQuery = z.object({
  /** `would-meet`: who agreed to meet the neighbours that it is about, and has not been introduced. */
  state: z.enum([...rollCallState.options, 'to-hear', 'would-meet']).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(50),
  after: z.uuid().optional(),
});
export type RollCallQuery = z.infer<typeof rollCallQuery>;
export const rollCallHousehold = z.object({
  householdId: z.string(),
  /** The host's own references, and where it is. */
  tenancy: z.string(),
  allocatedBy: z.string(),
  address: z.string(),
  state: rollCallState,
  round: z.number().int(),
  reason: z.enum(['not-my-topic', 'not-this-way', 'no-reason']).nullable(),
  until: date.nullable(),
  /** The way to try next, by the ladder; null where nobody is to be asked again, or not now. */
  nextWay: askWay.nullable(),
  /** Something keeps us from asking them now. What it is, is not said: some reasons are nobody's to know. */
  isLeftInPeace: z.boolean(),
  /** They agree that neighbours who agreed as well learn which home they are. */
  wouldMeet: z.boolean(),
  needs: z.array(z.string()),
});
export type RollCallHousehold = z.infer<typeof rollCallHousehold>;
export const rollCallShown = z.object({
  counts: rollCallCounts,
  /** Of those asked in each way: how many were heard. */
  ways: z.array(z.object({ way: askWay, asked: z.number().int(), heard: z.number().int() })),
  reasons: z.object({ 'not-my-topic': z.number().int(), 'not-this-way': z.number().int() }),
  /** None for whoever may not read people: they see how many stand where, and why. */
  items: z.array(rollCallHousehold),
  areHomesShown: z.boolean(),
  /** How many agreed to meet their neighbours and have not been introduced. */
  wouldMeet: z.number().int(),
  /** With `to-hear`: alerts were not read lately, so that nobody knows whom to leave in peace, and nobody is to be asked. */
  isSourceStale: z.boolean(),
  /** Where the next page begins; null: there is none. */
  after: z.string().nullable(),
});
export type RollCallShown = z.infer<typeof rollCallShown>;

/** POST /api/v1/asks/{id}/events: what happened with one household, by its tenancy's reference or our id. */
export const askEventRequest = z
  .object({
    household: z.uuid().optional(),
    tenancy: line(200).optional(),
    at: instant.optional(),
    way: askWay.optional(),
    /** A voice that was kept already, and is one of this ask. */
    voiceId: z.uuid().optional(),
    /** The number of the option that they would choose. */
    option: z.number().int().min(1).max(5).optional(),
  })
  .and(
    z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('asked') }),
      /** `wouldMeet`: whether they agree to meet the neighbours that it is about; left out, that stays as it was. */
      z.object({ kind: z.literal('heard'), wouldMeet: z.boolean().optional() }),
      z.object({ kind: z.literal('declined'), reason: z.enum(['not-my-topic', 'not-this-way', 'no-reason']) }),
      z.object({ kind: z.literal('cannot-now'), until: date }),
      /** Whoever was heard takes no part any more; nobody asks them why. */
      z.object({ kind: z.literal('left') }),
    ]),
  );
export type AskEventRequest = z.input<typeof askEventRequest>;
export const askEventKept = z.object({ eventId: z.string(), state: rollCallState });
export type AskEventKept = z.infer<typeof askEventKept>;

/**
 * POST /api/v1/asks/{id}/roll-call/find: households of its roll by part of their address or tenancy reference, or by the
 * code on their paper form (the last eight of our id). No address bar holds it.
 */
export const findHouseholdsRequest = z.object({ search: line(100).min(2) });
export type FindHouseholdsRequest = z.infer<typeof findHouseholdsRequest>;

/** POST /api/v1/asks/{id}/introductions: neighbours who each agreed to it were introduced. 204. */
export const introduceNeighboursRequest = z.object({
  households: z
    .array(z.uuid())
    .min(2)
    .max(500)
    .refine((given) => new Set(given).size === given.length, 'name each household once'),
});
export type IntroduceNeighboursRequest = z.infer<typeof introduceNeighboursRequest>;

/** POST /api/v1/asks/{id}/close: stops it before its day. */
export const closeAskRequest = z.object({ version: z.number().int() });
export type CloseAskRequest = z.input<typeof closeAskRequest>;

/** PUT /api/v1/asks/{id}/principles: a short answer to each principle that the ask lives up to; any may be left out. */
export const answerPrinciplesRequest = z.object({
  version: z.number().int(),
  answers: z
    .array(z.object({ principle, words: text(300) }))
    .refine((given) => new Set(given.map((one) => one.principle)).size === given.length, 'answer each principle once'),
});
export type AnswerPrinciplesRequest = z.input<typeof answerPrinciplesRequest>;

/**
 * A group whose voice an ask needs: heard in some way, from a place (the reference of a home, a block or what those stand
 * in), somebody who speaks beside residents, or a group in plain words, of which a person says whether it was heard.
 */
export const voiceNeeded = z.discriminatedUnion('by', [
  z.object({ by: z.literal('way'), of: askWay }),
  z.object({ by: z.literal('place'), of: line(200) }),
  z.object({ by: z.literal('speaker'), of: z.enum(speakers).exclude(['resident', 'other']) }),
  z.object({ by: z.literal('words'), of: line(120), isHeard: z.boolean().default(false) }),
]);
export type VoiceNeeded = z.infer<typeof voiceNeeded>;

/** PUT /api/v1/asks/{id}/voices-needed: all of them, in place of those before. */
export const keepVoicesNeededRequest = z.object({
  version: z.number().int(),
  groups: z
    .array(voiceNeeded)
    .max(30)
    .refine((given) => new Set(given.map(({ by, of }) => `${by} ${of}`)).size === given.length, 'name each group once'),
});
export type KeepVoicesNeededRequest = z.infer<typeof keepVoicesNeededRequest>;

/** GET /api/v1/asks/{id}/voices-needed */
export const voiceNeededShown = z.object({
  by: z.enum(['way', 'place', 'speaker', 'words']),
  of: z.string(),
  /** Of a place, where it has one. */
  name: z.string().nullable(),
  /** Homes of the roll in a place of ten or more; null of every other group. */
  homes: z.number().int().nullable(),
  /** How many of them, or how many people; null where nobody counts them, or the count would tell of fewer than ten. */
  heard: z.number().int().nullable(),
  /** `not-said`: fewer than ten homes of the roll are in it. */
  stands: z.enum(['heard', 'nobody', 'not-said']),
  /** Who said that it is needed, or that it was heard, by name where it was one of the staff. */
  keptBy: z.string(),
  keptAt: instant,
});
export type VoiceNeededShown = z.infer<typeof voiceNeededShown>;
export const voicesNeededShown = z.object({
  groups: z.array(voiceNeededShown),
  /** How many of them nobody was heard of. */
  gaps: z.number().int(),
});
export type VoicesNeededShown = z.infer<typeof voicesNeededShown>;

/** GET /api/v1/asks/{id}/edra: equality, diversity, reciprocity and accessibility, each in figures and none of them a score. */
export const edraShown = z.object({
  /** From the roll call: homes in scope, those that were asked or spoke, and those that were heard. */
  equality: z.object({ scope: z.number().int(), reached: z.number().int(), heard: z.number().int() }),
  /** Areas of ten homes of the roll or more, and those where somebody was heard; groups needed, and those missing. */
  diversity: z.object({
    areas: z.number().int(),
    areasHeard: z.number().int(),
    groups: z.number().int(),
    gaps: z.number().int(),
  }),
  /**
   * What the ask offers, and what the ledger has of people of the homes that were heard and of whoever spoke, since it
   * opened; the ledger does not say what for. Null where they are fewer than ten.
   */
  reciprocity: z.object({
    offered: z.string().nullable(),
    people: z.number().int().nullable(),
    minutes: z.number().int().nullable(),
    thanksPence: z.number().int().nullable(),
    expensesPence: z.number().int().nullable(),
  }),
  /** The forms it comes in; of each that it does not, the homes that told us they need it; null: fewer than ten, or none. */
  accessibility: z.object({
    formats: z.array(askFormat),
    missing: z.array(
      z.object({
        form: z.enum(['large-print', 'easy-read', 'welsh', 'spoken', 'sign-language', 'another-language']),
        homes: z.number().int().nullable(),
      }),
    ),
  }),
});
export type EdraShown = z.infer<typeof edraShown>;

/** POST /api/v1/asks/{id}/reopen: asks again what was closed and not decided, until another day. */
export const reopenAskRequest = z.object({
  version: z.number().int(),
  why: text(500),
  closesOn: date,
  decisionOn: date,
});
export type ReopenAskRequest = z.input<typeof reopenAskRequest>;

/** POST /api/v1/asks/{id}/decisions */
export const decideAskRequest = z.object({
  /** As it was seen; left out, it is decided as it stands now. */
  version: z.number().int().optional(),
  decidedOn: date,
  decidedBy,
  presentedBy: line(120).optional(),
  facilitator: line(120).optional(),
  option: z.number().int().min(1).max(5).optional(),
  words: text(2_000),
  because: text(1_000),
  actions: z.array(decidedAction).max(10).default([]),
  /** Why it is decided with fewer heard than what is at stake asks for. */
  fewHeardBecause: text(500).optional(),
  worksConnection: line(100).optional(),
  worksReference: line(200).optional(),
  /** Whose residents agreed, as the badge of the decision names them, e.g. `Elm Court`. */
  residentsOf: line(120).optional(),
});
export type DecideAskRequest = z.input<typeof decideAskRequest>;

/** PUT /api/v1/asks/{id}/warnings/{voiceId}: the option that a warning is about, by its number; null: none of them. */
export const tieWarningRequest = z.object({ option: z.number().int().min(1).max(5).nullable() });
export type TieWarningRequest = z.infer<typeof tieWarningRequest>;

/** POST /api/v1/asks/{id}/barriers: what gets in the way of one household, and at which stage of the service. */
export const barrierRequest = z.object({
  household: z.uuid(),
  stage: line(80),
  /** As they said it. */
  words: text(500),
});
export type BarrierRequest = z.infer<typeof barrierRequest>;
export const barrierKept = z.object({ barrierId: z.string() });
export type BarrierKept = z.infer<typeof barrierKept>;
/** GET /api/v1/asks/{id}/barriers: stages with most households first. */
export const barrierStage = z.object({
  stage: z.string(),
  households: z.number().int(),
  words: z.array(z.string()),
});
export type BarrierStage = z.infer<typeof barrierStage>;
