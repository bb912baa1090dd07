import type { RepairPhase, RepairRecord } from '@doorstep/domain';
import * as z from 'zod';

import { dampOrMould } from '../reading/damp-or-mould.js';
import { ownId } from '../reading/fields.js';
import { type About, type Mapping, OutOfStream } from '../reading/mapping.js';
import { meanings } from '../reading/meanings.js';
import { instantOf } from '../reading/times.js';

import { isYes, meaningOf, referenceTo, refuseMerged, sourceOf } from './codes.js';
import { type Cell, cell } from './columns.js';

const allowed = z.object({
  id: ownId,
  caseType: cell,
  home: cell,
  description: cell,
  priority: cell,
  phase: cell,
  trade: cell,
  contractor: cell,
  raisedAt: cell,
  completedAt: cell,
  isEmergency: cell,
  isHazard: cell,
  merged: cell,
  mergedInto: cell,
  updatedAt: cell,
});

type Row = z.output<typeof allowed>;

const phases: readonly RepairPhase[] = [...meanings.repairPhases, 'unknown'];

/** Whether the landlord says that cases of this type are repairs. */
export function isRepairType({ value, label }: Cell, { values }: Pick<About, 'values'>): boolean {
  const told = values.codes?.['repairs.caseType'] ?? {};
  return [value, label].some((key) => key !== null && Object.hasOwn(told, key) && told[key] === 'repair');
}

/**
 * Cases, or the landlord's own table of repairs → repairs. `isMixed`: the mapping names a column that says which rows
 * are repairs; the others are none of this stream.
 */
export function repairs(isMixed: boolean): Mapping<Row> {
  return {
    stream: 'repairs',
    allowed,
    keyField: 'id',
    map: (row, about) => mapRepair(row, isMixed, about),
    updatedAt: (row, about) => instantOf(row.updatedAt.value, about.zone),
  };
}

function mapRepair(row: Row, isMixed: boolean, about: About): RepairRecord {
  refuseMerged(row.id, row.merged, row.mergedInto);
  if (isMixed && !isRepairType(row.caseType, about)) throw new OutOfStream();
  const priorityCode = meaningOf('repairs.priority', row.priority, meanings.priorities, about);
  const description = row.description.value ?? '';
  return {
    entity: 'repair',
    reference: { id: row.id, allocatedBy: 'dataverse/repair' },
    homeReference: referenceTo(row.home, 'dataverse/home'),
    description,
    priorityCode,
    prioritySource: sourceOf(row.priority),
    phase: meaningOf('repairs.phase', row.phase, phases, about) ?? 'unknown',
    statusSource: sourceOf(row.phase),
    tradeCode: row.trade.value,
    tradeName: sourceOf(row.trade),
    contractor: sourceOf(row.contractor),
    raisedAt: instantOf(row.raisedAt.value, about.zone),
    completedAt: instantOf(row.completedAt.value, about.zone),
    isEmergency: isYes(row.isEmergency) ?? (priorityCode === '1' || priorityCode === '2'),
    isHazard: isYes(row.isHazard) === true || dampOrMould.test(description),
  };
}
