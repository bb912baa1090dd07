import {
  type SalesforceFault,
  type SalesforceFaultOptions,
  type SalesforceObject,
  type SalesforceRow,
  type SalesforceSim,
  type SalesforceValue,
  startSalesforceSim,
} from '../../../tools/housing-sim/src/index.js';
import type { ConformanceSource, Fault } from '../src/conformance/conformance-source.js';
import type { ConnectorContext, ValueMapping } from '../src/contract.js';
import { salesforceDefaults } from '../src/salesforce/defaults.js';

import { plainClient } from './plain-client.js';

const DAY = 86_400_000;

const faults: readonly Fault[] = [
  { name: 'malformedJson', effect: 'breaks' },
  { name: 'htmlWith200', effect: 'breaks' },
  { name: 'truncatedBody', effect: 'breaks' },
  { name: 'status503', effect: 'breaks' },
  { name: 'malformedQuery', effect: 'breaks' },
  { name: 'lapsedList', effect: 'breaks' },
  { name: 'crossOriginNext', effect: 'breaks' },
  { name: 'status429', effect: 'rations' },
  { name: 'requestLimit', effect: 'rations' },
  { name: 'nearLimit', effect: 'rations' },
  { name: 'emptyPage', effect: 'empties' },
  { name: 'dropRows', effect: 'empties' },
  { name: 'hugeField', effect: 'spoils' },
  { name: 'duplicateRow', effect: 'repeats' },
  { name: 'unknownCode', effect: 'unknown-code' },
  { name: 'oldDate', effect: 'disturbs', streams: ['tenancies', 'people'] },
  { name: 'expiredSession', effect: 'disturbs' },
  { name: 'lateRow', effect: 'disturbs' },
];

/** What lasts until it is mended; everything else strikes one answer. */
const lasting: ReadonlySet<string> = new Set(['emptyPage', 'dropRows']);

interface Where {
  readonly object: SalesforceObject;
  /** Values that put a row into the stream. */
  readonly rows: Readonly<Record<string, SalesforceValue>>;
  readonly coded: string;
  readonly dated?: string;
  readonly change: (made: number) => Readonly<Record<string, SalesforceValue>>;
}

const streams: Readonly<Record<string, Where>> = {
  homes: {
    object: 'Property__c',
    rows: {},
    coded: 'Kind__c',
    change: (made) => ({ Street__c: `${made} New Row` }),
  },
  tenancies: {
    object: 'Tenancy__c',
    rows: {},
    coded: 'Type__c',
    dated: 'Start__c',
    change: (made) => ({ Name: `T-changed-${made}` }),
  },
  people: {
    object: 'Contact',
    rows: {},
    coded: 'Kind__c',
    dated: 'Birthdate',
    /* Not the name: tenancies tell it too, and the kit reads them before. */
    change: (made) => ({ Birthdate: `1950-01-${String(1 + (made % 28)).padStart(2, '0')}` }),
  },
  repairs: {
    object: 'Case',
    rows: { Type: 'Repair' },
    coded: 'Priority',
    change: (made) => ({ Subject: `Changed ${made}` }),
  },
  cases: {
    object: 'Case',
    rows: { Type: 'Complaint' },
    coded: 'Type',
    change: (made) => ({ Status: `Changed ${made}` }),
  },
  tasks: {
    object: 'Task',
    rows: { IsClosed: true },
    coded: 'TaskSubtype',
    change: (made) => ({ CompletedDateTime: new Date(Date.now() - made * DAY).toISOString() }),
  },
  visits: {
    object: 'Event',
    rows: { Type: 'Meeting' },
    coded: 'Type',
    change: (made) => ({ EndDateTime: new Date(Date.now() - (made + 100) * DAY).toISOString() }),
  },
};

/** The fields of the landlord's own objects, as its administrator would write them down. */
export const landlordMapping: ValueMapping = {
  ...salesforceDefaults,
  columns: {
    ...salesforceDefaults.columns,
    homes: {
      name: 'Name',
      propertyReference: 'Reference__c',
      uprn: 'UPRN__c',
      kind: 'Kind__c',
      addressLines: 'Street__c, Town__c',
      postalCode: 'Postcode__c',
      parent: 'Block__c',
      isActive: 'Active__c',
    },
    tenancies: {
      tenancyReference: 'Name',
      home: 'Property__c',
      type: 'Type__c',
      startDate: 'Start__c',
      endDate: 'End__c',
      parties: 'Tenant_1__c, Tenant_2__c',
    },
    people: { ...salesforceDefaults.columns?.['people'], kind: 'Kind__c', tenancies: 'Tenancy__c' },
    repairs: { ...salesforceDefaults.columns?.['repairs'], home: 'Property__c', isHazard: 'Damp__c' },
    cases: { ...salesforceDefaults.columns?.['cases'], tenancy: 'Tenancy__c', home: 'Property__c' },
  },
  codes: {
    ...salesforceDefaults.codes,
    'homes.kind': { Flat: 'dwelling', House: 'dwelling', Block: 'block' },
    'tenancies.type': { Secure: 'SEC', Assured: 'ASY', Introductory: 'INT' },
    'people.kind': { Tenant: 'tenant' },
  },
};

