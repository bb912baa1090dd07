import * as z from 'zod';
import { notThisTimeReason } from '../embed/index.js';
import { involvement } from './asks.js';

const date = z.iso.date();
const whole = z.number().int().min(0);
/** People or households; null: not shown, since it is under ten or would let such a number be worked out. */
const count = whole.nullable();
const place = z.string().trim().min(1).max(200);

/** How far back a panel looks; today is in it. */
export const picturePeriod = z.enum(['13-weeks', '52-weeks']);
export type PicturePeriod = z.infer<typeof picturePeriod>;

/** Of a panel that says who people are: for the whole landlord alone, since two places could be taken from one another. */
export const wholePictureQuery = z.object({ period: picturePeriod.default('13-weeks') });
export type WholePictureQuery = z.infer<typeof wholePictureQuery>;

/** Of every other panel; `place` is a home, a block, or what those stand in, by its reference. */
export const pictureQuery = wholePictureQuery.extend({ place: place.optional() });
export type PictureQuery = z.infer<typeof pictureQuery>;

const heardGroups = z.enum(['area', 'age', 'tenure', 'needs', 'way']);

export const heardByQuery = wholePictureQuery.extend({ by: heardGroups.default('area') });
export type HeardByQuery = z.infer<typeof heardByQuery>;

/** The days that were counted: from the first up to, not including, the second. */
const days = { from: date, before: date };

/**
 * GET /api/v1/picture/who-we-hear-from: those who live here and those we heard from, by group. Areas and tenures count
 * households, ages, needs and ways count people; needs are those that people told us of, to see, hear, read or get there. `key` null: not known, for an area also not living here now.
 */
export const heardFrom = z.object({
  ...days,
  by: heardGroups,
  finding: z.discriminatedUnion('code', [
    /** Of the groups shown, the one whose share of those heard falls shortest of its share of those who live here. */
    z.object({ code: z.literal('least-from'), key: z.string(), name: z.string(), here: whole, heard: whole }),
    z.object({ code: z.literal('most-by-way'), key: z.string(), name: z.string(), heard: whole }),
    /** In proportion: no group shown is heard less than its share. */
    z.object({ code: z.literal('in-proportion') }),
    z.object({ code: z.literal('too-few') }),
  ]),
  /**
   * `first`: of those heard, whom nobody had heard before. Null throughout for ages and needs; who is anonymous is not in it.
   * `here` is null throughout where a group is how we heard, which nobody lives in.
   */
  rows: z.array(
    z.object({ key: z.string().nullable(), name: z.string().nullable(), here: count, heard: count, first: count }),
  ),
  total: z.object({ here: count, heard: count, first: count }),
});
export type HeardFrom = z.infer<typeof heardFrom>;

/** GET /api/v1/picture/roll-calls: the open asks, and where the households of each stand. The first to close comes first. */
export const rollCallsShown = z.object({
  finding: z.discriminatedUnion('code', [
    z.object({ code: z.literal('still-to-hear'), askId: z.uuid(), question: z.string(), left: whole, scope: whole }),
    z.object({ code: z.literal('nothing-open') }),
  ]),
  asks: z.array(
    z.object({
      askId: z.uuid(),
      question: z.string(),
      closesOn: date,
      scope: whole,
      'not-asked': whole,
      asked: whole,
      heard: whole,
      /** Of those heard: when first asked, or before anybody asked. */
      heardFirst: whole,
      declined: whole,
      'cannot-now': whole,
    }),
  ),
});
export type RollCallsShown = z.infer<typeof rollCallsShown>;

