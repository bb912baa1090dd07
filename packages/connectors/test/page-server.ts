import type { ConnectorContext, FetchedText, FetchRequest, Message, SendRequest } from '../src/contract.js';
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
  /** Codes in use. */
  priorities?: readonly number[];
}

/** A housing system in memory that answers with the real one's shapes. */
export class PageServer {
  readonly requests: FetchRequest[] = [];
  /** Set to spoil or replace an answer; `undefined` leaves it as it is. Counted from 1. */
  spoil: (answer: FetchedText, url: URL, request: number) => FetchedText | undefined = () => undefined;
  /** What was taken, by kind. */
  readonly notes: Row[] = [];
  readonly orders: Row[] = [];
  /** Set to answer for a POST instead; `kept` says that it was taken all the same. */
  refuse: (sent: number) => { readonly answer: FetchedText | Error; readonly kept: boolean } | undefined = () =>
    undefined;
  private sent = 0;
  readonly abort = new AbortController();
  readonly context: ConnectorContext;

  constructor(readonly landlord: Landlord) {
    this.context = {
      get: (request) => this.get(request),
      send: (request) => this.send(request),
      sql: null,
      files: null,
      kept: new Map(),
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

  private async send({ url, body }: SendRequest): Promise<FetchedText> {
    const refused = this.refuse(++this.sent);
    if (refused?.kept === false) return thrownOr(refused.answer);
    const number = 20_000_000 + this.sent;
    const isNote = url.endsWith('/api/v2/notes');
    const row = JSON.parse(body) as Row;
    if (isNote) this.notes.push({ id: `note-${this.sent}`, ...row });
    else this.orders.push({ ...row, number });
    if (refused !== undefined) return thrownOr(refused.answer);
    return isNote ? json(this.notes.at(-1), 201) : json(number);
  }

  private answer(url: URL): FetchedText {
    if (url.pathname.endsWith('/api/v2/notes')) return this.notesOf(url.searchParams);
    if (url.pathname.endsWith('/schedule-of-rates/priorities'))
      return json(
        (this.landlord.priorities ?? [2, 3, 4, 10]).map((priorityCode) => ({
          priorityCode,
          description: `Priority ${priorityCode}`,
          daysToComplete: priorityCode,
          enabled: true,
        })),
      );
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

  /** One a page, so that whoever looks for one has to turn pages. */
  private notesOf(query: URLSearchParams): FetchedText {
    const notes = this.notes.filter((note) => note['targetId'] === query.get('targetId'));
    if (notes.length === 0) return json({ message: 'Not found' }, 404);
    const at = Number(query.get('paginationToken') ?? 0);
    const nextToken = at + 1 < notes.length ? String(at + 1) : null;
    return json({ results: notes.slice(at, at + 1), paginationDetails: { nextToken } });
  }

  private workOrders(query: URLSearchParams): FetchedText {
    const size = Math.min(50, Number(query.get('PageSize') ?? 10));
    const from = (Number(query.get('PageNumber') ?? 1) - 1) * size;
    const raised = this.orders.map((order) => ({
      reference: order['number'],
      description: order['descriptionOfWork'],
    }));
    return json([...(this.landlord.workOrders ?? []), ...raised].slice(from, from + size));
  }
}

function thrownOr(answer: FetchedText | Error): FetchedText {
  if (answer instanceof Error) throw answer;
  return answer;
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
