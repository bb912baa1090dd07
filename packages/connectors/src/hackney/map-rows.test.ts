import { describe, expect, it } from '@jest/globals';

import type { Message } from '../contract.js';

import { hackneyDefaults } from './codes.js';
import { alertsOf } from './map-alert.js';
import { appointmentsOf } from './map-appointment.js';
import { cases } from './map-case.js';
import { homes } from './map-home.js';
import { people } from './map-person.js';
import { repairs } from './map-repair.js';
import { tenancies } from './map-tenancy.js';
import type { Mapping } from '../reading/mapping.js';
import { translateRow } from '../reading/translate-row.js';

function translate<Row>(mapping: Mapping<Row>, row: unknown): readonly Message[] {
  const zone = hackneyDefaults.timeZones[mapping.stream] ?? 'UTC';
  return translateRow(row, mapping, { now: new Date('2026-11-25T12:00:00Z'), values: hackneyDefaults, zone });
}

function recordOf<Row>(mapping: Mapping<Row>, row: unknown) {
  const message = translate(mapping, row).find((one) => one.type === 'RECORD');
  if (message?.type !== 'RECORD') throw new Error('no record');
  return message.record;
}

const unknownCodes = (messages: readonly Message[]) =>
  messages.flatMap((message) => (message.type === 'UNKNOWN_CODE' ? [`${message.field}=${message.value}`] : []));

describe('a home', () => {
  it('is mapped whole', () => {
    const row = {
      id: 'a-1',
      assetId: '00023400',
      assetType: 'Flat',
      isActive: 1,
      parentAssetIds: 'ROOT#estate-1#block-1',
      assetLocation: {
        parentAssets: [
          { id: 'block-1', type: 'Block' },
          { id: 'estate-1', type: 'Estate' },
        ],
      },
      assetAddress: {
        uprn: '000010008289',
        addressLine1: ' 3 Sample House ',
        addressLine2: '',
        addressLine3: null,
        postCode: 'ZZ1 1ZZ',
      },
    };
    expect(recordOf(homes, row)).toEqual({
      entity: 'home',
      reference: { id: 'a-1', allocatedBy: 'hackney/asset' },
      otherReferences: [
        { id: '00023400', allocatedBy: 'hackney/property' },
        { id: '10008289', allocatedBy: 'uprn' },
      ],
      kind: 'dwelling',
      kindSource: 'Flat',
      scheme: 'general',
      addressLines: ['3 Sample House'],
      postalCode: 'ZZ1 1ZZ',
      parentReference: { id: 'block-1', allocatedBy: 'hackney/asset' },
      isActive: true,
    });
  });

  it('needs nothing but an id', () => {
    expect(recordOf(homes, { id: 7 })).toMatchObject({
      reference: { id: '7' },
      kind: 'unknown',
      isActive: true,
      addressLines: [],
    });
  });

  it.each([
    ['Dwelling', [], 'general'],
    ['Refuge', [], 'refuge'],
    ['Dwelling', ['Estate', 'ShelteredScheme'], 'sheltered'],
    ['ShelteredScheme', ['Refuge'], 'refuge'],
    ['constructor', [], 'general'],
  ])('of type %s under %j is %s', (assetType, parents, scheme) => {
    const parentAssets = parents.map((type, index) => ({ id: `parent-${index}`, type }));
    expect(recordOf(homes, { id: 'a', assetType, assetLocation: { parentAssets } })).toMatchObject({ scheme });
  });

  it.each([
    ['HighRiseBlock', 'block', []],
    ['New Build', 'dwelling', []],
    ['LettableNonDwelling', 'non-dwelling', []],
    ['Lift', 'facility', []],
    ['NotFound', 'unknown', []],
    ['Property', 'unknown', ['assetType=Property']],
  ])('of type %s is a %s', (assetType, kind, codes) => {
    const messages = translate(homes, { id: 'a', assetType });
    expect(messages.at(-1)).toMatchObject({ type: 'RECORD', record: { kind, kindSource: assetType } });
    expect(unknownCodes(messages)).toEqual(codes);
  });

  it.each([
    ['testid', []],
    ['0', []],
    ['1234567890123', []],
    [100023014215, ['100023014215']],
    ['000000001234', ['1234']],
  ])('with the UPRN %s keeps %j', (uprn, kept) => {
    const record = recordOf(homes, { id: 'a', assetAddress: { uprn } });
    expect(record).toMatchObject({ otherReferences: kept.map((id) => ({ id, allocatedBy: 'uprn' })) });
  });
});

