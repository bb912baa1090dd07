import * as z from 'zod';

import {
  jobStatusUpdateTypeCodes,
  locationAlertTypeCodes,
  personAlertTypeCodes,
  tradeCodes,
  workClassCodes,
  workPriorityCodes,
  workTypes,
} from './code-lists.js';

/*
 * HACT UKHDS v3.3 repairs messages as the standard has them: field names in PascalCase, codes as text from their lists,
 * no field that the standard does not have.
 */
const text = z.string().min(1);
const instant = z.iso.datetime({ offset: true });
const timeOfDay = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(Z|[+-]\d\d:\d\d)$/, 'must be a time with its offset');
const reference = z.strictObject({ ID: text, Description: text.optional(), AllocatedBy: text.optional() });
const address = z.strictObject({
  BuildingNumber: text.optional(),
  BuildingName: text.optional(),
  StreetName: text.optional(),
  CityName: text.optional(),
  AddressLine: z.array(text).max(7).optional(),
  PostalCode: text.optional(),
});
const unit = z.strictObject({ Address: address.optional(), Reference: z.array(reference).optional() });
const rateScheduleItem = z.strictObject({
  CustomCode: text.optional(),
  CustomName: text.optional(),
  Quantity: z.strictObject({ Amount: z.array(z.number()) }).optional(),
});
const trade = z.strictObject({ Code: z.enum(tradeCodes), CustomCode: text.optional(), CustomName: text.optional() });
const workElement = z.strictObject({
  Reference: reference.optional(),
  Trade: z.array(trade).optional(),
  RateScheduleItem: z.array(rateScheduleItem).min(1),
});
const priority = z.strictObject({ PriorityCode: z.enum(workPriorityCodes), RequiredCompletionDateTime: instant });
const work = {
  DescriptionOfWork: text,
  WorkClass: z.strictObject({
    WorkClassCode: z.enum(workClassCodes),
    WorkClassDescription: text.optional(),
    WorkClassSubType: z.strictObject({ WorkClassSubType: z.array(text).min(1) }).optional(),
  }),
  WorkType: z.enum(workTypes).optional(),
  LocationOfRepair: text.optional(),
  WorkElement: z.array(workElement).optional(),
  /* The standard forbids the words of an alert on an order: the type alone is written. */
  PersonAlert: z.array(z.strictObject({ Type: z.enum(personAlertTypeCodes) })).optional(),
  LocationAlert: z.array(z.strictObject({ Type: z.enum(locationAlertTypeCodes) })).optional(),
  DateReported: instant.optional(),
};
const raiseRepair = z.strictObject({ ...work, Priority: priority, SitePropertyUnit: z.array(unit).optional() });
const organization = z.strictObject({ Name: text.optional(), Reference: z.array(reference).optional() });
const scheduleRepair = z.strictObject({
  ...work,
  Priority: priority.extend({ PriorityDescription: text.optional(), NumberOfDays: z.number().optional() }),
  Reference: z.array(reference).min(1),
  ServiceRequestReference: z.array(reference).optional(),
  InstructedBy: organization,
  AssignedToPrimary: z.strictObject({ Organization: organization.optional() }),
  Site: z.strictObject({
    Name: text.optional(),
    Property: z.array(z.strictObject({ Address: address.optional(), Unit: z.array(unit).optional() })).optional(),
  }),
  DateRaised: instant.optional(),
});
const statusUpdate = {
  Reference: reference.optional(),
  RelatedWorkElementReference: z.array(reference).optional(),
  EventTime: instant.optional(),
  TypeCode: z.enum(jobStatusUpdateTypeCodes).optional(),
  OtherType: text.optional(),
  RefinedAppointmentWindow: z
    .strictObject({
      Date: z.iso.date().optional(),
      TimeOfDay: z.strictObject({
        Name: text.optional(),
        EarliestArrivalTime: timeOfDay.optional(),
        LatestArrivalTime: timeOfDay.optional(),
        LatestCompletionTime: timeOfDay.optional(),
      }),
      Reference: reference.optional(),
    })
    .optional(),
  Comments: text.optional(),
};
const jobStatusUpdate = z.strictObject({ ...statusUpdate, RelatedWorkOrderReference: reference });
const workOrderComplete = z.strictObject({
  WorkOrderReference: reference,
  BillOfMaterialItem: z.array(rateScheduleItem).optional(),
  CompletedWorkElements: z.array(workElement.omit({ Trade: true })).optional(),
  JobStatusUpdates: z.array(z.strictObject(statusUpdate)).optional(),
  FollowOnWorkOrderReference: z.array(reference).optional(),
});

export type RaiseRepair = z.input<typeof raiseRepair>;
export type ScheduleRepair = z.input<typeof scheduleRepair>;
export type JobStatusUpdate = z.input<typeof jobStatusUpdate>;
export type WorkOrderComplete = z.input<typeof workOrderComplete>;

/** Each answers the message as the standard has it, and throws `ZodError` for one that it has not. */
export const writeRaiseRepair = (message: RaiseRepair) => raiseRepair.parse(message);
export const writeScheduleRepair = (message: ScheduleRepair) => scheduleRepair.parse(message);
export const writeJobStatusUpdate = (message: JobStatusUpdate) => jobStatusUpdate.parse(message);
export const writeWorkOrderComplete = (message: WorkOrderComplete) => workOrderComplete.parse(message);
