import { FIRST_REFERENCE, lifecycleOf, type WorkOrder } from './work-orders.js';
import { isClosed, sortIndex } from './status.js';

export interface WorkOrderFilter {
  readonly properties: readonly string[];
  /** Empty: any status. */
  readonly statusCodes: readonly number[];
  readonly tradeCodes: readonly string[];
  readonly priorities: readonly number[];
  readonly contractors: readonly string[];
  readonly sort: 'default' | 'raised-ascending' | 'raised-descending';
}

const MOST_LISTINGS = 20;

/** The work orders, and the list in the order that the source gives it: an order that a status change upsets. */
export class WorkOrderBook {
  private readonly orders = new Map<number, WorkOrder>();
  private readonly listings = new Map<string, readonly WorkOrder[]>();
  private byProperty: Map<string, WorkOrder[]> | undefined;
  private latest = FIRST_REFERENCE - 1;

  get size(): number {
    return this.orders.size;
  }

  get nextReference(): number {
    return this.latest + 1;
  }

  get(reference: number): WorkOrder | undefined {
    return this.orders.get(reference);
  }

  all(): Iterable<WorkOrder> {
    return this.orders.values();
  }

  put(order: WorkOrder): void {
    this.orders.set(order.reference, order);
    this.latest = Math.max(this.latest, order.reference);
    this.forget();
  }

  delete(reference: number): boolean {
    const existed = this.orders.delete(reference);
    if (existed) this.forget();
    return existed;
  }

  /** Moves an order on. A closing status gets a closing time, an opening one loses it. */
  move(order: WorkOrder, statusCode: number, atMs: number): void {
    order.statusCode = statusCode;
    order.closedMs = isClosed(statusCode) ? atMs : null;
    if (order.appointment !== null) order.appointment.lifecycle = lifecycleOf(statusCode);
    this.forget();
  }

  /** All orders of a home, newest first. */
  ofProperty(propertyReference: string): readonly WorkOrder[] {
    if (this.byProperty === undefined) {
      this.byProperty = new Map();
      for (const order of this.orders.values()) {
        const orders = this.byProperty.get(order.propertyReference);
        if (orders === undefined) this.byProperty.set(order.propertyReference, [order]);
        else orders.push(order);
      }
    }
    return [...(this.byProperty.get(propertyReference) ?? [])].sort((a, b) => b.raisedMs - a.raisedMs);
  }

  list(filter: WorkOrderFilter): readonly WorkOrder[] {
    if (filter.properties.length > 0) {
      const orders = [...new Set(filter.properties)].flatMap((property) => this.ofProperty(property));
      return sorted(orders.filter(matcher(filter)), filter);
    }
    const key = JSON.stringify(filter);
    let listing = this.listings.get(key);
    if (listing === undefined) {
      listing = sorted([...this.orders.values()].filter(matcher(filter)), filter);
      if (this.listings.size >= MOST_LISTINGS) this.listings.clear();
      this.listings.set(key, listing);
    }
    return listing;
  }

  private forget(): void {
    this.listings.clear();
    this.byProperty = undefined;
  }
}

function matcher(filter: WorkOrderFilter): (order: WorkOrder) => boolean {
  const { statusCodes, tradeCodes, priorities, contractors } = filter;
  return (order) =>
    (statusCodes.length === 0 || statusCodes.includes(order.statusCode)) &&
    (tradeCodes.length === 0 || tradeCodes.includes(order.tradeCode)) &&
    (priorities.length === 0 || (order.priority.code !== null && priorities.includes(order.priority.code))) &&
    (contractors.length === 0 || contractors.includes(order.owner));
}

function sorted(orders: WorkOrder[], filter: WorkOrderFilter): WorkOrder[] {
  if (filter.sort === 'raised-ascending') return orders.sort((a, b) => a.raisedMs - b.raisedMs);
  if (filter.sort === 'raised-descending') return orders.sort((a, b) => b.raisedMs - a.raisedMs);
  return orders.sort((a, b) => sortIndex(a.statusCode) - sortIndex(b.statusCode) || b.raisedMs - a.raisedMs);
}
