import { contactDetailsOf } from './contact-details.js';
import { NoteBook } from './note-book.js';
import { Shelf } from './shelf.js';
import type { Highlight } from './stories.js';
import type { Asset, CautionaryAlert, ContactDetail, Person, Process, Tenure } from './wire.js';
import { WorkOrderBook } from './work-order-book.js';

/** A landlord's whole record, as the simulated housing system holds it. Everything may be changed while it serves. */
export class Landlord {
  readonly assets = new Shelf<Asset>();
  readonly persons = new Shelf<Person>();
  readonly tenures = new Shelf<Tenure>((tenure) => startMs(tenure));
  readonly processes = new Shelf<Process>();
  readonly workOrders = new WorkOrderBook();
  readonly notes = new NoteBook();
  readonly alerts = new Map<string, readonly CautionaryAlert[]>();
  highlights: readonly Highlight[] = [];
  private readonly contactDetails = new Map<string, readonly ContactDetail[]>();

  /** @param contactSeed seed of the contact details made on request, or null where there are none */
  constructor(private readonly contactSeed: number | null) {}

  contactDetailsOf(targetId: string): readonly ContactDetail[] {
    const set = this.contactDetails.get(targetId);
    if (set !== undefined) return set;
    if (this.contactSeed === null || this.persons.get(targetId) === undefined) return [];
    return contactDetailsOf(this.contactSeed, targetId);
  }

  setContactDetails(targetId: string, details: readonly ContactDetail[]): void {
    this.contactDetails.set(targetId, details);
  }

  /** An empty list takes the person's alerts away. */
  setAlerts(personId: string, alerts: readonly CautionaryAlert[]): void {
    if (alerts.length === 0) this.alerts.delete(personId);
    else this.alerts.set(personId, alerts);
  }

  /** How many records each stream holds. `homes` counts what can be lived in where the source says so. */
  counts(): Counts {
    let homes = 0;
    for (const asset of this.assets.all()) if (asset.assetType === 'Dwelling') homes++;
    let alerts = 0;
    for (const list of this.alerts.values()) alerts += list.length;
    return {
      homes,
      assets: this.assets.size,
      persons: this.persons.size,
      tenures: this.tenures.size,
      processes: this.processes.size,
      workOrders: this.workOrders.size,
      alerts,
      personsWithAlerts: this.alerts.size,
    };
  }
}

export interface Counts {
  readonly homes: number;
  readonly assets: number;
  readonly persons: number;
  readonly tenures: number;
  readonly processes: number;
  readonly workOrders: number;
  readonly alerts: number;
  readonly personsWithAlerts: number;
}

/** Milliseconds since 1970, as the index sorts; a tenure without a start comes last, as Elasticsearch puts it. */
function startMs(tenure: Tenure): number {
  const ms = Date.parse(tenure.startOfTenureDate ?? '');
  return Number.isNaN(ms) ? Number.MAX_SAFE_INTEGER : ms;
}
