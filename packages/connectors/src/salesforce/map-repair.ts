import type { RepairRecord } from '@doorstep/domain';
import * as z from 'zod';

import { dampOrMould } from '../reading/damp-or-mould.js';
import { ownId, text } from '../reading/fields.js';
import { type About, type Mapping, OutOfStream } from '../reading/mapping.js';
import { meanings } from '../reading/meanings.js';
import { instantOf } from '../reading/times.js';

import { isRepair, isYes, meaningOf, referenceTo } from './codes.js';

const allowed = z.object({
  id: ownId,
  caseType: text,
  home: text,
  number: text,
  description: text,
  priority: text,
  status: text,
  trade: text,
  contractor: text,
  raisedAt: text,
  completedAt: text,
  isEmergency: text,
  isHazard: text,
});

type Row = z.output<typeof allowed>;

/** Cases that the landlord calls repairs, or rows of an object of its own → repairs. */
export const repairs: Mapping<Row> = { stream: 'repairs', allowed, keyField: 'id', map: mapRepair };

function mapRepair(row: Row, about: About): RepairRecord {
  /* An object that holds repairs alone has no type, and none is mapped. */
  if (!isEveryRowOne(about) && !isRepair(row.caseType, about)) throw new OutOfStream();
  const priorityCode = meaningOf('repairs.priority', row.priority, meanings.priorities, about);
  const description = row.description ?? '';
  return {
    entity: 'repair',
    reference: { id: row.id, allocatedBy: 'salesforce/repair' },
    homeReference: referenceTo(row.home, 'salesforce/home'),
    description,
    priorityCode,
    prioritySource: row.priority,
    phase: meaningOf('repairs.status', row.status, meanings.repairPhases, about) ?? 'unknown',
    statusSource: row.status,
    tradeCode: null,
    tradeName: row.trade,
    contractor: row.contractor,
    raisedAt: instantOf(row.raisedAt, about.zone),
    completedAt: instantOf(row.completedAt, about.zone),
    isEmergency: isYes(row.isEmergency) || priorityCode === '1' || priorityCode === '2',
    isHazard: isYes(row.isHazard) || dampOrMould.test(description),
  };
}

function isEveryRowOne({ values }: About): boolean {
  const columns = values.columns?.['repairs'];
  return columns !== undefined && (columns['caseType'] ?? '').trim() === '';
}
