import { type DataverseFault, startDataverseSim, type Weakness } from '../../../tools/housing-sim/src/index.js';
import type { ConformanceSource, Fault } from '../src/conformance/conformance-source.js';
import type { ValueMapping } from '../src/contract.js';
import { dataverseDefaults } from '../src/dataverse/defaults.js';

import { plainClient } from './plain-client.js';

/** Every stream is read by the same code, so what strikes an answer as a whole strikes a few of them. */
const some = ['homes', 'people', 'repairs'];

const faults: readonly (Fault & { readonly name: DataverseFault })[] = [
  { name: 'malformedJson', streams: some, effect: 'breaks' },
  { name: 'htmlWith200', streams: some, effect: 'breaks' },
  { name: 'truncatedBody', streams: some, effect: 'breaks' },
  { name: 'status500', streams: some, effect: 'breaks' },
  { name: 'crossOriginLink', effect: 'breaks' },
  { name: 'status429', effect: 'rations' },
  { name: 'status429UntilDate', streams: some, effect: 'rations' },
  { name: 'emptyPage', effect: 'empties' },
  { name: 'dropRows', effect: 'empties' },
  { name: 'hugeField', effect: 'spoils' },
  { name: 'duplicateRows', effect: 'repeats' },
  { name: 'unknownCode', effect: 'unknown-code' },
  { name: 'oldDate', effect: 'disturbs' },
  { name: 'tokenWithdrawn', streams: some, effect: 'disturbs' },
  { name: 'unseenDelete', streams: some, effect: 'disturbs' },
];

/** How the simulated landlord keeps its homes, tenancies and interactions in columns of its own. */
export const sampleMapping: ValueMapping = {
  ...dataverseDefaults,
  schemes: { 'Sheltered scheme': 'sheltered' },
  columns: {
    ...dataverseDefaults.columns,
    homes: {
      propertyReference: 'hsg_name',
      uprn: 'hsg_uprn',
      kind: 'hsg_kind',
      line1: 'hsg_street',
      line2: 'hsg_town',
      postalCode: 'hsg_postcode',
      parent: '_hsg_parent_value',
      state: 'statecode',
      updatedAt: 'modifiedon',
    },
    tenancies: {
      ...dataverseDefaults.columns?.['tenancies'],
      home: '_hsg_home_value',
      type: 'hsg_tenuretype',
      startDate: 'hsg_startdate',
      endDate: 'hsg_enddate',
      isMutualExchange: 'hsg_mutualexchange',
      parties: '_primarycontactid_value, _hsg_secondtenant_value',
    },
    people: {
      ...dataverseDefaults.columns?.['people'],
      dateOfDeath: 'hsg_diedon',
      personReference: 'hsg_personnumber',
    },
    repairs: {
      ...dataverseDefaults.columns?.['repairs'],
      home: '_hsg_home_value',
      contractor: 'hsg_contractor',
      raisedAt: 'hsg_reportedat',
    },
    interactions: {
      kind: 'hsg_channel',
      direction: 'hsg_way',
      occurredAt: 'createdon',
      regarding: '_hsg_contact_value,_hsg_tenancy_value',
      updatedAt: 'modifiedon',
    },
  },
  codes: {
    ...dataverseDefaults.codes,
    'homes.kind': { '100000000': 'dwelling', '100000001': 'block', '100000002': 'dwelling' },
    'tenancies.type': { Secure: 'SEC', Introductory: 'INT', Leasehold: 'LEA' },
    'people.kind': { Tenant: 'tenant', Leaseholder: 'leaseholder', 'Lives there': 'household-member' },
    'repairs.caseType': { '10': 'repair' },
    'interactions.kind': { Phone: 'phone-call', 'At the office': 'visit', Text: 'text-message' },
    'interactions.direction': { '1': 'inbound', '2': 'outbound' },
  },
};

interface Kept {
  readonly table: string;
  readonly weakness: Weakness;
  /** Which rows of the table are records of the stream. */
  readonly isOurs?: (row: Readonly<Record<string, unknown>>) => boolean;
  readonly change: (made: number) => Readonly<Record<string, string | number>>;
  readonly canMerge?: boolean;
}

const isDone = (row: Readonly<Record<string, unknown>>) => row['statecode'] === 1;
const isAlive = (row: Readonly<Record<string, unknown>>) => row['merged'] !== true;
const at = (made: number) => `2026-10-01T08:00:${String(made % 60).padStart(2, '0')}Z`;
const activity = (table: string, code: string): Kept => ({
  table,
  weakness: { text: 'actualend', code, date: 'actualend', where: { statecode: 1 } },
  isOurs: isDone,
  change: (made) => ({ actualend: at(made) }),
});

