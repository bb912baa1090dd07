import type { RepairPhase, RepairRecord } from '../record.js';
import { findPhrase } from '../wording/phrases.js';
import { fitsRepair } from './derive-contacts.js';
import type { ContactMapping } from './mapping.js';

/** Some hosts call in progress whatever is raised: whether it has begun is told by its visits. */
const notOver: readonly RepairPhase[] = [
  'requested',
  'open',
  'scheduled',
  'in-progress',
  'on-hold',
  'awaiting-approval',
];
const saysPlanned = [
  ...['planned', 'programme', 'programmed', 'cyclical', 'major works', 'capital works', 'improvement works'],
  ...['refurbishment', 'retrofit'],
];
/** What is checked is the law's or the home's own: there is little to ask about before it. */
const saysCheck = ['check', 'test', 'inspect', 'inspection', 'survey', 'service', 'servicing', 'report'];
const works = ['RPR-VIS', 'PLN-PRE', 'PLN-PST', 'RET-FIT'];

/**
 * Whether a job of the host is part of works that are planned and not over, by what its priority, trade and
 * description say. A check is none, nor is what the landlord's own mapping would take for one (seed row 85).
 */
export function isPlannedWorks(repair: RepairRecord, mapping: ContactMapping): boolean {
  const { phase, isEmergency, isHazard, prioritySource, tradeName, description } = repair;
  if (!notOver.includes(phase) || isEmergency || isHazard) return false;
  const said = [prioritySource, tradeName, description].filter((one) => one !== null).join(' | ');
  if (findPhrase(said, saysPlanned) === null || findPhrase(said, saysCheck) !== null) return false;
  const done = { ...repair, phase: 'completed' as const };
  const row = mapping.find((each) => each.on === 'repair-ended' && fitsRepair(each, done));
  return row === undefined || works.includes(row.typeCode);
}
