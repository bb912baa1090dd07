import * as z from 'zod';
import { emptyFieldRequest } from './running.js';

/** One of our fields and where it comes from, looked at over a sample. */
export const matchedField = z.object({
  field: z.string(),
  /** Null: not matched. */
  theirs: z.string().nullable(),
  isRequired: z.boolean(),
  /** A value of the landlord's own. */
  example: z.string().nullable(),
  /** Of `of` rows, so many have nothing in it. */
  empty: z.number().int(),
  of: z.number().int(),
  /** The list of codes that tells its values. */
  codes: z.string().nullable(),
  /** Where it may be kept, of one that is not matched, and why. */
  suggestion: z.object({ theirs: z.string(), because: z.enum(['same-name', 'like-name', 'dates']) }).nullable(),
});

export const matchedList = z.object({
  stream: z.string(),
  /** `home`, `tenancy`, `person`, `repair`, `appointment`, `alert`, `case`, `contact`. */
  entity: z.string(),
  /** The system publishes its fields: only values are matched. */
  isFixed: z.boolean(),
  /** Why there is no sample. */
  problem: z.string().nullable(),
  fields: z.array(matchedField),
  /** The columns that the system has, where fields are not fixed and it tells them. */
  columns: z.array(z.string()),
  /** Fields that are there and are not brought in. */
  left: z.array(z.string()),
});
export type MatchedList = z.infer<typeof matchedList>;

export const matchedValue = z.object({
  theirs: z.string(),
  /** Rows of the sample that have it. */
  rows: z.number().int(),
  /** What it means by the landlord's word; null: nothing told. */
  means: z.string().nullable(),
  /** Nothing told, and not known from what the system publishes either. */
  isUnknown: z.boolean(),
  suggestion: z.object({ means: z.string(), because: z.enum(['name', 'values']) }).nullable(),
});

export const matchedCodes = z.object({
  list: z.string(),
  stream: z.string(),
  field: z.string(),
  meanings: z.array(z.string()),
  values: z.array(matchedValue),
});
export type MatchedCodes = z.infer<typeof matchedCodes>;

/** GET /admin/v1/connections/{name}/matching. */
export const matchingShown = z.object({
  version: z.number().int(),
  changedBy: z.string().nullable(),
  changedAt: z.iso.datetime().nullable(),
  lists: z.array(matchedList),
  codes: z.array(matchedCodes),
  /** Fields that are empty where they cannot be understood. */
  emptied: z.array(emptyFieldRequest.omit({ connection: true })),
});
export type MatchingShown = z.infer<typeof matchingShown>;

const words = z.record(z.string().max(200), z.string().max(200));

/** PUT /admin/v1/connections/{name}/matching: what changed, on top of the version that was read. Blank: not matched. */
export const changeMatching = z.strictObject({
  version: z.int32().min(0),
  /** Stream → our field → theirs. */
  columns: z.record(z.string().max(100), words).default({}),
  /** List → their code → what it means. */
  codes: z.record(z.string().max(200), words).default({}),
});
export type ChangeMatching = z.infer<typeof changeMatching>;

export const matchingChanged = z.object({
  version: z.number().int(),
  changedBy: z.string(),
  changedAt: z.iso.datetime(),
});
export type MatchingChanged = z.infer<typeof matchingChanged>;

/** POST /admin/v1/connections/{name}/try. */
export const tryRequest = z.strictObject({ tenancy: z.string().trim().min(1).max(200) });
export type TryRequest = z.infer<typeof tryRequest>;

/** One tenancy on its way through, with nothing stored. */
export const triedTenancy = z.object({
  sent: z.array(
    z.object({ stream: z.string(), key: z.string().nullable(), fields: z.unknown(), left: z.array(z.string()) }),
  ),
  understood: z.array(z.record(z.string(), z.unknown())),
  officerSees: z
    .object({
      /** The newest contact: what it was, and when. */
      contact: z.object({ what: z.string(), occurredAt: z.iso.datetime() }),
      prompt: z
        .object({
          title: z.string(),
          say: z.string(),
          probe: z.string(),
          whyAsking: z.string(),
          reasons: z.array(z.string()),
        })
        .nullable(),
      /** For whoever sets this up: why there is no prompt. Officers see these words only where they may know. */
      whyNot: z.object({ words: z.string(), isShown: z.boolean() }).nullable(),
    })
    .nullable(),
  /** Rows that were looked through to find what belongs to the tenancy. */
  lookedThrough: z.number().int(),
});
export type TriedTenancy = z.infer<typeof triedTenancy>;
