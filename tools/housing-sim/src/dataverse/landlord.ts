import { Dice } from '../landlord/dice.js';

import { type Lookup, type Row, Table, type TableDefinition, Versions } from './table.js';

const kept = ['createdon', 'modifiedon', 'statecode', 'statuscode'] as const;
const merged = ['merged', '_masterid_value'] as const;

/** Standard tables of Dynamics 365, and two of the landlord's own (`hsg_`). Of each, the columns that somebody may ask for. */
const definitions: readonly TableDefinition[] = [
  {
    logicalName: 'hsg_home',
    entitySet: 'hsg_homes',
    idColumn: 'hsg_homeid',
    nameColumn: 'hsg_name',
    columns: [
      'hsg_name',
      'hsg_uprn',
      'hsg_kind',
      'hsg_street',
      'hsg_town',
      'hsg_postcode',
      '_hsg_parent_value',
      ...kept,
    ],
    labels: { hsg_kind: { '100000000': 'Dwelling', '100000001': 'Block', '100000002': 'Sheltered scheme' } },
  },
  {
    logicalName: 'account',
    entitySet: 'accounts',
    idColumn: 'accountid',
    nameColumn: 'name',
    columns: [
      'name',
      'accountnumber',
      'creditonhold',
      'hsg_startdate',
      'hsg_enddate',
      'hsg_tenuretype',
      'hsg_mutualexchange',
      '_hsg_home_value',
      '_primarycontactid_value',
      '_hsg_secondtenant_value',
      ...merged,
      ...kept,
    ],
    labels: { hsg_tenuretype: { '1': 'Secure', '2': 'Introductory', '3': 'Leasehold' } },
  },
  {
    logicalName: 'contact',
    entitySet: 'contacts',
    idColumn: 'contactid',
    nameColumn: 'fullname',
    columns: [
      'fullname',
      'salutation',
      'firstname',
      'middlename',
      'lastname',
      'birthdate',
      'customertypecode',
      'hsg_diedon',
      'hsg_ninumber',
      'hsg_personnumber',
      'telephone1',
      '_parentcustomerid_value',
      ...merged,
      ...kept,
    ],
    labels: { customertypecode: { '1': 'Default Value', '100': 'Tenant', '101': 'Leaseholder', '102': 'Lives there' } },
  },
  {
    logicalName: 'incident',
    entitySet: 'incidents',
    idColumn: 'incidentid',
    nameColumn: 'title',
    columns: [
      'title',
      'ticketnumber',
      'description',
      'casetypecode',
      'prioritycode',
      'hsg_reportedat',
      'hsg_contractor',
      '_customerid_value',
      '_hsg_home_value',
      ...merged,
      ...kept,
    ],
    labels: {
      casetypecode: { '10': 'Repair', '11': 'Complaint', '12': 'Anti-social behaviour', '13': 'Question' },
      prioritycode: { '1': 'High', '2': 'Normal', '3': 'Low' },
      statecode: { '0': 'Active', '1': 'Resolved', '2': 'Cancelled' },
      statuscode: {
        '1': 'In Progress',
        '2': 'On Hold',
        '3': 'Waiting for Details',
        '4': 'Researching',
        '5': 'Problem Solved',
        '6': 'Cancelled',
        '1000': 'Information Provided',
        '2000': 'Merged',
      },
    },
  },
  ...(['phonecall', 'email', 'appointment', 'task'] as const).map((logicalName): TableDefinition => ({
    logicalName,
    entitySet: `${logicalName}s`,
    idColumn: 'activityid',
    nameColumn: 'subject',
    columns: [
      'subject',
      'description',
      'actualend',
      'scheduledstart',
      '_regardingobjectid_value',
      ...(logicalName === 'phonecall' || logicalName === 'email' ? ['directioncode'] : []),
      ...kept,
    ],
    labels: {
      statecode: { '0': 'Open', '1': 'Completed', '2': 'Cancelled', '3': 'Scheduled' },
      directioncode: { true: 'Outgoing', false: 'Incoming' },
    },
  })),
  {
    logicalName: 'hsg_interaction',
    entitySet: 'hsg_interactionses',
    idColumn: 'hsg_interactionid',
    nameColumn: 'hsg_name',
    columns: ['hsg_name', 'hsg_channel', 'hsg_way', '_hsg_contact_value', '_hsg_tenancy_value', ...kept],
    labels: {
      hsg_channel: { '100000000': 'Phone', '100000001': 'At the office', '100000002': 'Text' },
      hsg_way: { '1': 'From the tenant', '2': 'To the tenant' },
    },
  },
  {
    logicalName: 'annotation',
    entitySet: 'annotations',
    idColumn: 'annotationid',
    nameColumn: 'subject',
    columns: ['subject', 'notetext', '_objectid_value', 'createdon', 'modifiedon'],
  },
];

/** How many rows there are of each kind. */
export interface DataverseSize {
  readonly homes: number;
  readonly people: number;
  readonly repairs: number;
  readonly cases: number;
  /** Of each kind of contact, those that took place. */
  readonly contacts: number;
}

/** A landlord that keeps its homes in a Dynamics 365 environment: every table by its logical name. */
export interface DataverseLandlord {
  readonly versions: Versions;
  table(logicalName: string): Table;
  tables(): readonly Table[];
  /** An id that nobody has yet. */
  newId(): string;
}

