import { describe, expect, it } from '@jest/globals';

import { landlordConfiguration, landlordContext, landlordMapping } from '../../test/salesforce-source.js';
import type { Message, ValueMapping } from '../contract.js';

import { configure, type StreamName } from './configuration.js';
import { streamOf } from './streams.js';

const config = configure(landlordConfiguration('https://sample.my.salesforce.com'));
const now = () => new Date('2026-11-25T12:00:00Z');
const Id = '003Q00000000001AAA';

function translate(
  name: StreamName,
  row: unknown,
  mapping: ValueMapping = landlordMapping,
): Promise<readonly Message[]> {
  return streamOf(name, config, landlordContext({ now, mapping })).translate([row]);
}

async function recordOf(name: StreamName, row: object, mapping?: ValueMapping) {
  const messages = await translate(name, { Id, IsDeleted: false, ...row }, mapping);
  const message = messages.find((one) => one.type === 'RECORD');
  if (message?.type !== 'RECORD') throw new Error('no record');
  return message.record;
}

const unknownCodes = (messages: readonly Message[]) =>
  messages.flatMap((message) => (message.type === 'UNKNOWN_CODE' ? [`${message.field}=${message.value}`] : []));

describe('a home', () => {
  it('is mapped whole', async () => {
    const row = {
      Name: 'Alder House 3',
      Reference__c: '00023400',
      UPRN__c: '000010008289',
      Kind__c: 'Flat',
      Street__c: 'Flat 3\r\n\r\n Alder House ',
      Town__c: 'Sampleton',
      Postcode__c: 'ZZ1 1ZZ',
      Block__c: 'a00Q00000000009AAA',
      Active__c: false,
    };
    expect(await recordOf('homes', row)).toEqual({
      entity: 'home',
      reference: { id: Id, allocatedBy: 'salesforce/home' },
      otherReferences: [
        { id: '00023400', allocatedBy: 'salesforce/property' },
        { id: '10008289', allocatedBy: 'uprn' },
      ],
      kind: 'dwelling',
      kindSource: 'Flat',
      scheme: 'general',
      addressLines: ['Flat 3', 'Alder House', 'Sampleton'],
      postalCode: 'ZZ1 1ZZ',
      parentReference: { id: 'a00Q00000000009AAA', allocatedBy: 'salesforce/home' },
      isActive: false,
    });
  });

  it('needs nothing but an id, and is never its own parent', async () => {
    expect(await recordOf('homes', { Name: 'Alder House', Block__c: Id })).toMatchObject({
      addressLines: ['Alder House'],
      parentReference: null,
      isActive: true,
      kind: 'unknown',
    });
  });

  it.each([
    ['10008289.0', '10008289'],
    ['10,008,289', '10008289'],
    ['0', null],
    ['1234567890123', null],
    ['n/a', null],
  ])('with the UPRN %s is known by %s', async (uprn, digits) => {
    expect(await recordOf('homes', { UPRN__c: uprn })).toMatchObject({
      otherReferences: digits === null ? [] : [{ id: digits, allocatedBy: 'uprn' }],
    });
  });
});

describe('a person', () => {
  it('has several kinds from a multi-select picklist, and an unknown one is counted', async () => {
    const messages = await translate('people', { Id, LastName: 'Sample', Kind__c: 'Tenant;Lodger; ' });
    expect(messages.at(-1)).toMatchObject({ record: { kinds: ['tenant', 'unknown'], fullName: 'Sample' } });
    expect(unknownCodes(messages)).toEqual(['kind=Lodger']);
  });

  it('without a name is held under its id, and nothing else of the row is shown', async () => {
    const [held] = await translate('people', { Id, Birthdate: '1950-01-02', NI_Number__c: 'QQ123456C' });
    expect(held).toMatchObject({ type: 'PROBLEM', key: Id, code: 'bad-record' });
    expect(JSON.stringify(held)).not.toContain('QQ123456C');
  });

  it('has no birth date where the sentinel stands', async () => {
    expect(await recordOf('people', { LastName: 'Sample', Birthdate: '1900-01-01' })).toMatchObject({
      dateOfBirth: null,
    });
  });

  it('that is deleted is gone, or is the one it was merged into, and never itself', async () => {
    const gone = { Id, IsDeleted: true, LastName: 'Sample' };
    const into = '003Q00000000002AAA';
    expect(await translate('people', gone)).toEqual([{ type: 'DELETE', stream: 'people', key: Id }]);
    expect(await translate('people', { ...gone, MasterRecordId: into })).toEqual([
      { type: 'MERGE', stream: 'people', from: [Id], into },
    ]);
    expect(await translate('people', { ...gone, MasterRecordId: Id })).toEqual([
      { type: 'DELETE', stream: 'people', key: Id },
    ]);
  });

  it.each([null, 7, 'text', [], {}])('that is %j is held without a key', async (row) => {
    expect(await translate('people', row)).toMatchObject([{ type: 'PROBLEM', key: null }]);
  });
});

