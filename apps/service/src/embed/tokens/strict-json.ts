/**
 * Reads what somebody signed: exactly one JSON object in UTF-8. Undefined for anything else, and for a name that stands
 * twice in one object: two readers would take it for two different things.
 */
export function readStrictJson(bytes: Uint8Array): Record<string, unknown> | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    // In text that parses, a string with a colon after it is a name. Names that a twin took the place of are missing.
    const written = text.match(/"(?:[^"\\]|\\.)*"\s*:?/g)?.filter((one) => one.endsWith(':')).length ?? 0;
    return written === namesIn(value) ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function namesIn(value: object): number {
  let names = 0;
  const left: object[] = [value];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    if (!Array.isArray(next)) names += Object.keys(next).length;
    for (const part of Object.values(next)) if (typeof part === 'object' && part !== null) left.push(part);
  }
  return names;
}
