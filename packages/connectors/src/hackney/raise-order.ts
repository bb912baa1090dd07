import type { HandOffRoute } from '@doorstep/domain';
import * as z from 'zod';

import { type ConnectorContext, type RaiseRequest, SourceProblem, type WriteReceipt } from '../contract.js';

import type { HackneyConfig } from './configuration.js';
import { ownId, text } from '../reading/fields.js';
import { getJson } from './get-json.js';
import { carriesReference, withReference } from './our-reference.js';
import { postJson, unreadReceipt } from './post-json.js';

/** Repairs gives no more at a time. */
const PAGE_SIZE = 50;
const MOST_PAGES = 100;

const orderRead = z.object({ reference: ownId, description: text });
/** Repairs answers with the number alone, and newer builds with an object. */
const orderKept = z.union([ownId, z.object({ id: ownId }).transform((kept) => kept.id)]);
const priorityRead = z.object({
  priorityCode: z.number(),
  description: z.string(),
  daysToComplete: z.number(),
  enabled: z.boolean().default(true),
});
type Priority = z.output<typeof priorityRead>;

/**
 * Raises a work order through Repairs API v2, unless it is there. The receipt is its number. Damp and mould get the
 * flag that Repairs keeps for Awaab's Law.
 */
export async function raiseOrder(
  config: HackneyConfig,
  request: RaiseRequest,
  context: ConnectorContext,
): Promise<WriteReceipt> {
  const { raising } = config;
  if (raising === null) {
    const message =
      'Repairs wants a contractor, a trade and a rate for every order. Set raiseContractor, raiseTrade and raiseRate on the connection.';
    throw new SourceProblem('refused', message, false);
  }
  const property = request.record.otherReferences.find(({ allocatedBy }) => allocatedBy === 'hackney/property')?.id;
  if (property === undefined)
    throw new SourceProblem('refused', 'The home has no property reference, so Repairs cannot find it.', false);
  const before = await findOrder(config, property, request.reference, context);
  if (before !== null) return { receipt: before };
  const order = {
    reference: [{ id: request.reference }],
    descriptionOfWork: withReference(`${request.title}. ${request.text}`, request.reference),
    priority: await priorityFor(config, request, context),
    workClass: { workClassCode: 0 },
    workElement: [
      {
        rateScheduleItem: [{ customCode: raising.rate, customName: raising.rate, quantity: { amount: [1] } }],
        /* A code of the standard's is wanted and not used: specialist is the one that says least. */
        trade: [{ code: 'SP', customCode: raising.trade, customName: raising.trade }],
      },
    ],
    site: { property: [{ propertyReference: property, reference: [{ id: property }] }] },
    instructedBy: { name: 'Doorstep' },
    assignedToPrimary: { name: raising.contractor, organization: { reference: [{ id: raising.contractor }] } },
    dateReported: request.toldAt,
    multiTradeWorkOrder: false,
    isAwaabsDampAndMouldRepair: request.isDampOrMould,
  };
  const kept = orderKept.safeParse(
    await postJson(`${config.repairsUrl}/api/v2/workOrders/schedule`, order, config, context),
  );
  if (!kept.success) throw unreadReceipt();
  return { receipt: kept.data };
}

async function findOrder(
  config: HackneyConfig,
  property: string,
  reference: string,
  context: ConnectorContext,
): Promise<string | null> {
  for (let number = 1; number <= MOST_PAGES; number++) {
    const query = new URLSearchParams({
      PropertyReference: property,
      PageNumber: String(number),
      PageSize: String(PAGE_SIZE),
      Sort: 'dateraised:desc',
    });
    const rows = await getJson(`${config.repairsUrl}/api/v2/workOrders?${query.toString()}`, config, context);
    if (!Array.isArray(rows)) throw new SourceProblem('not-a-page', 'The answer is not a list of work orders.', true);
    for (const row of rows) {
      const order = orderRead.safeParse(row);
      if (order.success && carriesReference(order.data.description, reference)) return order.data.reference;
    }
    if (rows.length < PAGE_SIZE) return null;
  }
  throw new SourceProblem('not-a-page', 'The list of work orders does not end.', true);
}

/** Hackney's codes, the wanted one first: a landlord may have switched one off, and sets the days of each. */
function wantedCodes({ route, isEmergency, isDampOrMould }: RaiseRequest): readonly number[] {
  if (isEmergency || route === 'emergency') return [2, 1];
  if (isDampOrMould) return [10, 3, 4];
  return wantedByRoute[route] ?? [4, 3];
}

const wantedByRoute: Partial<Record<HandOffRoute, readonly number[]>> = { hazard: [3, 4] };

async function priorityFor(config: HackneyConfig, request: RaiseRequest, context: ConnectorContext): Promise<object> {
  const answer = await getJson(`${config.repairsUrl}/api/v2/schedule-of-rates/priorities`, config, context);
  const read = z.array(z.unknown()).safeParse(answer);
  if (!read.success) throw new SourceProblem('not-a-page', 'The answer is not a list of priorities.', true);
  const inUse = new Map<number, Priority>();
  for (const row of read.data) {
    const priority = priorityRead.safeParse(row);
    if (priority.success && priority.data.enabled) inUse.set(priority.data.priorityCode, priority.data);
  }
  const found = wantedCodes(request)
    .map((code) => inUse.get(code))
    .find((priority) => priority !== undefined);
  if (found === undefined)
    throw new SourceProblem('refused', 'Repairs has none of the priorities in use that this could have.', false);
  return {
    priorityCode: found.priorityCode,
    priorityDescription: found.description,
    numberOfDays: found.daysToComplete,
  };
}
