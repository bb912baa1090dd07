import { describe, expect, it } from '@jest/globals';

import type { Message } from '../contract.js';
import type { Mapping } from '../reading/mapping.js';
import { translateRow } from '../reading/translate-row.js';

import { fixfloDefaults } from './defaults.js';
import { jobVisits, quoteVisits } from './map-appointment.js';
import { comments } from './map-contact.js';
import { homes } from './map-home.js';
import { goneness, people } from './map-person.js';
import { mergedInto, repairs } from './map-repair.js';

const now = new Date('2026-11-25T12:00:00Z');
const about = (zone: string) => ({ now, values: fixfloDefaults, zone });

function told<Row>(mapping: Mapping<Row>, row: object, zone = 'UTC'): readonly Message[] {
  return translateRow(row, mapping, about(zone));
}
function recordOf<Row>(mapping: Mapping<Row>, row: object, zone = 'UTC') {
  const record = told(mapping, row, zone).find((one) => one.type === 'RECORD');
  if (record === undefined) throw new Error('The row was held.');
  return record.record;
}

const issue = (more: object = {}) => ({ id: 'IS1', Status: 'Reported', Created: '2026-06-01T09:00:00', ...more });

describe('an issue as a repair', () => {
  it.each([
    ['a number', 1001],
    ['text', '1001'],
    ['a property', { id: 1001 }],
    ['a property with another spelling', { Id: '1001' }],
  ])('finds its home where the property is %s', (_how, property) => {
    expect(recordOf(repairs, issue({ Property: property }))).toMatchObject({
      homeReference: { id: '1001', allocatedBy: 'fixflo/property' },
    });
  });

  it('belongs to no home where it names none', () => {
    expect(recordOf(repairs, issue({ Property: null }))).toMatchObject({ homeReference: null });
  });

  it.each([
    ['Reported', {}, 'requested'],
    ['QuotesAwaitingReview', {}, 'awaiting-approval'],
    ['AwaitingJobCompletion', {}, 'scheduled'],
    ['Closed', {}, 'completed'],
    ['Closed', { CloseReason: 'Tenant withdrew' }, 'cancelled'],
    ['Closed', { CloseReason: 'All done', Job: { JobCompleted: '2026-06-02T10:00:00' } }, 'completed'],
    ['Closed', { CloseReason: 'Merged' }, 'superseded'],
    ['Unheard of', {}, 'unknown'],
  ])('%s %o is %s', (Status, more, phase) => {
    expect(recordOf(repairs, issue({ Status, ...more }))).toMatchObject({ phase, statusSource: Status });
  });

  it.each([
    [0, '2', true],
    ['1', '3', false],
    [5, '4', false],
    [9, null, false],
  ])('priority %s is %s of HACT', (FaultPriority, priorityCode, isEmergency) => {
    expect(recordOf(repairs, issue({ FaultPriority }))).toMatchObject({ priorityCode, isEmergency });
  });

  it('counts a priority it does not know', () => {
    expect(told(repairs, issue({ FaultPriority: 9 }))).toContainEqual(
      expect.objectContaining({ type: 'UNKNOWN_CODE', field: 'FaultPriority', value: '9' }),
    );
  });

  it.each([
    ['Damp and mould', true],
    ['Mouldings', false],
  ])('of %s is a hazard: %s', (FaultCategory, isHazard) => {
    expect(recordOf(repairs, issue({ FaultCategory }))).toMatchObject({ isHazard });
  });

  it.each([
    [{ Status: 'Closed', CloseReason: 'Merged', CloseReasonDescription: 'Merged into IS2.' }, 'IS2'],
    [{ Status: 'Closed', CloseReason: 'Merged', CloseReasonDescription: 'Merged into IS1' }, null],
    [{ Status: 'Closed', CloseReason: 'Merged', CloseReasonDescription: null }, null],
    [{ Status: 'Closed', CloseReason: 'Duplicate', CloseReasonDescription: 'Merged into IS2' }, null],
    [{ Status: 'Reported', CloseReason: 'Merged', CloseReasonDescription: 'Merged into IS2' }, null],
  ])('%o was merged into %s', (more, into) => {
    expect(mergedInto(issue(more), 'Merged into', about('UTC'))).toBe(into);
  });
});

