import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { FaultWordError, type Faults } from '../faults.js';
import { PRIORITIES, type Priority } from '../landlord/jobs.js';
import type { Landlord } from '../landlord/landlord.js';
import type { Shelf } from '../landlord/shelf.js';
import { statusCodeOf } from '../landlord/status.js';
import type { Asset, CautionaryAlert, ContactDetail, Person, Process, Tenure } from '../landlord/wire.js';
import type { WorkOrder } from '../landlord/work-orders.js';
import { BadRequest, NotFound, Query } from './query.js';
import { residentsOf } from './residents.js';
import { listItem } from './work-orders.js';

type Body = Readonly<Record<string, unknown>>;
type ShelfName = 'assets' | 'persons' | 'tenures' | 'processes';

const DEFAULT_RESIDENTS = 20;

/** Controls for tests and demonstrations: no housing system has these. No key: the server listens on loopback only. */
export function addControl(server: FastifyInstance, landlord: Landlord, faults: Faults, today: number): void {
  server.get('/_sim/counts', () => landlord.counts());
  server.get('/_sim/highlights', () => ({ items: landlord.highlights, total: landlord.highlights.length }));
  server.get('/_sim/residents', (request) => {
    const query = new Query(request.query);
    const items = residentsOf(landlord, query.text('search'), query.whole('limit', DEFAULT_RESIDENTS), today);
    return { items, total: items.length };
  });
  server.get<{ Params: { stream: string } }>('/_sim/dump/:stream', (request, reply) =>
    reply.type('application/json').send(Readable.from(arrayText(dumpOf(landlord, request.params.stream)))),
  );

  server.get('/_sim/faults', () => ({ items: faults.list() }));
  server.delete('/_sim/faults', (_request, reply) => {
    faults.clear();
    return reply.code(204).send();
  });
  server.post<{ Body: Body | null }>('/_sim/faults', (request) => {
    const { path = '*', ...switches } = request.body ?? {};
    try {
      faults.set(String(path), switches);
    } catch (error) {
      if (error instanceof FaultWordError) throw new BadRequest(error.message);
      throw error;
    }
    return { items: faults.list() };
  });

  server.post<{ Params: { reference: string }; Body: Body | null }>('/_sim/workOrders/:reference/status', (request) => {
    const order = landlord.workOrders.get(Number(request.params.reference));
    if (order === undefined) throw new NotFound(`no work order ${request.params.reference}`);
    const body = request.body ?? {};
    landlord.workOrders.move(order, statusFrom(body.status), instantFrom(body.at, Date.now()));
    return listItem(order);
  });
  server.post<{ Body: Body | null }>('/_sim/workOrders', (request, reply) => {
    const order = newOrder(landlord, request.body ?? {});
    landlord.workOrders.put(order);
    return reply.code(201).send(listItem(order));
  });
  server.delete<{ Params: { reference: string } }>('/_sim/workOrders/:reference', (request, reply) => {
    if (!landlord.workOrders.delete(Number(request.params.reference))) throw new NotFound('no such work order');
    return reply.code(204).send();
  });

  server.put<{ Params: { stream: string; id: string }; Body: Body | null }>('/_sim/records/:stream/:id', (request) => {
    const { stream, id } = request.params;
    const shelf = shelfOf(landlord, stream);
    // The caller answers for the shape: a test may want a record that is wrong.
    const record = { ...shelf.get(id), ...request.body, id };
    shelf.put(record);
    return record;
  });
  server.delete<{ Params: { stream: string; id: string } }>('/_sim/records/:stream/:id', (request, reply) => {
    const { stream, id } = request.params;
    if (!shelfOf(landlord, stream).delete(id)) throw new NotFound(`no ${stream} ${id}`);
    return reply.code(204).send();
  });
  server.put<{ Params: { personId: string }; Body: CautionaryAlert[] }>('/_sim/alerts/:personId', (request, reply) => {
    if (!Array.isArray(request.body)) throw new BadRequest('alerts come as an array');
    landlord.setAlerts(request.params.personId, request.body);
    return reply.code(204).send();
  });
  server.put<{ Params: { targetId: string }; Body: ContactDetail[] }>(
    '/_sim/contactDetails/:targetId',
    (request, reply) => {
      if (!Array.isArray(request.body)) throw new BadRequest('contact details come as an array');
      landlord.setContactDetails(request.params.targetId, request.body);
      return reply.code(204).send();
    },
  );
}

