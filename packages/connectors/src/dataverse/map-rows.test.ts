import { describe, expect, it } from '@jest/globals';

import { collect, only } from '../../test/page-server.js';
import { dataverseConfig, json, mappingWith, org, WebApi } from '../../test/web-api.js';
import type { ValueMapping } from '../contract.js';

import { dataverse } from './dataverse.js';

const LABEL = '@OData.Community.Display.V1.FormattedValue';
const TABLE = '@Microsoft.Dynamics.CRM.lookuplogicalname';

async function told(stream: string, row: object, mapping?: ValueMapping, more: object = {}) {
  const web = new WebApi(
    ({ url }) => (url.includes('Entity') ? undefined : json({ value: [row], '@odata.deltaLink': `${org}/x` })),
    mapping,
  );
  const config = dataverseConfig({ interactionsTable: 'hsg_log', ...more });
  return collect(dataverse.read(config, stream, undefined, web.context));
}
const recordOf = async (...asked: Parameters<typeof told>) => only(await told(...asked), 'RECORD')[0]?.record;
const problemOf = async (...asked: Parameters<typeof told>) => only(await told(...asked), 'PROBLEM')[0];
const unknownOf = async (...asked: Parameters<typeof told>) =>
  only(await told(...asked), 'UNKNOWN_CODE').map(({ field, value }) => `${field}=${value}`);

describe('a contact', () => {
  it('is a person; of its lookups only those to a tenancy count, each once', async () => {
    const mapping = mappingWith(
      {
        people: {
          title: 'hsg_title',
          givenName: 'firstname',
          familyName: 'lastname',
          dateOfBirth: 'birthdate',
          kind: 'customertypecode',
          tenancies: '_parentcustomerid_value, _hsg_first_value,_hsg_second_value',
        },
      },
      { 'people.kind': { '100': 'tenant' } },
    );
    const row = {
      contactid: 'p',
      hsg_title: 3,
      [`hsg_title${LABEL}`]: 'Dr',
      firstname: ' Ana ',
      lastname: 'Sample',
      birthdate: '01/02/1950',
      customertypecode: 100,
      _parentcustomerid_value: 'organisation',
      [`_parentcustomerid_value${TABLE}`]: 'contact',
      _hsg_first_value: 't1',
      [`_hsg_first_value${TABLE}`]: 'account',
      _hsg_second_value: 't1',
    };
    expect(await recordOf('people', row, mapping)).toEqual({
      entity: 'person',
      reference: { id: 'p', allocatedBy: 'dataverse/person' },
      otherReferences: [],
      fullName: 'Dr Ana Sample',
      title: 'Dr',
      givenName: 'Ana',
      familyName: 'Sample',
      dateOfBirth: '1950-02-01',
      dateOfDeath: null,
      kinds: ['tenant'],
      tenancyReferences: [{ id: 't1', allocatedBy: 'dataverse/tenancy' }],
    });
  });

  it('without a name is held, and so is one whose name is no text', async () => {
    expect(await problemOf('people', { contactid: 'p', birthdate: '2000-01-01' })).toMatchObject({
      key: 'p',
      code: 'bad-record',
    });
    const held = await problemOf('people', { contactid: 'p', lastname: { deep: 'canary' }, visa: 'canary' });
    expect(held).toMatchObject({ key: 'p', code: 'bad-record' });
    expect(JSON.stringify(held)).not.toContain('canary');
    expect(await problemOf('people', { lastname: 'Nobody' })).toMatchObject({ key: null });
    expect(await problemOf('people', 7 as never)).toMatchObject({ key: null, code: 'bad-record' });
  });

  it('that is a duplicate is merged into its master, unless it names none or itself', async () => {
    const row = { contactid: 'p', lastname: 'Sample', merged: true };
    expect(await told('people', { ...row, _masterid_value: 'q' })).toContainEqual({
      type: 'MERGE',
      stream: 'people',
      from: ['p'],
      into: 'q',
    });
    for (const _masterid_value of [null, 'p', undefined]) {
      expect(await recordOf('people', { ...row, _masterid_value })).toMatchObject({ reference: { id: 'p' } });
    }
    const apart = { ...row, merged: false, _masterid_value: 'q' };
    expect(await recordOf('people', apart)).toMatchObject({ reference: { id: 'p' } });
  });

  it('has a kind nobody has told us about', async () => {
    const row = { contactid: 'p', lastname: 'S', customertypecode: 9, [`customertypecode${LABEL}`]: 'Neighbour' };
    expect(await recordOf('people', row)).toMatchObject({ kinds: ['unknown'] });
    expect(await unknownOf('people', row)).toEqual(['kind=Neighbour']);
    expect(await recordOf('people', { ...row, customertypecode: null })).toMatchObject({ kinds: [] });
  });
});