/** GET /api/v1/picture/waiting: people who are owed an answer, each since the oldest of what they said; and what else waits. */
export const waitingShown = z.object({
  finding: z.object({
    code: z.enum(['waiting-long', 'waiting', 'nobody-waits']),
    people: whole,
    long: whole,
    oldest: whole,
  }),
  bands: z.array(z.object({ band: z.enum(['0-27', '28-55', '56-or-more']), people: whole })),
  /** By whole days waited, the longest first. */
  days: z.array(z.object({ days: whole, people: whole })),
  /** Questions that residents asked back and that are owed an answer still. */
  questions: whole,
  /** Topics in which somebody spoke and nothing was decided. */
  topics: whole,
});
export type WaitingShown = z.infer<typeof waitingShown>;

/** GET /api/v1/picture/decisions: asks by the level that the evidence bears today, in the quarter in which they are decided. */
export const decisionsShown = z.object({
  thisQuarter: z.object(days),
  lastQuarter: z.object(days),
  finding: z.object({
    code: z.enum(['with-residents', 'none-with-residents', 'nothing-decided']),
    together: whole,
    all: whole,
  }),
  levels: z.array(z.object({ level: involvement, thisQuarter: whole, lastQuarter: whole })),
});
export type DecisionsShown = z.infer<typeof decisionsShown>;

/** GET /api/v1/picture/themes: people who raised each theme, by week; thirteen weeks, the oldest first. */
export const themesShown = z.object({
  ...days,
  finding: z.discriminatedUnion('code', [
    z.object({ code: z.enum(['up', 'down']), theme: z.string(), lately: whole, earlier: whole }),
    z.object({ code: z.enum(['steady', 'nothing-raised']) }),
  ]),
  weeks: z.array(date),
  themes: z.array(
    z.object({
      theme: z.string(),
      weeks: z.array(whole),
      /** People in the last four weeks, and in the four before. */
      lately: whole,
      earlier: whole,
    }),
  ),
});
export type ThemesShown = z.infer<typeof themesShown>;

/** GET /api/v1/picture/areas: households by area, those with most left unheard first; areas under ten are put together. */
export const areasShown = z.object({
  ...days,
  finding: z.discriminatedUnion('code', [
    z.object({ code: z.literal('least-heard'), area: z.string(), name: z.string(), households: whole, heard: whole }),
    z.object({ code: z.literal('too-few') }),
  ]),
  areas: z.array(
    z.object({
      /** Null: small areas put together, and homes that stand in none. */
      area: z.string().nullable(),
      name: z.string().nullable(),
      households: count,
      heard: count,
      /** Households owed an answer. */
      waiting: count,
      /** Not heard from in 52 weeks. */
      silent: count,
    }),
  ),
  total: z.object({ households: count, heard: count, waiting: count, silent: count }),
});
export type AreasShown = z.infer<typeof areasShown>;

const most = {
  /** Everywhere, an area, or what was said to an ask. */
  of: z.enum(['everywhere', 'area', 'ask']),
  /** An area by its reference, an ask by our id; null: everywhere. */
  key: z.string().nullable(),
  name: z.string().nullable(),
  /** Those who spoke most: this part of the people heard there, in percent, and never fewer than ten. */
  part: z.union([z.literal(5), z.literal(10)]),
  people: whole,
  /** Of everything said there, in percent, what came from them. */
  share: whole,
};

/** GET /api/v1/picture/concentration: whether few people say most of it. Never who they are. */
export const concentrationShown = z.object({
  ...days,
  finding: z.discriminatedUnion('code', [
    z.object({ code: z.literal('share-of-most'), people: whole, share: whole }),
    z.object({ code: z.literal('too-few') }),
  ]),
  people: count,
  bands: z.array(z.object({ band: z.enum(['1', '2-4', '5-or-more']), people: count })),
  few: z.object({
    finding: z.discriminatedUnion('code', [
      /** Where the largest share comes from few. */
      z.object({ code: z.literal('few-speak'), ...most }),
      z.object({ code: z.enum(['many-speak', 'too-few']) }),
    ]),
    /** Everywhere first, then the areas and the asks with the largest shares first. */
    rows: z.array(z.object({ ...most, isFew: z.boolean() })),
    /** Areas and asks where too few spoke to say. */
    tooFew: whole,
  }),
});
export type ConcentrationShown = z.infer<typeof concentrationShown>;

