import * as z from 'zod';

/** No sensible field is longer; one that is comes from a fault, and would be stored and shown. */
const LONGEST_TEXT = 100_000;
/** Ids go into indexes. */
const LONGEST_ID = 200;
const LONGEST_RAW = 2000;

/** What PostgreSQL refuses in text: NUL, and halves of surrogate pairs. */
const UNSTORABLE = /\0|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

function clean(value: string | number | boolean | null | undefined): string | null {
  if (value === null || value === undefined) return null;
  return String(value).trim().replace(UNSTORABLE, '\uFFFD') || null;
}

const scalar = (longest: number) => z.union([z.string().max(longest), z.number(), z.boolean()]);

/** Text however it is typed; null when absent, null or blank. */
export const text = scalar(LONGEST_TEXT).nullish().transform(clean);

/** An id that may be absent. Hosts send numbers and text for the same one. */
export const id = scalar(LONGEST_ID).nullish().transform(clean);

/** The id of the record itself: a row without it is held. */
export const ownId = scalar(LONGEST_ID)
  .transform((value) => clean(value) ?? '')
  .refine((value) => value !== '', 'is blank');

/** What `ownId` makes of a value, null where it refuses it, in a fraction of the time: every row of a source is asked. */
export function ownIdOf(value: unknown): string | null {
  const isScalar = typeof value === 'boolean' || Number.isFinite(value);
  return isScalar || (typeof value === 'string' && value.length <= LONGEST_ID) ? clean(value as string) : null;
}

/** True, false, or null when the host does not say. Flags also come as 0 and 1 and as words. */
export const flag = z
  .union([z.boolean(), z.number(), z.string().max(LONGEST_ID)])
  .nullish()
  .transform((value) => {
    const word = clean(value)?.toLowerCase();
    if (word === 'true' || word === '1') return true;
    return word === 'false' || word === '0' ? false : null;
  });

/** An object of which only the named fields are taken. Everything else is dropped here and never leaves the connector. */
export function part<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.object(shape).nullish();
}

/** A list, empty when absent. A value that is not a list is a fault, not an empty list. */
export function listOf<Item extends z.ZodType>(item: Item) {
  return z
    .array(item)
    .nullish()
    .transform((list) => list ?? []);
}

/**
 * The allow-listed fields of a row that could not be read, as JSON of at most 2,000 characters, for the administrator
 * who mends it at the source. `{}` when the row is not even an object.
 */
export function rawOf(row: unknown, allowed: z.ZodType): string {
  return storable((JSON.stringify(pick(row, allowed) ?? {}) ?? '{}').slice(0, LONGEST_RAW));
}

/** Without what PostgreSQL refuses in text. */
export function storable(value: string): string {
  return value.replace(UNSTORABLE, '');
}

/** Names of a row's own fields that the allow-list does not name. What is nested is not looked at. */
export function namesLeft(row: unknown, allowed: z.ZodType): readonly string[] {
  if (typeof row !== 'object' || row === null || !(allowed instanceof z.ZodObject)) return [];
  return Object.keys(row).filter((name) => !Object.hasOwn(allowed.shape, name));
}

/** The paths of what an allow-list takes, points between. */
export function pathsOf(allowed: z.core.$ZodType): readonly { readonly path: string; readonly isRequired: boolean }[] {
  if (allowed instanceof z.ZodPipe) return pathsOf(allowed.in);
  if (allowed instanceof z.ZodOptional || allowed instanceof z.ZodNullable)
    return pathsOf(allowed.unwrap()).map(({ path }) => ({ path, isRequired: false }));
  if (allowed instanceof z.ZodArray) return pathsOf(allowed.element);
  if (!(allowed instanceof z.ZodObject)) return [{ path: '', isRequired: true }];
  return Object.entries(allowed.shape).flatMap(([name, inner]) =>
    pathsOf(inner as z.core.$ZodType).map(({ path, isRequired }) => ({
      path: path === '' ? name : `${name}.${path}`,
      isRequired,
    })),
  );
}

/** A row or a part of it with the allow-listed fields alone. */
export function pick(value: unknown, allowed: z.core.$ZodType): unknown {
  if (allowed instanceof z.ZodPipe) return pick(value, allowed.in);
  if (allowed instanceof z.ZodOptional || allowed instanceof z.ZodNullable) return pick(value, allowed.unwrap());
  if (allowed instanceof z.ZodArray) {
    return Array.isArray(value) ? value.slice(0, 50).map((item) => pick(item, allowed.element)) : undefined;
  }
  if (allowed instanceof z.ZodObject) {
    if (typeof value !== 'object' || value === null) return undefined;
    const taken: Record<string, unknown> = {};
    for (const [name, inner] of Object.entries(allowed.shape)) {
      if (Object.hasOwn(value, name))
        taken[name] = pick((value as Record<string, unknown>)[name], inner as z.core.$ZodType);
    }
    return taken;
  }
  /* A leaf: what is structured where text belongs may hold anything, so it stays behind. */
  if (typeof value === 'object' && value !== null) return undefined;
  return typeof value === 'string' ? value.slice(0, LONGEST_RAW) : value;
}
