/** A rule as it is stored and sent, part by part, as far as this screen writes it. */
export interface WrittenRule {
  readonly code: string;
  readonly name: string;
  readonly when: readonly string[];
  readonly where: 'everywhere' | readonly RulePlace[];
  readonly who: unknown;
  readonly ask:
    | { readonly kind: RuleKind; readonly promptCodes: readonly string[] }
    | { readonly kind: RuleKind; readonly text: OwnText };
  readonly howDecided: HowDecided | '';
  readonly forInformation?: boolean;
  readonly alreadyDecided: 'nothing yet' | readonly FixedThing[];
  readonly stillOpen: readonly string[];
  readonly atMost: { readonly onceInDays: number; readonly timesAYear: number; readonly perStaffADay: number };
  readonly until: string;
  readonly owner: string;
  readonly why: string;
  readonly decisionDate: string;
}

export interface RulePlace {
  readonly level: 'patch' | 'scheme';
  readonly code: string;
  readonly name: string;
}

interface OwnText {
  readonly title: string;
  readonly say: string;
  readonly probe: string;
  readonly theme: string;
  readonly strength: boolean;
}

export interface FixedThing {
  readonly what: string;
  readonly because: Because;
}

export const kinds = ['ask', 'invite'] as const;
export type RuleKind = (typeof kinds)[number];

export const waysToDecide = ['residents', 'together', 'landlord-after-asking', 'landlord'] as const;
export type HowDecided = (typeof waysToDecide)[number];

export const becauses = ['law', 'safety', 'money', 'contract', 'choice'] as const;
export type Because = (typeof becauses)[number];