describe('the visits of an issue', () => {
  const london = 'Europe/London';

  it.each([
    ['2026-06-01T09:00:00', '2026-06-01T08:00:00.000Z'],
    ['2026-01-15T09:00:00', '2026-01-15T09:00:00.000Z'],
    ['2026-10-25T01:30:00', '2026-10-25T00:30:00.000Z'],
  ])('begin at %s in London', (StartDate, startsAt) => {
    const row = issue({ Status: 'AwaitingJobCompletion', Job: { id: '5', StartDate } });
    expect(recordOf(jobVisits, row, london)).toMatchObject({
      startsAt,
      lifecycle: 'planned',
      reference: { id: `IS1-job-5-${startsAt}` },
    });
  });

  it.each([
    [{ Status: 'JobCompleted' }, 'completed'],
    [{ Status: 'Closed', Job: { StartDate: '2026-06-01T09:00:00', JobCompleted: '2026-06-01T10:00:00' } }, 'completed'],
    [{ Status: 'Closed' }, 'cancelled'],
  ])('%o: %s', (more, lifecycle) => {
    expect(recordOf(jobVisits, issue({ Job: { StartDate: '2026-06-01T09:00:00' }, ...more }), london)).toMatchObject({
      lifecycle,
    });
  });

  it.each([
    ['2026-12-01T09:00:00', 'planned'],
    ['2026-06-01T09:00:00', 'unknown'],
  ])('to price it at %s: %s', (AttendenceDate, lifecycle) => {
    expect(recordOf(quoteVisits, issue({ AttendenceDate }), london)).toMatchObject({ lifecycle });
  });

  it('are held where the start is no date', () => {
    expect(told(jobVisits, issue({ Job: { StartDate: 'next week' } }), london)).toContainEqual(
      expect.objectContaining({ type: 'PROBLEM', code: 'bad-record' }),
    );
  });
});

describe('a tenant', () => {
  it.each([
    [{ FirstName: 'Sample', Surname: 'Tenant' }, 'Sample Tenant'],
    [{ Surname: 'Tenant' }, 'Tenant'],
    [{ CompanyName: 'Sample Lets' }, 'Sample Lets'],
    [{ DisplayName: 'S. Tenant' }, 'S. Tenant'],
  ])('%o is called %s', (names, fullName) => {
    expect(recordOf(people, { id: 7, ...names })).toMatchObject({ fullName, reference: { id: '7' } });
  });

  it('without a name is held', () => {
    expect(told(people, { id: '7', FirstName: ' ' })).toContainEqual(
      expect.objectContaining({ type: 'PROBLEM', key: '7', code: 'bad-record' }),
    );
  });

  it.each([
    [{ IsDeleted: false, FirstName: 'Anonymised' }, 'here'],
    [{ IsDeleted: true, FirstName: 'Sample' }, 'deleted'],
    [{ IsDeleted: 'true', FirstName: 'Anonymised', Surname: 'Anonymised' }, 'erased'],
    [{ IsDeleted: 1 }, 'erased'],
  ])('%o is %s', (row, gone) => {
    expect(goneness({ id: '7', ...row }, about('UTC'))).toBe(gone);
  });
});

describe('a property', () => {
  it.each([
    ['Active', true],
    ['Offboarding', true],
    ['Deactivated', false],
    ['Unheard of', true],
    [null, true],
  ])('that is %s is in use: %s', (ArchiveStatus, isActive) => {
    expect(recordOf(homes, { id: 1, ArchiveStatus })).toMatchObject({ isActive });
  });

  it.each([
    [0, null],
    ['7', { id: '7', allocatedBy: 'fixflo/block' }],
  ])('in block %s stands in %o', (BlockId, parentReference) => {
    expect(recordOf(homes, { id: 1, BlockId })).toMatchObject({ parentReference });
  });
});

describe('a comment', () => {
  const comment = (more: object) => ({ id: 'IS1-2', issueId: 'IS1', commentSent: '2026-11-20T10:00:00', ...more });

  it.each([
    [{ commentFromEntityType: 'tenant', commentToEntityType: ['agent'] }, 'inbound'],
    [{ commentFromEntityType: 'agent', commentToEntityType: ['contractorNetwork', 'tenant'] }, 'outbound'],
    [{ commentFromEntityType: 'contractorNetwork', commentToEntityType: ['agent'] }, 'internal'],
    [{ commentFromEntityType: 'landlord' }, 'unknown'],
  ])('%o is %s', (more, direction) => {
    expect(recordOf(comments, comment(more))).toMatchObject({ direction, occurredAt: '2026-11-20T10:00:00.000Z' });
  });

  it('keeps none of its words', () => {
    const messages = told(comments, comment({ commentFromEntityType: 'tenant', message: 'canary-words', media: [{}] }));
    expect(JSON.stringify(messages)).not.toContain('canary-words');
  });
});
