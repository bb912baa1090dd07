import type { RepairPhase, RepairRecord } from '@doorstep/domain';
import * as z from 'zod';

import { priorities, priorityWords, repairPhases, wordOf } from './codes.js';
import { dampOrMould } from '../reading/damp-or-mould.js';
import { flag, id, ownId, text } from '../reading/fields.js';
import { meanings } from '../reading/meanings.js';
import { type About, type Mapping, toldCode } from '../reading/mapping.js';
import { instantOf } from '../reading/times.js';

const allowed = z.object({
  reference: ownId,
  dateRaised: text,
  lastUpdated: text,
  priority: text,
  priorityCode: text,
  description: text,
  propertyReference: id,
  tradeCode: text,
  tradeDescription: text,
  owner: text,
  status: text,
  statusCode: text,
  isAwaabsDampAndMouldRepair: flag,
});

type Row = z.output<typeof allowed>;

/** Work orders of Repairs API v2 → repairs. */
export const repairs: Mapping<Row> = {
  stream: 'workOrders',
  allowed,
  keyField: 'reference',
  map: mapRepair,
  updatedAt: (row, about) => instantOf(row.lastUpdated, about.zone),
};

function mapRepair(row: Row, about: About): RepairRecord {
  const priority = priorityOf(row, about);
  const description = row.description ?? '';
  return {
    entity: 'repair',
    reference: { id: row.reference, allocatedBy: 'hackney/work-order' },
    homeReference:
      row.propertyReference === null ? null : { id: row.propertyReference, allocatedBy: 'hackney/property' },
    description,
    priorityCode: priority.code,
    prioritySource: row.priority ?? row.priorityCode,
    phase: phaseOf(row, about),
    statusSource: row.status ?? row.statusCode,
    tradeCode: row.tradeCode,
    tradeName: row.tradeDescription,
    contractor: row.owner,
    raisedAt: instantOf(row.dateRaised, about.zone),
    completedAt: null,
    isEmergency: priority.isEmergency,
    isHazard: priority.isHazard || row.isAwaabsDampAndMouldRepair === true || dampOrMould.test(description),
  };
}

/** The code decides; the label only speaks where there is no code, except that what either calls an emergency is one. */
function priorityOf(
  row: Row,
  about: About,
): { code: RepairRecord['priorityCode']; isEmergency: boolean; isHazard: boolean } {
  const label = row.priority ?? '';
  const byLabel = priorityWords.find(([words]) => words.test(label))?.[1];
  const byCode = row.priorityCode === null ? undefined : priorities.get(row.priorityCode);
  const known = row.priorityCode === null ? byLabel : byCode;
  if (known === undefined) {
    if (row.priorityCode !== null) about.unknownCode('priorityCode', row.priorityCode);
    else if (label !== '') about.unknownCode('priority', label);
  }
  return {
    code: known?.code ?? null,
    isEmergency: known?.isEmergency === true || byLabel?.isEmergency === true,
    isHazard: known?.isHazard === true || byLabel?.isHazard === true,
  };
}

/** A status code says more than a label; rows from the list often have the label alone. */
function phaseOf(row: Row, about: About): RepairPhase {
  for (const source of [row.statusCode, row.status]) {
    const told = toldCode(about, 'workOrders.status', source, meanings.repairPhases);
    const phase = told ?? (source === null ? undefined : repairPhases.get(wordOf(source)));
    if (phase !== undefined) return phase;
  }
  const unread = row.status ?? row.statusCode;
  if (unread !== null) about.unknownCode('status', unread);
  return 'unknown';
}
