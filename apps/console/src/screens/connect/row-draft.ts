import type { ContactMappingRow } from '@doorstep/contracts/http';
import { linesOf } from '../settings/lines.js';

type Of<On extends ContactMappingRow['on']> = Extract<ContactMappingRow, { on: On }>;
type Either = 'any' | 'yes' | 'no';

/** A row of the mapping as its form has it. Lists stand one a line. */
export interface RowDraft {
  readonly on: ContactMappingRow['on'];
  readonly phase: Of<'repair-ended'>['phase'];
  readonly isEmergency: Either;
  readonly isHazard: Either;
  readonly tradeCodes: string;
  readonly tradeNameWords: string;
  readonly words: string;
  readonly isMutualExchange: Either;
  readonly matter: Of<'case-opened'>['kind'];
  readonly told: Of<'contact-told'>['kind'];
  readonly direction: 'any' | NonNullable<Of<'contact-told'>['direction']>;
  /** Empty until it is chosen. */
  readonly typeCode: string;
}

/** The compiler holds that none is missing. */
const everyMatter: Readonly<Record<RowDraft['matter'], true>> = {
  complaint: true,
  asb: true,
  succession: true,
  possession: true,
  disrepair: true,
  'name-change': true,
  other: true,
};
const everyTold: Readonly<Record<RowDraft['told'], true>> = {
  'phone-call': true,
  email: true,
  'text-message': true,
  letter: true,
  visit: true,
  'no-access': true,
  'portal-message': true,
  'repair-request': true,
  note: true,
  complaint: true,
  survey: true,
  unknown: true,
};
export const matters = Object.keys(everyMatter) as RowDraft['matter'][];
export const toldKinds = Object.keys(everyTold) as RowDraft['told'][];

const blank: RowDraft = {
  on: 'contact-told',
  phase: 'completed',
  isEmergency: 'any',
  isHazard: 'any',
  tradeCodes: '',
  tradeNameWords: '',
  words: '',
  isMutualExchange: 'any',
  matter: 'complaint',
  told: 'phone-call',
  direction: 'any',
  typeCode: '',
};

/** The form of a row, or of one that is not there yet. */
export function draftOf(row: ContactMappingRow | null): RowDraft {
  if (row === null) return blank;
  const { on, typeCode } = row;
  const common = { ...blank, on, typeCode };
  switch (row.on) {
    case 'repair-ended':
      return {
        ...common,
        phase: row.phase,
        isEmergency: eitherOf(row.isEmergency),
        isHazard: eitherOf(row.isHazard),
        tradeCodes: row.tradeCodes?.join('\n') ?? '',
        tradeNameWords: row.tradeNameWords?.join('\n') ?? '',
        words: row.words?.join('\n') ?? '',
      };
    case 'tenancy-started':
      return { ...common, isMutualExchange: eitherOf(row.isMutualExchange) };
    case 'tenancy-ended':
      return common;
    case 'case-opened':
      return { ...common, matter: row.kind };
    case 'contact-told':
      return { ...common, told: row.kind, direction: row.direction ?? 'any' };
  }
}

/** The row that a form says; what it leaves open is no condition. */
export function rowOf(draft: RowDraft): ContactMappingRow {
  const { on, typeCode } = draft;
  switch (on) {
    case 'repair-ended':
      return {
        on,
        phase: draft.phase,
        ...(draft.isEmergency === 'any' ? {} : { isEmergency: draft.isEmergency === 'yes' }),
        ...(draft.isHazard === 'any' ? {} : { isHazard: draft.isHazard === 'yes' }),
        ...listIn('tradeCodes', draft.tradeCodes),
        ...listIn('tradeNameWords', draft.tradeNameWords.toLowerCase()),
        ...listIn('words', draft.words.toLowerCase()),
        typeCode,
      };
    case 'tenancy-started':
      return {
        on,
        ...(draft.isMutualExchange === 'any' ? {} : { isMutualExchange: draft.isMutualExchange === 'yes' }),
        typeCode,
      };
    case 'tenancy-ended':
      return { on, typeCode };
    case 'case-opened':
      return { on, kind: draft.matter, typeCode };
    case 'contact-told':
      return {
        on,
        kind: draft.told,
        ...(draft.direction === 'any' ? {} : { direction: draft.direction }),
        typeCode,
      };
  }
}

/**
 * The form of a row that would fit an event that no row fits, from how the event is written down, such as
 * `repair phase=completed trade=CP emergency`. Where that says nothing of it, an empty form.
 */
export function draftFor(source: string): RowDraft {
  const said = (name: string) => new RegExp(`${name}=(.*?)(?= \\w+=| emergency| hazard|$)`).exec(source)?.[1] ?? '';
  if (source.startsWith('repair ')) {
    const trade = said('trade');
    const isCode = /^[A-Z0-9]{1,6}$/.test(trade);
    return {
      ...blank,
      on: 'repair-ended',
      phase: said('phase') === 'no-access' ? 'no-access' : 'completed',
      ...(trade === 'none' ? {} : isCode ? { tradeCodes: trade } : { tradeNameWords: trade.toLowerCase() }),
    };
  }
  if (source.startsWith('tenancy started'))
    return { ...blank, on: 'tenancy-started', isMutualExchange: source.endsWith('exchange') ? 'yes' : 'no' };
  if (source.startsWith('tenancy ended')) return { ...blank, on: 'tenancy-ended' };
  if (source.startsWith('case '))
    return {
      ...blank,
      on: 'case-opened',
      matter: matters.find((one) => one === said('kind')) ?? 'other',
    };
  const told = source.startsWith('contact ') ? toldKinds.find((one) => one === said('kind')) : undefined;
  if (told === undefined) return blank;
  const direction = said('direction');
  return {
    ...blank,
    told,
    direction: direction === 'inbound' || direction === 'outbound' ? direction : 'any',
  };
}

function eitherOf(value: boolean | undefined): Either {
  return value === undefined ? 'any' : value ? 'yes' : 'no';
}

function listIn<Name extends string>(name: Name, lines: string): Partial<Record<Name, string[]>> {
  const list = linesOf(lines);
  return list.length === 0 ? {} : ({ [name]: list } as Record<Name, string[]>);
}
