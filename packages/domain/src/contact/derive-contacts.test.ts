import { describe, expect, it } from '@jest/globals';
import type { CaseRecord, RepairRecord, TenancyRecord } from '../record.js';
import { contactMapping } from './contact-mapping.js';
import { contactTypeOf, contactTypes } from './contact-types.js';
import { deriveContacts } from './derive-contacts.js';
import type { DerivedContact } from './derived-contact.js';

const window = { from: '2026-11-11T00:00:00Z', now: '2026-11-25T09:00:00Z' };
const observedAt = '2026-11-25T08:30:00Z';

const repair: RepairRecord = {
  entity: 'repair',
  reference: { id: '10004711', allocatedBy: 'sim/workOrder' },
  homeReference: { id: '00023400', allocatedBy: 'sim/property' },
  description: 'Kitchen: mixer tap dripping',
  priorityCode: '4',
  prioritySource: '5 [N] NORMAL',
  phase: 'completed',
  statusSource: 'Completed',
  tradeCode: 'PL',
  tradeName: 'Plumbing - PL',
  contractor: null,
  raisedAt: '2026-11-20T10:00:00Z',
  completedAt: '2026-11-24T14:10:00Z',
  isEmergency: false,
  isHazard: false,
};

const tenancy: TenancyRecord = {
  entity: 'tenancy',
  reference: { id: 'T1', allocatedBy: 'sim/tenure' },
  otherReferences: [],
  homeReference: null,
  typeCode: 'SEC',
  typeSource: 'Secure',
  startDate: '2026-11-23',
  endDate: null,
  isActive: true,
  isMutualExchange: false,
  successionDate: null,
  evictionDate: null,
  noticeServedDate: null,
  members: [],
};

const opened: CaseRecord = {
  entity: 'case',
  reference: { id: 'C1', allocatedBy: 'sim/process' },
  kind: 'complaint',
  kindSource: 'complaint',
  state: 'open',
  isOpen: true,
  openedAt: '2026-11-22T11:00:00Z',
  closedAt: null,
  relatedTo: [],
};

function fromRepair(changes: Partial<RepairRecord>, before: RepairRecord | null = null): readonly DerivedContact[] {
  return deriveContacts(
    { entity: 'repair', before, after: { ...repair, ...changes }, observedAt },
    contactMapping,
    window,
  );
}

function fromTenancy(changes: Partial<TenancyRecord>, before: TenancyRecord | null = null): readonly DerivedContact[] {
  return deriveContacts(
    { entity: 'tenancy', before, after: { ...tenancy, ...changes }, observedAt },
    contactMapping,
    window,
  );
}

function fromCase(changes: Partial<CaseRecord>, before: CaseRecord | null = null): readonly DerivedContact[] {
  return deriveContacts(
    { entity: 'case', before, after: { ...opened, ...changes }, observedAt },
    contactMapping,
    window,
  );
}

describe('the contact types', () => {
  it('are 38, each once, with a light, a role and what happened', () => {
    expect(contactTypes).toHaveLength(38);
    expect(new Set(contactTypes.map(({ code }) => code)).size).toBe(38);
    for (const { light, themes, happened, role } of contactTypes) {
      expect(themes.length === 0).toBe(light === 'never');
      expect([happened, role].every((text) => text.length > 3)).toBe(true);
    }
    expect(contactTypeOf('RPR-EMG')?.light).toBe('never');
    expect(contactTypeOf('NOPE')).toBeNull();
  });

  it('are the only types a mapping row names', () => {
    expect(contactMapping.map(({ typeCode }) => contactTypeOf(typeCode))).not.toContain(null);
  });
});

