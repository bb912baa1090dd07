import type { AlertRecord } from '@doorstep/domain';
import * as z from 'zod';

import { alertCodes } from './codes.js';
import { flag, ownId, text } from '../reading/fields.js';
import { type About, HeldRow, type Mapping } from '../reading/mapping.js';
import { dateOf } from '../reading/times.js';

const allowed = z.object({ alertId: ownId, alertCode: text, startDate: text, endDate: text, isActive: flag });

type Row = z.output<typeof allowed>;

/** The cautionary alerts of one person. What an alert says, and why, is never taken: HACT forbids repeating it. */
export function alertsOf(person: string): Mapping<Row> {
  return {
    stream: 'cautionaryAlerts',
    allowed,
    keyField: 'alertId',
    map: (row, about) => mapAlert(person, row, about),
  };
}

function mapAlert(person: string, row: Row, about: About): AlertRecord {
  if (row.alertCode === null) throw new HeldRow('An alert has no code.');
  const code = row.alertCode.replace(/[\u2010-\u2015]/g, '-');
  if (!alertCodes.has(code)) about.unknownCode('alertCode', row.alertCode);
  const endDate = dateOf(row.endDate, about.zone);
  return {
    entity: 'alert',
    reference: { id: row.alertId, allocatedBy: 'hackney/alert' },
    personReference: { id: person, allocatedBy: 'hackney/person' },
    code,
    codeSource: row.alertCode,
    startDate: dateOf(row.startDate, about.zone),
    endDate,
    /* The host's own word first; without it an alert holds through its last day. */
    isActive: row.isActive ?? (endDate === null || endDate >= (dateOf(about.now.toISOString(), about.zone) ?? '')),
  };
}
