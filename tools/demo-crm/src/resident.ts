/** A resident as the simulated housing system lists them. */
export interface Resident {
  readonly personId: string;
  readonly name: string;
  readonly address: string;
  readonly tenureId: string;
  readonly tenancyType: string;
  readonly tenancyStart: string | null;
  readonly propertyReference: string;
  readonly household: readonly { readonly name: string; readonly isResponsible: boolean }[];
  readonly recentRepairs: readonly Repair[];
}

export interface Repair {
  readonly reference: number;
  readonly description: string;
  readonly status: string;
  /** UTC, without saying so. */
  readonly raised: string;
  readonly closed: string | null;
}

/** A record worth opening in a demonstration, and why. */
export interface Highlight {
  readonly personId: string;
  readonly name: string;
  readonly address: string;
  readonly story: string;
}

export interface ResidentList {
  readonly highlights: readonly Highlight[];
  readonly residents: readonly Resident[];
}
