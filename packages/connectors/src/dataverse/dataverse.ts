import type { Connector, ConnectorSpec, StreamSpec } from '../contract.js';

import { check } from './check.js';
import { configurationSchema, configure, type DataverseConfig } from './configuration.js';
import { dataverseDefaults } from './defaults.js';
import { hydrateRows, readTable } from './read-table.js';
import { fields } from './streams.js';
import { tableColumns } from './table-columns.js';
import { webhooks } from './webhooks.js';
import { raiseCase, writeNote, writeTask } from './write.js';

/* Seven days is what a new environment has (organization.ExpireChangeTrackingInDays). */
const tracked = {
  cursor: { kind: 'delta-token', expiresAfterDays: 7 },
  deletes: 'tombstones',
  access: 'read',
  rereads: true,
} as const satisfies Partial<StreamSpec>;

const spec: ConnectorSpec = {
  name: 'dataverse',
  title: 'Microsoft Dynamics 365 (Dataverse Web API)',
  configuration: configurationSchema,
  streams: [
    { name: 'homes', entity: 'home', dependsOn: [], ...tracked },
    { name: 'tenancies', entity: 'tenancy', dependsOn: ['homes'], ...tracked },
    { name: 'people', entity: 'person', dependsOn: ['tenancies'], ...tracked },
    { name: 'repairs', entity: 'repair', dependsOn: ['homes'], ...tracked },
    { name: 'cases', entity: 'case', dependsOn: ['people'], ...tracked },
    { name: 'phoneCalls', entity: 'contact', dependsOn: ['people', 'repairs'], ...tracked },
    { name: 'emails', entity: 'contact', dependsOn: ['people', 'repairs'], ...tracked },
    { name: 'visits', entity: 'contact', dependsOn: ['people', 'repairs'], ...tracked },
    { name: 'interactions', entity: 'contact', dependsOn: ['people', 'repairs'], ...tracked },
  ],
  askFor: [
    'The address of the environment, such as https://yourorg.crm11.dynamics.com.',
    'An app registration in Microsoft Entra with a client secret, and its directory id and application id.',
    'An application user for it, with a security role that has organisation-level read on each table below.',
    'Track changes turned on for each table below.',
    'For writing: create, append and append to on Note, Task and Case.',
  ],
  writes: {
    note: { can: true },
    raise: { can: true, routes: ['emergency', 'hazard', 'building_safety', 'service_request'] },
    task: { can: true },
  },
  /* 6,000 in five minutes for each user and web server. */
  requestsPerMinute: 1200,
};

/**
 * Dynamics 365 and any other Dataverse environment, through the Web API. Of what it can do, `write` alone changes
 * anything there. Every stream is read by change tracking and answers for single keys too.
 */
export const dataverse: Connector<DataverseConfig> = {
  spec,
  defaultMapping: dataverseDefaults,
  configure,
  check,
  fields,
  columns: tableColumns,
  read: readTable,
  hydrate: hydrateRows,
  write: { note: writeNote, raise: raiseCase, task: writeTask },
  webhooks,
};
