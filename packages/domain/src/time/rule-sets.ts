import type { Nation } from './nation.js';

/** Figures of law or of a regulator's code, for as long as they hold. Dates `YYYY-MM-DD`, both included. */
export interface RuleSet {
  readonly name: RuleSetName;
  /** `announced`: nobody has confirmed it from the text in force. Nothing may rely on it. */
  readonly status: 'in-force' | 'announced';
  /** For a set that is only announced, the earliest day it may come. */
  readonly effectiveFrom: string;
  /** Null: until replaced. */
  readonly effectiveTo: string | null;
  /** By their bank holidays, so Wales stands with England; the source says what it holds in. */
  readonly nations: readonly Nation[];
  /** What it speaks of, in plain words, where that is less than its name says; null: all of it. */
  readonly covers: string | null;
  readonly source: string;
  readonly checkedOn: string;
  /** Each with its unit in its name. */
  readonly values: Readonly<Record<string, number>>;
}

export type RuleSetName =
  | 'hazards'
  | 'complaints'
  | 'notice of possession'
  | 'subject access'
  | 'data protection complaints'
  | 'information requests';

const everywhere: readonly Nation[] = ['england-and-wales', 'scotland', 'northern-ireland'];
const englandOnly: readonly Nation[] = ['england-and-wales'];

/** How long a notice stays in force. */
export const noticeOfPossession = {
  name: 'notice of possession',
  status: 'in-force',
  effectiveFrom: '1986-04-01',
  effectiveTo: null,
  nations: englandOnly,
  covers: null,
  source: 'Housing Act 1985, section 83: a notice lapses after twelve months; to be checked before it is relied on',
  checkedOn: '2026-11-25',
  values: { inForceDays: 365 },
} as const satisfies RuleSet;

const hazardFigures = {
  emergencyMakeSafeHours: 24,
  investigateWorkingDays: 10,
  writtenSummaryWorkingDays: 3,
  safetyWorkWorkingDays: 5,
  beginFurtherWorkWorkingDays: 5,
  startFurtherWorkWeeks: 12,
};

/** Every figure of law that anything here depends on. A change of the law is a further set, never an edit. */
export const ruleSets: readonly RuleSet[] = [
  {
    name: 'hazards',
    status: 'in-force',
    effectiveFrom: '2025-10-27',
    effectiveTo: null,
    nations: englandOnly,
    covers: 'damp, mould and fungal growth, and emergency hazards of any kind but overcrowding',
    source:
      "Hazards in Social Housing (Prescribed Requirements) (England) Regulations 2025 (SI 2025/1042), Awaab's Law, first phase",
    checkedOn: '2026-11-25',
    values: hazardFigures,
  },
  {
    name: 'hazards',
    status: 'announced',
    effectiveFrom: '2026-01-01',
    effectiveTo: null,
    nations: englandOnly,
    covers:
      'excess cold and heat, falls, structural collapse and explosions, fire and electrical hazards, domestic and personal hygiene and food safety',
    source:
      "Awaab's Law, second phase, announced for 2026 in the guidance of October 2025; no page found that confirms its first day",
    checkedOn: '2026-11-25',
    values: hazardFigures,
  },
  {
    name: 'hazards',
    status: 'announced',
    effectiveFrom: '2027-01-01',
    effectiveTo: null,
    nations: englandOnly,
    covers: 'every other hazard of the rating system but overcrowding',
    source:
      "Awaab's Law, third phase, announced for 2027 in the guidance of October 2025; no page found that confirms its first day",
    checkedOn: '2026-11-25',
    values: hazardFigures,
  },
  {
    name: 'complaints',
    status: 'in-force',
    effectiveFrom: '2024-04-01',
    effectiveTo: null,
    nations: englandOnly,
    covers: null,
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
  {
    name: 'subject access',
    status: 'in-force',
    effectiveFrom: '2018-05-25',
    effectiveTo: null,
    nations: everywhere,
    covers: null,
    source: 'UK GDPR, article 12(3), as amended by the Data (Use and Access) Act 2025',
    checkedOn: '2026-11-25',
    values: { respondMonths: 1, extensionIfComplexMonths: 2 },
  },
  {
    name: 'data protection complaints',
    status: 'in-force',
    effectiveFrom: '2026-06-19',
    effectiveTo: null,
    nations: everywhere,
    covers: null,
    source:
      'Data Protection Act 2018, section 164A, put in by the Data (Use and Access) Act 2025; https://ico.org.uk/for-organisations/how-to-deal-with-data-protection-complaints/',
    checkedOn: '2026-11-25',
    values: { acknowledgeDays: 30 },
  },
  {
    name: 'information requests',
    status: 'announced',
    effectiveFrom: '2027-04-01',
    effectiveTo: null,
    nations: englandOnly,
    covers: 'private registered providers; councils answer under the Freedom of Information Act 2000',
    source:
      'Social Tenant Access to Information Requirements, policy statement of 30 September 2025; that the time is as in freedom of information is to be checked before it is relied on',
    checkedOn: '2026-11-25',
    values: { respondWorkingDays: 20 },
  },
  noticeOfPossession,
];

/**
 * The set of this name that holds on a `YYYY-MM-DD` date, or null when none does. Of several, the newest. One that is
 * only announced never holds, whatever the date: someone must confirm it first.
 */
export function ruleSetOn(name: RuleSetName, date: string, sets: readonly RuleSet[] = ruleSets): RuleSet | null {
  return (
    sets
      .filter((each) => each.name === name && each.status === 'in-force')
      .filter((each) => each.effectiveFrom <= date && date <= (each.effectiveTo ?? date))
      .toSorted((one, other) => (one.effectiveFrom < other.effectiveFrom ? 1 : -1))[0] ?? null
  );
}