describe('a tenancy', () => {
  it('is mapped whole', () => {
    const row = {
      id: 't-1',
      paymentReference: '0134624975',
      startOfTenureDate: '2023-03-24T00:00:00Z',
      endOfTenureDate: '1900-01-01T00:00:00',
      isActive: false,
      tenureType: { code: 'SEC', description: 'Secure' },
      tenuredAsset: { id: 'a-1', fullAddress: 'x' },
      isMutualExchange: true,
      successionDate: '2024-01-02',
      evictionDate: '0001-01-01T00:00:00',
      notices: [{ servedDate: '2025-01-01' }, { servedDate: '2025-03-01' }, { servedDate: null }],
      householdMembers: [
        { id: 'p-1', fullName: 'Ms Sample One', isResponsible: true, dateOfBirth: '1900-01-01' },
        { id: 'p-2', fullName: 'Mr Sample Two', dateOfBirth: '2013-02-10T00:00:00Z' },
      ],
    };
    expect(recordOf(tenancies, row)).toEqual({
      entity: 'tenancy',
      reference: { id: 't-1', allocatedBy: 'hackney/tenure' },
      otherReferences: [{ id: '0134624975', allocatedBy: 'hackney/payment' }],
      homeReference: { id: 'a-1', allocatedBy: 'hackney/asset' },
      typeCode: 'SEC',
      typeSource: 'Secure',
      startDate: '2023-03-24',
      endDate: null,
      isActive: true,
      isMutualExchange: true,
      successionDate: '2024-01-02',
      evictionDate: null,
      noticeServedDate: '2025-03-01',
      members: [
        {
          reference: { id: 'p-1', allocatedBy: 'hackney/person' },
          fullName: 'Ms Sample One',
          dateOfBirth: null,
          isResponsible: true,
        },
        {
          reference: { id: 'p-2', allocatedBy: 'hackney/person' },
          fullName: 'Mr Sample Two',
          dateOfBirth: '2013-02-10',
          isResponsible: false,
        },
      ],
    });
  });

  it('lets a type code through that nobody knows, and says so', () => {
    const messages = translate(tenancies, { id: 't', tenureType: { code: 'TEM', description: 'Temp Annex' } });
    expect(messages.at(-1)).toMatchObject({ record: { typeCode: 'TEM', typeSource: 'Temp Annex' } });
    expect(unknownCodes(messages)).toEqual(['tenureType.code=TEM']);
  });
});

describe('a person', () => {
  it('is mapped whole', () => {
    const row = {
      id: 'p-1',
      title: 'Ms',
      firstname: 'Sample',
      middleName: 'Middle',
      surname: 'Person',
      dateOfBirth: '1969-05-08T00:00:00Z',
      dateOfDeath: null,
      personTypes: ['Tenant', 'HouseholdMember', 'Tenant'],
      tenures: [{ id: 't-1', uprn: '1' }, { id: 't-2' }, { id: 't-1' }],
    };
    expect(recordOf(people, row)).toEqual({
      entity: 'person',
      reference: { id: 'p-1', allocatedBy: 'hackney/person' },
      otherReferences: [],
      fullName: 'Ms Sample Middle Person',
      title: 'Ms',
      givenName: 'Sample',
      familyName: 'Person',
      dateOfBirth: '1969-05-08',
      dateOfDeath: null,
      kinds: ['tenant', 'household-member'],
      tenancyReferences: [
        { id: 't-1', allocatedBy: 'hackney/tenure' },
        { id: 't-2', allocatedBy: 'hackney/tenure' },
      ],
    });
  });

  it('born on 1900-01-01 has no known birthday', () => {
    expect(recordOf(people, { id: 'p', surname: 'Person', dateOfBirth: '1900-01-01T00:00:00Z' })).toMatchObject({
      dateOfBirth: null,
    });
  });

  it('without a name is held', () => {
    expect(translate(people, { id: 'p', firstname: ' ' })).toMatchObject([
      { type: 'PROBLEM', key: 'p', code: 'bad-record' },
    ]);
  });
});

