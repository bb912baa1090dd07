import type * as z from 'zod';

import type { MatchedField, StreamFields, ValueMapping } from '../contract.js';

import { pathsOf } from './fields.js';

/** Field → the list of the mapping that tells what its values mean. */
type Codes = Readonly<Record<string, string>>;

interface Named {
  readonly stream: string;
  readonly allowed: z.ZodType;
}

/** The fields of a stream whose names the system publishes: ours are theirs. */
export function fixedFields({ stream, allowed }: Named, codes: Codes = {}): StreamFields {
  const fields = pathsOf(allowed).map(({ path, isRequired }): MatchedField => {
    const list = codes[path];
    return { field: path, theirs: path, isRequired, ...(list === undefined ? {} : { codes: list }) };
  });
  return { stream, isFixed: true, fields };
}

/** The fields of a stream that each landlord keeps where it likes, beside its own id. A field with codes of its own has them. */
export function ownFields(
  { stream, allowed }: Named,
  { columns, codes }: ValueMapping,
  defaults: ValueMapping,
  more: Codes = {},
): StreamFields {
  const kept = columns?.[stream] ?? defaults.columns?.[stream] ?? {};
  const names = [...new Set(pathsOf(allowed).map(({ path }) => path.split('.')[0] ?? path))];
  const fields = names
    .filter((field) => field !== 'id')
    .map((field): MatchedField => {
      const own = `${stream}.${field}`;
      const list = more[field] ?? ((codes?.[own] ?? defaults.codes?.[own]) ? own : undefined);
      return {
        field,
        theirs: kept[field] || null,
        isRequired: false,
        ...(list === undefined ? {} : { codes: list }),
      };
    });
  return { stream, isFixed: false, fields };
}
