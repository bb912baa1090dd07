import type { AppointmentRecord } from '@doorstep/domain';
import * as z from 'zod';

import { id, ownId, part, text } from '../reading/fields.js';
import { type About, HeldRow, type Mapping } from '../reading/mapping.js';
import { instantOf } from '../reading/times.js';

const allowed = z.object({
  id: ownId,
  Status: text,
  AttendenceDate: text,
  QuoteEndTime: text,
  Job: part({ id, Id: id, StartDate: text, AppointmentDescription: text, JobCompleted: text }),
});

type Row = z.output<typeof allowed>;

/**
 * The visits of an issue → appointments: the job's start, and the visit to price it. Both are local times. The range of
 * a visit is text whose form is not published, so only its start is taken.
 */
export const jobVisits: Mapping<Row> = { stream: 'appointments', allowed, keyField: 'id', map: mapJobVisit };
export const quoteVisits: Mapping<Row> = { stream: 'appointments', allowed, keyField: 'id', map: mapQuoteVisit };

function mapJobVisit({ id: issue, Status, Job }: Row, { zone }: About): AppointmentRecord {
  const startsAt = instantOf(Job?.StartDate ?? null, zone);
  if (startsAt === null) throw new HeldRow('The start of a job is no date.', 'Job.StartDate');
  return {
    entity: 'appointment',
    reference: { id: `${issue}-job-${Job?.id ?? Job?.Id ?? '0'}-${startsAt}`, allocatedBy: 'fixflo/job' },
    repairReference: { id: issue, allocatedBy: 'fixflo/issue' },
    startsAt,
    endsAt: null,
    lifecycle:
      Job?.JobCompleted || Status === 'JobCompleted' ? 'completed' : Status === 'Closed' ? 'cancelled' : 'planned',
    lifecycleSource: Status,
  };
}

function mapQuoteVisit({ id: issue, Status, AttendenceDate, QuoteEndTime }: Row, about: About): AppointmentRecord {
  const startsAt = instantOf(AttendenceDate, about.zone);
  if (startsAt === null) throw new HeldRow('The date of attendance is no date.', 'AttendenceDate');
  return {
    entity: 'appointment',
    reference: { id: `${issue}-attendance-${startsAt}`, allocatedBy: 'fixflo/attendance' },
    repairReference: { id: issue, allocatedBy: 'fixflo/issue' },
    startsAt,
    endsAt: instantOf(QuoteEndTime, about.zone),
    /* Nothing says whether whoever was to price the job came. */
    lifecycle: startsAt > about.now.toISOString() ? 'planned' : 'unknown',
    lifecycleSource: Status,
  };
}