export const landlordConfiguration = (url: string): Readonly<Record<string, unknown>> => ({
  loginUrl: url,
  clientId: 'the-key-of-the-app',
  clientSecret: 'the-secret-of-the-app',
  homesObject: 'Property__c',
  tenanciesObject: 'Tenancy__c',
});

export const startLandlord = (homes: number, largestBatch: number): Promise<SalesforceSim> =>
  startSalesforceSim({
    port: 0,
    homes,
    seed: 5,
    largestBatch,
    clientId: 'the-key-of-the-app',
    clientSecret: 'the-secret-of-the-app',
  });

/** As the service would hand it in, with the landlord's mapping. */
export const landlordContext = (more: Partial<ConnectorContext> = {}): ConnectorContext => ({
  ...plainClient,
  sql: null,
  files: null,
  now: () => new Date(),
  mapping: landlordMapping,
  signal: new AbortController().signal,
  kept: new Map(),
  ...more,
});

/** Whether a row is one of the stream's records. */
function isOf(stream: string, row: SalesforceRow): boolean {
  if (row['IsDeleted'] === true) return false;
  if (stream === 'repairs') return row['Type'] === 'Repair';
  if (stream === 'cases') return row['Type'] !== 'Repair';
  if (stream === 'tasks') return row['IsClosed'] === true && row['TaskSubtype'] !== 'Task' && row['WhoId'] !== null;
  return stream !== 'visits' || String(row['EndDateTime']) <= new Date().toISOString();
}

/** Salesforce, simulated, with a landlord of 32 homes and answers of 15 rows. */
export async function startSalesforceSource(): Promise<ConformanceSource> {
  const sim = await startLandlord(32, 15);
  const { org } = sim;
  let made = 0;
  const at = (stream: string): Where => streams[stream]!;
  const rowsOf = (stream: string) => org.all(at(stream).object).filter((row) => isOf(stream, row));
  const someRow = (stream: string): SalesforceRow => {
    const rows = rowsOf(stream);
    return rows[(made * 7) % rows.length]!;
  };
  const touch = (stream: string, stamp?: string): string => {
    made++;
    const { Id } = someRow(stream);
    org.update(at(stream).object, Id, at(stream).change(made), stamp);
    return Id;
  };
  const add = (stream: string, stamp?: string): string => {
    made++;
    return org.create(at(stream).object, someRow(stream), stamp);
  };
  const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

  return {
    configuration: landlordConfiguration(sim.url),
    wrongCredentials: { ...landlordConfiguration(sim.url), clientSecret: 'another-secret' },
    ports: plainClient,
    mapping: landlordMapping,
    faults,
    keys: async (stream) => rowsOf(stream).map(({ Id }) => Id),
    change: async (stream) => touch(stream),
    add: async (stream) => add(stream),
    remove: async (stream) => {
      made++;
      const { Id } = someRow(stream);
      org.delete(at(stream).object, Id);
      return Id;
    },
    strike: async (fault, stream) => {
      const { object, rows, coded, dated } = at(stream);
      if (fault === 'lateRow') {
        org.hide(add(stream, minutesAgo(5)));
        touch(stream, minutesAgo(0));
        return;
      }
      const field = fault === 'oldDate' ? (dated ?? coded) : coded;
      const options: SalesforceFaultOptions = { field, where: rows, ...(lasting.has(fault) ? {} : { times: 1 }) };
      sim.faults.set(fault as SalesforceFault, object, options);
    },
    mend: async () => {
      sim.faults.clear();
      org.revealAll();
    },
    tie: async (stream) => {
      const stamp = minutesAgo(1);
      for (let more = 0; more < 40; more++) add(stream, stamp);
      for (const { Id } of rowsOf(stream)) org.update(at(stream).object, Id, {}, stamp);
    },
    changeDatedAhead: async (stream) => touch(stream, new Date(Date.now() + 365 * DAY).toISOString()),
    merge: async (stream) => {
      if (stream !== 'people') return null;
      const [into, , from] = rowsOf(stream);
      org.merge('Contact', from!.Id, into!.Id);
      return { from: from!.Id, into: into!.Id };
    },
    close: () => sim.close(),
  };
}