describe('a tenancy', () => {
  it('tells its parties by the lookups, each once, and leaves out those whose name may not be seen', async () => {
    const row = {
      Name: 'T-1',
      Type__c: 'Secure',
      Start__c: '2020-04-01',
      Tenant_1__c: '003Q00000000007AAA',
      Tenant_1__r: { attributes: { type: 'Contact' }, Name: 'Sample Person', Birthdate: 'left' },
      Tenant_2__c: '003Q00000000008AAA',
      Tenant_2__r: null,
    };
    expect(await recordOf('tenancies', row)).toMatchObject({
      typeCode: 'SEC',
      typeSource: 'Secure',
      isActive: true,
      members: [
        {
          reference: { id: '003Q00000000007AAA', allocatedBy: 'salesforce/person' },
          fullName: 'Sample Person',
          isResponsible: true,
        },
      ],
    });
  });

  it.each([
    ['2026-11-24', false],
    ['2026-11-26', true],
    ['1900-01-01', true],
    [null, true],
  ])('that ends on %s is active: %s', async (end, isActive) => {
    expect(await recordOf('tenancies', { End__c: end })).toMatchObject({ isActive });
  });
});

describe('a case', () => {
  const repair = { Type: 'Repair', Subject: 'Radiator cold', Priority: 'High', Status: 'New' };

  it('is a repair where the landlord says so, and gone from the other list', async () => {
    expect(await recordOf('repairs', { ...repair, CreatedDate: '2026-06-01T09:00:00.000+0000' })).toMatchObject({
      phase: 'requested',
      priorityCode: '3',
      raisedAt: '2026-06-01T09:00:00.000Z',
      isHazard: false,
    });
    expect(await translate('cases', { Id, ...repair })).toEqual([{ type: 'DELETE', stream: 'cases', key: Id }]);
    expect(await translate('repairs', { Id, Type: 'Complaint' })).toEqual([
      { type: 'DELETE', stream: 'repairs', key: Id },
    ]);
  });

  it('is a hazard by its checkbox or its words', async () => {
    expect(await recordOf('repairs', { ...repair, Damp__c: true })).toMatchObject({ isHazard: true });
    expect(await recordOf('repairs', { ...repair, Subject: 'Mould in the hall' })).toMatchObject({ isHazard: true });
  });

  it('is a repair whatever it says where an object holds nothing else', async () => {
    const columns = { ...landlordMapping.columns, repairs: { description: 'Name', status: 'Stage__c' } };
    const record = await recordOf('repairs', { Name: 'Tap', Stage__c: 'Odd' }, { ...landlordMapping, columns });
    expect(record).toMatchObject({ description: 'Tap', phase: 'unknown', statusSource: 'Odd' });
  });

  it('without a type is another matter, and an unknown one is counted', async () => {
    expect(await recordOf('cases', { IsClosed: false })).toMatchObject({ kind: 'other', isOpen: true, closedAt: null });
    const messages = await translate('cases', {
      Id,
      Type: 'Parking',
      IsClosed: true,
      ClosedDate: '2026-06-01T10:00:00+0100',
    });
    expect(unknownCodes(messages)).toEqual(['kind=Parking']);
    expect(messages.at(-1)).toMatchObject({ record: { isOpen: false, closedAt: '2026-06-01T09:00:00.000Z' } });
  });
});

describe('an activity', () => {
  const call = {
    TaskSubtype: 'Call',
    CallType: 'Inbound',
    IsClosed: true,
    CompletedDateTime: '2026-11-20T10:00:00.000+0000',
    WhoId: '003Q00000000007AAA',
    Who: { Type: 'Contact' },
    WhatId: 'a01Q00000000007AAA',
    What: { Type: 'Tenancy__c' },
  };

  it('is a contact with those it was about', async () => {
    expect(await recordOf('tasks', call)).toMatchObject({
      kind: 'phone-call',
      direction: 'inbound',
      occurredAt: '2026-11-20T10:00:00.000Z',
      personReference: { id: '003Q00000000007AAA' },
      tenancyReference: { id: 'a01Q00000000007AAA' },
      homeReference: null,
    });
  });

  it.each([
    ['is not done', { IsClosed: false }],
    ['is work for staff', { TaskSubtype: 'Task' }],
    ['is about a lead and a supplier', { Who: { Type: 'Lead' }, What: { Type: 'Opportunity' } }],
    ['is about nobody', { WhoId: null, Who: null, WhatId: null, What: null }],
  ])('that %s is none of ours', async (_what, more) => {
    expect(await translate('tasks', { Id, ...call, ...more })).toEqual([{ type: 'DELETE', stream: 'tasks', key: Id }]);
  });

  it('without a time is held', async () => {
    const [held] = (await translate('tasks', { Id, ...call, CompletedDateTime: null })).filter(
      ({ type }) => type === 'PROBLEM',
    );
    expect(held).toMatchObject({ key: Id, code: 'bad-record' });
  });

  it('that is still to come is no visit yet', async () => {
    const visit = { Id, WhoId: call.WhoId, Who: call.Who, EndDateTime: '2026-11-25T13:00:00.000+0000' };
    expect(await translate('visits', visit)).toEqual([{ type: 'DELETE', stream: 'visits', key: Id }]);
    expect(await recordOf('visits', { ...visit, EndDateTime: '2026-11-25T11:00:00.000+0000' })).toMatchObject({
      kind: 'visit',
      direction: 'outbound',
    });
  });
});
