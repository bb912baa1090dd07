import type { AppointmentRecord, RepairRecord } from '@doorstep/domain';
import * as z from 'zod';

import { dampOrMould } from '../reading/damp-or-mould.js';
import { flag, id, ownId, text } from '../reading/fields.js';
import { type About, HeldRow } from '../reading/mapping.js';
import { meanings } from '../reading/meanings.js';
import { instantOf } from '../reading/times.js';

import { meaningOf } from './codes.js';
import { defineView } from './view.js';

const allowed = z.object({
  source_id: ownId,
  changed_at: text,
  home_id: id,
  description: text,
  priority: text,
  status: text,
  trade: text,
  trade_name: text,
  contractor: text,
  raised_at: text,
  completed_at: text,
  is_emergency: flag,
  is_hazard: flag,
});

type Row = z.output<typeof allowed>;

/** The view `repairs`: work orders, and requests that have none yet (`requested`). */
export const repairs = defineView<Row>({
  mapping: {
    stream: 'repairs',
    allowed,
    keyField: 'source_id',
    map: mapRepair,
    updatedAt: (row) => instantOf(row.changed_at, 'UTC'),
  },
  required: ['home_id', 'description', 'status', 'raised_at'],
  optional: ['priority', 'trade', 'trade_name', 'contractor', 'completed_at', 'is_emergency', 'is_hazard'],
});

function mapRepair(row: Row, about: About): RepairRecord {
  const description = row.description ?? '';
  const priorityCode = meaningOf(about, 'repairs.priority', row.priority, meanings.priorities);
  return {
    entity: 'repair',
    reference: { id: row.source_id, allocatedBy: 'sql-view/repair' },
    homeReference: row.home_id === null ? null : { id: row.home_id, allocatedBy: 'sql-view/home' },
    description,
    priorityCode,
    prioritySource: row.priority,
    phase: meaningOf(about, 'repairs.status', row.status, meanings.repairPhases) ?? 'unknown',
    statusSource: row.status,
    tradeCode: row.trade,
    tradeName: row.trade_name,
    contractor: row.contractor,
    raisedAt: instantOf(row.raised_at, about.zone),
    completedAt: instantOf(row.completed_at, about.zone),
    isEmergency: row.is_emergency ?? (priorityCode === '1' || priorityCode === '2'),
    isHazard: row.is_hazard === true || dampOrMould.test(description),
  };
}

const allowedAppointment = z.object({
  source_id: ownId,
  changed_at: text,
  repair_id: ownId,
  starts_at: text,
  ends_at: text,
  status: text,
});

type AppointmentRow = z.output<typeof allowedAppointment>;

/** The view `appointments`: visits that were arranged for a repair. */
export const appointments = defineView<AppointmentRow>({
  mapping: {
    stream: 'appointments',
    allowed: allowedAppointment,
    keyField: 'source_id',
    map: mapAppointment,
    updatedAt: (row) => instantOf(row.changed_at, 'UTC'),
  },
  required: ['repair_id', 'starts_at'],
  optional: ['ends_at', 'status'],
});

const lifecycles = ['planned', 'started', 'completed', 'cancelled', 'no-access'] as const;

function mapAppointment(row: AppointmentRow, about: About): AppointmentRecord {
  const startsAt = instantOf(row.starts_at, about.zone);
  if (startsAt === null) throw new HeldRow('An appointment does not say when it starts.', 'starts_at');
  return {
    entity: 'appointment',
    reference: { id: row.source_id, allocatedBy: 'sql-view/appointment' },
    repairReference: { id: row.repair_id, allocatedBy: 'sql-view/repair' },
    startsAt,
    endsAt: instantOf(row.ends_at, about.zone),
    lifecycle: meaningOf(about, 'appointments.status', row.status, lifecycles) ?? 'unknown',
    lifecycleSource: row.status,
  };
}
