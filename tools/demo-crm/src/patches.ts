/** How this landlord divides its homes among officers: by the letters of the postcode. */
const PATCHES: ReadonlyMap<string, string> = new Map([
  ['AW', 'Alderwick'],
  ['GT', 'Garth'],
  ['NK', 'Northkirk'],
  ['PK', 'Pikehall'],
  ['TK', 'Tarnbrook'],
  ['WK', 'Westkeld'],
]);
const OTHER = 'Other homes';

/** The patch of an address that ends in its postcode. */
export function patchOf(address: string): string {
  const area = /\b([A-Z]{1,2})\d[A-Z\d]? ?\d[A-Z]{2}$/.exec(address)?.[1] ?? '';
  return PATCHES.get(area) ?? OTHER;
}

/** The patches that these addresses lie in, by name. */
export function patchesOf(addresses: readonly string[]): readonly string[] {
  return [...new Set(addresses.map(patchOf))].toSorted();
}
