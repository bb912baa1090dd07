import type { CaseRecord, RepairRecord, TenancyRecord } from '../record.js';
import { instantText, readInstant, startOfDate } from '../time/instants.js';
import { findPhrase } from '../wording/phrases.js';
import type { ContactKey, ContactWindow, DerivedContact, MirrorChange } from './derived-contact.js';
import type { ContactMapping, ContactMappingRow } from './mapping.js';

interface EverydayEvent {
  readonly key: ContactKey;
  readonly typeCode: string | null;
  readonly typeSource: string;
  /** Null when nobody can say when it happened: then it is history. */
  readonly occurredAt: string | null;
}

/**
 * The everyday contacts in one change of the mirror: mostly none. A repair that ends or finds nobody in, a tenancy
 * that starts or ends, a case that opens. An event before `window.from`, or whose time nobody knows, makes none: an
 * old repair met on the first read is history. What no mapping row fits has a null type. Throws `RangeError` when an
 * instant of the window or of the change cannot be read.
 */
export function deriveContacts(
  change: MirrorChange,
  mapping: ContactMapping,
  window: ContactWindow,
): readonly DerivedContact[] {
  const from = readInstant(window.from);
  const now = readInstant(window.now);
  return eventsIn(change, mapping, now).flatMap(({ key, typeCode, typeSource, occurredAt }) => {
    if (occurredAt === null) return [];
    const occurred = readInstant(occurredAt);
    if (occurred < from) return [];
    return [{ key, typeCode, typeSource, occurredAt: instantText(Math.min(occurred, now)) }];
  });
}

function eventsIn(change: MirrorChange, mapping: ContactMapping, now: number): readonly EverydayEvent[] {
  switch (change.entity) {
    case 'repair':
      return repairEnded(change.before, change.after, change.observedAt, mapping);
    case 'tenancy':
      return [
        ...tenancyStarted(change.before, change.after, change.observedAt, mapping, now),
        ...tenancyEnded(change.before, change.after, change.observedAt, mapping, now),
      ];
    case 'case':
      return caseOpened(change.before, change.after, change.observedAt, mapping);
  }
}

function repairEnded(
  before: RepairRecord | null,
  after: RepairRecord,
  observedAt: string,
  mapping: ContactMapping,
): readonly EverydayEvent[] {
  if (after.phase !== 'completed' && after.phase !== 'no-access') return [];
  if (before?.phase === after.phase) return [];
  const row = mapping.find((each) => each.on === 'repair-ended' && fitsRepair(each, after));
  const marks = [after.isEmergency ? ' emergency' : '', after.isHazard ? ' hazard' : ''].join('');
  return [
    {
      key: after.phase === 'completed' ? 'repair-completed' : 'repair-no-access',
      typeCode: row?.typeCode ?? null,
      typeSource: `repair phase=${after.phase} trade=${after.tradeCode ?? after.tradeName ?? 'none'}${marks}`,
      occurredAt: after.completedAt ?? (before === null ? after.raisedAt : observedAt),
    },
  ];
}

/** Whether a repair has everything that a row of the mapping asks for. */
export function fitsRepair(row: Extract<ContactMappingRow, { on: 'repair-ended' }>, repair: RepairRecord): boolean {
  const tradeName = repair.tradeName ?? '';
  return (
    row.phase === repair.phase &&
    (row.isEmergency === undefined || row.isEmergency === repair.isEmergency) &&
    (row.isHazard === undefined || row.isHazard === repair.isHazard) &&
    (row.tradeCodes === undefined || (repair.tradeCode !== null && row.tradeCodes.includes(repair.tradeCode))) &&
    (row.tradeNameWords === undefined || findPhrase(tradeName, row.tradeNameWords) !== null) &&
    (row.words === undefined || findPhrase(`${tradeName} | ${repair.description}`, row.words) !== null)
  );
}

function tenancyStarted(
  before: TenancyRecord | null,
  after: TenancyRecord,
  observedAt: string,
  mapping: ContactMapping,
  now: number,
): readonly EverydayEvent[] {
  if (after.startDate === null || (before !== null && before.startDate !== null)) return [];
  const start = startOfDate(after.startDate);
  if (start === null) return [];
  const row = mapping.find(
    (each) =>
      each.on === 'tenancy-started' &&
      (each.isMutualExchange === undefined || each.isMutualExchange === after.isMutualExchange),
  );
  return [
    {
      key: 'tenancy-started',
      typeCode: row?.typeCode ?? null,
      typeSource: `tenancy started${after.isMutualExchange ? ' by mutual exchange' : ''}`,
      // People sign before they move: a start still to come was signed for when we saw it.
      occurredAt: start > now ? observedAt : instantText(start),
    },
  ];
}

function tenancyEnded(
  before: TenancyRecord | null,
  after: TenancyRecord,
  observedAt: string,
  mapping: ContactMapping,
  now: number,
): readonly EverydayEvent[] {
  const end = endOf(after);
  if (end === null || (before !== null && endOf(before) !== null)) return [];
  const isStillToCome = end > now;
  // On a first sight nobody knows when notice was given, so an end still to come is not an event.
  if (isStillToCome && before === null) return [];
  const row = mapping.find((each) => each.on === 'tenancy-ended');
  return [
    {
      key: 'tenancy-ended',
      typeCode: row?.typeCode ?? null,
      typeSource: 'tenancy ended',
      occurredAt: isStillToCome ? observedAt : instantText(end),
    },
  ];
}

function endOf(tenancy: TenancyRecord): number | null {
  // Hackney writes 1900-01-01 for "no end".
  if (tenancy.endDate === null || tenancy.endDate === '1900-01-01') return null;
  return startOfDate(tenancy.endDate);
}

function caseOpened(
  before: CaseRecord | null,
  after: CaseRecord,
  observedAt: string,
  mapping: ContactMapping,
): readonly EverydayEvent[] {
  if (before !== null && (before.isOpen || !after.isOpen)) return [];
  const row = mapping.find((each) => each.on === 'case-opened' && each.kind === after.kind);
  return [
    {
      key: 'case-opened',
      typeCode: row?.typeCode ?? null,
      typeSource: `case kind=${after.kind} source=${after.kindSource}`,
      occurredAt: before === null ? after.openedAt : observedAt,
    },
  ];
}
