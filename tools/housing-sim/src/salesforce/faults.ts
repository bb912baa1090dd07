import type { FieldValue } from './org.js';
import type { ObjectName } from './objects.js';

/** What can go wrong on purpose, with the answers about one object. */
export type SalesforceFault =
  | 'malformedJson'
  | 'htmlWith200'
  | 'truncatedBody'
  | 'status503'
  | 'status429'
  /** 403 REQUEST_LIMIT_EXCEEDED. */
  | 'requestLimit'
  /** The header says that nearly all requests of the day are used. */
  | 'nearLimit'
  /** The session ends: 401, until somebody signs in again. */
  | 'expiredSession'
  /** 400 MALFORMED_QUERY. */
  | 'malformedQuery'
  /** What follows is asked for, and the list is no longer held. */
  | 'lapsedList'
  /** `nextRecordsUrl` leads to another origin. */
  | 'crossOriginNext'
  | 'emptyPage'
  /** Four of five rows are gone. */
  | 'dropRows'
  | 'hugeField'
  | 'duplicateRow'
  | 'unknownCode'
  | 'oldDate';

export interface FaultOptions {
  /** Strikes so many answers; else until the faults are cleared. */
  readonly times?: number;
  /** The field of a row that it strikes. */
  readonly field?: string;
  /** Which row it strikes, by its values; else any. */
  readonly where?: Readonly<Record<string, FieldValue>>;
}

export class SalesforceFaults {
  private readonly switched = new Map<string, { left: number; readonly options: FaultOptions }>();

  set(fault: SalesforceFault, object: ObjectName, options: FaultOptions = {}): void {
    this.switched.set(`${fault} ${object}`, { left: options.times ?? Number.POSITIVE_INFINITY, options });
  }

  clear(): void {
    this.switched.clear();
  }

  /** Null: it does not strike now. A counted fault is used up by one. */
  strikes(fault: SalesforceFault, object: ObjectName): FaultOptions | null {
    const found = this.switched.get(`${fault} ${object}`);
    if (found === undefined || found.left <= 0) return null;
    found.left--;
    return found.options;
  }
}