describe('a home', () => {
  const mapping = mappingWith(
    {
      homes: { uprn: 'hsg_uprn', kind: 'hsg_kind', parent: '_hsg_parent_value', state: 'statecode', line1: 'hsg_line' },
    },
    { 'homes.kind': { Flat: 'dwelling' } },
  );
  const own = { homesTable: 'hsg_home' };
  const row = { hsg_homeid: 'h', hsg_kind: 5, [`hsg_kind${LABEL}`]: 'Flat' };

  it.each([
    ['000010000123', '10000123'],
    [10000123, '10000123'],
    ['10,000,123.00', '10000123'],
    ['0', null],
    ['none', null],
    ['1234567890123', null],
    [null, null],
  ])('with the UPRN %p is known by %p', async (hsg_uprn, uprn) => {
    const references = uprn === null ? [] : [{ id: uprn, allocatedBy: 'uprn' }];
    expect(await recordOf('homes', { ...row, hsg_uprn }, mapping, own)).toMatchObject({ otherReferences: references });
  });

  it('has its kind by label, its scheme by the landlord’s word, and is never its own parent', async () => {
    const schemes = { ...mapping, schemes: { Flat: 'refuge' } } as const;
    const found = await recordOf('homes', { ...row, _hsg_parent_value: 'h', statecode: 1 }, schemes, own);
    expect(found).toMatchObject({
      kind: 'dwelling',
      kindSource: 'Flat',
      scheme: 'refuge',
      parentReference: null,
      isActive: false,
    });
    expect(await unknownOf('homes', { ...row, [`hsg_kind${LABEL}`]: 'Boat' }, mapping, own)).toEqual(['kind=Boat']);
  });
});

describe('an account', () => {
  const mapping = mappingWith({
    tenancies: {
      home: '_hsg_home_value',
      type: 'hsg_type',
      endDate: 'hsg_end',
      parties: '_a_value,_b_value',
      state: 'statecode',
    },
  });

  it('is a tenancy; its parties are people, by their ids', async () => {
    const row = {
      accountid: 't',
      _a_value: 'p',
      [`_a_value${TABLE}`]: 'contact',
      _b_value: 'x',
      [`_b_value${TABLE}`]: 'account',
    };
    expect(await recordOf('tenancies', row, mapping)).toMatchObject({
      members: [{ reference: { id: 'p', allocatedBy: 'dataverse/person' }, isResponsible: true }],
    });
  });

  it.each([
    [null, 0, true],
    ['1900-01-01T00:00:00Z', 0, true],
    ['rubbish', 0, true],
    ['2026-11-24', 0, false],
    ['2027-01-01', 0, true],
    ['2027-01-01', 1, false],
  ])('that ends %p in state %p is active: %p', async (hsg_end, statecode, isActive) => {
    expect(await recordOf('tenancies', { accountid: 't', hsg_end, statecode }, mapping)).toMatchObject({ isActive });
  });

  it('keeps a type that nobody has matched', async () => {
    const row = { accountid: 't', hsg_type: 4, [`hsg_type${LABEL}`]: 'Licence' };
    expect(await recordOf('tenancies', row, mapping)).toMatchObject({ typeCode: '4', typeSource: 'Licence' });
    expect(await unknownOf('tenancies', row, mapping)).toEqual(['type=Licence']);
    const matched = { ...mapping, codes: { 'tenancies.type': { Licence: 'LTA' } } };
    expect(await recordOf('tenancies', row, matched)).toMatchObject({ typeCode: 'LTA', typeSource: 'Licence' });
  });
});

