import type { ConnectorContext, FetchedText, FetchRequest, Message } from '../src/contract.js';
import { hackneyDefaults } from '../src/hackney/codes.js';
import { type HackneyConfig, configure } from '../src/hackney/configuration.js';

export type Row = Record<string, unknown>;

export interface Landlord {
  assets?: readonly Row[];
  tenures?: readonly Row[];
  persons?: readonly Row[];
  processes?: readonly Row[];
  /** Read anew for each request, so that a test can reorder it in between. */
  workOrders?: readonly Row[];
  details?: Readonly<Record<string, Row>>;
  alerts?: Readonly<Record<string, Row>>;
}

/** A housing system in memory that answers with the real one's shapes. */
export class PageServer {
  readonly requests: FetchRequest[] = [];
  /** Set to spoil or replace an answer; `undefined` leaves it as it is. Counted from 1. */
  spoil: (answer: FetchedText, url: URL, request: number) => FetchedText | undefined = () => undefined;
  readonly abort = new AbortController();
  readonly context: ConnectorContext;

  constructor(readonly landlord: Landlord) {
    this.context = {
      get: (request) => this.get(request),
      now: () => new Date('2026-11-25T12:00:00Z'),
      mapping: hackneyDefaults,
      signal: this.abort.signal,
    };
  }

  private async get(request: FetchRequest): Promise<FetchedText> {
    this.requests.push(request);
    const url = new URL(request.url);
    const answer = this.answer(url);
    return this.spoil(answer, url, this.requests.length) ?? answer;
  }

  private answer(url: URL): FetchedText {
    const [, list] = /\/api\/v1\/search\/(assets|tenures|persons)\/all$/.exec(url.pathname) ?? [];
    if (list !== undefined) return this.scan(list as 'assets' | 'tenures' | 'persons', url.searchParams);
    if (url.pathname.endsWith('/api/v1/search/processes')) return this.processes(url.searchParams);
    if (url.pathname.endsWith('/api/v2/workOrders')) return this.workOrders(url.searchParams);
    const [, reference = ''] = /\/api\/v2\/workOrders\/([^/]+)$/.exec(url.pathname) ?? [];
    const [, person = ''] = /\/api\/v1\/cautionary-alerts\/persons\/([^/]+)$/.exec(url.pathname) ?? [];
    const found =
      this.landlord.details?.[decodeURIComponent(reference)] ?? this.landlord.alerts?.[decodeURIComponent(person)];
    return found === undefined ? json({ message: 'Not found' }, 404) : json(found);
  }

  private scan(list: 'assets' | 'tenures' | 'persons', query: URLSearchParams): FetchedText {
    const rows = this.landlord[list] ?? [];
    if (query.get('page') === null || (query.get('searchText') ?? '').length < 2)
      return json({ results: { [list]: [] } });
    const last = query.get('lastHitId');
    const hitAt = rows.findLastIndex((row) => String(row['id']) === last);
    const from = last === null ? 0 : hitAt < 0 ? rows.length : hitAt + 1;
    const hasBoth = query.get('lastHitTenureStartDate') !== null && query.get('sortBy') === 'tenureStartDate';
    const page = rows.slice(list === 'tenures' && !hasBoth ? 0 : from).slice(0, Number(query.get('pageSize') ?? 12));
    const hit = page.at(-1);
    return json({
      results: { [list]: page },
      total: rows.length,
      ...(hit === undefined ? {} : { lastHitId: hit['id'] ?? 'no-id' }),
      ...(hit === undefined || list !== 'tenures' ? {} : { lastHitTenureStartDate: '1716822489000' }),
    });
  }

  private processes(query: URLSearchParams): FetchedText {
    const rows = this.landlord.processes ?? [];
    const size = Number(query.get('pageSize') ?? 12);
    const from = (Number(query.get('page') ?? 1) - 1) * size;
    return json({ results: { processes: rows.slice(from, from + size) }, total: rows.length });
  }

  private workOrders(query: URLSearchParams): FetchedText {
    const size = Math.min(50, Number(query.get('PageSize') ?? 10));
    const from = (Number(query.get('PageNumber') ?? 1) - 1) * size;
    return json((this.landlord.workOrders ?? []).slice(from, from + size));
  }
}

export function json(value: unknown, status = 200): FetchedText {
  return { status, headers: { date: 'Wed, 25 Nov 2026 12:00:30 GMT' }, body: JSON.stringify(value) };
}

export function configured(more: Record<string, unknown> = {}): HackneyConfig {
  return configure({ housingUrl: 'https://housing.example', apiKey: 'key', pageSize: 10, ...more });
}

export async function collect<T>(messages: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const message of messages) all.push(message);
  return all;
}

export function only<Type extends Message['type']>(messages: readonly Message[], type: Type) {
  return messages.filter((message): message is Extract<Message, { type: Type }> => message.type === type);
}

export const asset = (n: number): Row => ({
  id: `asset-${n}`,
  assetId: `000${n}`,
  assetType: 'Dwelling',
  assetAddress: { uprn: `0000${100000 + n}`, addressLine1: `${n} Sample Street`, postCode: 'ZZ1 1ZZ' },
});

export const tenure = (n: number): Row => ({
  id: `tenure-${n}`,
  startOfTenureDate: '2020-01-06T00:00:00Z',
  tenureType: { code: 'SEC', description: 'Secure' },
  tenuredAsset: { id: `asset-${n}` },
});

export const person = (n: number): Row => ({ id: `person-${n}`, firstname: 'Sample', surname: `Person ${n}` });

export const workOrder = (n: number, more: Row = {}): Row => ({
  reference: 10_000_000 + n,
  dateRaised: '2026-06-01T09:00:00',
  lastUpdated: null,
  priority: '5 [N] NORMAL',
  priorityCode: 4,
  description: 'Tap drips',
  propertyReference: '00023400',
  status: 'In Progress',
  ...more,
});

export function range<T>(count: number, make: (n: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index + 1));
}
