import { expect, it } from '@jest/globals';
import type { RepairRecord } from '../record.js';
import { contactMapping } from './contact-mapping.js';
import { isPlannedWorks } from './is-planned-works.js';

const job: RepairRecord = {
  entity: 'repair',
  reference: { id: '10004711', allocatedBy: 'sim/workOrder' },
  homeReference: { id: '00023400', allocatedBy: 'sim/property' },
  description: 'Kitchens: renew units and worktops',
  priorityCode: null,
  prioritySource: '9 [P] PLANNED',
  phase: 'scheduled',
  statusSource: 'Scheduled',
  tradeCode: 'CP',
  tradeName: 'Carpentry - CP',
  contractor: null,
  raisedAt: '2026-11-20T10:00:00Z',
  completedAt: null,
  isEmergency: false,
  isHazard: false,
};

it.each<[string, Partial<RepairRecord>, boolean]>([
  ['a job that the host has as planned', {}, true],
  ['one that says so itself', { prioritySource: '5 [N] NORMAL', description: 'Roofs, major works: renew' }, true],
  ['one of a trade that is in no mapping', { tradeCode: 'ZZ', tradeName: 'Windows' }, true],
  ['an everyday repair', { prioritySource: '5 [N] NORMAL' }, false],
  ['one that is in progress, as some hosts call what is raised', { phase: 'in-progress' }, true],
  ['one that is done', { phase: 'completed' }, false],
  ['an emergency', { isEmergency: true }, false],
  ['a hazard', { isHazard: true }, false],
  ['the gas check', { description: 'LGSR: annual gas safety, boilers' }, false],
  ['a check that no mapping names', { description: 'Windows: quarterly check of locks' }, false],
  ['pests', { description: 'Mice in kitchens, lay bait' }, false],
])('%s', (_, change, isPlanned) => {
  expect(isPlannedWorks({ ...job, ...change }, contactMapping)).toBe(isPlanned);
});