const streams: Readonly<Record<string, Kept>> = {
  homes: {
    table: 'hsg_home',
    weakness: { text: 'hsg_street', code: 'hsg_kind', date: 'modifiedon' },
    change: (made) => ({ hsg_street: `${made} New Row` }),
  },
  tenancies: {
    table: 'account',
    weakness: { text: 'accountnumber', code: 'hsg_tenuretype', date: 'hsg_startdate' },
    isOurs: isAlive,
    change: (made) => ({ accountnumber: `N${made}` }),
    canMerge: true,
  },
  people: {
    table: 'contact',
    weakness: { text: 'lastname', code: 'customertypecode', date: 'birthdate' },
    isOurs: isAlive,
    change: (made) => ({ lastname: `Renamed ${made}`, fullname: `Renamed ${made}` }),
    canMerge: true,
  },
  repairs: {
    table: 'incident',
    weakness: { text: 'title', code: 'statuscode', date: 'hsg_reportedat', where: { casetypecode: 10 } },
    isOurs: (row) => isAlive(row) && row['casetypecode'] === 10,
    change: (made) => ({ title: `Tap drips again ${made}` }),
    canMerge: true,
  },
  cases: {
    table: 'incident',
    weakness: { text: 'createdon', code: 'casetypecode', date: 'createdon', where: { casetypecode: 11 } },
    isOurs: (row) => isAlive(row) && row['casetypecode'] !== 10,
    change: (made) => ({ createdon: at(made) }),
    canMerge: true,
  },
  phoneCalls: activity('phonecall', 'directioncode'),
  emails: activity('email', 'directioncode'),
  visits: activity('appointment', 'statecode'),
  interactions: {
    table: 'hsg_interaction',
    weakness: { text: 'createdon', code: 'hsg_channel', date: 'modifiedon' },
    change: (made) => ({ createdon: at(made) }),
  },
};

/** An environment of Dynamics 365, simulated. */
export async function startSampleDataverse() {
  const clientSecret = 'the-secret-of-the-application';
  const sim = await startDataverseSim({
    port: 0,
    seed: 11,
    size: { homes: 40, people: 50, repairs: 30, cases: 24, contacts: 24 },
    clientId: 'application-1',
    clientSecret,
    today: '2026-11-25',
  });
  const configuration = {
    environmentUrl: sim.url,
    signInUrl: sim.url,
    directoryId: 'directory-1',
    clientId: 'application-1',
    clientSecret,
    homesTable: 'hsg_home',
    interactionsTable: 'hsg_interaction',
    raiseCustomer: String(sim.landlord.table('account').all()[0]?.['accountid']),
    raiseHomeLookup: 'hsg_Home',
    raiseCaseType: 10,
    pageSize: 15,
  };
  return { sim, configuration };
}

export async function startDataverseSource(): Promise<ConformanceSource> {
  const { sim, configuration } = await startSampleDataverse();
  let made = 0;
  const of = (stream: string) => streams[stream]!;
  const table = (stream: string) => sim.landlord.table(of(stream).table);
  const rows = (stream: string) =>
    table(stream)
      .all()
      .filter(of(stream).isOurs ?? (() => true));
  const idOf = (stream: string, row: Readonly<Record<string, unknown>>) =>
    String(row[table(stream).definition.idColumn]);
  const someRow = (stream: string) => {
    const all = rows(stream);
    return all[(++made * 7) % all.length]!;
  };

  return {
    configuration,
    wrongCredentials: { ...configuration, clientSecret: 'another-secret' },
    ports: plainClient,
    mapping: sampleMapping,
    faults,
    keys: async (stream) => rows(stream).map((row) => idOf(stream, row)),
    change: async (stream) => {
      const id = idOf(stream, someRow(stream));
      table(stream).put(id, of(stream).change(made));
      return id;
    },
    add: async (stream) => {
      const id = sim.landlord.newId();
      table(stream).put(id, someRow(stream));
      return id;
    },
    remove: async (stream) => {
      const id = idOf(stream, someRow(stream));
      table(stream).delete(id);
      return id;
    },
    strike: async (fault, stream) => sim.strike(of(stream).table, fault as DataverseFault, of(stream).weakness),
    mend: async () => sim.mend(),
    expire: async () => sim.expireLinks(),
    setWallClock: async (wall) => {
      const id = idOf('repairs', someRow('repairs'));
      table('repairs').put(id, { hsg_reportedat: wall });
      return { stream: 'repairs', key: id, field: 'raisedAt', zone: 'Europe/London' };
    },
    merge: async (stream) => {
      if (of(stream).canMerge !== true) return null;
      const [from, into] = rows(stream).map((row) => idOf(stream, row));
      const master = { table: of(stream).table, id: into! };
      table(stream).put(from!, { merged: true, statecode: 1, _masterid_value: master });
      return { from: from!, into: into! };
    },
    deliver: async (secret) => {
      const id = idOf('people', someRow('people'));
      const told = { MessageName: 'Update', PrimaryEntityName: 'contact', PrimaryEntityId: id };
      const headers = { 'x-doorstep-key': secret, 'x-ms-dynamics-entity-name': 'contact' };
      return { delivery: { rawBody: Buffer.from(JSON.stringify(told)), headers }, stream: 'people', key: id };
    },
    close: () => sim.close(),
  };
}