/** `today` is `YYYY-MM-DD`. The same seed gives the same landlord. */
export function generateDataverse(size: DataverseSize, seed: number, today: string): DataverseLandlord {
  const dice = new Dice(seed, 'dataverse');
  const versions = new Versions();
  const tables = new Map(definitions.map((one) => [one.logicalName, new Table(one, versions)]));
  const table = (logicalName: string): Table => {
    const found = tables.get(logicalName);
    if (found === undefined) throw new RangeError(`There is no table ${logicalName}.`);
    return found;
  };
  const landlord: DataverseLandlord = {
    versions,
    table,
    tables: () => [...tables.values()],
    newId: () => dice.uuid(),
  };
  const midday = Date.parse(`${today}T12:00:00Z`);
  const daysAgo = (days: number) => new Date(midday - days * 86_400_000).toISOString().replace('.000Z', 'Z');
  const add = (logicalName: string, row: Row, days: number): Lookup => {
    const id = dice.uuid();
    table(logicalName).put(id, {
      createdon: daysAgo(days),
      modifiedon: daysAgo(days),
      statecode: 0,
      statuscode: 1,
      ...row,
    });
    return { table: logicalName, id };
  };
  const { faker } = dice;
  const block = add(
    'hsg_home',
    { hsg_name: 'B-0001', hsg_kind: 100000001, hsg_street: faker.location.street(), hsg_town: faker.location.city() },
    4000,
  );
  const people: Lookup[] = [];
  for (let n = 1; n <= size.homes; n++) {
    const home = add(
      'hsg_home',
      {
        hsg_name: `H-${String(n).padStart(5, '0')}`,
        hsg_uprn: `0000${10_000_000 + n}`,
        hsg_kind: n % 9 === 0 ? 100000002 : 100000000,
        hsg_street: `${n} ${faker.location.street()}`,
        hsg_town: faker.location.city(),
        hsg_postcode: faker.location.zipCode(),
        _hsg_parent_value: n % 3 === 0 ? block : null,
      },
      3000,
    );
    const account: Row = {
      name: `Tenancy ${n}`,
      accountnumber: `T${String(n).padStart(6, '0')}`,
      creditonhold: false,
      hsg_startdate: daysAgo(400 + n).slice(0, 10),
      hsg_enddate: n % 11 === 0 ? daysAgo(n).slice(0, 10) : null,
      hsg_tenuretype: 1 + (n % 3),
      hsg_mutualexchange: n % 7 === 0,
      _hsg_home_value: home,
      merged: false,
    };
    const tenancy = add('account', account, 400 + n);
    const share = Math.floor((n * size.people) / size.homes) - people.length;
    const mine: Lookup[] = [];
    for (let more = 0; more < share; more++) mine.push(addPerson(tenancy, people.length + more + 1));
    people.push(...mine);
    const [first = null, second = null] = mine;
    table('account').put(tenancy.id, { _primarycontactid_value: first, _hsg_secondtenant_value: second });
    if (n <= size.repairs) addCase(n, { casetypecode: 10, _hsg_home_value: home, _customerid_value: tenancy });
  }

  function addPerson(tenancy: Lookup, n: number): Lookup {
    const [firstname, lastname] = [faker.person.firstName(), faker.person.lastName()];
    return add(
      'contact',
      {
        salutation: faker.helpers.arrayElement(['Ms', 'Mr', 'Mx']),
        firstname,
        lastname,
        fullname: `${firstname} ${lastname}`,
        birthdate: daysAgo(7000 + n * 97).slice(0, 10),
        customertypecode: 100 + (n % 3),
        hsg_personnumber: `P${n}`,
        hsg_ninumber: 'not for anybody',
        telephone1: faker.phone.number(),
        _parentcustomerid_value: tenancy,
        merged: false,
      },
      350,
    );
  }

  function addCase(n: number, row: Row): void {
    const isOver = n % 4 === 0;
    add(
      'incident',
      {
        title: n % 5 === 0 ? 'Mould in the bathroom' : 'Tap drips',
        ticketnumber: `CAS-${String(n).padStart(5, '0')}-${dice.uuid().slice(0, 6).toUpperCase()}`,
        description: 'Told on the phone.',
        prioritycode: 1 + (n % 3),
        hsg_reportedat: `${daysAgo(n).slice(0, 10)}T09:15:00`,
        hsg_contractor: 'Own team',
        merged: false,
        statecode: isOver ? 1 : 0,
        statuscode: isOver ? 5 : 1 + (n % 3),
        ...row,
      },
      n,
    );
  }

  const somebody = (n: number): Lookup => people[(n * 7) % people.length]!;
  for (let n = 1; n <= size.cases; n++)
    addCase(size.homes + n, {
      casetypecode: 11 + (n % 2),
      _customerid_value: somebody(n),
      title: 'Nobody called back',
    });
  for (let n = 1; n <= size.contacts; n++) {
    const done: Row = {
      statecode: 1,
      _regardingobjectid_value: somebody(n),
      actualend: daysAgo(n),
      subject: 'About the home',
    };
    add('phonecall', { ...done, directioncode: n % 2 === 0 }, n);
    add('email', { ...done, directioncode: n % 3 === 0 }, n);
    add('appointment', { ...done, scheduledstart: daysAgo(n) }, n + 3);
    add(
      'hsg_interaction',
      { hsg_channel: 100000000 + (n % 3), hsg_way: 1 + (n % 2), _hsg_contact_value: somebody(n) },
      n,
    );
    if (n % 5 > 0) continue;
    /* What is planned has not taken place, and may never. */
    add('phonecall', { ...done, statecode: 0, actualend: null, directioncode: true }, n);
    add('appointment', { ...done, statecode: n % 2 === 0 ? 2 : 3, actualend: null, scheduledstart: daysAgo(-n) }, n);
  }
  return landlord;
}
