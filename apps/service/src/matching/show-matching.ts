import { meaningsOf, type SeenColumn, type StreamFields, type ValueMapping } from '@doorstep/connectors';
import type { MatchedCodes, MatchedList, MatchingShown, UnknownValue } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { OpenConnection, type OpenedConnection } from '../connections/index.js';
import { columnsOf, ListUnknownValues, unreadOf, withoutForbiddenNumbers } from '../sync/index.js';
import { sampleRows, type Sample } from './sample-rows.js';
import { suggestColumn } from './suggest-column.js';
import { suggestMeaning } from './suggest-meaning.js';
import { valuesAt } from './values-at.js';

/** Longer examples are cut: they are there to be recognised, not read. */
const exampleLength = 60;
const mostValues = 200;

/**
 * How a landlord's fields and values become ours, held against the first rows of each list: an example, how many rows have
 * nothing there, which codes nobody has told us about, and what is not brought in. Nothing is stored.
 */
@Injectable()
export class ShowMatching {
  constructor(
    private readonly openConnection: OpenConnection,
    private readonly listUnknownValues: ListUnknownValues,
  ) {}

  /** `named` is a connection's short name or its id. Throws `Problem` when there is none. */
  async run(organisationId: string, named: string, signal: AbortSignal): Promise<MatchingShown> {
    const connection = await this.openConnection.run(organisationId, named, signal);
    try {
      const { row, connector, configuration, context } = connection;
      const samples = await sampleRows(connector, configuration, context);
      const fields = connector.fields(row.valueMapping);
      const { items } = await this.listUnknownValues.run(organisationId, mostValues);
      const unmatched = items.filter((one) => one.connection === row.name);
      return {
        version: row.valueMappingVersion,
        changedBy: row.valueMappingChangedBy,
        changedAt: row.valueMappingChangedAt?.toISOString() ?? null,
        lists: await Promise.all(
          samples.map(async (sample) => {
            const matched = fieldsFor(fields, sample);
            return listOf(sample, matched, matched.isFixed ? [] : await columnsOf(connection, sample.stream.name));
          }),
        ),
        codes: samples.flatMap((sample) => codesOf(sample, fieldsFor(fields, sample), unmatched, connection)),
        emptied: Object.entries(row.valueMapping.emptied ?? {}).flatMap(([stream, all]) =>
          all.map((one) => ({ stream, ...one })),
        ),
      };
    } finally {
      await connection.close();
    }
  }
}

function fieldsFor(fields: readonly StreamFields[], { stream }: Sample): StreamFields {
  return fields.find((one) => one.stream === stream.name) ?? { stream: stream.name, isFixed: true, fields: [] };
}

function listOf(
  { stream, rows, problem }: Sample,
  { isFixed, fields }: StreamFields,
  columns: readonly SeenColumn[],
): MatchedList {
  const unused = unreadOf(columns, fields);
  return {
    stream: stream.name,
    entity: stream.entity,
    isFixed,
    problem,
    fields: fields.map(({ field, theirs, isRequired, codes = null }) => {
      const values = rows.map(({ taken }) => valuesAt(taken, field));
      const [example = null] = values.find((one) => one.length > 0) ?? [];
      return {
        field,
        theirs,
        isRequired,
        codes,
        suggestion: theirs === null ? suggestColumn(field, unused) : null,
        example: example === null ? null : withoutForbiddenNumbers(example.slice(0, exampleLength)),
        empty: values.filter((one) => one.length === 0).length,
        of: rows.length,
      };
    }),
    columns: columns.map(({ name }) => name),
    left: [...new Set([...rows.flatMap(({ left }) => left), ...unused.map(({ name }) => name)])].toSorted(),
  };
}

function codesOf(
  { stream, rows, unknown }: Sample,
  { fields }: StreamFields,
  unmatched: readonly UnknownValue[],
  { row, connector }: OpenedConnection,
): MatchedCodes[] {
  return fields.flatMap(({ field, codes: list }) => {
    if (list === undefined) return [];
    const asTold = (value: string) => (list === 'cases' ? value.toLowerCase() : value);
    const waiting = unmatched.filter((one) => one.stream === stream.name && one.list === list);
    // Those that wait for somebody stand first, whether or not the sample has them.
    const counts = new Map(waiting.map(({ value }) => [asTold(value), 0]));
    for (const { taken } of rows)
      for (const value of new Set(valuesAt(taken, field)))
        counts.set(asTold(value), (counts.get(asTold(value)) ?? 0) + 1);
    const isNew = new Set([...unknown, ...waiting.map(({ value }) => value)].map((one) => one.toLowerCase()));
    const told = toldIn(row.valueMapping, list);
    const usual = toldIn(connector.defaultMapping, list);
    const meanings = [...meaningsOf(list, connector.spec.streams)];
    const values = [...counts].slice(0, mostValues).map(([theirs, count]) => {
      const means = Object.hasOwn(told, theirs) ? (told[theirs] ?? null) : null;
      return {
        theirs,
        rows: count,
        means,
        isUnknown: means === null && isNew.has(theirs.toLowerCase()),
        suggestion: means === null ? suggestMeaning(theirs, meanings, usual) : null,
      };
    });
    return [{ list, stream: stream.name, field, meanings, values }];
  });
}

/** One list of a mapping: `schemes`, `cases` or `stream.field`. */
export function toldIn(mapping: ValueMapping, list: string): Readonly<Record<string, string>> {
  if (list === 'schemes') return mapping.schemes;
  if (list === 'cases') return mapping.cases;
  return mapping.codes?.[list] ?? {};
}
