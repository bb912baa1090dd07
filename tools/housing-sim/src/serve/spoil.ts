import type { Faults } from '../faults.js';
import type { Stream } from './streams.js';

type Row = Record<string, unknown>;

const HUGE = 10 * 1024 * 1024;

/** Where the rows of an answer are, by stream; answers of one record are a page of one. */
function rowsOf(stream: Stream, payload: unknown): Row[] {
  const body = payload as Row & { results?: Row[] & Record<string, Row[]>; alerts?: Row[] };
  if (stream === 'workOrders') return payload as Row[];
  if (stream === 'workOrder') return [body];
  if (stream === 'alerts') return body.alerts ?? [];
  if (stream === 'contactDetails' || stream === 'notes') return body.results ?? [];
  return body.results?.[stream] ?? [];
}

function withRows(stream: Stream, payload: unknown, rows: Row[]): unknown {
  const body = payload as Row;
  if (stream === 'workOrders') return rows;
  if (stream === 'workOrder') return rows[0] ?? null;
  if (stream === 'alerts') return { ...body, alerts: rows };
  if (stream === 'contactDetails' || stream === 'notes') return { ...body, results: rows };
  return { ...body, results: { [stream]: rows } };
}

/** The text field, the date and the code that faults write into, as paths into a record of each stream. */
const FIELDS: Readonly<
  Record<Stream, { text: string[]; date: string[]; code: readonly (readonly [string[], unknown])[] }>
> = {
  persons: { text: ['surname'], date: ['dateOfBirth'], code: [[['personTypes'], ['LodgerPlus']]] },
  tenures: {
    text: ['paymentReference'],
    date: ['endOfTenureDate'],
    code: [[['tenureType'], { code: 'ZZZ', description: 'Pilot Tenancy' }]],
  },
  assets: {
    text: ['assetAddress', 'addressLine1'],
    date: ['tenure', 'startOfTenureDate'],
    code: [[['assetType'], 'Houseboat']],
  },
  processes: {
    text: ['processName'],
    date: ['currentState', 'createdAt'],
    code: [[['processName'], 'pilotprocess']],
  },
  workOrders: {
    text: ['description'],
    date: ['dateRaised'],
    code: [
      [['status'], 'Awaiting Contractor Review'],
      [['priorityCode'], 777],
      [['tradeCode'], 'ZX'],
    ],
  },
  workOrder: {
    text: ['description'],
    date: ['closedDated'],
    code: [
      [['status'], 'Awaiting Contractor Review'],
      [['priorityCode'], 777],
      [['tradeCode'], 'ZX'],
    ],
  },
  alerts: { text: ['alertCode'], date: ['startDate'], code: [[['alertCode'], 'QX']] },
  contactDetails: {
    text: ['contactInformation', 'value'],
    date: ['createdBy', 'createdAt'],
    code: [[['contactInformation', 'subType'], 'pigeon']],
  },
  notes: { text: ['description'], date: ['createdAt'], code: [[['targetType'], 'lodger']] },
};

/** Every stream writes dates its own way. */
function oldDateFor(stream: Stream): string {
  if (stream === 'alerts') return '01/01/1900';
  return stream === 'workOrders' || stream === 'workOrder' ? '1900-01-01T00:00:00' : '1900-01-01T00:00:00Z';
}

/** What is left over of a whole lost row, in percent, by stream: so the share comes out exact. */
export type Loss = Map<string, number>;

/** The answer with the row faults that strike it. The landlord's own records are never touched. */
export function spoilRows(faults: Faults, loss: Loss, url: string, stream: Stream, payload: unknown): unknown {
  const untouched = rowsOf(stream, payload);
  let rows = untouched;
  if (rows.length > 0 && faults.strikes(url, 'emptyPageWith200')) return emptied(stream, payload);
  const percent = faults.amount(url, 'dropRows');
  if (percent > 0) rows = rows.filter(() => !isLost(loss, stream, percent));
  const [first] = rows;
  if (first !== undefined) {
    const fields = FIELDS[stream];
    let spoilt = first;
    if (faults.strikes(url, 'hugeField')) spoilt = withValue(spoilt, fields.text, 'x'.repeat(HUGE));
    if (faults.strikes(url, 'oldDate')) spoilt = withValue(spoilt, fields.date, oldDateFor(stream));
    if (faults.strikes(url, 'unknownCode')) {
      for (const [path, value] of fields.code) spoilt = withValue(spoilt, path, value);
    }
    if (spoilt !== first) rows = [spoilt, ...rows.slice(1)];
    if (faults.strikes(url, 'duplicateRows')) rows = [...rows, ...rows.slice(0, 1)];
  }
  return rows === untouched ? payload : withRows(stream, payload, rows);
}

/** As an index that was just rebuilt answers: nothing, and a total of nothing. */
function emptied(stream: Stream, payload: unknown): unknown {
  const empty = withRows(stream, payload, []);
  return typeof empty === 'object' && empty !== null && 'total' in empty
    ? { results: { [stream]: [] }, total: 0, lastHitId: null }
    : empty;
}

function isLost(loss: Loss, stream: Stream, percent: number): boolean {
  const sum = (loss.get(stream) ?? 0) + percent;
  loss.set(stream, sum >= 100 ? sum - 100 : sum);
  return sum >= 100;
}

/** A copy with the value at the path; objects on the way are copied, or made where there are none. */
function withValue(row: Row, path: readonly string[], value: unknown): Row {
  const [name, ...rest] = path;
  if (name === undefined) return row;
  if (rest.length === 0) return { ...row, [name]: value };
  return { ...row, [name]: withValue((row[name] ?? {}) as Row, rest, value) };
}
