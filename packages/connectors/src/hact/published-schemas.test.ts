import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';

import { jobStatusUpdate, raiseRepair, scheduleRepair, workOrderComplete } from '../../test/hact-samples.js';

import {
  jobStatusUpdateTypeCodes,
  locationAlertTypeCodes,
  personAlertTypeCodes,
  tradeCodes,
  workClassCodes,
  workPriorityCodes,
  workTypes,
} from './code-lists.js';
import {
  writeJobStatusUpdate,
  writeRaiseRepair,
  writeScheduleRepair,
  writeWorkOrderComplete,
} from './write-messages.js';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const folder = join(process.env['DOORSTEP_FIXTURES'] ?? join(root, '../shared/fixtures'), 'hact-repairs-v7/normalised');
const isHere = existsSync(folder);
if (!isHere) console.warn('The published HACT schemas are not here (DOORSTEP_FIXTURES), so their suite did not run.');

interface Schema {
  readonly definitions: Readonly<Record<string, { readonly enum?: readonly string[] }>>;
}
const schemaOf = (name: string) => JSON.parse(readFileSync(join(folder, `${name}.schema.json`), 'utf8')) as Schema;

(isHere ? describe : describe.skip)('the published HACT schemas', () => {
  const validating = (name: string) => {
    const ajv = new Ajv({ allErrors: true, strict: false });
    (formats as unknown as typeof formats.default)(ajv);
    return ajv.compile(schemaOf(name));
  };

  it.each([
    ['RaiseRepair', () => writeRaiseRepair(raiseRepair)],
    ['ScheduleRepair', () => writeScheduleRepair(scheduleRepair)],
    ['JobStatusUpdate', () => writeJobStatusUpdate(jobStatusUpdate)],
    ['WorkOrderComplete', () => writeWorkOrderComplete(workOrderComplete)],
  ] as const)('%s as we write it is valid', (name, write) => {
    const validate = validating(name);
    expect(validate(write()) ? [] : validate.errors).toEqual([]);
    expect(validate({})).toBe(false);
  });

  it.each([
    ['RaiseRepair', 'WorkPriorityCode', workPriorityCodes],
    ['RaiseRepair', 'WorkClassCode', workClassCodes],
    ['RaiseRepair', 'WorkType', workTypes],
    ['RaiseRepair', 'PersonAlertTypeCode', personAlertTypeCodes],
    ['RaiseRepair', 'LocationAlertTypeCode', locationAlertTypeCodes],
    ['RaiseRepair', 'TradeCode', tradeCodes],
    ['JobStatusUpdate', 'JobStatusUpdateTypeCode', jobStatusUpdateTypeCodes],
  ] as const)('%s has the codes of our %s', (message, list, ours) => {
    expect([...(schemaOf(message).definitions[list]?.enum ?? [])].sort()).toEqual([...ours].sort());
  });
});