function shelfOf(landlord: Landlord, stream: string): Shelf<{ readonly id: string }> {
  const shelves: Record<ShelfName, Shelf<Asset> | Shelf<Person> | Shelf<Tenure> | Shelf<Process>> = {
    assets: landlord.assets,
    persons: landlord.persons,
    tenures: landlord.tenures,
    processes: landlord.processes,
  };
  if (!Object.hasOwn(shelves, stream))
    throw new NotFound(`no stream ${stream}; there are ${Object.keys(shelves).join(', ')}`);
  return shelves[stream as ShelfName] as unknown as Shelf<{ readonly id: string }>;
}

function dumpOf(landlord: Landlord, stream: string): Iterable<unknown> {
  if (stream === 'workOrders') return mapped(landlord.workOrders.all(), listItem);
  if (stream === 'notes') return landlord.notes.all();
  if (stream === 'alerts') return mapped(landlord.alerts, ([personId, alerts]) => ({ personId, alerts }));
  return shelfOf(landlord, stream).all();
}

function* mapped<T, U>(items: Iterable<T>, make: (item: T) => U): Generator<U> {
  for (const item of items) yield make(item);
}

/** A JSON array in pieces: a hundred thousand homes do not fit into one string. */
function* arrayText(items: Iterable<unknown>): Generator<string> {
  let piece = '[';
  let isFirst = true;
  for (const item of items) {
    piece += `${isFirst ? '' : ','}${JSON.stringify(item)}`;
    isFirst = false;
    if (piece.length > 64_000) {
      yield piece;
      piece = '';
    }
  }
  yield `${piece}]`;
}

function newOrder(landlord: Landlord, body: Body): WorkOrder {
  const propertyReference = String(body.propertyReference ?? '');
  if (propertyReference === '') throw new BadRequest('propertyReference is required');
  const asset = landlord.assets.all().find((candidate) => candidate.assetId === propertyReference);
  const statusCode = statusFrom(body.status ?? 80);
  const raisedMs = instantFrom(body.raised, Date.now());
  const isClosedAt = body.closed === undefined ? null : instantFrom(body.closed, Date.now());
  return {
    reference: landlord.workOrders.nextReference,
    raisedMs,
    property: asset?.assetAddress.addressLine1 ?? '',
    propertyPostCode: asset?.assetAddress.postCode ?? '',
    propertyReference,
    owner: String(body.owner ?? 'Repairs Direct'),
    description: String(body.description ?? 'Kitchen: mixer tap dripping, renew washer and reseat'),
    tradeCode: String(body.tradeCode ?? 'PL'),
    tradeDescription: String(body.tradeDescription ?? 'Plumbing - PL'),
    priority: priorityFrom(body.priorityCode),
    isFollowOn: body.isFollowOn === true,
    needsFollowOn: false,
    statusCode,
    closedMs: isClosedAt,
    appointment: null,
  };
}

function priorityFrom(code: unknown): Priority {
  if (code === undefined) return PRIORITIES.normal;
  const known = Object.values(PRIORITIES).find((priority) => priority.code === code);
  return known ?? { ...PRIORITIES.pilot, code: Number(code) };
}

function statusFrom(value: unknown): number {
  const code = statusCodeOf(value);
  if (code === null) throw new BadRequest('status wants a code such as 50 or a text such as "No Access"');
  return code;
}

function instantFrom(value: unknown, otherwise: number): number {
  if (value === undefined) return otherwise;
  const ms = Date.parse(String(value));
  if (Number.isNaN(ms)) throw new BadRequest(`${String(value)} is not an instant such as 2026-11-25T10:00:00Z`);
  return ms;
}
