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

/** A resident as a line of the CRM's list. */
export interface ResidentLine extends Resident {
  readonly patch: string;
  readonly openRepairs: number;
  /** When a repair was last raised or closed, UTC without saying so; null: not in the last four months. */
  readonly lastContact: string | null;
}

/** What somebody looks for in the list. */
export interface ListWish {
  readonly search: string;
  /** A patch by name; empty: any. */
  readonly patch: string;
  readonly hasOpenRepair: boolean;
  readonly isRecent: boolean;
  /** From 1. */
  readonly page: number;
}

/** One page of the list. */
export interface ResidentList {
  readonly residents: readonly ResidentLine[];
  readonly total: number;
  readonly page: number;
  readonly pages: number;
  readonly patches: readonly string[];
  readonly highlights: readonly Highlight[];
}

export interface Appointment {
  /** `YYYY-MM-DD` */
  readonly date: string;
  /** London wall-clock, `08:00`. */
  readonly start: string;
  readonly end: string;
  readonly state: 'booked' | 'attended' | 'not attended';
}

export interface RepairShown extends Repair {
  readonly priority: string;
  readonly trade: string;
  readonly contractor: string;
  readonly target: string | null;
  readonly appointment: Appointment | null;
}

export interface Note {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly by: string;
  readonly at: string;
}

/** Everything that a record shows. */
export interface ResidentRecord extends ResidentLine {
  readonly tenancyReference: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly home: {
    readonly kind: string;
    readonly bedrooms: number | null;
    readonly built: string | null;
    readonly floor: string | null;
    readonly partOf: string | null;
  } | null;
  /** Newest first. */
  readonly repairs: readonly RepairShown[];
  /** Newest first. */
  readonly notes: readonly Note[];
}
