import * as z from 'zod';

import { address, code, parseConfiguration, schemaOf, secret } from '../reading/configuration.js';

const apiName = /^[A-Za-z][A-Za-z0-9_]{0,79}$/;

/** The API name of an object. Empty: there is none, and nothing is read. */
const object = (title: string) =>
  z
    .string()
    .trim()
    .refine((name) => name === '' || apiName.test(name), 'must be the API name of an object, such as Contact')
    .meta({ title });
const field = (title: string) =>
  z.string().trim().regex(apiName, 'must be the API name of a field, such as Property__c').meta({ title });

const schema = z.strictObject({
  loginUrl: address.meta({ title: 'My Domain address of the organisation', format: 'uri' }),
  clientId: code('Consumer key of the app').max(500),
  clientSecret: secret('Consumer secret of the app'),
  apiVersion: z
    .string()
    .regex(/^v\d{2}\.0$/, 'must be a version such as v62.0')
    .default('v62.0')
    .meta({ title: 'Version of the REST API' }),
  homesObject: object('Object of homes').default(''),
  tenanciesObject: object('Object of tenancies').default('Account'),
  peopleObject: object('Object of people').default('Contact'),
  repairsObject: object('Object of repairs').default('Case'),
  casesObject: object('Object of cases').default('Case'),
  tasksObject: object('Object of calls and e-mails').default('Task'),
  visitsObject: object('Object of visits').default('Event'),
  doneStatus: code('Status of a finished task').default('Completed'),
  referenceField: field('Text field on tasks and cases that keeps our reference').optional(),
  raiseHomeField: field('Lookup on a case that names the home').optional(),
  raiseType: code('Type of raised cases').optional(),
  raiseUrgentPriority: code('Priority of raised emergencies').default('High'),
  raiseDampField: field('Checkbox on a case for damp and mould').optional(),
  dailyShare: z
    .int()
    .min(1)
    .max(100)
    .default(80)
    .meta({ title: 'Percent of the day’s requests after which reading stops' }),
  pageSize: z.int().min(200).max(2000).default(2000).meta({ title: 'Rows asked for at a time' }),
});

/** What is read, each from an object of the landlord's. */
export type StreamName = 'homes' | 'tenancies' | 'people' | 'repairs' | 'cases' | 'tasks' | 'visits';

export interface SalesforceConfig {
  /** Without a slash at the end. */
  readonly loginUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly apiVersion: string;
  /** API names. Empty: this landlord has no such object. */
  readonly objects: Readonly<Record<StreamName, string>>;
  readonly doneStatus: string;
  /** Where our reference is kept and looked for; null: in the text of what is written. */
  readonly referenceField: string | null;
  /** What a raised case says besides its words. Null: the landlord has not said which field names the home. */
  readonly raising: {
    readonly homeField: string;
    readonly type: string | null;
    readonly urgentPriority: string;
    readonly dampField: string | null;
  } | null;
  /** Percent, 1 to 100. */
  readonly dailyShare: number;
  /** Rows asked for at a time, 200 to 2,000. Salesforce may give fewer. */
  readonly pageSize: number;
}

/** JSON Schema (draft 2020-12) of what `configure` takes; secrets carry `x-secret`. */
export const configurationSchema = schemaOf(schema);

/** Throws `ConfigurationProblem`, as `parseConfiguration`. */
export function configure(configuration: unknown): SalesforceConfig {
  const {
    homesObject: homes,
    tenanciesObject: tenancies,
    peopleObject: people,
    repairsObject: repairs,
    casesObject: cases,
    tasksObject: tasks,
    visitsObject: visits,
    referenceField = null,
    raiseHomeField: homeField,
    raiseType: type = null,
    raiseUrgentPriority: urgentPriority,
    raiseDampField: dampField = null,
    ...rest
  } = parseConfiguration(schema, configuration);
  return {
    ...rest,
    objects: { homes, tenancies, people, repairs, cases, tasks, visits },
    referenceField,
    raising: homeField === undefined ? null : { homeField, type, urgentPriority, dampField },
  };
}
