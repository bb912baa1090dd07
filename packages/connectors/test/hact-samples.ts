import type { JobStatusUpdate, RaiseRepair, ScheduleRepair, WorkOrderComplete } from '../src/hact/write-messages.js';

const workOrder = { ID: 'WO-1', AllocatedBy: 'Invented Homes' };

export const raiseRepair: RaiseRepair = {
  DescriptionOfWork: 'No water. The stopcock will not turn.',
  Priority: { PriorityCode: '2', RequiredCompletionDateTime: '2026-11-26T09:00:00.000Z' },
  WorkClass: { WorkClassCode: '0', WorkClassSubType: { WorkClassSubType: ['Damp or mould'] } },
  WorkType: '10',
  LocationOfRepair: 'Kitchen',
  DateReported: '2026-11-25T09:00:00.000Z',
  PersonAlert: [{ Type: '10' }],
  LocationAlert: [{ Type: '20' }],
  WorkElement: [
    {
      Trade: [{ Code: 'PL', CustomName: 'Plumbing' }],
      RateScheduleItem: [{ CustomCode: 'TAP', CustomName: 'Mend a tap', Quantity: { Amount: [1] } }],
    },
  ],
  SitePropertyUnit: [
    {
      Address: { AddressLine: ['1 New Row'], CityName: 'Nowhere', PostalCode: 'ZZ9 9ZZ' },
      Reference: [{ ID: 'H0001', AllocatedBy: 'files/home' }],
    },
  ],
};

export const scheduleRepair: ScheduleRepair = {
  DescriptionOfWork: raiseRepair.DescriptionOfWork,
  WorkClass: { WorkClassCode: '10' },
  Priority: { ...raiseRepair.Priority, PriorityDescription: 'Emergency', NumberOfDays: 1 },
  Reference: [workOrder],
  InstructedBy: { Name: 'Invented Homes' },
  AssignedToPrimary: { Organization: { Name: 'Invented Repairs', Reference: [{ ID: 'IR' }] } },
  Site: { Property: [{ Unit: [{ Reference: [{ ID: 'H0001' }] }] }] },
  DateRaised: '2026-11-25T09:30:00Z',
};

export const jobStatusUpdate: JobStatusUpdate = {
  RelatedWorkOrderReference: workOrder,
  TypeCode: '10',
  EventTime: '2026-11-26T10:00:00+00:00',
  RefinedAppointmentWindow: {
    Date: '2026-11-27',
    TimeOfDay: { Name: 'AM', EarliestArrivalTime: '08:00:00Z', LatestCompletionTime: '12:00:00Z' },
  },
  Comments: 'Rang first',
};

export const workOrderComplete: WorkOrderComplete = {
  WorkOrderReference: workOrder,
  BillOfMaterialItem: [{ CustomCode: 'TAP', Quantity: { Amount: [1] } }],
  CompletedWorkElements: [{ RateScheduleItem: [{ CustomCode: 'TAP' }] }],
  JobStatusUpdates: [{ TypeCode: '70', EventTime: '2026-11-27T11:00:00Z' }],
  FollowOnWorkOrderReference: [{ ID: 'WO-2' }],
};
