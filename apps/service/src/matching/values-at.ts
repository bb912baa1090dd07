/**
 * The values that a row has at a path, as text; none where it is empty. Lists give each of theirs, and what comes with a
 * label gives the label.
 */
export function valuesAt(row: unknown, path: string): readonly string[] {
  let found: readonly unknown[] = [row];
  for (const step of path.split('.')) {
    found = found.flatMap((one) => (Array.isArray(one) ? one : [one])).map((one) => (isObject(one) ? one[step] : null));
  }
  return found.flatMap((one) => (Array.isArray(one) ? one : [one])).flatMap(textOf);
}

function textOf(value: unknown): readonly string[] {
  if (isObject(value)) return textOf(value['label'] ?? value['value']);
  const text = value === null || value === undefined ? '' : String(value).trim();
  return text === '' ? [] : [text];
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
