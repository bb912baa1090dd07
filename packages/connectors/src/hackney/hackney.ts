import type { Connector, ConnectorContext, ConnectorSpec, Message } from '../contract.js';

import { check, rowCount } from './check.js';
import { hackneyDefaults } from './codes.js';
import { configurationSchema, configure, type HackneyConfig } from './configuration.js';
import { fields } from './fields.js';
import { hydrateAlerts } from './hydrate-alerts.js';
import { hydrateAppointments } from './hydrate-appointments.js';
import { raiseOrder } from './raise-order.js';
import { readSearch } from './read-search.js';
import { readWorkOrders } from './read-work-orders.js';
import { assets, persons, processes, tenures } from './search-lists.js';
import { webhooks } from './webhooks.js';
import { writeNote } from './write-note.js';

const scan = { cursor: { kind: 'scan' }, deletes: 'snapshot-diff', access: 'read' } as const;
const snapshot = { cursor: { kind: 'none' }, deletes: 'snapshot-diff', access: 'read' } as const;
const byKey = { cursor: { kind: 'none' }, deletes: 'none', access: 'hydrate' } as const;

const spec: ConnectorSpec = {
  name: 'hackney',
  title: 'Manage My Home and Repairs Hub (Hackney)',
  configuration: configurationSchema,
  streams: [
    { name: 'assets', entity: 'home', dependsOn: [], ...scan },
    { name: 'tenures', entity: 'tenancy', dependsOn: ['assets'], ...scan },
    { name: 'persons', entity: 'person', dependsOn: ['tenures'], ...scan },
    { name: 'processes', entity: 'case', dependsOn: ['persons'], ...snapshot },
    { name: 'workOrders', entity: 'repair', dependsOn: ['assets'], ...snapshot },
    { name: 'appointments', entity: 'appointment', dependsOn: ['workOrders'], ...byKey },
    { name: 'cautionaryAlerts', entity: 'alert', dependsOn: ['persons'], ...byKey },
  ],
  askFor: [
    'The address of the gateway that serves the search, Repairs and Notes, or the three of them.',
    'An API key with read access to persons, tenures, assets, processes, work orders and cautionary alerts.',
    'For notes and work orders: write access to those two, and to nothing else.',
    'Where Repairs decides by user: the token of a user who sees every contractor.',
    'For raising orders: the reference of the contractor, a trade code and a schedule of rates code.',
  ],
  writes: {
    note: { can: true },
    raise: { can: true, routes: ['emergency', 'hazard', 'service_request'] },
    task: { can: false, byHand: 'Manage My Home takes no tasks. Put it on the list of whoever is to do it.' },
  },
};

/**
 * Hackney's Manage My Home search, Notes and Repairs API v2. Of what it can do, `write` alone changes anything there.
 * `read` takes assets, tenures, persons, processes and workOrders; `hydrate` takes appointments by work order reference
 * and cautionaryAlerts by person id. Another name is a fault of the caller and throws RangeError.
 */
export const hackney: Connector<HackneyConfig> = {
  spec,
  defaultMapping: hackneyDefaults,
  configure,
  check,
  rowCount,
  fields,
  read,
  hydrate,
  write: { note: writeNote, raise: raiseOrder },
  webhooks,
};

function read(
  config: HackneyConfig,
  stream: string,
  state: unknown,
  context: ConnectorContext,
): AsyncGenerator<Message> {
  switch (stream) {
    case 'assets':
      return readSearch(assets, config, state, context);
    case 'tenures':
      return readSearch(tenures, config, state, context);
    case 'persons':
      return readSearch(persons, config, state, context);
    case 'processes':
      return readSearch(processes, config, state, context);
    case 'workOrders':
      return readWorkOrders(config, state, context);
    default:
      throw new RangeError(`hackney has no stream to read named ${stream}`);
  }
}

function hydrate(
  config: HackneyConfig,
  stream: string,
  keys: readonly string[],
  context: ConnectorContext,
): AsyncGenerator<Message> {
  switch (stream) {
    case 'appointments':
      return hydrateAppointments(config, keys, context);
    case 'cautionaryAlerts':
      return hydrateAlerts(config, keys, context);
    default:
      throw new RangeError(`hackney has no stream to hydrate named ${stream}`);
  }
}
