import type { RepairPhase, RepairRecord } from '@doorstep/domain';
import * as z from 'zod';

import { dampOrMould } from '../reading/damp-or-mould.js';
import { flag, id, ownId, part, text } from '../reading/fields.js';
import type { About, Mapping } from '../reading/mapping.js';
import { meanings } from '../reading/meanings.js';
import { instantOf } from '../reading/times.js';

import { meaningOf } from './defaults.js';

/** The property of an issue is published as text, and is a property in the issues themselves. */
const property = z
  .union([z.object({ id, Id: id }).transform((one) => one.id ?? one.Id), id])
  .nullish()
  .transform((one) => one ?? null);

const allowed = z.object({
  id: ownId,
  TenantId: id,
  Title: text,
  FaultTitle: text,
  FaultCategory: text,
  FaultNotes: text,
  FaultPriority: text,
  StatusChanged: text,
  Status: text,
  Created: text,
  Property: property,
  IsEmergency: flag,
  CloseReason: text,
  CloseReasonDescription: text,
  Job: part({ JobCompleted: text, Contractor: part({ CompanyName: text, DisplayName: text }) }),
});

type Row = z.output<typeof allowed>;

/** Issues → repairs. */
export const repairs: Mapping<Row> = {
  stream: 'issues',
  allowed,
  keyField: 'id',
  map: mapRepair,
  updatedAt: changeOf,
};

function mapRepair(row: Row, about: About): RepairRecord {
  const priority = row.FaultPriority === null ? undefined : meaningOf('issues.priority', row.FaultPriority, about);
  const priorityCode = meanings.priorities.find((one) => one === priority) ?? null;
  if (row.FaultPriority !== null && priorityCode === null) about.unknownCode('FaultPriority', row.FaultPriority);
  const told = [row.Title ?? row.FaultTitle, row.FaultNotes].filter((one) => one !== null).join('. ');
  return {
    entity: 'repair',
    reference: { id: row.id, allocatedBy: 'fixflo/issue' },
    homeReference: row.Property === null ? null : { id: row.Property, allocatedBy: 'fixflo/property' },
    description: told.slice(0, 100_000),
    priorityCode,
    prioritySource: row.FaultPriority,
    phase: phaseOf(row, about),
    statusSource: row.Status,
    tradeCode: null,
    tradeName: row.FaultCategory,
    contractor: row.Job?.Contractor?.CompanyName ?? row.Job?.Contractor?.DisplayName ?? null,
    raisedAt: instantOf(row.Created, about.zone),
    completedAt: instantOf(row.Job?.JobCompleted ?? null, about.zone),
    isEmergency: row.IsEmergency === true || row.FaultPriority === '0',
    isHazard: dampOrMould.test(`${told} ${row.FaultCategory ?? ''} ${row.FaultTitle ?? ''}`),
  };
}

/** Closed with a reason and without a job done is cancelled, unless the landlord's mapping knows the reason better. */
function phaseOf(row: Row, about: About): RepairPhase {
  if (row.Status === null) return 'unknown';
  if (row.Status === 'Closed' && row.CloseReason !== null) {
    const meant = meaningOf('issues.closeReason', row.CloseReason, about);
    const phase = meanings.repairPhases.find((one) => one === meant);
    if (phase !== undefined) return phase;
    if (!row.Job?.JobCompleted) return 'cancelled';
  }
  const meant = meaningOf('issues.status', row.Status, about);
  const phase = meanings.repairPhases.find((one) => one === meant);
  if (phase === undefined) about.unknownCode('Status', row.Status);
  return phase ?? 'unknown';
}

const times = allowed.pick({ StatusChanged: true, Created: true });

/** When an issue as it came says that it last changed, RFC 3339; null where it does not say. */
export function changeOf(issue: unknown, { zone }: Pick<About, 'zone'>): string | null {
  const read = times.safeParse(issue).data;
  return instantOf(read?.StatusChanged ?? read?.Created ?? null, zone);
}

/** The issue that a closed one was merged into, where the reason that it was closed for names it. */
export function mergedInto(issue: unknown, mark: string, about: Pick<About, 'values'>): string | null {
  const read = allowed.safeParse(issue);
  if (!read.success) return null;
  const { id: own, Status, CloseReason, CloseReasonDescription: why } = read.data;
  if (Status !== 'Closed' || CloseReason === null) return null;
  if (meaningOf('issues.closeReason', CloseReason, about) !== 'superseded') return null;
  const at = why?.indexOf(mark) ?? -1;
  if (why === null || at < 0) return null;
  /* Published: at most 20 characters. */
  const into = /^\s*([\w-]{1,20})/.exec(why.slice(at + mark.length))?.[1] ?? null;
  return into === own ? null : into;
}
