import type { AppointmentRecord } from '@doorstep/domain';
import * as z from 'zod';

import { lifecycles, wordOf } from './codes.js';
import { id, text } from '../reading/fields.js';
import { type About, HeldRow, type Mapping } from '../reading/mapping.js';
import { dateOf, instantOf } from '../reading/times.js';

const allowed = z.object({
  id,
  date: text,
  start: text,
  end: text,
  startedAt: text,
  bookingLifeCycleStatus: text,
  /* The Universal Housing names of the same things. */
  beginDate: text,
  endDate: text,
  status: text,
});

type Row = z.output<typeof allowed>;

/** The appointments of one work order. Notes, reasons and operatives' names are not taken. */
export function appointmentsOf(workOrder: string): Mapping<Row> {
  return {
    stream: 'appointments',
    allowed,
    keyField: 'id',
    map: (row, about) => mapAppointment(workOrder, row, about),
  };
}

function mapAppointment(workOrder: string, row: Row, about: About): AppointmentRecord {
  const day = dateOf(row.date ?? row.beginDate, about.zone);
  const startsAt = slotTime(day, row.start ?? row.beginDate ?? row.date, about.zone);
  if (startsAt === null) throw new HeldRow('An appointment does not say when it starts.');
  const lifecycleSource = row.bookingLifeCycleStatus ?? row.status;
  return {
    entity: 'appointment',
    reference: { id: [workOrder, row.id ?? '', startsAt].join('|'), allocatedBy: 'hackney/appointment' },
    repairReference: { id: workOrder, allocatedBy: 'hackney/work-order' },
    startsAt,
    endsAt: slotTime(day, row.end ?? row.endDate, about.zone),
    lifecycle: lifecycleOf(lifecycleSource, row.startedAt, about),
    lifecycleSource,
  };
}

/* The scheduler writes the time of a slot on a day that means nothing. */
const DUMMY_DAY = /^(2000|1900|0001)-01-01[T ](?=\d)/;
const TIME_OF_DAY = /^\d{2}:\d{2}(:\d{2}(\.\d+)?)?$/;

/** A slot's start or end: an instant of its own, or a time of day on `day`. */
function slotTime(day: string | null, value: string | null, zone: string): string | null {
  if (value === null) return null;
  const time = value.replace(DUMMY_DAY, '').replace(/Z$/i, (mark) => (DUMMY_DAY.test(value) ? '' : mark));
  return TIME_OF_DAY.test(time) ? instantOf(day === null ? null : `${day}T${time}`, zone) : instantOf(value, zone);
}

function lifecycleOf(source: string | null, startedAt: string | null, about: About): AppointmentRecord['lifecycle'] {
  const lifecycle = source === null ? undefined : lifecycles.get(wordOf(source));
  if (source !== null && lifecycle === undefined) about.unknownCode('bookingLifeCycleStatus', source);
  if (lifecycle !== undefined && lifecycle !== 'unknown') return lifecycle;
  return instantOf(startedAt, about.zone) === null ? 'unknown' : 'started';
}
