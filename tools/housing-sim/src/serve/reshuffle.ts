import type { Landlord } from '../landlord/landlord.js';
import type { WorkOrder } from '../landlord/work-orders.js';
import type { Query } from './query.js';
import { filterOf, pageOf } from './work-orders.js';

const COMPLETED = 50;
const SCHEDULED = 120;

/**
 * What happens when the world goes on between two pages: one status changes. On even turns an order that was already
 * read is completed and sinks, so that the reader skips a row; on odd turns the last order is scheduled and rises to
 * the top, so that the reader sees a row twice.
 */
export function reshuffle(landlord: Landlord, query: Query, turn: number): void {
  const orders = landlord.workOrders.list(filterOf(query));
  const isSkip = turn % 2 === 0;
  const order = isSkip ? oldestOpen(orders.slice(0, pageOf(query).offset)) : orders.at(-1);
  if (order === undefined) return;
  landlord.workOrders.move(order, isSkip ? COMPLETED : SCHEDULED, order.closedMs ?? order.raisedMs + 3_600_000);
}

/** The oldest sinks deepest: completed orders stand newest first. */
function oldestOpen(orders: readonly WorkOrder[]): WorkOrder | undefined {
  let oldest: WorkOrder | undefined;
  for (const order of orders) {
    if (order.statusCode !== COMPLETED && (oldest === undefined || order.raisedMs < oldest.raisedMs)) oldest = order;
  }
  return oldest;
}
