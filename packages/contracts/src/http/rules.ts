import * as z from 'zod';

const instant = z.iso.datetime({ offset: true });

/** A rule as it is written, part by part. What is wrong with it is told in sentences, so it is let through here. */
const written = z.unknown();

/** POST /api/v1/rules/check: says what to write, and stores nothing. */
export const ruleCheckRequest = z.object({ rule: written });
export type RuleCheckRequest = z.infer<typeof ruleCheckRequest>;

export const ruleProblem = z.object({ part: z.string(), message: z.string() });

export const ruleChecked = z.object({
  /** The whole rule in words, where nothing is wrong with it. */
  sentence: z.string().nullable(),
  problems: z.array(ruleProblem),
});
export type RuleChecked = z.infer<typeof ruleChecked>;

/** POST /api/v1/rules: a new version on top of the one that was read. */
export const ruleDraftRequest = z.object({
  rule: written,
  /** The version that the writer has seen; null for a rule that is not there yet. */
  basedOn: z.int('write the version you have seen, for instance 2').positive().nullable().default(null),
});
export type RuleDraftRequest = z.input<typeof ruleDraftRequest>;

/** GET /api/v1/rules: of each rule the version that is on, and the newest where that is another. */
export const ruleVersionSummary = z.object({
  code: z.string(),
  version: z.number().int(),
  state: z.enum(['draft', 'on', 'retired']),
  name: z.string(),
  sentence: z.string(),
  owner: z.string(),
  createdBy: z.string(),
  /** Null where it was no member of staff. */
  createdByName: z.string().nullable(),
  createdAt: instant,
  previewedAt: instant.nullable(),
  switchedOnAt: instant.nullable(),
  retiredAt: instant.nullable(),
  /** What was learnt. */
  retireNote: z.string().nullable(),
  /** What is wrong with it as of today, e.g. its stop date is over; nothing is for one that is retired. */
  problems: z.array(ruleProblem),
});
export type RuleVersionSummary = z.infer<typeof ruleVersionSummary>;

export const ruleVersion = ruleVersionSummary.extend({
  rule: z.record(z.string(), z.unknown()),
  /** What it asks of a home or a contact besides, in words; null where it asks nothing. */
  conditions: z.string().nullable(),
});
export type RuleVersion = z.infer<typeof ruleVersion>;

/** GET /api/v1/rules/{code}: every version, newest first. */
export const ruleShown = z.object({ code: z.string(), versions: z.array(ruleVersion) });
export type RuleShown = z.infer<typeof ruleShown>;

/** POST /api/v1/rules/{code}/preview and …/on: which version is meant, so that nobody switches on what they never saw. */
export const ruleVersionRequest = z.object({ version: z.number().int().positive() });
export type RuleVersionRequest = z.infer<typeof ruleVersionRequest>;

/** POST /api/v1/rules/{code}/retire */
export const ruleRetireRequest = z.object({
  /** What was learnt from it, for whoever writes the next. */
  note: z.string().trim().min(1, 'say what was learnt, for whoever writes the next rule').max(1000),
});
export type RuleRetireRequest = z.infer<typeof ruleRetireRequest>;

/** A number of homes; one below ten is not told, nor one that would give such a number away. */
const homesTold = z.union([z.number().int(), z.enum(['fewer than 10', 'not shown'])]);
export type HomesTold = z.infer<typeof homesTold>;

/** What a rule would have come to over the contacts of the last days, had it been on. */
export const rulePreview = z.object({
  code: z.string(),
  version: z.number().int(),
  days: z.number().int(),
  /** Contacts of the kinds that the rule names. */
  contacts: z.number().int(),
  /** Of those, the ones at which the rule holds. */
  matching: z.number().int(),
  prompts: z.number().int(),
  homes: z.number().int(),
  /** Up to ten of those homes, the latest contact first: where they are, and what came up there. */
  shown: z.array(
    z.object({
      home: z.string(),
      /** In one line; null where the housing system gives none. */
      address: z.string().nullable(),
      /** e.g. `A repair was finished` */
      contact: z.string(),
      occurredAt: instant,
    }),
  ),
  /** What the rule asks of a home or a contact besides, which was so at all of them, in words. */
  because: z.string().nullable(),
  /** Homes at which the rule came up again before it may: references in the landlord's own system, and nothing else. */
  askedTooOften: z.object({
    items: z.array(z.object({ home: z.string(), times: z.number().int() })),
    total: z.number(),
  }),
  /** Why the rule would not have asked although it holds. Silent reasons that are rare are counted together. */
  whyNots: z.array(z.object({ code: z.string(), form: z.enum(['open', 'silent']), contacts: z.number().int() })),
  /**
   * How the homes reached compare with all homes; never by person. By age it is those who live there, in bands by code
   * (`under-16` to `75-or-over`), with `not-known`.
   */
  compared: z.array(
    z.object({
      by: z.enum(['kind-of-housing', 'place', 'kind-of-tenancy', 'age']),
      groups: z.array(z.object({ name: z.string(), reached: homesTold, all: z.number().int() })),
      /** Groups of fewer than ten homes, or people, which are not told apart. */
      smallGroups: z.number().int(),
    }),
  ),
  /** Of the homes reached, those not heard from in 365 days; null where either side of it is so few that it is not told. */
  notHeard: z.object({ homes: z.number().int(), of: z.number().int() }).nullable(),
  /** Contacts whose facts were kept by a version that knew less than this one, and could not be counted. */
  leftOut: z.number().int(),
});
export type RulePreview = z.infer<typeof rulePreview>;

/** Something that a rule may ask of a home or a contact, in words with `{value}` where its value goes. */
const ruleStatement = z.object({
  fact: z.string(),
  op: z.string(),
  /** Said the other way round: it stands in the rule under `not`. */
  isNegated: z.boolean(),
  words: z.string(),
  value: z.discriminatedUnion('kind', [
    /** Nothing to choose. */
    z.object({ kind: z.literal('fixed'), value: z.boolean() }),
    /** Whole days, one at least. */
    z.object({ kind: z.literal('days') }),
    z.object({ kind: z.literal('number') }),
    /** `YYYY-MM-DD` */
    z.object({ kind: z.literal('day') }),
    /** The landlord's own words, such as a trade. */
    z.object({ kind: z.literal('text') }),
    z.object({ kind: z.literal('one-of'), options: z.array(z.object({ code: z.string(), name: z.string() })) }),
  ]),
});
export type RuleStatement = z.infer<typeof ruleStatement>;

/** GET /admin/v1/rule-choices: what a rule may be made of, for whoever writes one. */
export const ruleChoices = z.object({
  contacts: z.array(
    z.object({
      code: z.string(),
      /** e.g. `A repair was finished` */
      happened: z.string(),
    }),
  ),
  /** Prompts in use that a rule may name, and the contacts at which it may. */
  prompts: z.array(z.object({ code: z.string(), say: z.string(), contacts: z.array(z.string()) })),
  themes: z.array(z.object({ code: z.string(), name: z.string() })),
  statements: z.array(ruleStatement),
  /** Asks of one home in a year, at most. */
  timesAYear: z.number().int(),
});
export type RuleChoices = z.infer<typeof ruleChoices>;
