import { describe, expect, it } from '@jest/globals';

import { readJobStatusUpdate, readRaiseRepair, readScheduleRepair, readWorkOrderComplete } from './read-messages.js';
import { jobStatusUpdate, raiseRepair, scheduleRepair, workOrderComplete } from '../../test/hact-samples.js';
import {
  writeJobStatusUpdate,
  writeRaiseRepair,
  writeScheduleRepair,
  writeWorkOrderComplete,
} from './write-messages.js';

const without = (message: object, field: string) =>
  Object.fromEntries(Object.entries(message).filter(([name]) => name !== field)) as never;

describe('HACT messages are written strictly', () => {
  it.each([
    ['RaiseRepair', writeRaiseRepair, raiseRepair, ['DescriptionOfWork', 'Priority', 'WorkClass']],
    [
      'ScheduleRepair',
      writeScheduleRepair,
      scheduleRepair,
      ['DescriptionOfWork', 'Reference', 'Priority', 'WorkClass', 'InstructedBy', 'AssignedToPrimary', 'Site'],
    ],
    ['JobStatusUpdate', writeJobStatusUpdate, jobStatusUpdate, ['RelatedWorkOrderReference']],
    ['WorkOrderComplete', writeWorkOrderComplete, workOrderComplete, ['WorkOrderReference']],
  ] as const)('%s', (_name, write, message, required) => {
    const writing = write as (one: unknown) => unknown;
    expect(writing(message)).toEqual(message);
    for (const field of required) expect(() => writing(without(message, field))).toThrow(field);
    expect(() => writing({ ...message, priorityCode: 1 })).toThrow('priorityCode');
  });

  it('refuses codes that are numbers, or on no list', () => {
    const prioritised = (PriorityCode: unknown) =>
      writeRaiseRepair({ ...raiseRepair, Priority: { ...raiseRepair.Priority, PriorityCode: PriorityCode as never } });
    expect(() => prioritised(3)).toThrow('PriorityCode');
    expect(() => prioritised('9')).toThrow('PriorityCode');
    expect(() => writeJobStatusUpdate({ ...jobStatusUpdate, TypeCode: '125' })).toThrow('TypeCode');
    expect(() => writeRaiseRepair({ ...raiseRepair, DateReported: '2026-11-25' })).toThrow('DateReported');
  });
});

describe('HACT messages are read leniently', () => {
  it.each([
    [3, '3'],
    ['3', '3'],
    [9, 'unknown'],
  ])('priority %j is %s', (sent, code) => {
    const read = readRaiseRepair({ descriptionOfWork: 'Tap', priority: { priorityCode: sent } });
    expect(read?.priority).toEqual({ code, raw: String(sent) });
  });

  it.each([
    [22, 'unknown'],
    [23, 'unknown'],
    ['125', 'unknown'],
    [0, '0'],
    ['120-20', '120-20'],
  ])('status %j is %s', (sent, code) => {
    const read = readJobStatusUpdate({ relatedWorkOrderReference: { id: 10000012 }, typeCode: sent, otherType: 'x' });
    expect(read).toMatchObject({
      workOrder: { id: '10000012', allocatedBy: 'hact' },
      type: { code, raw: String(sent) },
      otherType: 'x',
    });
  });

  it('says unknown where no code came', () => {
    expect(readRaiseRepair({})).toMatchObject({ priority: { code: 'unknown', raw: null }, requiredBy: null });
  });

  it('reads what it writes', () => {
    expect(readRaiseRepair(raiseRepair)).toMatchObject({
      description: raiseRepair.DescriptionOfWork,
      priority: { code: '2', raw: '2' },
      workClass: { code: '0', raw: '0' },
      requiredBy: '2026-11-26T09:00:00.000Z',
      places: [{ id: 'H0001', allocatedBy: 'files/home' }],
    });
    expect(readScheduleRepair(scheduleRepair)).toMatchObject({
      references: [{ id: 'WO-1', allocatedBy: 'Invented Homes' }],
      places: [{ id: 'H0001', allocatedBy: 'hact' }],
    });
    expect(readJobStatusUpdate(jobStatusUpdate)).toMatchObject({
      type: { code: '10' },
      appointment: { date: '2026-11-27', from: '08:00:00Z', to: '12:00:00Z' },
    });
    expect(readWorkOrderComplete(workOrderComplete)).toMatchObject({
      workOrder: { id: 'WO-1' },
      updates: [{ type: { code: '70', raw: '70' }, happenedAt: '2026-11-27T11:00:00.000Z' }],
      followOn: [{ id: 'WO-2' }],
    });
  });

  it('takes the flag and the property reference that Hackney adds', () => {
    const site = { property: [{ propertyReference: '00012345', reference: [{ id: '00012345' }] }] };
    const read = readScheduleRepair({ reference: [{ id: 7 }], isAwaabsDampAndMouldRepair: true, site });
    expect(read).toMatchObject({ isDampOrMould: true, references: [{ id: '7' }] });
    expect(read?.places[0]).toEqual({ id: '00012345', allocatedBy: 'hact' });
  });

  it('takes no person and no words of an alert', () => {
    const canary = 'canary-51c';
    const message = {
      ...scheduleRepair,
      Customer: { Person: { Name: { Full: canary } } },
      PersonAlert: [{ Type: '10', Comments: canary }],
      OperativesAssigned: [{ NameFull: canary }],
    };
    expect(JSON.stringify(readScheduleRepair(message))).not.toContain(canary);
  });

  it.each([null, 7, 'text', [], {}, { relatedWorkOrderReference: { id: '' } }, { RelatedWorkOrderReference: 'WO' }])(
    'makes nothing of %j',
    (message) => {
      expect(readJobStatusUpdate(message)).toBeNull();
      expect(readWorkOrderComplete(message)).toBeNull();
      expect(readScheduleRepair(message)).toBeNull();
    },
  );
});
