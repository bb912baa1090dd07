import type { ConnectorContext, Message, StreamFields, ValueMapping } from '../contract.js';
import { aboutStream, type Mapping } from '../reading/mapping.js';
import { ownFields } from '../reading/matched-fields.js';
import { keyOf, translateRows } from '../reading/translate-row.js';

import { type Columns, columnsOf, fieldsLeft, picked, selectOf, valueAt } from './columns.js';
import type { SalesforceConfig, StreamName } from './configuration.js';
import { salesforceDefaults } from './defaults.js';
import { tasksOf, visitsOf } from './map-activity.js';
import { cases } from './map-case.js';
import { homes } from './map-home.js';
import { people } from './map-person.js';
import { repairs } from './map-repair.js';
import { tenancies } from './map-tenancy.js';
import { relationOf } from './soql.js';

/** One stream of one landlord, ready to be asked for and taken apart. */
export interface Stream {
  readonly name: StreamName;
  /** API name. */
  readonly object: string;
  readonly select: readonly string[];
  /**
   * Conditions that choose rows which mean something else by now although they did not change themselves: a tenant who
   * was renamed, a day that came. `days` is how many days back, `since` RFC 3339.
   */
  readonly turned: (since: string, days: number) => readonly string[];
  /** Rows of a page; what knows of rows that came before is `context`. */
  readonly translate: (rows: readonly unknown[]) => Promise<readonly Message[]>;
  readonly fieldsLeft: (rows: readonly unknown[]) => readonly string[];
}

/** Throws `SourceProblem` `not-as-declared` where the mapping names what is no field. */
export function streamOf(name: StreamName, config: SalesforceConfig, context: ConnectorContext): Stream {
  switch (name) {
    case 'homes':
      return stream(homes, ['addressLines'], config, context);
    case 'people':
      return stream(people, ['tenancies'], config, context);
    case 'repairs':
      return stream(repairs, [], config, context);
    case 'cases':
      return stream(cases, [], config, context);
    case 'tasks':
      return stream(tasksOf(config.objects), [], config, context);
    case 'visits':
      return stream(visitsOf(config.objects), [], config, context, ({ endsAt = [] }, _since, days) =>
        endsAt.map((field) => `${field} = LAST_N_DAYS:${days}`),
      );
    case 'tenancies': {
      const lists = ['parties', 'partyNames', 'household', 'householdNames'];
      return stream(
        tenancies,
        lists,
        config,
        context,
        ({ parties = [], household = [], endDate = [] }, since, days) => [
          ...[...parties, ...household].map((lookup) => `${relationOf(lookup)}.SystemModstamp >= ${since}`),
          ...endDate.map((field) => `${field} = LAST_N_DAYS:${days}`),
        ],
      );
    }
  }
}

function stream<Row>(
  mapping: Mapping<Row>,
  lists: readonly string[],
  config: SalesforceConfig,
  context: ConnectorContext,
  turned: (columns: Columns, since: string, days: number) => readonly string[] = () => [],
): Stream {
  const name = mapping.stream as StreamName;
  const columns = withNames(columnsOf(name, context.mapping));
  const select = selectOf(columns);
  const about = aboutStream(name, context, salesforceDefaults);
  return {
    name,
    object: config.objects[name],
    select,
    turned: (since, days) => turned(columns, since, days),
    fieldsLeft: (rows) => fieldsLeft(rows, select),
    translate: async (rows) => {
      const messages: Message[] = [];
      const here: unknown[] = [];
      for (const row of rows) {
        const key = keyOf(row, 'Id');
        if (key !== null && valueAt(row, 'IsDeleted') === true) messages.push(gone(name, key, row, columns));
        else here.push(picked(row, columns, lists));
      }
      return [...messages, ...(await translateRows(here, mapping, about, context))];
    },
  };
}

/** The names of those whom the lookups of a tenancy lead to. */
function withNames(columns: Columns): Columns {
  const { parties = [], household = [] } = columns;
  const names = (lookups: readonly string[]) => lookups.map((lookup) => `${relationOf(lookup)}.Name`);
  return { ...columns, partyNames: names(parties), householdNames: names(household) };
}

/** A row that was merged names the one that stayed; both were then in the recycle bin, or only this one. */
function gone(stream: StreamName, key: string, row: unknown, { mergedInto = [] }: Columns): Message {
  const into = mergedInto.map((field) => valueAt(row, field)).find((id) => typeof id === 'string' && id !== '');
  if (typeof into !== 'string' || into === key || into.length > 200) return { type: 'DELETE', stream, key };
  return { type: 'MERGE', stream, from: [key], into };
}

const none = { homes: '', tenancies: '', people: '', repairs: '', cases: '', tasks: '', visits: '' };

/** Where this landlord keeps each field: its objects are its own. */
export function fields(mapping: ValueMapping): readonly StreamFields[] {
  return [
    ...[homes, tenancies, people, repairs].map((one) => ownFields(one, mapping, salesforceDefaults)),
    ownFields(cases, mapping, salesforceDefaults, { kind: 'cases' }),
    ...[tasksOf(none), visitsOf(none)].map((one) => ownFields(one, mapping, salesforceDefaults)),
  ];
}
