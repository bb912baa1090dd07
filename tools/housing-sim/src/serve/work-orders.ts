import type { FastifyInstance } from 'fastify';
import { DAY, naive } from '../landlord/calendar.js';
import { Dice } from '../landlord/dice.js';
import type { Landlord } from '../landlord/landlord.js';
import { isListed, statusText } from '../landlord/status.js';
import type { WorkOrderFilter } from '../landlord/work-order-book.js';
import type { WorkOrder } from '../landlord/work-orders.js';
import { NotFound, Query } from './query.js';

const SMALLEST_PAGE = 0;
const LARGEST_PAGE = 50;
const DEFAULT_PAGE = 10;

/** Repairs API v2, with its habits: see the functions below. */
export function addWorkOrders(server: FastifyInstance, landlord: Landlord): void {
  server.get('/api/v2/workOrders', { config: { stream: 'workOrders' } }, (request) => {
    const query = new Query(request.query);
    const orders = landlord.workOrders.list(filterOf(query));
    const { offset, size } = pageOf(query);
    return orders.slice(offset, offset + size).map(listItem);
  });

  server.get<{ Params: { reference: string } }>(
    '/api/v2/workOrders/:reference',
    { config: { stream: 'workOrder' } },
    (request) => {
      const order = landlord.workOrders.get(Number(request.params.reference));
      if (order === undefined) throw new NotFound(`Unable to find work order ${request.params.reference}`);
      return detail(order);
    },
  );
}

/** The page size is clamped, not refused: 100 gives 50, and 0 gives nothing. */
export function pageOf(query: Query): { readonly offset: number; readonly size: number } {
  const size = Math.min(LARGEST_PAGE, Math.max(SMALLEST_PAGE, query.whole('PageSize', DEFAULT_PAGE)));
  return { offset: Math.max(0, (query.whole('PageNumber', 1) - 1) * size), size };
}

/** One status code that is not in the list of codes switches the whole status filter off. */
export function filterOf(query: Query): WorkOrderFilter {
  const codes = query.wholes('StatusCode');
  const sort = query.text('Sort').toLowerCase();
  return {
    properties: query.texts('PropertyReference'),
    statusCodes: codes.every(isListed) ? codes : [],
    tradeCodes: query.texts('TradeCodes'),
    priorities: query.wholes('Priorities'),
    contractors: query.texts('ContractorReference'),
    sort:
      sort === 'dateraised' || sort === 'dateraised:asc'
        ? 'raised-ascending'
        : sort === 'dateraised:desc'
          ? 'raised-descending'
          : 'default',
  };
}

/** No status code and no closing date in the list, and `lastUpdated` is always null. */
export function listItem(order: WorkOrder): Record<string, unknown> {
  return {
    reference: order.reference,
    dateRaised: naive(order.raisedMs, order.reference),
    lastUpdated: null,
    priority: order.priority.label,
    priorityCode: order.priority.code,
    property: order.property,
    propertyPostCode: order.propertyPostCode,
    owner: order.owner,
    description: order.description,
    propertyReference: order.propertyReference,
    tradeCode: order.tradeCode,
    tradeDescription: order.tradeDescription,
    status: statusText(order.statusCode),
    ...(order.isDampOrMould === true ? { isAwaabsDampAndMouldRepair: true } : {}),
  };
}

/** Details that nobody filters by are thrown from the reference when asked for, so that they weigh nothing. */
function detail(order: WorkOrder): Record<string, unknown> {
  const dice = new Dice(order.reference, 'work-order');
  const operative = { id: dice.whole(1, 40), name: `Operative ${dice.whole(1, 40)}`, trades: [order.tradeCode] };
  const isAssigned = order.appointment !== null && order.appointment.lifecycle !== 'PLANNED';
  return {
    ...listItem(order),
    raisedBy: 'Contact Centre',
    target: naive(order.raisedMs + order.priority.targetDays * DAY, order.reference),
    callerName: null,
    callerNumber: null,
    contractorReference: order.owner,
    appointment: order.appointment === null ? null : appointment(order.appointment, order.closedMs, order.reference),
    operatives: isAssigned ? [operative] : [],
    externalAppointmentManagementUrl: null,
    canAssignOperative: order.owner === 'Repairs Direct',
    closedDated: order.closedMs === null ? null : naive(order.closedMs, order.reference),
    followOnRequest: order.needsFollowOn
      ? {
          isSameTrade: true,
          isDifferentTrades: false,
          isMultipleOperatives: false,
          requiredFollowOnTrades: [],
          stockItemsRequired: false,
          nonStockItemsRequired: false,
          materialNotes: '',
          additionalNotes: '',
        }
      : null,
    isFollowOn: order.isFollowOn,
    isSplit: false,
    paymentType: 'Bonus',
    budgetCode: null,
    totalSMVs: 0,
    variationVersion: null,
    uploadedFileCount: { totalFileCount: 0 },
  };
}

/** The slot's times are London wall-clock; `startedAt` and the assigned times are naive UTC. */
function appointment(
  visit: NonNullable<WorkOrder['appointment']>,
  closedMs: number | null,
  reference: number,
): Record<string, unknown> {
  const [start, end] = visit.slot === 'AM' ? ['08:00', '13:00'] : ['12:00', '18:00'];
  const startedMs = closedMs === null ? null : closedMs - 40 * 60_000;
  return {
    date: new Date(visit.dayMs).toISOString().slice(0, 10),
    description: `${visit.slot} Slot`,
    start,
    end,
    reason: visit.lifecycle === 'UNDEFINED' ? 'Not attended' : null,
    note: null,
    assignedStart: startedMs === null ? null : naive(startedMs, reference),
    assignedEnd: closedMs === null ? null : naive(closedMs, reference),
    startedAt: startedMs === null || visit.lifecycle !== 'COMPLETED' ? null : naive(startedMs, reference),
    bookingLifeCycleStatus: visit.lifecycle,
  };
}
