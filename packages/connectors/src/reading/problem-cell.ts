import * as z from 'zod';

import type { EmptiedField, ProblemCell, ProblemCode } from '../contract.js';

import { pick, storable } from './fields.js';

/** Enough to recognise what was sent. */
const LONGEST_SHOWN = 200;

/** What is wrong with a row, and with which of its cells; none where it is no row at all. */
export interface RowFault {
  readonly code: ProblemCode;
  /** A sentence without values. */
  readonly message: string;
  readonly cell?: ProblemCell;
}

/** The first thing that an allow-list could not take. */
export function faultOf(row: unknown, allowed: z.ZodType, { issues: [issue] }: z.ZodError): RowFault {
  const field = fieldOf(issue?.path ?? []);
  if (issue === undefined || field === '') return { code: 'bad-record', message: 'A row is not an object.' };
  const cell = { ...cellAt(row, allowed, issue.path), mayBeEmpty: mayBeAbsent(allowed, issue.path) };
  const code = codeOf(issue);
  if (issue.code !== 'too_big')
    return { code, message: `The field ${field} is missing or not of the kind it should be.`, cell };
  return {
    code,
    message: `The field ${field} is longer than ${issue.maximum.toLocaleString('en-GB')} characters.`,
    cell,
  };
}

/** The cell that a row makes no record without, by its field's path. */
export function neededCell(row: unknown, allowed: z.ZodType, field: string): ProblemCell {
  return { ...cellAt(row, allowed, field.split('.')), mayBeEmpty: false };
}

/**
 * The row without those of its cells that cannot be taken and that this landlord has treated as empty. What can be taken
 * stays, and so does what must not be absent. The row itself where there is nothing to leave out.
 */
export function withoutEmptied(
  row: unknown,
  allowed: z.ZodType,
  { issues }: z.ZodError,
  emptied: readonly EmptiedField[],
): unknown {
  return issues
    .filter((issue) => {
      const field = fieldOf(issue.path);
      const isEmptied = emptied.some((one) => one.field === field && one.code === codeOf(issue));
      return isEmptied && mayBeAbsent(allowed, issue.path);
    })
    .reduce((rest, { path }) => withoutCell(rest, path), row);
}

/** Items of lists are all one field: which of them it is says nothing that could be mended once for all rows. */
function fieldOf(path: readonly PropertyKey[]): string {
  return path.filter((step) => typeof step === 'string').join('.');
}

function codeOf({ code }: z.core.$ZodIssue): ProblemCode {
  return code === 'too_big' ? 'field-too-long' : 'bad-record';
}

function cellAt(row: unknown, allowed: z.ZodType, path: readonly PropertyKey[]): Pick<ProblemCell, 'field' | 'value'> {
  let found = pick(row, allowed);
  for (const step of path) found = isObject(found) ? found[step] : undefined;
  const value = isObject(found) || found === undefined || found === null ? null : String(found);
  return { field: fieldOf(path), value: value === null ? null : storable(value.slice(0, LONGEST_SHOWN)) };
}

function mayBeAbsent(allowed: z.core.$ZodType, path: readonly PropertyKey[]): boolean {
  const schema = schemaAt(allowed, path);
  return schema !== undefined && z.safeParse(schema, undefined).success;
}

function schemaAt(allowed: z.core.$ZodType, path: readonly PropertyKey[]): z.core.$ZodType | undefined {
  const [step, ...rest] = path;
  if (step === undefined) return allowed;
  if (allowed instanceof z.ZodPipe) return schemaAt(allowed.in, path);
  if (allowed instanceof z.ZodOptional || allowed instanceof z.ZodNullable) return schemaAt(allowed.unwrap(), path);
  if (allowed instanceof z.ZodArray) return schemaAt(allowed.element, rest);
  const inner =
    allowed instanceof z.ZodObject ? (allowed.shape[String(step)] as z.core.$ZodType | undefined) : undefined;
  return inner && schemaAt(inner, rest);
}

function withoutCell(value: unknown, [step, ...rest]: readonly PropertyKey[]): unknown {
  if (step === undefined) return undefined;
  if (Array.isArray(value)) return value.map((one, at) => (at === step ? withoutCell(one, rest) : one));
  return isObject(value) ? { ...value, [step]: withoutCell(value[step], rest) } : value;
}

function isObject(value: unknown): value is Readonly<Record<PropertyKey, unknown>> {
  return typeof value === 'object' && value !== null;
}
