/** Figures of law or of a regulator's code, for as long as they hold. Dates `YYYY-MM-DD`, both included. */
export interface RuleSet {
  readonly name: RuleSetName;
  readonly effectiveFrom: string;
  /** Null: until replaced. */
  readonly effectiveTo: string | null;
  readonly source: string;
  readonly checkedOn: string;
  /** Each with its unit in its name. */
  readonly values: Readonly<Record<string, number>>;
}

export type RuleSetName = 'hazards' | 'complaints' | 'notice of possession';

/** How long a notice stays in force. */
export const noticeOfPossession = {
  name: 'notice of possession',
  effectiveFrom: '1986-04-01',
  effectiveTo: null,
  source: 'Housing Act 1985, section 83: a notice lapses after twelve months; to be checked before it is relied on',
  checkedOn: '2026-11-25',
  values: { inForceDays: 365 },
} as const satisfies RuleSet;

/** Every figure of law that anything here depends on. A change of the law is a further set, never an edit. */
export const ruleSets: readonly RuleSet[] = [
  {
    name: 'hazards',
    effectiveFrom: '2025-10-27',
    effectiveTo: null,
    source:
      "Hazards in Social Housing (Prescribed Requirements) (England) Regulations 2025 (SI 2025/1042), Awaab's Law, first phase",
    checkedOn: '2026-11-25',
    values: {
      emergencyMakeSafeHours: 24,
      investigateWorkingDays: 10,
      writtenSummaryWorkingDays: 3,
      safetyWorkWorkingDays: 5,
      beginFurtherWorkWorkingDays: 5,
      startFurtherWorkWeeks: 12,
    },
  },
  {
    name: 'complaints',
    effectiveFrom: '2024-04-01',
    effectiveTo: null,
    source: 'Housing Ombudsman, Complaint Handling Code, statutory from 1 April 2024: 6.2, 6.3, 6.4, 6.11',
    checkedOn: '2026-11-25',
    values: {
      acknowledgeWorkingDays: 5,
      stageOneResponseWorkingDays: 10,
      stageOneExtensionWorkingDays: 10,
      stageTwoAcknowledgeWorkingDays: 5,
      stageTwoResponseWorkingDays: 20,
      stageTwoExtensionWorkingDays: 20,
    },
  },
  noticeOfPossession,
];

/** The set of this name that holds on a `YYYY-MM-DD` date, or null when none does. Of several, the newest. */
export function ruleSetOn(name: RuleSetName, date: string, sets: readonly RuleSet[] = ruleSets): RuleSet | null {
  return (
    sets
      .filter((each) => each.name === name && each.effectiveFrom <= date && date <= (each.effectiveTo ?? date))
      .toSorted((one, other) => (one.effectiveFrom < other.effectiveFrom ? 1 : -1))[0] ?? null
  );
}
