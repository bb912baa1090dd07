import * as z from 'zod';

import { address, code, parseConfiguration, schemaOf, secret } from '../reading/configuration.js';

/** The logical name of a table: lower case, in the singular. Empty: there is none, and nothing is read. */
const table = (title: string) =>
  z
    .string()
    .trim()
    .regex(/^([a-z][a-z0-9_]{0,127})?$/, 'must be the logical name of a table, such as contact')
    .meta({ title });

const schema = z.strictObject({
  environmentUrl: address.meta({ title: 'Address of the environment', format: 'uri' }),
  directoryId: code('Directory (tenant) id in Microsoft Entra'),
  clientId: code('Application (client) id'),
  clientSecret: secret('Client secret'),
  signInUrl: address.default('https://login.microsoftonline.com').meta({ title: 'Address of the sign-in service' }),
  apiVersion: z
    .string()
    .regex(/^v9\.\d$/, 'must be a version such as v9.2')
    .default('v9.2')
    .meta({ title: 'Version of the Web API' }),
  homesTable: table('Table of homes').default('msdyn_functionallocation'),
  tenanciesTable: table('Table of tenancies').default('account'),
  peopleTable: table('Table of people').default('contact'),
  repairsTable: table('Table of repairs').default('incident'),
  casesTable: table('Table of cases').default('incident'),
  phoneCallsTable: table('Table of phone calls').default('phonecall'),
  emailsTable: table('Table of emails').default('email'),
  visitsTable: table('Table of visits').default('appointment'),
  interactionsTable: table('Table of the landlord’s own in which staff log contacts').default(''),
  raiseCustomer: z
    .guid('must be the id of an account')
    .meta({ title: 'Account that raised cases stand under' })
    .optional(),
  raiseHomeLookup: z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9_]{0,127}$/, 'must be the schema name of a lookup column')
    .meta({ title: 'Lookup on a case that names the home (schema name)' })
    .optional(),
  raiseCaseType: z.int().min(0).meta({ title: 'Case type of raised cases (its number)' }).optional(),
  pageSize: z.int().min(1).max(5000).default(1000).meta({ title: 'Rows asked for at a time' }),
});

/** What a table is to us. */
export type Table =
  | 'homes'
  | 'tenancies'
  | 'people'
  | 'repairs'
  | 'cases'
  | 'phoneCalls'
  | 'emails'
  | 'visits'
  | 'interactions';

export interface DataverseConfig {
  /** Without a slash at the end, as is `signInUrl`. */
  readonly environmentUrl: string;
  readonly directoryId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly signInUrl: string;
  readonly apiVersion: string;
  /** Rows asked for at a time, 1 to 5,000. */
  readonly pageSize: number;
  /** Logical names. Empty: this landlord has no such table. */
  readonly tables: Readonly<Record<Table, string>>;
  /** What a case wants that a home alone does not say. Null: the landlord has not said both. */
  readonly raising: { readonly customer: string; readonly homeLookup: string; readonly caseType: number | null } | null;
}

/** JSON Schema (draft 2020-12) of what `configure` takes; secrets carry `x-secret`. */
export const configurationSchema = schemaOf(schema);

/** Throws `ConfigurationProblem`, as `parseConfiguration`. */
export function configure(configuration: unknown): DataverseConfig {
  const {
    homesTable: homes,
    tenanciesTable: tenancies,
    peopleTable: people,
    repairsTable: repairs,
    casesTable: cases,
    phoneCallsTable: phoneCalls,
    emailsTable: emails,
    visitsTable: visits,
    interactionsTable: interactions,
    raiseCustomer: customer,
    raiseHomeLookup: homeLookup,
    raiseCaseType: caseType = null,
    ...rest
  } = parseConfiguration(schema, configuration);
  return {
    ...rest,
    tables: { homes, tenancies, people, repairs, cases, phoneCalls, emails, visits, interactions },
    raising: customer === undefined || homeLookup === undefined ? null : { customer, homeLookup, caseType },
  };
}