/** GET /api/v1/picture/first-time: of the people heard, those whom nobody had heard before; and in the period before. */
export const firstTimeShown = z.object({
  ...days,
  finding: z.discriminatedUnion('code', [
    z.object({ code: z.literal('first-time'), people: whole, first: whole }),
    z.object({ code: z.literal('too-few') }),
  ]),
  periods: z.array(z.object({ ...days, people: count, first: count })),
});
export type FirstTimeShown = z.infer<typeof firstTimeShown>;

/** GET /api/v1/picture/loops: what became of what people said in the period. Each person stands in one of them. */
export const loopsShown = z.object({
  ...days,
  finding: z.object({ code: z.enum(['told', 'nobody-heard']), people: whole, told: whole }),
  people: whole,
  /** Owed: some of theirs still waits. Changed: told that it is done. Told: told something else. */
  states: z.array(z.object({ state: z.enum(['owed', 'changed', 'told', 'not-told']), people: whole })),
  /** Homes, by what they last answered to whether what they were told felt listened to; never by who told them. */
  listened: z.array(z.object({ answer: z.enum(['yes', 'partly', 'no', 'in-words']), homes: count })),
});
export type LoopsShown = z.infer<typeof loopsShown>;

/**
 * GET /api/v1/picture/from-prompts: contacts of the period with a prompt for staff, and how far each got. Each step is of
 * those in the step before it: words were kept, whoever said them was told what came of it, and told that it is done.
 */
export const fromPromptsShown = z.object({
  ...days,
  finding: z.object({ code: z.enum(['came-of-it', 'nothing-asked']), prompt: whole, words: whole, changed: whole }),
  steps: z.array(z.object({ step: z.enum(['prompt', 'words', 'told', 'changed']), contacts: whole })),
});
export type FromPromptsShown = z.infer<typeof fromPromptsShown>;

const whyNot = z.enum(notThisTimeReason.options);

const takenUp = {
  /** Prompts that are over: answered, put off, or left until they ran out. */
  prompts: count,
  used: count,
  /** Of the others, why not, where staff noted it. */
  notThisTime: z.record(whyNot, count),
};

/**
 * GET /api/v1/picture/adoption: of the prompts of the period that are over, how many staff used, and why not, by the team that
 * looks after the home; by name. Never by who it was: teams of fewer than ten staff, or with fewer than ten prompts, and homes
 * of no team or of several stand together, in a row without one, and are not shown where that would be so few.
 */
export const adoptionShown = z.object({
  ...days,
  finding: z.discriminatedUnion('code', [
    /** `reason` is the one noted most often; null where none is shown. */
    z.object({
      code: z.literal('used'),
      prompts: whole,
      used: whole,
      reason: whyNot.nullable(),
      times: whole,
    }),
    z.object({ code: z.enum(['too-few', 'nothing-asked']) }),
  ]),
  teams: z.array(z.object({ team: z.string().nullable(), name: z.string().nullable(), ...takenUp })),
  total: z.object(takenUp),
});
export type AdoptionShown = z.infer<typeof adoptionShown>;

/** GET /api/v1/picture/silent: `after` is where a page ended. */
export const silentQuery = z.object({
  place,
  after: z.guid().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(25),
});
export type SilentQuery = z.infer<typeof silentQuery>;

/** Those of a place not heard from in 52 weeks: whom to go to. Of homes nothing is shown to whoever may not read people. */
export const silentShown = z.object({
  areHomesShown: z.boolean(),
  items: z.array(
    z.object({
      householdId: z.uuid(),
      tenancy: z.string(),
      address: z.string(),
      /** When somebody there last said something; null: never. */
      lastHeardOn: date.nullable(),
    }),
  ),
  after: z.uuid().nullable(),
});
export type SilentShown = z.infer<typeof silentShown>;