describe('a repair', () => {
  it('is mapped whole', () => {
    const row = {
      reference: 10000950,
      dateRaised: '2026-06-01T13:25:21.750892',
      lastUpdated: null,
      priority: '5 [N] NORMAL',
      priorityCode: 4,
      property: '3 Sample House',
      owner: 'Sample Plumbing',
      description: 'Tap drips',
      propertyReference: '00023400',
      tradeCode: 'PL',
      tradeDescription: 'Plumbing - PL',
      status: 'In Progress',
    };
    expect(recordOf(repairs, row)).toEqual({
      entity: 'repair',
      reference: { id: '10000950', allocatedBy: 'hackney/work-order' },
      homeReference: { id: '00023400', allocatedBy: 'hackney/property' },
      description: 'Tap drips',
      priorityCode: '4',
      prioritySource: '5 [N] NORMAL',
      phase: 'in-progress',
      statusSource: 'In Progress',
      tradeCode: 'PL',
      tradeName: 'Plumbing - PL',
      contractor: 'Sample Plumbing',
      raisedAt: '2026-06-01T13:25:21.750Z',
      completedAt: null,
      isEmergency: false,
      isHazard: false,
    });
  });

  it.each([
    ['80', 'open'],
    ['Open', 'open'],
    ['20', 'open'],
    ['Estimating', 'awaiting-approval'],
    ['Variation Pending Approval', 'awaiting-approval'],
    [1010, 'awaiting-approval'],
    ['Variation Approved', 'awaiting-approval'],
    ['VariationRejected', 'awaiting-approval'],
    ['Scheduled', 'scheduled'],
    ['In Progress', 'in-progress'],
    ['On Hold', 'on-hold'],
    ['10', 'on-hold'],
    ['PendMaterial', 'on-hold'],
    ['Complete', 'completed'],
    ['Completed', 'completed'],
    ['Work Completed', 'completed'],
    [40, 'completed'],
    ['Canceled', 'cancelled'],
    ['Work Cancelled', 'cancelled'],
    ['No Access', 'no-access'],
    ['NoAccess', 'no-access'],
    [1000, 'no-access'],
    ['Superceded', 'superseded'],
  ])('with the status %s is %s', (status, phase) => {
    const messages = translate(repairs, { reference: 1, status });
    expect(messages).toMatchObject([{ record: { phase, statusSource: String(status) } }]);
  });

  it.each(['Locked', '200', 'Zzz'])('with the status %s is unknown, and says so', (status) => {
    const messages = translate(repairs, { reference: 1, status });
    expect(messages.at(-1)).toMatchObject({ record: { phase: 'unknown', statusSource: status } });
    expect(unknownCodes(messages)).toEqual([`status=${status}`]);
  });

  it('goes by the status code before the label', () => {
    expect(recordOf(repairs, { reference: 1, status: 'Open', statusCode: 50 })).toMatchObject({ phase: 'completed' });
  });

  it.each([
    [3, '4 [U] URGENT', '3', false, []],
    [4, '5 [N] NORMAL', '4', false, []],
    ['1', '1 [I] IMMEDIATE', '1', true, []],
    [2, '2 [E] EMERGENCY', '2', true, []],
    [null, '[E] EMERGENCY', '2', true, []],
    [null, '4 [U] URGENT', '3', false, []],
    [null, 'Non-emergency', null, false, ['priority=Non-emergency']],
    [9, 'Planned', null, false, []],
    [77, 'Bespoke', null, false, ['priorityCode=77']],
    [77, '[E] EMERGENCY', null, true, ['priorityCode=77']],
    [null, null, null, false, []],
  ])('of priority %s, %s has the code %s', (priorityCode, priority, code, isEmergency, codes) => {
    const messages = translate(repairs, { reference: 1, priorityCode, priority });
    expect(messages.at(-1)).toMatchObject({ record: { priorityCode: code, isEmergency } });
    expect(unknownCodes(messages)).toEqual(codes);
  });

  it.each([
    [{ priorityCode: 10, priority: "Awaab's" }, true],
    [{ isAwaabsDampAndMouldRepair: true }, true],
    [{ description: 'Black mould in the bedroom' }, true],
    [{ description: 'DAMP on wall' }, true],
    [{ description: 'Replace fire damper and skirting moulding' }, false],
  ])('%j is a hazard: %s', (more, isHazard) => {
    expect(recordOf(repairs, { reference: 1, ...more })).toMatchObject({ isHazard });
  });
});