describe('an incident', () => {
  const codes = { 'repairs.caseType': { '10': 'repair' } };
  const mapping = mappingWith({}, codes);
  const row = { incidentid: 'i', title: 'Mould', casetypecode: 10, prioritycode: 1, statuscode: 1, statecode: 0 };

  it('is a repair or a case, never both, and one that changed its type leaves the other', async () => {
    expect(await recordOf('repairs', row, mapping)).toMatchObject({
      priorityCode: '3',
      phase: 'in-progress',
      isEmergency: false,
      isHazard: true,
    });
    expect(await told('cases', row, mapping)).toContainEqual({ type: 'DELETE', stream: 'cases', key: 'i' });
    const complaint = { ...row, casetypecode: 11, [`casetypecode${LABEL}`]: 'Complaint' };
    expect(await told('repairs', complaint, mapping)).toContainEqual({ type: 'DELETE', stream: 'repairs', key: 'i' });
    expect(await recordOf('cases', complaint, mapping)).toMatchObject({ kind: 'complaint', isOpen: true });
    /* Until the landlord says which types are repairs, none is taken for one. */
    expect(await recordOf('repairs', row)).toBeUndefined();
  });

  it('in a table of repairs alone needs no type', async () => {
    const own = mappingWith({ repairs: { description: 'hsg_text', phase: 'statuscode', isEmergency: 'hsg_now' } });
    const more = { repairsTable: 'hsg_repair' };
    const repair = { hsg_repairid: 'r', hsg_text: 'New dampers and mouldings', statuscode: 77, hsg_now: true };
    expect(await recordOf('repairs', repair, own, more)).toMatchObject({
      phase: 'unknown',
      statusSource: '77',
      isEmergency: true,
      isHazard: false,
    });
    expect(await unknownOf('repairs', repair, own, more)).toEqual(['phase=77']);
  });

  it('without a type is held; with a strange one it is another case; what cannot be read is open', async () => {
    expect(await problemOf('cases', { incidentid: 'i' })).toMatchObject({ key: 'i', code: 'bad-record' });
    const strange = { incidentid: 'i', casetypecode: 99, statecode: null };
    expect(await recordOf('cases', strange)).toMatchObject({ kind: 'other', kindSource: '99', isOpen: true });
    expect(await unknownOf('cases', strange)).toEqual(['kind=99']);
  });

  it.each([
    ['contact', 'dataverse/person'],
    ['account', 'dataverse/tenancy'],
    ['systemuser', null],
  ])('about a %s is related to %p', async (table, allocatedBy) => {
    const about = { ...row, casetypecode: 11, _customerid_value: 'x', [`_customerid_value${TABLE}`]: table };
    const relatedTo = allocatedBy === null ? [] : [{ id: 'x', allocatedBy }];
    expect(await recordOf('cases', about, mapping)).toMatchObject({ relatedTo });
  });
});

describe('an activity', () => {
  const call = {
    activityid: 'a',
    statecode: 1,
    directioncode: false,
    actualend: null,
    createdon: '2026-06-01T08:00:00Z',
    _regardingobjectid_value: 'x',
  };

  it.each([
    ['contact', 'personReference'],
    ['account', 'tenancyReference'],
    ['incident', 'repairReference'],
    ['msdyn_functionallocation', 'homeReference'],
    ['lead', null],
  ])('that regards a %s is a contact of its %s', async (table, field) => {
    const record = await recordOf('phoneCalls', { ...call, [`_regardingobjectid_value${TABLE}`]: table });
    expect(record).toMatchObject({ kind: 'phone-call', direction: 'inbound', occurredAt: '2026-06-01T08:00:00.000Z' });
    const named = Object.entries(record ?? {}).filter(([name, value]) => /^(p|t|r|h)\w+Reference$/.test(name) && value);
    expect(named.map(([name]) => name)).toEqual(field === null ? [] : [field]);
  });

  it.each([0, 2, 3])('in state %i has not taken place', async (statecode) => {
    expect(await told('visits', { ...call, statecode })).toContainEqual({ type: 'DELETE', stream: 'visits', key: 'a' });
  });

  it('in a state nobody knows is told all the same', async () => {
    expect(await recordOf('visits', { ...call, statecode: 8 })).toMatchObject({ kind: 'visit', direction: 'unknown' });
    expect(await unknownOf('visits', { ...call, statecode: 8 })).toEqual(['state=8']);
  });

  it('that does not say when it was is held', async () => {
    expect(await problemOf('emails', { ...call, createdon: 'soon' })).toMatchObject({ key: 'a', code: 'bad-record' });
  });

  it('of the landlord’s own kind is what the landlord says', async () => {
    const mapping = mappingWith(
      { interactions: { kind: 'hsg_how', occurredAt: 'createdon', regarding: '_hsg_who_value' } },
      { 'interactions.kind': { '1': 'letter', '2': 'a visit' } },
    );
    const log = { hsg_logid: 'l', hsg_how: 1, createdon: '2026-06-01T08:00:00Z' };
    expect(await recordOf('interactions', log, mapping)).toMatchObject({ kind: 'letter', kindSource: '1' });
    expect(await recordOf('interactions', { ...log, hsg_how: 2 }, mapping)).toMatchObject({ kind: 'unknown' });
  });
});
