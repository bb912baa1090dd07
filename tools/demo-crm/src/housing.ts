import { lineOf } from './find-residents.js';
import type { Appointment, Highlight, Note, RepairShown, Resident, ResidentRecord } from './resident.js';

/** Milliseconds to wait for the housing system. */
const PATIENCE = 10_000;
const MOST_RESIDENTS = 5_000;
const MOST_REPAIRS = 12;
const MOST_NOTES = 30;

interface WorkOrder {
  readonly reference: number;
  readonly description: string;
  readonly status: string;
  readonly dateRaised: string;
  readonly closedDated: string | null;
  readonly priority: string;
  readonly tradeDescription: string;
  readonly owner: string;
  readonly target: string | null;
  readonly appointment: {
    readonly date: string;
    readonly start: string;
    readonly end: string;
    readonly bookingLifeCycleStatus: string;
  } | null;
}
interface Asset {
  readonly assetId: string;
  readonly assetType: string;
  readonly assetLocation?: {
    readonly floorNo: string | null;
    readonly parentAssets: readonly { readonly name: string }[];
  } | null;
  readonly assetCharacteristics?: Readonly<Record<string, unknown>> | null;
  readonly tenure: { readonly paymentReference: string | null } | null;
}
interface ContactDetail {
  readonly isActive: boolean;
  readonly contactInformation: { readonly contactType: string; readonly value: string };
}
interface HousingNote {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly createdAt: string;
  readonly author: { readonly fullName?: string } | null;
}

/** The housing system behind this CRM, read as it is when asked: the CRM keeps nothing of its own. */
export class Housing {
  constructor(
    private readonly url: string,
    private readonly apiKey: string,
  ) {}

  /** Records worth opening in a demonstration; none where the system serves published data. */
  async highlights(): Promise<readonly Highlight[]> {
    return (await this.read<{ items: Highlight[] }>('/_sim/highlights')).items;
  }

  /** Residents whose name, address or reference holds every word of the search. */
  async residents(search: string, limit = MOST_RESIDENTS): Promise<readonly Resident[]> {
    const query = new URLSearchParams({ search, limit: String(limit) });
    return (await this.read<{ items: Resident[] }>(`/_sim/residents?${query}`)).items;
  }

  async resident(personId: string): Promise<Resident | undefined> {
    return (await this.residents(personId, 10)).find((resident) => resident.personId === personId);
  }

  /** A resident with home, repairs, notes and how to reach them; undefined where nobody has this id. */
  async record(personId: string): Promise<ResidentRecord | undefined> {
    const resident = await this.resident(personId);
    if (!resident) return undefined;
    const { propertyReference } = resident;
    const [asset, repairs, notes, details] = await Promise.all([
      this.asset(propertyReference),
      this.repairs(propertyReference),
      this.notes([personId, resident.tenureId]),
      this.contactDetails(personId),
    ]);
    const reachedBy = (type: string) =>
      details.find((one) => one.isActive && one.contactInformation.contactType === type)?.contactInformation.value;
    return {
      ...lineOf(resident),
      tenancyReference: asset?.tenure?.paymentReference ?? null,
      phone: reachedBy('phone') ?? null,
      email: reachedBy('email') ?? null,
      home: asset ? homeOf(asset) : null,
      repairs,
      notes,
    };
  }

  private async asset(propertyReference: string): Promise<Asset | undefined> {
    const query = new URLSearchParams({ page: '1', pageSize: '5', searchText: propertyReference });
    const { results } = await this.read<{ results: { assets: Asset[] } }>(`/api/v1/search/assets/all?${query}`);
    return results.assets.find(({ assetId }) => assetId === propertyReference);
  }

  private async repairs(propertyReference: string): Promise<readonly RepairShown[]> {
    const query = new URLSearchParams({
      PropertyReference: propertyReference,
      PageSize: String(MOST_REPAIRS),
      Sort: 'dateraised:desc',
    });
    const listed = await this.read<WorkOrder[]>(`/api/v2/workOrders?${query}`);
    const orders = await Promise.all(
      listed.map(({ reference }) => this.read<WorkOrder>(`/api/v2/workOrders/${reference}`)),
    );
    return orders.map(repairOf);
  }

  /** Notes on any of these records, newest first. */
  private async notes(targetIds: readonly string[]): Promise<readonly Note[]> {
    const found = await Promise.all(
      targetIds.map((targetId) => {
        const query = new URLSearchParams({ targetId, pageSize: String(MOST_NOTES) });
        return this.readOrNone<{ results: HousingNote[] }>(`/api/v2/notes?${query}`, { results: [] });
      }),
    );
    return found
      .flatMap(({ results }) => results)
      .map(({ id, title, description, createdAt, author }) => ({
        ...{ id, title, text: description, at: createdAt },
        by: author?.fullName ?? 'Not recorded',
      }))
      .toSorted((a, b) => b.at.localeCompare(a.at));
  }

  private async contactDetails(personId: string): Promise<readonly ContactDetail[]> {
    const query = new URLSearchParams({ targetId: personId });
    return (await this.readOrNone<{ results: ContactDetail[] }>(`/api/v1/contactDetails?${query}`, { results: [] }))
      .results;
  }

  private async read<Answer>(path: string): Promise<Answer> {
    const response = await this.get(path);
    if (!response.ok) throw new Error(`The housing system answered ${response.status}`);
    return (await response.json()) as Answer;
  }

  /** This system answers 404 where it has none of something. */
  private async readOrNone<Answer>(path: string, none: Answer): Promise<Answer> {
    const response = await this.get(path);
    if (response.status === 404) return none;
    if (!response.ok) throw new Error(`The housing system answered ${response.status}`);
    return (await response.json()) as Answer;
  }

  private get(path: string): Promise<Response> {
    return fetch(this.url + path, { headers: { 'x-api-key': this.apiKey }, signal: AbortSignal.timeout(PATIENCE) });
  }
}

function homeOf({ assetType, assetLocation, assetCharacteristics }: Asset): ResidentRecord['home'] {
  const bedrooms = Number(assetCharacteristics?.['numberOfBedrooms']);
  const built = assetCharacteristics?.['yearConstructed'];
  return {
    kind: assetType,
    bedrooms: bedrooms > 0 ? bedrooms : null,
    built: typeof built === 'string' && built !== '' ? built : null,
    floor: assetLocation?.floorNo ?? null,
    partOf: assetLocation?.parentAssets.map(({ name }) => name).join(', ') || null,
  };
}

function repairOf(order: WorkOrder): RepairShown {
  return {
    reference: order.reference,
    description: order.description,
    status: order.status,
    raised: order.dateRaised,
    closed: order.closedDated,
    priority: priorityIn(order.priority),
    trade: order.tradeDescription.split(' - ')[0] ?? '',
    contractor: order.owner,
    target: order.target,
    appointment: order.appointment && {
      date: order.appointment.date,
      start: order.appointment.start,
      end: order.appointment.end,
      state: stateOf(order.appointment.bookingLifeCycleStatus),
    },
  };
}

function stateOf(lifeCycle: string): Appointment['state'] {
  if (lifeCycle === 'COMPLETED') return 'attended';
  return lifeCycle === 'UNDEFINED' ? 'not attended' : 'booked';
}

/** `5 [N] NORMAL` is written Normal. */
function priorityIn(label: string): string {
  const words = label.replace(/^\d+\s*\[\w+\]\s*/, '').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
