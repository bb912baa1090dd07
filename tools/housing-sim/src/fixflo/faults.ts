/** What goes wrong with the answers of a list. */
export const fixfloFaults = [
  'malformedJson',
  'htmlWith200',
  'truncatedBody',
  'status500',
  'status429',
  'foreignLink',
  'emptyPage',
  'dropRows',
  'duplicateRows',
  'hugeField',
  'unknownCode',
  'oldDate',
  'idsAsText',
  'orderByChange',
] as const;

export type FixfloFault = (typeof fixfloFaults)[number];
export type FixfloList = 'properties' | 'tenants' | 'issues' | 'comments';

/** These last until they are mended; every other one strikes one answer. */
const lasting: readonly FixfloFault[] = ['emptyPage', 'dropRows', 'idsAsText', 'orderByChange'];
/** These strike a row; every other one the answer of a list. */
const ofRows: readonly FixfloFault[] = ['hugeField', 'unknownCode', 'oldDate', 'idsAsText'];

/** Of a row that is struck: which field is too long, which holds an unknown code, which a date of long ago. */
const weak: Readonly<Record<FixfloList, { readonly text: string; readonly code: string; readonly date: string }>> = {
  properties: { text: 'ExternalPropertyRef', code: 'ArchiveStatus', date: 'UpdateDate' },
  tenants: { text: 'FirstName', code: 'Title', date: 'UpdateDate' },
  issues: { text: 'Title', code: 'Status', date: 'Created' },
  comments: { text: 'commentFromEntityType', code: 'commentFromEntityType', date: 'commentRead' },
};

/** The faults that are switched on, by list. */
export class FixfloFaults {
  private readonly on = new Map<FixfloList, FixfloFault>();

  strike(list: FixfloList, fault: FixfloFault): void {
    this.on.set(list, fault);
  }

  mend(): void {
    this.on.clear();
  }

  /** Whether a list is struck by this fault now. One that does not last has struck with that. */
  strikes(lists: readonly FixfloList[], fault: FixfloFault): boolean {
    const list = lists.find((one) => this.on.get(one) === fault);
    if (list === undefined) return false;
    if (!lasting.includes(fault)) this.on.delete(list);
    return true;
  }

  /** The rows of a list as they go out. */
  spoil<Row extends Readonly<Record<string, unknown>>>(list: FixfloList, rows: readonly Row[]): readonly object[] {
    const fault = this.on.get(list);
    if (fault === undefined || !ofRows.includes(fault) || rows.length === 0) return rows;
    if (fault === 'idsAsText') return rows.map((row) => ({ ...row, ...idOf(row, String) }));
    this.strikes([list], fault);
    const [row, ...rest] = rows;
    const { text, code, date } = weak[list];
    const struck = {
      hugeField: { [text]: 'x'.repeat(200_000) },
      unknownCode: { [code]: 'Unheard of' },
      oldDate: { [date]: '1900-01-01T00:00:00' },
    }[fault as 'hugeField' | 'unknownCode' | 'oldDate'];
    return [{ ...row, ...struck }, ...rest];
  }
}

function idOf(row: Readonly<Record<string, unknown>>, as: (id: unknown) => unknown): object {
  const property = row['Property'] as { readonly id?: unknown } | undefined;
  return {
    ...('id' in row ? { id: as(row['id']) } : {}),
    ...(property === undefined ? {} : { Property: as(property.id) }),
  };
}
