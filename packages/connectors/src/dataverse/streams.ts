import type { ConnectorContext, Message, StreamFields, ValueMapping } from '../contract.js';
import { aboutStream, type Mapping } from '../reading/mapping.js';
import { ownFields } from '../reading/matched-fields.js';
import { translateRow } from '../reading/translate-row.js';

import { OutOfStream } from './codes.js';
import { type Columns, columnsOf, picked } from './columns.js';
import type { DataverseConfig, Table } from './configuration.js';
import { dataverseDefaults } from './defaults.js';
import { cases } from './map-case.js';
import { contacts } from './map-contact.js';
import { homes } from './map-home.js';
import { people } from './map-person.js';
import { repairs } from './map-repair.js';
import { tenancies } from './map-tenancy.js';

/** Fields that may be kept in several columns. */
const lists = ['parties', 'tenancies', 'about', 'regarding'];

/** One row as messages: a record, a row that is held, or what became of a row that is none of this stream. */
export type Translate = (row: unknown, idColumn: string) => readonly Message[];

export interface Stream {
  readonly name: Table;
  /** Its table's logical name; empty where the landlord has none. */
  readonly table: string;
  readonly columns: Columns;
  readonly translate: Translate;
}

export const streamNames: readonly Table[] = [
  'homes',
  'tenancies',
  'people',
  'repairs',
  'cases',
  'phoneCalls',
  'emails',
  'visits',
  'interactions',
];

/** A stream as this landlord keeps it. Throws RangeError for a name there is none of, and as `columnsOf`. */
export function streamOf(name: string, config: DataverseConfig, context: ConnectorContext): Stream {
  const known = streamNames.find((one) => one === name);
  if (known === undefined) throw new RangeError(`dataverse has no stream named ${name}`);
  const columns = columnsOf(known, context.mapping);
  const { tables } = config;
  const translate = (): Translate => {
    switch (known) {
      case 'homes':
        return translator(homes, columns, context);
      case 'tenancies':
        return translator(tenancies(tables.people), columns, context);
      case 'people':
        return translator(people(tables.tenancies), columns, context);
      case 'repairs':
        return translator(repairs(columns['caseType'] !== undefined), columns, context);
      case 'cases':
        return translator(cases(tables), columns, context);
      default:
        return translator(contacts(known, tables), columns, context);
    }
  };
  return { name: known, table: tables[known], columns, translate: translate() };
}

function translator<Row>(mapping: Mapping<Row>, columns: Columns, context: ConnectorContext): Translate {
  const { stream } = mapping;
  const about = aboutStream(stream, context, dataverseDefaults);
  return (row, idColumn) => {
    try {
      return translateRow(picked(row, columns, idColumn, lists), mapping, about);
    } catch (error) {
      if (!(error instanceof OutOfStream)) throw error;
      const key = String((row as Readonly<Record<string, unknown>>)[idColumn]);
      if (error.mergedInto === null) return [{ type: 'DELETE', stream, key }];
      return [{ type: 'MERGE', stream, from: [key], into: error.mergedInto }];
    }
  };
}

const none = {
  homes: '',
  tenancies: '',
  people: '',
  repairs: '',
  cases: '',
  phoneCalls: '',
  emails: '',
  visits: '',
  interactions: '',
};

/** Where this landlord keeps each field: its tables are its own. */
export function fields(mapping: ValueMapping): readonly StreamFields[] {
  const ofContacts = (['phoneCalls', 'emails', 'visits', 'interactions'] as const).map((name) => contacts(name, none));
  return [
    ownFields(homes, mapping, dataverseDefaults),
    ownFields(tenancies(''), mapping, dataverseDefaults),
    ownFields(people(''), mapping, dataverseDefaults),
    ownFields(repairs(true), mapping, dataverseDefaults),
    ownFields(cases(none), mapping, dataverseDefaults, { kind: 'cases' }),
    ...ofContacts.map((one) => ownFields(one, mapping, dataverseDefaults)),
  ];
}
