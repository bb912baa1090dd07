import type { Connector, ConnectorContext, ConnectorSpec, Message } from '../contract.js';

import { fixedFields } from '../reading/matched-fields.js';

import { check } from './check.js';
import { configurationSchema, configure, type FixfloConfig } from './configuration.js';
import { fixfloDefaults } from './defaults.js';
import { issuesCursor } from './issue-lists.js';
import { jobVisits } from './map-appointment.js';
import { comments } from './map-contact.js';
import { homes } from './map-home.js';
import { people } from './map-person.js';
import { repairs } from './map-repair.js';
import { hydrateComments, readComments } from './read-comments.js';
import { hydrateAppointments, hydrateIssues, readIssues } from './read-issues.js';
import { hydrateProperties, readProperties } from './read-properties.js';
import { hydrateTenants, readTenants, tenantsCursor } from './read-tenants.js';
import { webhooks } from './webhooks.js';
import { raiseIssue, writeNote } from './write.js';

const listed = { access: 'read', rereads: true } as const;

const spec: ConnectorSpec = {
  name: 'fixflo',
  title: 'Fixflo',
  configuration: configurationSchema,
  streams: [
    { name: 'properties', entity: 'home', cursor: { kind: 'none' }, deletes: 'soft-flag', dependsOn: [], ...listed },
    { name: 'tenants', entity: 'person', cursor: tenantsCursor, deletes: 'soft-flag', dependsOn: [], ...listed },
    { name: 'issues', entity: 'repair', cursor: issuesCursor, deletes: 'none', dependsOn: ['properties'], ...listed },
    {
      name: 'comments',
      entity: 'contact',
      cursor: issuesCursor,
      deletes: 'none',
      dependsOn: ['issues', 'tenants'],
      ...listed,
    },
    {
      name: 'appointments',
      entity: 'appointment',
      cursor: { kind: 'none' },
      deletes: 'none',
      dependsOn: ['issues'],
      access: 'hydrate',
    },
  ],
  askFor: [
    'The address of your own Fixflo, such as https://yourorg.fixflo.com.',
    'An API token that is used for Doorstep alone: a token reads and writes everything.',
    'A webhook that sends to Doorstep, with a secret of 32 characters or more, and its id.',
    'Leave to read and write comments, which an account may lack.',
  ],
  writes: {
    note: { can: true },
    raise: { can: true, routes: ['emergency', 'hazard', 'service_request'] },
    task: { can: false, byHand: 'Fixflo takes no tasks. Put it on the list of whoever is to do it.' },
  },
  /* Published: "currently is not below 500 requests a minute". */
  requestsPerMinute: 500,
};

/**
 * Fixflo API v2. `read` takes properties, tenants, issues and comments; `hydrate` those and appointments by issue id.
 * Another name is a fault of the caller and throws RangeError.
 */
export const fixflo: Connector<FixfloConfig> = {
  spec,
  defaultMapping: fixfloDefaults,
  configure,
  check,
  fields: () => [
    fixedFields(homes, { ArchiveStatus: 'properties.archiveStatus' }),
    fixedFields(people),
    fixedFields(repairs, {
      Status: 'issues.status',
      FaultPriority: 'issues.priority',
      CloseReason: 'issues.closeReason',
    }),
    fixedFields(comments, { commentFromEntityType: 'comments.from' }),
    fixedFields(jobVisits),
  ],
  read: (config, stream, state, context) => named(readers, stream)(config, state, context),
  hydrate: (config, stream, keys, context) => named(hydrators, stream)(config, keys, context),
  write: { note: writeNote, raise: raiseIssue },
  webhooks,
};

type Reading<Given> = (config: FixfloConfig, given: Given, context: ConnectorContext) => AsyncGenerator<Message>;

const readers: Readonly<Record<string, Reading<unknown>>> = {
  properties: readProperties,
  tenants: readTenants,
  issues: readIssues,
  comments: readComments,
};

const hydrators: Readonly<Record<string, Reading<readonly string[]>>> = {
  properties: hydrateProperties,
  tenants: hydrateTenants,
  issues: hydrateIssues,
  comments: hydrateComments,
  appointments: hydrateAppointments,
};

function named<Given>(all: Readonly<Record<string, Reading<Given>>>, stream: string): Reading<Given> {
  const found = Object.hasOwn(all, stream) ? all[stream] : undefined;
  if (found === undefined) throw new RangeError(`fixflo has no such stream: ${stream}`);
  return found;
}