describe('an appointment', () => {
  const mapping = appointmentsOf('10000950');

  it('is a slot on a London day', () => {
    const row = { date: '2026-06-10', start: '12:00', end: '2000-01-01T18:00:00', bookingLifeCycleStatus: 'PLANNED' };
    expect(recordOf(mapping, row)).toEqual({
      entity: 'appointment',
      reference: { id: '10000950||2026-06-10T11:00:00.000Z', allocatedBy: 'hackney/appointment' },
      repairReference: { id: '10000950', allocatedBy: 'hackney/work-order' },
      startsAt: '2026-06-10T11:00:00.000Z',
      endsAt: '2026-06-10T17:00:00.000Z',
      lifecycle: 'planned',
      lifecycleSource: 'PLANNED',
    });
  });

  it('is told from others with the same id by its start', () => {
    const keys = ['2018-05-29T14:51:22', '2018-05-30T08:00:00', '2017-10-17T09:27:00'].map(
      (beginDate) => recordOf(mapping, { id: '01551932', beginDate, status: 'planned' }).reference.id,
    );
    expect(new Set(keys).size).toBe(3);
  });

  it.each([
    ['COMPLETED', null, 'completed'],
    ['undefined', null, 'unknown'],
    [null, '2026-06-10T12:10:00', 'started'],
    ['No Access', null, 'no-access'],
  ])('of status %s, started %s, is %s', (bookingLifeCycleStatus, startedAt, lifecycle) => {
    const row = { date: '2026-06-10', start: '12:00', bookingLifeCycleStatus, startedAt };
    expect(translate(mapping, row)).toMatchObject([{ record: { lifecycle } }]);
  });

  it('without a start is held', () => {
    expect(translate(mapping, { start: '12:00' })).toMatchObject([{ type: 'PROBLEM', code: 'bad-record' }]);
  });
});

describe('an alert', () => {
  const mapping = alertsOf('p-1');

  it('has ASCII hyphens and ISO dates, and none of its text', () => {
    const row = {
      alertId: 'al-1',
      alertCode: '10\u201110',
      startDate: '07/06/2023',
      endDate: null,
      isActive: true,
      description: 'secret',
    };
    expect(recordOf(mapping, row)).toEqual({
      entity: 'alert',
      reference: { id: 'al-1', allocatedBy: 'hackney/alert' },
      personReference: { id: 'p-1', allocatedBy: 'hackney/person' },
      code: '10-10',
      codeSource: '10\u201110',
      startDate: '2023-06-07',
      endDate: null,
      isActive: true,
    });
  });

  it.each([
    [{ isActive: false }, false],
    [{ endDate: '24/11/2026' }, false],
    [{ endDate: '25/11/2026' }, true],
    [{}, true],
  ])('%j is active: %s', (more, isActive) => {
    expect(recordOf(mapping, { alertId: 'al', alertCode: 'CV', ...more })).toMatchObject({ isActive });
  });

  it('lets a code through that nobody knows, and says so', () => {
    const messages = translate(mapping, { alertId: 'al', alertCode: 'XX' });
    expect(messages.at(-1)).toMatchObject({ record: { code: 'XX' } });
    expect(unknownCodes(messages)).toEqual(['alertCode=XX']);
  });
});

describe('a case', () => {
  it('is mapped whole from a process', () => {
    const row = {
      id: 'c-1',
      targetId: 'p-1',
      targetType: 'person',
      relatedEntities: [
        { id: 'p-1', targetType: 'person', description: 'name' },
        { id: 't-1', targetType: 'tenure' },
        { id: 'x', targetType: 'patch' },
      ],
      processName: 'changeofname',
      currentState: {
        state: 'EnterNewName',
        createdAt: '2024-06-06T18:27:59.8254873Z',
        updatedAt: '2024-06-07T18:00:00Z',
      },
      previousStates: [{ state: 'ApplicationInitialised', createdAt: '2024-06-06T18:27:00Z' }],
    };
    const [message] = translate(cases, row);
    expect(message).toMatchObject({ sourceUpdatedAt: '2024-06-07T18:00:00.000Z' });
    expect(recordOf(cases, row)).toEqual({
      entity: 'case',
      reference: { id: 'c-1', allocatedBy: 'hackney/process' },
      kind: 'name-change',
      kindSource: 'changeofname',
      state: 'EnterNewName',
      isOpen: true,
      openedAt: '2024-06-06T18:27:00.000Z',
      closedAt: null,
      relatedTo: [
        { id: 'p-1', allocatedBy: 'hackney/person' },
        { id: 't-1', allocatedBy: 'hackney/tenure' },
      ],
    });
  });

  it.each([
    ['complaint', 'complaint', []],
    ['SoleToJoint', 'name-change', []],
    ['succession', 'succession', []],
    ['reviewdocs', 'other', ['processName=reviewdocs']],
  ])('named %s is of kind %s', (processName, kind, codes) => {
    const messages = translate(cases, { id: 'c', processName, state: 'Started' });
    expect(messages.at(-1)).toMatchObject({ record: { kind, isOpen: true } });
    expect(unknownCodes(messages)).toEqual(codes);
  });

  it('is closed since its last state began', () => {
    const row = { id: 'c', processName: 'complaint', state: 'ProcessClosed', stateStartedAt: '2025-02-03T04:05:06Z' };
    expect(recordOf(cases, row)).toMatchObject({ isOpen: false, closedAt: '2025-02-03T04:05:06.000Z' });
  });
});
