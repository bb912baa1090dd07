import type { Connector, ConnectorSpec, StreamSpec } from '../contract.js';

import { check, streamNames } from './check.js';
import { configurationSchema, configure, type SalesforceConfig, type StreamName } from './configuration.js';
import { salesforceDefaults } from './defaults.js';
import { hydrateRows } from './hydrate-rows.js';
import { objectColumns } from './object-columns.js';
import { bySystemModstamp, readRows } from './read-rows.js';
import { fields } from './streams.js';
import { raiseCase, writeNote, writeOpenTask } from './write.js';

const byChange = { cursor: bySystemModstamp, deletes: 'tombstones', access: 'read', rereads: true } as const;

const streams: readonly (StreamSpec & { readonly name: StreamName })[] = [
  { name: 'homes', entity: 'home', dependsOn: [], ...byChange },
  { name: 'tenancies', entity: 'tenancy', dependsOn: ['homes'], ...byChange },
  { name: 'people', entity: 'person', dependsOn: ['tenancies'], ...byChange },
  { name: 'repairs', entity: 'repair', dependsOn: ['homes'], ...byChange },
  { name: 'cases', entity: 'case', dependsOn: ['people'], ...byChange },
  { name: 'tasks', entity: 'contact', dependsOn: ['people', 'repairs'], ...byChange },
  { name: 'visits', entity: 'contact', dependsOn: ['people', 'repairs'], ...byChange },
];

const spec: ConnectorSpec = {
  name: 'salesforce',
  title: 'Salesforce',
  configuration: configurationSchema,
  streams,
  askFor: [
    'The My Domain address, such as https://yourorg.my.salesforce.com; for a sandbox its own.',
    'An app with the client credentials flow on, the scope api alone, and its consumer key and secret.',
    'An integration user with read and View All on the objects below, and read on the fields that are matched.',
    'The names of your own objects. Their fields are offered in the next step.',
    'For writing: create on Task and Case, and a text field on both for our reference.',
  ],
  writes: {
    note: { can: true },
    raise: { can: true, routes: ['emergency', 'hazard', 'service_request'] },
    task: { can: true },
  },
};

/**
 * Salesforce through its REST API, with the objects and fields that the landlord's mapping names. Of what it can do,
 * `write` alone changes anything there. A stream of another name is a fault of the caller and throws RangeError.
 */
export const salesforce: Connector<SalesforceConfig> = {
  spec,
  defaultMapping: salesforceDefaults,
  configure,
  check,
  fields,
  columns: (config, stream, context) => objectColumns(config, named(stream), context),
  read: (config, stream, state, context) => readRows(named(stream), config, state, context),
  hydrate: (config, stream, keys, context) => hydrateRows(named(stream), keys, config, context),
  write: { note: writeNote, raise: raiseCase, task: writeOpenTask },
};

function named(stream: string): StreamName {
  const found = streamNames.find((name) => name === stream);
  if (found === undefined) throw new RangeError(`salesforce has no stream named ${stream}`);
  return found;
}