describe('a repair', () => {
  it.each<[string, Partial<RepairRecord>]>([
    ['RPR-VIS', {}],
    ['RPR-VIS', { tradeCode: 'PT', tradeName: 'Plastering - PT' }],
    ['RPR-EMG', { isEmergency: true, description: 'LGSR: gas safety check' }],
    ['RPR-NAC', { phase: 'no-access', isEmergency: true }],
    ['RPR-FOL', { description: 'Follow-on: fit new tap' }],
    ['GAS-LGSR', { description: 'LGSR: annual gas safety check', tradeCode: 'GS', tradeName: 'Gas Servicing - GS' }],
    ['ELE-EICR', { description: 'EICR: five-yearly test' }],
    ['FIR-DOR', { description: 'Flat entrance fire door: check closer and seals' }],
    ['DMP-INS', { description: 'Damp and mould: bedroom wall' }],
    ['DMP-INS', { isHazard: true }],
    ['PST-CTL', { description: 'Mice in kitchen', tradeCode: 'PC', tradeName: 'Pest Control - PC' }],
    ['LFT-OUT', { description: 'Passenger lift out of service' }],
  ])('maps to %s', (typeCode, changes) => {
    expect(fromRepair(changes)).toMatchObject([{ typeCode }]);
  });

  it('does not take a word inside another word for the word', () => {
    expect(fromRepair({ description: 'Kitchen: lift and relay a tile, damped hinge' })).toMatchObject([
      { typeCode: 'RPR-VIS' },
    ]);
  });

  it('without a mapping row is listed and not guessed', () => {
    expect(fromRepair({ tradeCode: 'XX', tradeName: 'Drone Survey - XX' })).toEqual([
      {
        key: 'repair-completed',
        typeCode: null,
        typeSource: 'repair phase=completed trade=XX',
        occurredAt: '2026-11-24T14:10:00.000Z',
      },
    ]);
  });

  it.each(['requested', 'open', 'scheduled', 'in-progress', 'on-hold', 'cancelled', 'superseded', 'unknown'] as const)(
    'that is %s makes no contact',
    (phase) => {
      expect(fromRepair({ phase })).toEqual([]);
    },
  );

  it('makes none when it was already so', () => {
    expect(fromRepair({ description: 'Kitchen: tap, reworded' }, repair)).toEqual([]);
  });

  it('takes its time from the host, else from the change we saw, else from when it was raised', () => {
    const before: RepairRecord = { ...repair, phase: 'open', completedAt: null };
    const time = (contacts: readonly DerivedContact[]) => contacts.map(({ occurredAt }) => occurredAt);
    expect(time(fromRepair({}, before))).toEqual(['2026-11-24T14:10:00.000Z']);
    expect(time(fromRepair({ completedAt: null }, before))).toEqual(['2026-11-25T08:30:00.000Z']);
    expect(time(fromRepair({ completedAt: null }))).toEqual(['2026-11-20T10:00:00.000Z']);
  });

  it('from before the window, or of no known time, is history', () => {
    expect(fromRepair({ completedAt: '2026-11-10T23:59:59Z' })).toEqual([]);
    expect(fromRepair({ completedAt: null, raisedAt: '2026-09-01T10:00:00Z' })).toEqual([]);
    expect(fromRepair({ completedAt: null, raisedAt: null })).toEqual([]);
  });

  it('whose host clock runs ahead happened now at the latest', () => {
    expect(fromRepair({ completedAt: '2026-11-25T11:00:00Z' })).toMatchObject([
      { occurredAt: '2026-11-25T09:00:00.000Z' },
    ]);
  });

  it('has another key for nobody in than for finished', () => {
    const [nobodyIn] = fromRepair({ phase: 'no-access' });
    const [finished] = fromRepair({}, { ...repair, phase: 'no-access' });
    expect([nobodyIn?.key, finished?.key]).toEqual(['repair-no-access', 'repair-completed']);
  });
});

describe('a tenancy', () => {
  it('that started is a sign-up, or an exchange', () => {
    expect(fromTenancy({})).toMatchObject([{ key: 'tenancy-started', typeCode: 'TEN-SGN' }]);
    expect(fromTenancy({ isMutualExchange: true })).toMatchObject([{ typeCode: 'TEN-MUX' }]);
  });

  it('that starts later was signed for when we saw it', () => {
    expect(fromTenancy({ startDate: '2026-12-07' })).toMatchObject([{ occurredAt: '2026-11-25T08:30:00.000Z' }]);
  });

  it('of long ago, without a start, or unchanged makes no contact', () => {
    expect(fromTenancy({ startDate: '2014-06-02' })).toEqual([]);
    expect(fromTenancy({ startDate: null })).toEqual([]);
    expect(fromTenancy({ typeCode: 'INT' }, tenancy)).toEqual([]);
  });

  it('that gets an end is an end, when we see it or on the day', () => {
    const old: TenancyRecord = { ...tenancy, startDate: '2014-06-02' };
    expect(fromTenancy({ ...old, endDate: '2026-12-20' }, old)).toMatchObject([
      { key: 'tenancy-ended', typeCode: 'TEN-END', occurredAt: '2026-11-25T08:30:00.000Z' },
    ]);
    expect(fromTenancy({ ...old, endDate: '2026-11-22', isActive: false }, old)).toMatchObject([
      { key: 'tenancy-ended', occurredAt: '2026-11-22T00:00:00.000Z' },
    ]);
    expect(fromTenancy({ ...old, endDate: '1900-01-01' }, old)).toEqual([]);
    expect(fromTenancy({ ...old, endDate: '2026-12-20' })).toEqual([]);
  });
});

describe('a case', () => {
  it.each([
    ['succession', 'TEN-SUC'],
    ['complaint', 'SEN-CAS'],
    ['asb', 'SEN-CAS'],
    ['name-change', 'TEN-CHG'],
    ['possession', 'INC-ENF'],
    ['other', null],
  ] as const)('of kind %s is %s', (kind, typeCode) => {
    expect(fromCase({ kind, kindSource: kind })).toMatchObject([
      { key: 'case-opened', typeCode, typeSource: `case kind=${kind} source=${kind}` },
    ]);
  });

  it('that stays open, or closes, makes no contact', () => {
    expect(fromCase({ state: 'stage 2' }, opened)).toEqual([]);
    expect(fromCase({ isOpen: false }, opened)).toEqual([]);
  });
});

it('refuses a window that it cannot read', () => {
  expect(() =>
    deriveContacts({ entity: 'repair', before: null, after: repair, observedAt }, contactMapping, {
      from: 'yesterday',
      now: window.now,
    }),
  ).toThrow(RangeError);
});
