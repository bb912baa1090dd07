import type { ConnectorContext, Message, StreamFields, ValueMapping } from '../contract.js';
import { aboutStream, type Mapping } from '../reading/mapping.js';
import { ownFields } from '../reading/matched-fields.js';
import { translateRows } from '../reading/translate-row.js';

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

/** Rows of a page as messages: records, rows that are held, what became of rows that are none of this stream. */
export type Translate = (rows: readonly unknown[], idColumn: string) => Promise<readonly Message[]>;

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
  const about = aboutStream(mapping.stream, context, dataverseDefaults);
  return (rows, idColumn) => {
    const taken = rows.map((row) => picked(row, columns, idColumn, lists));
    return translateRows(taken, mapping, about, context);
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
