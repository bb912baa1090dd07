import type { Reference } from '@doorstep/domain';
import * as z from 'zod';

import { flag, id, listOf, part, text } from '../reading/fields.js';
import { instantOf } from '../reading/times.js';

import { jobStatusUpdateTypeCodes, workClassCodes, workPriorityCodes, workTypes } from './code-lists.js';

/*
 * HACT UKHDS v3.3 repairs messages as systems really send them: field names in PascalCase or camelCase, codes and ids as
 * text or as numbers, codes that no list has. Names of people, how to reach them, their feedback and the text of alerts
 * are not taken.
 */

/** A code of the standard, or `unknown`; `raw` is what came, null where nothing did. */
export interface HactCode<Code extends string = string> {
  readonly code: Code | 'unknown';
  readonly raw: string | null;
}

interface ReadWork {
  readonly references: readonly Reference[];
  readonly description: string | null;
  readonly priority: HactCode<(typeof workPriorityCodes)[number]>;
  readonly workClass: HactCode;
  readonly workType: HactCode;
  readonly location: string | null;
  /** Instants, RFC 3339 in UTC. */
  readonly requiredBy: string | null;
  readonly reportedAt: string | null;
  readonly raisedAt: string | null;
  /** As Hackney marks it; null where nothing is said. */
  readonly isDampOrMould: boolean | null;
  /** What the property, or the unit in it, is known by. */
  readonly places: readonly Reference[];
}

export interface ReadStatusUpdate {
  readonly reference: Reference | null;
  readonly type: HactCode;
  readonly otherType: string | null;
  readonly happenedAt: string | null;
  readonly appointment: {
    readonly date: string | null;
    readonly name: string | null;
    readonly from: string | null;
    readonly to: string | null;
  } | null;
}

const reference = z.object({ ID: id, AllocatedBy: text });
const references = listOf(reference);
const unit = z.object({ Reference: references });
const work = z.object({
  Reference: references,
  DescriptionOfWork: text,
  Priority: part({ PriorityCode: text, RequiredCompletionDateTime: text }),
  WorkClass: part({ WorkClassCode: text }),
  WorkType: text,
  LocationOfRepair: text,
  DateReported: text,
  DateRaised: text,
  IsAwaabsDampAndMouldRepair: flag,
  SitePropertyUnit: listOf(unit),
  Site: part({
    Property: listOf(z.object({ PropertyReference: id, Reference: references, Unit: listOf(unit) })),
  }),
});
const statusUpdate = z.object({
  Reference: reference.nullish(),
  RelatedWorkOrderReference: reference.nullish(),
  TypeCode: text,
  OtherType: text,
  EventTime: text,
  RefinedAppointmentWindow: part({
    Date: text,
    TimeOfDay: part({ Name: text, EarliestArrivalTime: text, LatestCompletionTime: text }),
  }),
});
const complete = z.object({
  WorkOrderReference: reference.nullish(),
  JobStatusUpdates: listOf(statusUpdate),
  FollowOnWorkOrderReference: references,
});

/** Reads RaiseRepair. Null where the message is no object of that kind. */
export function readRaiseRepair(message: unknown): ReadWork | null {
  const read = work.safeParse(inPascalCase(message));
  if (!read.success) return null;
  const { data } = read;
  const properties = data.Site?.Property ?? [];
  const places = [
    ...data.SitePropertyUnit.flatMap((one) => one.Reference),
    ...properties.flatMap((one) => [...one.Reference, ...one.Unit.flatMap((each) => each.Reference)]),
    ...properties.map((one) => ({ ID: one.PropertyReference, AllocatedBy: null })),
  ];
  return {
    references: referencesOf(data.Reference),
    description: data.DescriptionOfWork,
    priority: codeIn(workPriorityCodes, data.Priority?.PriorityCode),
    workClass: codeIn(workClassCodes, data.WorkClass?.WorkClassCode),
    workType: codeIn(workTypes, data.WorkType),
    location: data.LocationOfRepair,
    requiredBy: instantOf(data.Priority?.RequiredCompletionDateTime ?? null, 'UTC'),
    reportedAt: instantOf(data.DateReported, 'UTC'),
    raisedAt: instantOf(data.DateRaised, 'UTC'),
    isDampOrMould: data.IsAwaabsDampAndMouldRepair,
    places: referencesOf(places),
  };
}

/** Reads ScheduleRepair, which says the same and has references of its own. Null where it names no order. */
export function readScheduleRepair(message: unknown): ReadWork | null {
  const read = readRaiseRepair(message);
  return read === null || read.references.length === 0 ? null : read;
}

/** Reads JobStatusUpdate. Null where it does not say of which work order. */
export function readJobStatusUpdate(message: unknown): (ReadStatusUpdate & { readonly workOrder: Reference }) | null {
  const read = statusUpdate.safeParse(inPascalCase(message));
  if (!read.success) return null;
  const workOrder = referenceOf(read.data.RelatedWorkOrderReference);
  return workOrder === null ? null : { ...updateOf(read.data), workOrder };
}

/** Reads WorkOrderComplete. Null where it does not say which work order. */
export function readWorkOrderComplete(message: unknown): {
  readonly workOrder: Reference;
  readonly updates: readonly ReadStatusUpdate[];
  readonly followOn: readonly Reference[];
} | null {
  const read = complete.safeParse(inPascalCase(message));
  const workOrder = read.success ? referenceOf(read.data.WorkOrderReference) : null;
  if (!read.success || workOrder === null) return null;
  return {
    workOrder,
    updates: read.data.JobStatusUpdates.map(updateOf),
    followOn: referencesOf(read.data.FollowOnWorkOrderReference),
  };
}

function updateOf(update: z.output<typeof statusUpdate>): ReadStatusUpdate {
  const window = update.RefinedAppointmentWindow ?? null;
  return {
    reference: referenceOf(update.Reference),
    type: codeIn(jobStatusUpdateTypeCodes, update.TypeCode),
    otherType: update.OtherType,
    happenedAt: instantOf(update.EventTime, 'UTC'),
    appointment: window && {
      date: window.Date,
      name: window.TimeOfDay?.Name ?? null,
      from: window.TimeOfDay?.EarliestArrivalTime ?? null,
      to: window.TimeOfDay?.LatestCompletionTime ?? null,
    },
  };
}

function codeIn<Code extends string>(codes: readonly Code[], raw: string | null | undefined): HactCode<Code> {
  return { code: codes.find((one) => one === raw) ?? 'unknown', raw: raw ?? null };
}

function referencesOf(list: readonly z.output<typeof reference>[]): readonly Reference[] {
  return list.map(referenceOf).filter((one) => one !== null);
}

function referenceOf(given: z.output<typeof reference> | null | undefined): Reference | null {
  return given?.ID ? { id: given.ID, allocatedBy: given.AllocatedBy ?? 'hact' } : null;
}

/** The same with the field names of the standard: `descriptionOfWork` is `DescriptionOfWork`, `id` is `ID`. */
function inPascalCase(value: unknown, depth = 0): unknown {
  if (depth > 20 || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((one) => inPascalCase(one, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      /^id$/i.test(name) ? 'ID' : name.slice(0, 1).toUpperCase() + name.slice(1),
      inPascalCase(inner, depth + 1),
    ]),
  );
}
