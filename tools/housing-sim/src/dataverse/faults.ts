/** What goes wrong with a page of a table's rows. */
export const dataverseFaults = [
  'malformedJson',
  'htmlWith200',
  'truncatedBody',
  'status500',
  'status429',
  'status429UntilDate',
  'crossOriginLink',
  'emptyPage',
  'dropRows',
  'hugeField',
  'duplicateRows',
  'unknownCode',
  'oldDate',
  'tokenWithdrawn',
  'unseenDelete',
] as const;

export type DataverseFault = (typeof dataverseFaults)[number];

/** These last until they are mended; every other one strikes one answer. */
const lasting: readonly DataverseFault[] = ['emptyPage', 'dropRows'];

/** Which column of a table what strikes a row strikes. */
export interface Weakness {
  readonly text: string;
  readonly code: string;
  readonly date: string;
  /** Strikes only a row that holds these. */
  readonly where?: Readonly<Record<string, string | number>>;
}

/** The faults that are switched on, by entity set. */
export class DataverseFaults {
  private readonly on = new Map<string, { readonly fault: DataverseFault; readonly weakness: Weakness }>();

  strike(entitySet: string, fault: DataverseFault, weakness: Weakness): void {
    this.on.set(entitySet, { fault, weakness });
  }

  mend(): void {
    this.on.clear();
  }

  /** What strikes the answer that is given now. */
  next(entitySet: string): { readonly fault: DataverseFault; readonly weakness: Weakness } | null {
    const found = this.on.get(entitySet) ?? null;
    if (found !== null && !lasting.includes(found.fault)) this.on.delete(entitySet);
    return found;
  }
}
