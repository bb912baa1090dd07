import * as z from 'zod';

const instant = z.iso.datetime({ offset: true });
const day = z.iso.date();
const pence = z.number().int().min(0).max(10_000_000);

export const involvementKind = z.enum([
  'conversation',
  'call-back',
  'meeting',
  'walkabout',
  'workshop',
  'panel',
  'training',
  'evaluation',
]);
export type InvolvementKind = z.infer<typeof involvementKind>;
export const recompenseKind = z.enum(['money', 'voucher', 'training', 'time', 'nothing']);
export type RecompenseKind = z.infer<typeof recompenseKind>;
/** The thank-you, and apart from it what taking part cost them. */
export const recompenseLine = z.enum(['thank-you', 'travel', 'childcare', 'other-expense']);
export type RecompenseLine = z.infer<typeof recompenseLine>;
const recompenseStep = z.enum(['offered', 'chosen', 'given', 'turned-down']);

/** POST /api/v1/people/{reference}/involvements: somebody gave us their time. */
export const involvementRequest = z.object({
  kind: involvementKind,
  minutes: z.number().int().min(1).max(1440),
  happenedAt: instant,
  /** Who asked them, and sees to what they are offered: the member of staff's e-mail address. */
  owner: z.email('write the e-mail address of the member of staff').max(254),
});
export type InvolvementRequest = z.infer<typeof involvementRequest>;
export const involvementRecorded = z.object({
  involvementId: z.string(),
  /** By the landlord's rule they are to be offered something for it. */
  offerDue: z.boolean(),
  /** What they said they would like, to begin from; nothing is chosen for them. */
  suggestion: z.array(recompenseKind),
});
export type InvolvementRecorded = z.infer<typeof involvementRecorded>;

/** POST …/involvements/{id}/offers: that they were asked what they would like. */
export const recompenseOffer = z.object({ line: recompenseLine, valuePence: pence.optional() });
export type RecompenseOffer = z.infer<typeof recompenseOffer>;

/** POST …/involvements/{id}/choices: what they said they would like. Money and vouchers only once the notice was read. */
export const recompenseChoice = z.object({
  kind: recompenseKind,
  /** The code of the notice that they were shown. */
  noticeShown: z.string().max(80).optional(),
});
export type RecompenseChoice = z.infer<typeof recompenseChoice>;

/** POST …/involvements/{id}/gifts: what was handed over or paid back. Nothing is ever paid by itself. */
export const recompenseGift = z.object({ line: recompenseLine, valuePence: pence });
export type RecompenseGift = z.infer<typeof recompenseGift>;

/** POST …/involvements/{id}/refusals: they want nothing for it. */
export const recompenseRefusal = z.object({ line: recompenseLine });
export type RecompenseRefusal = z.infer<typeof recompenseRefusal>;

export const recompenseKept = z.object({
  entryId: z.string(),
  /** What to think of again: it stays kept as it is. */
  warnings: z.array(z.enum(['below-minimum'])),
});
export type RecompenseKept = z.infer<typeof recompenseKept>;

/** PUT /api/v1/people/{reference}/recompense-preference. */
export const recompensePreferenceRequest = z.object({
  wants: z
    .array(recompenseKind)
    .min(1, 'write what they said they would like; nothing is an answer too')
    .max(5)
    .refine((wants) => !wants.includes('nothing') || wants.length === 1, 'nothing stands alone'),
  /** When to ask again; without it, a year from now. */
  reviewAfter: day.optional(),
});
export type RecompensePreferenceRequest = z.infer<typeof recompensePreferenceRequest>;
export const recompensePreference = z.object({
  wants: z.array(recompenseKind),
  reviewAfter: day,
  /** It was said so long ago that it is asked again. */
  isStale: z.boolean(),
});
export type RecompensePreference = z.infer<typeof recompensePreference>;

/** What to tell somebody before they choose money or a voucher. The code is sent with their choice. */
export const benefitNoticeShown = z.object({
  code: z.string(),
  words: z.string(),
  advice: z.array(z.object({ who: z.string(), how: z.string() })),
  source: z.string(),
  checkedOn: day,
});
export type BenefitNoticeShown = z.infer<typeof benefitNoticeShown>;

/** One involvement with everything that was offered and given for it. */
export const ledgerItem = z.object({
  involvementId: z.string(),
  /** The person's reference in the housing system. */
  person: z.string(),
  kind: involvementKind,
  minutes: z.number().int(),
  happenedAt: instant,
  owner: z.string(),
  /** The landlord's rule asks for an offer and none was made. */
  offerDue: z.boolean(),
  entries: z.array(
    z.object({
      id: z.string(),
      line: recompenseLine,
      step: recompenseStep,
      kind: recompenseKind.nullable(),
      valuePence: z.number().int().nullable(),
      /** The notice they were shown. */
      notice: z.string().nullable(),
      at: instant,
    }),
  ),
});
export type LedgerItem = z.infer<typeof ledgerItem>;

export const ledgerTotals = z.object({
  involvements: z.number().int(),
  minutes: z.number().int(),
  /** What was given as thanks, and apart from it what was paid back. */
  thankYouPence: z.number().int(),
  expensesPence: z.number().int(),
  expenses: z.object({ travel: z.number().int(), childcare: z.number().int(), 'other-expense': z.number().int() }),
  /** Thank-yous given, by what they were. */
  given: z.object({
    money: z.number().int(),
    voucher: z.number().int(),
    training: z.number().int(),
    time: z.number().int(),
  }),
  turnedDown: z.number().int(),
  offersDue: z.number().int(),
});
export type LedgerTotals = z.infer<typeof ledgerTotals>;

/** GET /api/v1/recompense: the newest involvements, and totals of all between the dates. */
export const ledgerQuery = z.object({
  from: day.optional(),
  to: day.optional(),
  limit: z.coerce.number().int().min(1).max(500).default(50),
});
export type LedgerQuery = z.input<typeof ledgerQuery>;
export const ledger = z.object({ items: z.array(ledgerItem), total: z.number().int(), totals: ledgerTotals });
export type Ledger = z.infer<typeof ledger>;

/** GET /api/v1/people/{reference}/recompense: the ledger of one person, and what is needed to ask them. */
export const personLedger = ledger.extend({
  preference: recompensePreference.nullable(),
  notice: benefitNoticeShown,
});
export type PersonLedger = z.infer<typeof personLedger>;

/** POST /api/v1/recompense-rules: from when on, for one kind of involvement. Nothing is changed for the past. */
export const recompenseRuleRequest = z.object({
  kind: involvementKind,
  /** From so many minutes on, something is offered; 0: always. */
  offerFromMinutes: z.number().int().min(0).max(1440),
  minimumPence: pence,
  effectiveFrom: day,
});
export type RecompenseRuleRequest = z.infer<typeof recompenseRuleRequest>;

/** GET /api/v1/recompense-rules: those in force and those to come. */
export const recompenseRuleShown = recompenseRuleRequest.extend({
  /** The landlord set none: it is the one that comes with Doorstep. */
  isShipped: z.boolean(),
});
export type RecompenseRuleShown = z.infer<typeof recompenseRuleShown>;
