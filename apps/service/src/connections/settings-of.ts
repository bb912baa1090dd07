/** Fields the connector's schema marks `x-secret`. */
export function secretFields(schema: Readonly<Record<string, unknown>>): ReadonlySet<string> {
  const properties = (schema['properties'] ?? {}) as Record<string, { 'x-secret'?: boolean }>;
  return new Set(Object.keys(properties).filter((field) => properties[field]?.['x-secret'] === true));
}
