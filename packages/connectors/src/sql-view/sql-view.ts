import type { Connector, StreamSpec, WritesSpec } from '../contract.js';

import { fixedFields } from '../reading/matched-fields.js';

import { check } from './check.js';
import { sqlViewDefaults } from './codes.js';
import { configurationSchema, configure, type Position, type SqlViewConfig } from './configuration.js';
import { contacts } from './map-contact.js';
import { homes } from './map-home.js';
import { people } from './map-person.js';
import { appointments, repairs } from './map-repair.js';
import { tenancies } from './map-tenancy.js';
import { byTime, hydrateView, readView } from './read-view.js';
import type { View } from './view.js';

const views: readonly View[] = [homes, tenancies, people, repairs, appointments, contacts];

const askFor = [
  'The views of our description in a schema named doorstep. There is a file for each kind of database to begin with.',
  'A user that may SELECT those views and nothing else.',
  'TLS on the database. Without it, it is only reached at an address that you allow by name.',
];

const writes: WritesSpec = {
  note: { can: false, byHand: 'The database is only read. Add the note to the person or the tenancy in your system.' },
  raise: { can: false, byHand: 'The database is only read. Raise it in your repairs system and keep its number.' },
  task: { can: false, byHand: 'The database is only read. Put it on the list of whoever is to do it.' },
};

/** Which columns hold codes, and the list of the mapping that tells them. */
const codes: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  homes: { kind: 'homes.kind', scheme: 'schemes' },
  people: { kind: 'people.kind' },
  repairs: { status: 'repairs.status', priority: 'repairs.priority' },
  appointments: { status: 'appointments.status' },
  contacts: { kind: 'contacts.kind', direction: 'contacts.direction' },
};

/**
 * Housing systems that are read by a set of views in their database, described in the README: by row versions, which
 * lose nothing whatever is still under way.
 */
export const sqlView = connectorBy('row_version', 'sql-view', 'Database views, by row version');

/** The same views by time of change, for a database that counts no row versions. */
export const sqlViewByTime = connectorBy('changed_at', 'sql-view-by-time', 'Database views, by time of change');

function connectorBy(position: Position, name: string, title: string): Connector<SqlViewConfig> {
  const cursor = position === 'row_version' ? ({ kind: 'rowversion' } as const) : byTime;
  const stream = (of: string, entity: StreamSpec['entity'], ...dependsOn: readonly string[]): StreamSpec => ({
    name: of,
    entity,
    cursor,
    deletes: 'unseen',
    sweepEveryHours: 24,
    dependsOn,
    access: 'read',
    rereads: true,
  });
  return {
    spec: {
      name,
      title,
      configuration: configurationSchema(position),
      streams: [
        stream('homes', 'home'),
        stream('tenancies', 'tenancy', 'homes'),
        stream('people', 'person', 'tenancies'),
        stream('repairs', 'repair', 'homes'),
        stream('appointments', 'appointment', 'repairs'),
        stream('contacts', 'contact', 'people', 'repairs'),
      ],
      writes,
      askFor,
    },
    reaches: { sql: ({ target }) => target },
    defaultMapping: sqlViewDefaults,
    configure: (configuration) => configure(position, configuration),
    fields: () => views.map(({ mapping }) => fixedFields(mapping, codes[mapping.stream])),
    check: (config, context) => check(views, position, config, context),
    read: (config, of, state, context) => readView(viewOf(of), position, config, state, context),
    hydrate: (config, of, keys, context) => hydrateView(viewOf(of), position, config, keys, context),
  };
}

/** Throws RangeError: a fault of the caller. */
function viewOf(stream: string): View {
  const found = views.find(({ mapping }) => mapping.stream === stream);
  if (found === undefined) throw new RangeError(`There is no view named ${stream}.`);
  return found;
}
